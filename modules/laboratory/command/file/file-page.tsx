/** One lab's file on its way in. */
import { ListPage } from '../../../../platform/web/desk/lists/list-page.tsx'
import { labFiles } from './lab-files.tsx'

export default function FilePage() {
  return <ListPage of={labFiles} />
}
