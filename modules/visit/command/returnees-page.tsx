/** People met on their way home: how many are to be contacted, then they themselves, those whose time runs out first. */
import { Button, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { choices } from '../../../platform/web/desk/choices.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import type { DeskOperation } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { type ReturneeLine, visiting } from '../contract.ts'
import { type ReturneeStanding, returneeStandings } from '../model.ts'
import { originText } from '../origins.ts'
import { visitWords as v } from '../words.ts'
import { ReturneeDrawer } from './returnee-drawer.tsx'
import { useFigures } from './use-visits.ts'
import { WithOperation } from './with-operation.tsx'
import { deskWords as w } from './words.ts'

export default function ReturneesPage() {
  return (
    <WithOperation title={v.returnees} lead={w.returneesLead}>
      {(operation) => <Returnees operation={operation} />}
    </WithOperation>
  )
}

function Returnees({ operation }: { operation: DeskOperation }) {
  const t = useT()
  const [standings, setStandings] = useState<ReturneeStanding[]>([])
  const [seen, see] = useState<string | null>(null)
  const figures = useFigures(operation.id).data?.returnees
  const list = usePages(
    visiting.operations.returnees,
    { operationId: operation.id, limit: 100, ...(standings.length > 0 ? { standings } : {}) },
    { keep: true },
  )
  const columns: Column<ReturneeLine>[] = [
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
    { key: 'standing', title: w.standing, width: 120, cell: (row) => t(returneeStandings.words[row.standing]) },
    {
      key: 'act',
      title: w.act,
      width: 100,
      cell: (row) => (
        <Button size="small" {...(isOpen(row) ? { type: 'primary' as const } : {})} onClick={() => see(row.id)}>
          {t(w.act)}
        </Button>
      ),
    },
    {
      key: 'home',
      title: w.home,
      width: 230,
      cell: (row) => (row.found ? row.home : `${row.home} ${row.home ? '· ' : ''}${t(w.homeUnknown)}`),
    },
    { key: 'from', title: v.origin, width: 130, cell: (row) => originText(row, t) },
    { key: 'by', title: w.contactBy, width: 140, cell: (row) => shanghaiMinute(row.contactBy) },
    { key: 'tries', title: w.tries, width: 84, right: true, cell: (row) => row.tries },
    { key: 'told', title: w.told, width: 90, cell: (row) => t(row.told ? w.toldYes : w.toldNo) },
    { key: 'met', title: w.metAt, width: 140, cell: (row) => shanghaiMinute(row.metAt) },
    { key: 'place', title: w.metWhere, width: 130, extra: true, cell: (row) => row.place },
    { key: 'left', title: w.leftOn, width: 110, extra: true, cell: (row) => row.leftOn },
  ]
  const one = list.rows?.find(({ id }) => id === seen)
  return (
    <>
      <Figures label={t(v.returnees)}>
        <Figure
          lead
          label={t(w.toContact)}
          value={figures?.waiting ?? null}
          onOpen={() => setStandings(['waiting', 'late'])}
          {...((figures?.waiting ?? 0) > 0 ? { tone: 'hand' as const } : {})}
        />
        <Figure
          label={t(w.late)}
          value={figures?.late ?? null}
          onOpen={() => setStandings(['late'])}
          {...((figures?.late ?? 0) > 0 ? { tone: 'alarm' as const } : {})}
        />
        <Figure label={t(w.today)} value={figures?.today ?? null} onOpen={() => setStandings([])} />
      </Figures>
      <Block flush>
        <DataTable<ReturneeLine>
          id="visit.returnees"
          label={t(v.returnees)}
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          rowTone={(row) => (row.standing === 'late' ? 'alarm' : row.standing === 'waiting' ? 'hand' : undefined)}
          loading={list.reading}
          total={list.total}
          onMore={list.more}
          {...(standings.length > 0 ? {} : { empty: <Nothing title={t(w.noReturnees)} hint={t(w.noReturneesHint)} /> })}
          filters={
            <Select<ReturneeStanding[]>
              mode="multiple"
              allowClear
              style={{ minWidth: 200 }}
              aria-label={t(w.standing)}
              placeholder={t(w.allStandings)}
              value={standings}
              options={choices(returneeStandings, t)}
              onChange={setStandings}
            />
          }
        />
      </Block>
      {one && <ReturneeDrawer key={one.id} returnee={one} onClose={() => see(null)} />}
    </>
  )
}
const isOpen = ({ standing }: ReturneeLine): boolean => standing === 'waiting' || standing === 'late'
