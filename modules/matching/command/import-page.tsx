/** One list on its way to being compared. */
import { ListPage } from '../../../platform/web/desk/lists/list-page.tsx'
import { useLineLists } from './line-lists.ts'

export default function ImportPage() {
  return <ListPage of={useLineLists()} />
}
