/** Where an account is signed in, and ending what should not be. `accountId` only for those who oversee it. */
import { App, Button } from 'antd'
import { access } from '../../pure/access-contract.ts'
import { shanghaiMinute } from '../../pure/time.ts'
import { type OutputFor, serverNow, wordsOf } from '../client.ts'
import { type Column, DataTable } from '../desk/data-table.tsx'
import { sinceWords } from '../desk/figures.ts'
import { useAct, useAsk } from '../desk/queries.ts'
import { useLang } from '../lang.tsx'
import { web } from '../words.ts'
import { accessWords as w } from './words.ts'

type Line = OutputFor<typeof access.operations.sessions>['sessions'][number]

export function SessionsTable({ accountId }: { accountId?: string }) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const asked = useAsk(access.operations.sessions, accountId ? { accountId } : {})
  const revoke = useAct(access.operations.revokeSession, {
    refresh: [access.operations.sessions],
    onDone: () => void message.success(t(w.sessionEnded)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const columns: Column<Line>[] = [
    { key: 'where', title: w.sessionWhere, cell: (s) => t(s.deviceId ? w.sessionDevice : w.sessionBrowser) },
    { key: 'began', title: w.sessionBegan, cell: (s) => shanghaiMinute(s.createdAt) },
    { key: 'seen', title: w.sessionSeen, cell: (s) => sinceWords(s.lastSeenAt, serverNow(), lang) },
    {
      key: 'end',
      title: web.actions,
      width: 140,
      cell: (s) =>
        s.current ? (
          <span className="muted">{t(w.sessionCurrent)}</span>
        ) : (
          <Button size="small" danger onClick={() => revoke.mutate({ sessionId: s.id })}>
            {t(w.sessionEnd)}
          </Button>
        ),
    },
  ]
  return (
    <DataTable
      id="access.sessions"
      label={t(w.sessions)}
      columns={columns}
      rows={asked.data?.sessions}
      rowKey={(s) => s.id}
    />
  )
}
