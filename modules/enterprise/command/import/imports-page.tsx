/** Where lists of enterprises come in. */
import { ListsPage } from '../../../../platform/web/desk/lists/lists-page.tsx'
import { enterpriseLists } from './enterprise-lists.ts'

export default function ImportsPage() {
  return <ListsPage of={enterpriseLists} />
}
