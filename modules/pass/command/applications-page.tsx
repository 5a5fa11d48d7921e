/** Applications to verify, made for two hundred in an evening: what agrees with the register goes with one key, what is in doubt is opened. */
import { App, Button, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { type Application, applicationStates, findings, vias } from '../application.ts'
import { pass } from '../contract.ts'
import { passKinds } from '../model.ts'
import { toLookAt } from '../verify.ts'
import { ApplicationDrawer } from './application-drawer.tsx'
import { wordsOfLate } from './late.ts'
import { Mark } from './mark.tsx'
import { PassFrame } from './pass-frame.tsx'
import { deskWords as w } from './words.ts'

const ops = pass.operations

export default function ApplicationsPage() {
  return (
    <PassFrame title={w.applications} lead={w.applicationsLead}>
      {(operation) => <Applications operationId={operation.id} />}
    </PassFrame>
  )
}

function Applications({ operationId }: { operationId: string }) {
  const t = useT()
  const { message } = App.useApp()
  const { area } = useDesk()
  const [show, setShow] = useState<'all' | 'ready' | 'look'>('all')
  const [at, setAt] = useState<string | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  const [done, setDone] = useState(0)
  const list = usePages(ops.waiting, { operationId, under: area.path, limit: 200 }, { keep: true })
  const rows = (list.rows ?? []).filter(({ ready }) => show === 'all' || ready === (show === 'ready'))
  const chosen = rows.find(({ id }) => id === at) ?? rows[0]
  const verify = useAct(ops.verify)
  const issue = useAct(ops.issue, { refresh: [pass.room] })
  const busy = verify.isPending || issue.isPending

  /** Where the register agrees, its own person and door are what is verified. */
  const handle = async (row: Application, issues: boolean) => {
    const next = rows[rows.findIndex(({ id }) => id === row.id) + 1]
    try {
      if (row.state === 'asked')
        await verify.mutateAsync({
          ...{ applicationId: row.id, residentId: row.match?.residentId ?? null },
          ...{ path: row.path, how: row.match ? 'register' : 'document' },
        })
      if (issues) {
        const { number } = await issue.mutateAsync({ applicationId: row.id, scope: null })
        void message.success(t(w.issuedNumber, { number }))
      } else void list.query.refetch()
      setDone((n) => n + 1)
      setAt(next?.id ?? null)
    } catch (error) {
      // The row stays chosen, as it stands by now.
      void message.error(t(await wordsOfLate(error, row.id)))
      void list.query.refetch()
    }
  }
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined)
  keys.current = (event) => {
    const target = event.target as HTMLElement
    if (open !== null || target.closest('input, textarea, button, [role="dialog"], .ant-select') || busy || !chosen)
      return
    const place = rows.findIndex(({ id }) => id === chosen.id)
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move !== undefined) setAt(rows[Math.min(Math.max(place + move, 0), rows.length - 1)]?.id ?? null)
    else if (event.key === 'Enter') {
      if (chosen.ready || chosen.state === 'verified') void handle(chosen, true)
      else setOpen(chosen.id)
    } else if (event.key.toLowerCase() === 'o' && chosen.ready && chosen.state === 'asked') void handle(chosen, false)
    else return
    event.preventDefault()
  }
  useEffect(() => {
    const hear = (event: KeyboardEvent) => keys.current(event)
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
  useEffect(() => {
    document.querySelector(`[data-row-key="${chosen?.id ?? ''}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen?.id])

  const columns: Column<Application>[] = [
    {
      ...{ key: 'name', title: w.name, width: 120 },
      cell: (row) => (
        <button
          type="button"
          className="row-link row-button"
          aria-current={row.id === chosen?.id}
          onClick={() => setOpen(row.id)}
        >
          {row.id === chosen?.id ? '▸ ' : ''}
          {row.name}
        </button>
      ),
    },
    { key: 'kind', title: w.kind, width: 90, cell: ({ kind }) => t(passKinds.words[kind]) },
    { key: 'place', title: w.place, width: 200, cell: (row) => row.address ?? row.place },
    {
      ...{ key: 'findings', title: w.findings, width: 260 },
      cell: (row) => (
        <span className="pass-findings">
          {row.findings.map((finding) => (
            <Mark key={finding} tone={toLookAt([finding]).length === 0 ? 'plain' : 'hand'}>
              {t(findings.words[finding])}
            </Mark>
          ))}
        </span>
      ),
    },
    {
      ...{ key: 'act', title: w.act, width: 190 },
      cell: (row) =>
        row.ready || row.state === 'verified' ? (
          <Button
            size="small"
            type="primary"
            loading={busy && row.id === chosen?.id}
            onClick={() => void handle(row, true)}
          >
            {t(row.state === 'verified' ? w.issue : w.verifyIssue)}
          </Button>
        ) : (
          <Button size="small" onClick={() => setOpen(row.id)}>
            {t(w.look)}
          </Button>
        ),
    },
    { key: 'state', title: w.state, width: 130, cell: ({ state }) => t(applicationStates.words[state]) },
    { key: 'via', title: w.via, width: 130, cell: ({ via }) => t(vias.words[via]) },
    { key: 'askedAt', title: w.askedAt, width: 140, cell: ({ askedAt }) => shanghaiMinute(askedAt) },
    { key: 'phone', title: w.phone, width: 120, extra: true, cell: ({ phoneMasked }) => phoneMasked },
    { key: 'reason', title: w.reason, width: 160, extra: true, cell: ({ reason }) => reason },
  ]
  const whole = list.rows ?? []
  const opened = whole.find(({ id }) => id === open)
  return (
    <>
      <Figures>
        <Figure
          lead
          label={t(w.toVerify)}
          value={list.total ?? null}
          {...(list.total ? { tone: 'hand' as const } : {})}
        />
        <Figure
          label={t(w.onlyReady)}
          value={whole.filter(({ ready }) => ready).length}
          onOpen={() => setShow('ready')}
        />
        <Figure
          label={t(w.onlyLook)}
          value={whole.filter(({ ready }) => !ready).length}
          onOpen={() => setShow('look')}
        />
        <Figure label={t(w.done, { n: '' })} value={done} />
      </Figures>
      <Block flush>
        <DataTable
          id="pass.applications"
          label={t(w.applications)}
          columns={columns}
          rows={list.rows === undefined ? undefined : rows}
          rowKey={({ id }) => id}
          rowTone={({ ready }) => (ready ? undefined : 'hand')}
          loading={list.reading}
          total={list.total}
          onMore={list.more}
          {...(whole.length === 0
            ? {
                empty: (
                  <Nothing
                    title={t(w.noApplications)}
                    hint={t(w.noApplicationsHint)}
                    action={<LinkButton to="/passes/doors">{t(w.doors)}</LinkButton>}
                  />
                ),
              }
            : {})}
          filters={
            <Segmented
              value={show}
              onChange={setShow}
              options={[
                { value: 'all', label: t(w.everyone) },
                { value: 'ready', label: t(w.onlyReady) },
                { value: 'look', label: t(w.onlyLook) },
              ]}
            />
          }
        />
      </Block>
      {opened && (
        <ApplicationDrawer
          key={opened.id}
          application={opened}
          onDone={() => {
            setDone((n) => n + 1)
            setOpen(null)
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}
