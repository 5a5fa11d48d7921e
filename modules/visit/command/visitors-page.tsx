/** Visitors: expected today, inside, past their time; announced here for a household that cannot do it itself. */
import { App, Button, Drawer, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { wordsOf } from '../../../platform/web/client.ts'
import { choices } from '../../../platform/web/desk/choices.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import type { DeskOperation } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { type VisitLine, visiting } from '../contract.ts'
import { purposes, type VisitStanding, visitStandings, visitWays } from '../model.ts'
import { showPlate } from '../plate.ts'
import { visitWords as v } from '../words.ts'
import { AnnounceDrawer } from './announce-drawer.tsx'
import { KnownPerson } from './known-person.tsx'
import { useFigures } from './use-visits.ts'
import { WithOperation } from './with-operation.tsx'
import { deskWords as w } from './words.ts'

const ops = visiting.operations
const TONES = { overdue: 'alarm', inside: 'hand', cancelled: 'quiet', left: 'quiet', missed: 'quiet' } as const
const NOW: VisitStanding[] = ['expected', 'inside', 'overdue']

export default function VisitorsPage() {
  const t = useT()
  const [announcing, announce] = useState(false)
  return (
    <WithOperation
      title={v.visits}
      lead={w.visitsLead}
      actions={() => (
        <Button type="primary" icon={<PlusIcon />} onClick={() => announce(true)}>
          {t(w.announce)}
        </Button>
      )}
    >
      {(operation) => (
        <>
          <Visitors operation={operation} />
          {announcing && <AnnounceDrawer operationId={operation.id} onClose={() => announce(false)} />}
        </>
      )}
    </WithOperation>
  )
}

function Visitors({ operation }: { operation: DeskOperation }) {
  const t = useT()
  const { message } = App.useApp()
  const [standings, setStandings] = useState<VisitStanding[]>(NOW)
  const [seen, see] = useState<string | null>(null)
  const figures = useFigures(operation.id).data?.visits
  const list = usePages(
    ops.visits,
    { operationId: operation.id, limit: 100, ...(standings.length > 0 ? { standings } : {}) },
    { keep: true },
  )
  const callOff = useAct(ops.callOffVisit, {
    refresh: [visiting.room],
    onDone: () => void message.success(t(w.calledOff)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const columns: Column<VisitLine>[] = [
    {
      key: 'who',
      title: w.who,
      width: 110,
      cell: (row) => (
        <button type="button" className="row-link row-button" onClick={() => see(row.id)}>
          {row.who?.name ?? t(w.nobody)}
          {row.people > 1 ? ` × ${row.people}` : ''}
        </button>
      ),
    },
    { key: 'standing', title: w.standing, width: 110, cell: (row) => t(visitStandings.words[row.standing]) },
    { key: 'host', title: w.host, width: 220, cell: (row) => row.host },
    { key: 'purpose', title: w.purpose, width: 110, cell: (row) => t(purposes.words[row.purpose]) },
    { key: 'day', title: w.expectedOn, width: 110, cell: (row) => row.expectedOn },
    { key: 'arrived', title: w.arrivedAt, width: 140, cell: (row) => row.arrivedAt && shanghaiMinute(row.arrivedAt) },
    { key: 'due', title: w.dueAt, width: 140, cell: (row) => row.dueAt && shanghaiMinute(row.dueAt) },
    { key: 'number', title: w.number, width: 90, cell: (row) => row.number },
    { key: 'plate', title: v.plate, width: 110, cell: (row) => row.plate && showPlate(row.plate) },
    {
      key: 'act',
      title: w.act,
      width: 90,
      cell: (row) =>
        row.standing === 'expected' && (
          <Popconfirm title={t(w.callOff)} onConfirm={() => callOff.mutate({ id: freshId(), visitId: row.id })}>
            <Button size="small">{t(w.callOff)}</Button>
          </Popconfirm>
        ),
    },
    { key: 'left', title: w.leftAt, width: 140, extra: true, cell: (row) => row.leftAt && shanghaiMinute(row.leftAt) },
    { key: 'via', title: w.via, width: 120, extra: true, cell: (row) => t(visitWays.words[row.via]) },
  ]
  const one = list.rows?.find(({ id }) => id === seen)
  return (
    <>
      <Figures label={t(v.visits)}>
        <Figure
          lead
          label={t(w.inside)}
          value={figures?.inside ?? null}
          onOpen={() => setStandings(['inside', 'overdue'])}
        />
        <Figure
          label={t(w.overdue)}
          value={figures?.overdue ?? null}
          onOpen={() => setStandings(['overdue'])}
          {...((figures?.overdue ?? 0) > 0 ? { tone: 'alarm' as const } : {})}
        />
        <Figure
          label={t(w.expectedToday)}
          value={figures?.expected ?? null}
          onOpen={() => setStandings(['expected'])}
        />
      </Figures>
      <Block flush>
        <DataTable<VisitLine>
          id="visit.visits"
          label={t(v.visits)}
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          rowTone={(row) => (row.standing === 'expected' ? undefined : TONES[row.standing])}
          loading={list.reading}
          total={list.total}
          onMore={list.more}
          empty={<Nothing title={t(w.noVisits)} hint={t(w.noVisitsHint)} />}
          filters={
            <Select<VisitStanding[]>
              mode="multiple"
              allowClear
              style={{ minWidth: 240 }}
              aria-label={t(w.standing)}
              placeholder={t(w.allStandings)}
              value={standings}
              options={choices(visitStandings, t)}
              onChange={setStandings}
            />
          }
        />
      </Block>
      {one && (
        <Drawer open onClose={() => see(null)} size={460} title={one.who?.name ?? t(w.nobody)}>
          {one.who && <KnownPerson person={one.who} />}
          <p>{one.host}</p>
        </Drawer>
      )}
    </>
  )
}
