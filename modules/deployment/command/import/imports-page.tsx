/** Where lists of places and posts come in; without an operation there is nothing that they could belong to. */
import { DeskPage } from '../../../../platform/web/desk/desk-page.tsx'
import { ListsPage } from '../../../../platform/web/desk/lists/lists-page.tsx'
import { NoOperation } from '../../../../platform/web/desk/no-operation.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { postListWords } from '../../words.ts'
import { useOpenOperation } from '../use-deployment.ts'
import { usePostLists } from './post-lists.ts'

export default function ImportsPage() {
  const t = useT()
  const operation = useOpenOperation()
  const lists = usePostLists()
  if (operation) return <ListsPage of={lists} />
  return (
    <DeskPage title={t(postListWords.title)}>
      <NoOperation />
    </DeskPage>
  )
}
