/** Where lists of people come in. */
import { ListsPage } from '../../../../platform/web/desk/lists/lists-page.tsx'
import { residentLists } from './resident-lists.ts'

export default function ImportsPage() {
  return <ListsPage of={residentLists} />
}
