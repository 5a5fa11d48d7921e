/** One list of places and posts on its way in. */
import { ListPage } from '../../../../platform/web/desk/lists/list-page.tsx'
import { usePostLists } from './post-lists.ts'

export default function ImportPage() {
  return <ListPage of={usePostLists()} />
}
