/** Slips: which households have one, new ones issued and printed at once (their keys are told only once), lost ones revoked. */
import { App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { type DeskOperation, useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { selftest } from '../contract.ts'
import { type PrintedSlip, SlipPaper } from './slip-paper.tsx'
import { deskWords as w } from './words.ts'
import './selftest.css'

type Row = OutputFor<typeof selftest.operations.slips>['rows'][number]
/** As the server allows. */
const MOST = 500

export default function SlipsPage() {
  const t = useT()
  const { operation } = useDesk()
  const back = { to: '/selftest', label: t(w.all) }
  return (
    <DeskPage title={t(w.slipTitle)} lead={t(w.slipLead)} back={back}>
      {operation ? <Slips key={operation.id} operation={operation} /> : <NoOperation />}
    </DeskPage>
  )
}

function Slips({ operation }: { operation: DeskOperation }) {
  const t = useT()
  const { message, modal } = App.useApp()
  const { area } = useDesk()
  const top = area.path.length > operation.path.length ? area : { path: operation.path, name: area.name }
  const [under, setUnder] = useState(top.path)
  const [without, setWithout] = useState(false)
  const [made, setMade] = useState<readonly PrintedSlip[] | null>(null)
  const [printing, print] = useState(false)
  const operationId = operation.id
  const list = usePages(selftest.operations.slips, { operationId, under, without }, { keep: true })
  const counts = list.query.data?.pages.at(-1)
  const onProblem = (error: Error) => void message.error(t(wordsOf(error)))
  const issue = useAct(selftest.operations.issueSlips, {
    refresh: [selftest.operations.slips],
    onProblem,
    onDone: ({ slips }) => {
      setMade(slips)
      print(true)
    },
  })
  const revoke = useAct(selftest.operations.revokeSlip, {
    refresh: [selftest.operations.slips],
    onProblem,
    onDone: () => void message.success(t(w.slipRevoked)),
  })
  const sure = (question: string, go: () => unknown) => void modal.confirm({ title: question, onOk: () => void go() })
  const columns: Column<Row>[] = [
    { key: 'address', title: w.address, cell: (row) => row.address },
    { key: 'people', title: w.person, width: 100, cell: (row) => t(w.people, { n: row.people }) },
    {
      key: 'slip',
      title: w.slips,
      width: 220,
      cell: (row) =>
        row.slip ? (
          t(w.slipAt, { when: shanghaiMinute(row.slip.issuedAt) })
        ) : (
          <span className="muted">{t(w.slipNo)}</span>
        ),
    },
    {
      key: 'act',
      title: w.nextStep,
      width: 200,
      cell: ({ path, slip }) =>
        operation.open && (
          <span className="selftest-cell-actions">
            <Button
              size="small"
              onClick={() =>
                slip
                  ? sure(t(w.slipAgainSure), () => issue.mutate({ operationId, under: path, again: true }))
                  : issue.mutate({ operationId, under: path })
              }
            >
              {t(slip ? w.slipAgain : w.slipIssue)}
            </Button>
            {slip && (
              <Button size="small" onClick={() => sure(t(w.slipRevokeSure), () => revoke.mutate({ id: slip.id }))}>
                {t(w.slipRevoke)}
              </Button>
            )}
          </span>
        ),
    },
  ]
  return (
    <>
      <Figures label={t(w.slips)}>
        <Figure lead label={t(w.slipWithout)} value={counts ? counts.dwellings - counts.issued : null} />
        <Figure label={t(w.slipIssued)} value={counts?.issued ?? null} />
        <Figure label={t(w.slipDwellings)} value={counts?.dwellings ?? null} />
      </Figures>
      {made && (
        <p className="selftest-note" role="status">
          <strong>{t(w.slipMade, { n: made.length })}</strong>{' '}
          <Button size="small" type="primary" onClick={() => print(true)}>
            {t(w.slipPrint)}
          </Button>{' '}
          {t(w.slipPrintAgain)}
        </p>
      )}
      <Block flush>
        <DataTable
          id="selftest.slips"
          label={t(w.slips)}
          rows={list.rows}
          rowKey={(row) => row.path}
          columns={columns}
          loading={list.reading}
          total={list.total}
          onMore={list.more}
          filters={
            <>
              <div className="selftest-filter">
                <AreaPicker root={top} value={under} label={t(w.area)} onChange={(path) => setUnder(path)} />
              </div>
              <Checkbox checked={without} onChange={(event) => setWithout(event.target.checked)}>
                {t(w.slipOnlyWithout)}
              </Checkbox>
            </>
          }
          actions={
            operation.open && (
              <Button
                type="primary"
                title={t(w.slipIssueHint, { most: MOST })}
                loading={issue.isPending}
                disabled={!counts || counts.dwellings === counts.issued}
                onClick={() => issue.mutate({ operationId, under })}
              >
                {t(w.slipIssue)}
              </Button>
            )
          }
        />
      </Block>
      <p className="muted">{t(w.slipIssueHint, { most: MOST })}</p>
      {made && printing && <SlipPaper slips={made} onPrinted={() => print(false)} />}
    </>
  )
}
