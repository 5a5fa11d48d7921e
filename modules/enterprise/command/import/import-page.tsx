/** One list of enterprises on its way in. */
import { ListPage } from '../../../../platform/web/desk/lists/list-page.tsx'
import { enterpriseLists } from './enterprise-lists.ts'

export default function ImportPage() {
  return <ListPage of={enterpriseLists} />
}
