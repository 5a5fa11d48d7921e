/** One list of people on its way into the register. */
import { ListPage } from '../../../../platform/web/desk/lists/list-page.tsx'
import { residentLists } from './resident-lists.ts'

export default function ImportPage() {
  return <ListPage of={residentLists} />
}
