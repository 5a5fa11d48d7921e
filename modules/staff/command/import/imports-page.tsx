/** Where lists of staff come in. */
import { ListsPage } from '../../../../platform/web/desk/lists/lists-page.tsx'
import { staffLists } from './staff-lists.tsx'

export default function ImportsPage() {
  return <ListsPage of={staffLists} />
}
