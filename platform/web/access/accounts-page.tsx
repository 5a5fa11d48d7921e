/** Who may sign in, and what they may do where. Administrators only. */
import { App, Button, Drawer, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { access } from '../../pure/access-contract.ts'
import { roles } from '../../pure/roles.ts'
import { type OutputFor, wordsOf } from '../client.ts'
import { type Column, DataTable } from '../desk/data-table.tsx'
import { Block, DeskPage } from '../desk/desk-page.tsx'
import { PlusIcon } from '../desk/icons.tsx'
import { useAct, useAsk } from '../desk/queries.ts'
import { useT } from '../lang.tsx'
import { useMe } from '../session.tsx'
import { web } from '../words.ts'
import { NewAccount } from './new-account.tsx'
import { PasswordGiven } from './password-given.tsx'
import { SessionsTable } from './sessions-table.tsx'
import { accessWords as w } from './words.ts'

type Account = OutputFor<typeof access.operations.accounts>['accounts'][number]

export default function AccountsPage() {
  const t = useT()
  const me = useMe()
  const { modal, message } = App.useApp()
  const [text, setText] = useState('')
  const [making, setMaking] = useState(false)
  const [sessionsOf, setSessionsOf] = useState<Account | null>(null)
  const [passwordOf, setPasswordOf] = useState<Account | null>(null)
  const asked = useAsk(access.operations.accounts, {})
  const disable = useAct(access.operations.disableAccount, {
    refresh: [access.operations.accounts],
    onDone: () => void message.success(t(w.disableDone)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const confirmDisable = (a: Account) =>
    modal.confirm({
      title: t(w.disableTitle),
      content: t(w.disableText, { name: a.name }),
      okText: t(w.disable),
      okButtonProps: { danger: true },
      onOk: () => disable.mutateAsync({ accountId: a.id }).catch(() => undefined),
    })
  const wanted = text.trim().toLowerCase()
  const rows = asked.data?.accounts.filter(
    (a) =>
      a.name.toLowerCase().includes(wanted) ||
      a.login.includes(wanted) ||
      a.grants.some((g) => g.areaName.includes(wanted)),
  )
  const columns: Column<Account>[] = [
    {
      key: 'name',
      title: w.accountName,
      cell: (a) => <strong>{a.name}</strong>,
      sort: (a, b) => a.name.localeCompare(b.name, 'zh'),
    },
    { key: 'login', title: w.accountLogin, cell: (a) => <span className="mono">{a.login}</span> },
    {
      key: 'grants',
      title: w.accountGrants,
      cell: (a) =>
        a.grants.map((g) => (
          <div key={g.id}>
            {t(roles.words[g.role])} <span className="muted">{g.areaName}</span>
          </div>
        )),
    },
    {
      key: 'state',
      title: w.accountState,
      cell: (a) => (
        <>
          {t(a.disabledAt ? w.accountDisabled : w.accountActive)} {a.demo && <Tag>{t(w.accountDemo)}</Tag>}
        </>
      ),
    },
    {
      key: 'act',
      title: web.actions,
      cell: (a) => (
        <span className="row-actions">
          <Button size="small" onClick={() => setSessionsOf(a)}>
            {t(w.seeSessions)}
          </Button>
          {!a.disabledAt && (
            <Button size="small" onClick={() => setPasswordOf(a)}>
              {t(w.setPassword)}
            </Button>
          )}
          {!a.disabledAt && a.id !== me.accountId && (
            <Button size="small" danger onClick={() => confirmDisable(a)}>
              {t(w.disable)}
            </Button>
          )}
        </span>
      ),
    },
  ]
  return (
    <DeskPage
      title={t(w.accounts)}
      lead={t(w.accountsLead)}
      actions={
        <Button type="primary" icon={<PlusIcon />} onClick={() => setMaking(true)}>
          {t(w.accountNew)}
        </Button>
      }
    >
      <Block flush>
        <DataTable
          id="access.accounts"
          label={t(w.accounts)}
          columns={columns}
          rows={rows}
          rowKey={(a) => a.id}
          rowTone={(a) => (a.disabledAt ? 'quiet' : undefined)}
          filters={
            <Input
              data-search
              allowClear
              style={{ width: 240 }}
              aria-label={t(web.search)}
              placeholder={t(web.search)}
              value={text}
              onChange={(e) => setText(e.target.value)}
            />
          }
        />
      </Block>
      <NewAccount open={making} onClose={() => setMaking(false)} />
      <Drawer
        open={sessionsOf !== null}
        onClose={() => setSessionsOf(null)}
        title={sessionsOf && `${t(w.sessions)} · ${sessionsOf.name}`}
        size={620}
        destroyOnHidden
      >
        {sessionsOf && <SessionsTable accountId={sessionsOf.id} />}
      </Drawer>
      <Modal
        open={passwordOf !== null}
        title={passwordOf && `${t(w.setPassword)} · ${passwordOf.name}`}
        footer={null}
        onCancel={() => setPasswordOf(null)}
        destroyOnHidden
      >
        {passwordOf && <PasswordGiven accountId={passwordOf.id} onDone={() => setPasswordOf(null)} />}
      </Modal>
    </DeskPage>
  )
}
