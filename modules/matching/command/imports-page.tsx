/** Where lists to be compared come in; without an operation there is nothing that they could belong to. */
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { ListsPage } from '../../../platform/web/desk/lists/lists-page.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { useLineLists } from './line-lists.ts'
import { listWords } from './words.ts'

export default function ImportsPage() {
  const t = useT()
  const { operation } = useDesk()
  const lists = useLineLists()
  if (operation?.open) return <ListsPage of={lists} />
  return (
    <DeskPage title={t(listWords.title)}>
      <NoOperation />
    </DeskPage>
  )
}
