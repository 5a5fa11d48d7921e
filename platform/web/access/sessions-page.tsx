/** My own sessions. */
import { Block, DeskPage } from '../desk/desk-page.tsx'
import { useT } from '../lang.tsx'
import { SessionsTable } from './sessions-table.tsx'
import { accessWords as w } from './words.ts'

export default function SessionsPage() {
  const t = useT()
  return (
    <DeskPage title={t(w.sessions)} lead={t(w.sessionsLead)}>
      <Block flush>
        <SessionsTable />
      </Block>
    </DeskPage>
  )
}
