/** One list of staff on its way in. */
import { ListPage } from '../../../../platform/web/desk/lists/list-page.tsx'
import { staffLists } from './staff-lists.tsx'

export default function ImportPage() {
  return <ListPage of={staffLists} />
}
