/** What waits at hand-over points, medicine first and then what has waited too long; what the errand squad carries, and for how long; what came to its door. */
import { Segmented } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { choices } from '../../../platform/web/desk/choices.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import type { DeskOperation } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useNow } from '../../../platform/web/desk/use-now.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { type ParcelLine, visiting } from '../contract.ts'
import { parcelEnds, parcelKinds, type ParcelStanding, parcelStandings } from '../parcel.ts'
import { carriedTooLong, waitsTooLong } from '../shelf.ts'
import { visitWords as v } from '../words.ts'
import { useFigures } from './use-visits.ts'
import { WithOperation } from './with-operation.tsx'
import { deskWords as w } from './words.ts'

/** What is asked first stands first. */
const COLUMNS = {
  waiting: ['for', 'what', 'waited', 'place', 'shelf', 'by', 'at'],
  taken: ['for', 'what', 'takers', 'carried', 'taken', 'place', 'waited', 'by', 'at'],
  fetched: ['for', 'what', 'how', 'picked', 'takers', 'taken', 'waited', 'place', 'by', 'at'],
} as const

export default function ParcelsPage() {
  return (
    <WithOperation title={v.parcels} lead={w.parcelsLead}>
      {(operation) => <Parcels operation={operation} />}
    </WithOperation>
  )
}

function Parcels({ operation }: { operation: DeskOperation }) {
  const t = useT()
  const now = useNow(15_000)
  const [standing, setStanding] = useState<ParcelStanding>('waiting')
  const figures = useFigures(operation.id).data?.parcels
  const list = usePages(
    visiting.operations.parcels,
    { operationId: operation.id, standing, limit: 100 },
    { keep: true },
  )
  const since = (from: string, to: number): string => {
    const minutes = Math.max(0, Math.floor((to - Date.parse(from)) / 60_000))
    return minutes < 60 ? t(w.minutes, { n: minutes }) : t(w.hoursAgo, { h: Math.floor(minutes / 60), m: minutes % 60 })
  }
  const column = {
    for: { key: 'for', title: w.recipient, width: 200, cell: (row) => row.recipient },
    what: {
      key: 'what',
      title: w.what,
      width: 100,
      cell: (row) => `${t(parcelKinds.words[row.kind])} × ${row.pieces}`,
    },
    place: { key: 'place', title: v.place, width: 130, cell: (row) => row.place },
    shelf: { key: 'shelf', title: w.shelf, width: 80, cell: (row) => row.shelf },
    by: { key: 'by', title: w.broughtBy, width: 120, cell: (row) => row.broughtBy },
    at: { key: 'at', title: w.since, width: 140, cell: (row) => shanghaiMinute(row.at) },
    waited: {
      ...{ key: 'waits', title: w.waited, width: 110, right: true },
      cell: (row) => since(row.at, Date.parse(row.takenAt ?? row.pickedAt ?? '') || now),
    },
    takers: { key: 'takers', title: w.takers, width: 130, cell: (row) => <Takers of={row} /> },
    taken: { key: 'taken', title: w.takenAt, width: 140, cell: (row) => row.takenAt && shanghaiMinute(row.takenAt) },
    carried: {
      ...{ key: 'carried', title: w.carried, width: 110, right: true },
      cell: (row) => row.takenAt && since(row.takenAt, now),
    },
    how: { key: 'how', title: w.how, width: 130, cell: (row) => row.how && t(parcelEnds.words[row.how]) },
    picked: {
      key: 'picked',
      title: w.pickedAt,
      width: 140,
      cell: (row) => row.pickedAt && shanghaiMinute(row.pickedAt),
    },
  } satisfies Record<string, Column<ParcelLine>>
  const columns = COLUMNS[standing].map((name) => column[name])
  return (
    <>
      <Figures label={t(v.parcels)}>
        <Figure lead label={t(w.waiting)} value={figures?.waiting ?? null} onOpen={() => setStanding('waiting')} />
        <Figure
          label={t(w.medicine)}
          value={figures?.medicine ?? null}
          {...((figures?.medicine ?? 0) > 0 ? { tone: 'hand' as const } : {})}
        />
        <Figure label={t(w.oldest)} value={figures ? (figures.oldest ? since(figures.oldest, now) : '–') : null} />
        <Figure label={t(w.onTheWay)} value={figures?.taken ?? null} onOpen={() => setStanding('taken')} />
        <Figure label={t(w.broughtToday)} value={figures?.today ?? null} />
        <Figure label={t(w.pickedToday)} value={figures?.picked ?? null} onOpen={() => setStanding('fetched')} />
      </Figures>
      <Block flush>
        <DataTable<ParcelLine>
          id="visit.parcels"
          label={t(v.parcels)}
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          rowTone={(row) => toneOf(row, now)}
          loading={list.reading}
          total={list.total}
          onMore={list.more}
          empty={
            standing === 'waiting' ? (
              <Nothing title={t(w.noParcels)} hint={t(w.noParcelsHint)} />
            ) : standing === 'taken' ? (
              <Nothing title={t(w.noCarried)} hint={t(w.noCarriedHint)} />
            ) : (
              <Nothing title={t(w.noFetched)} />
            )
          }
          filters={<Segmented options={choices(parcelStandings, t)} value={standing} onChange={setStanding} />}
        />
      </Block>
    </>
  )
}

/** Waiting or carried too long, medicine, or two who say that they have it: a hand is needed. */
function toneOf(row: ParcelLine, now: number): 'quiet' | 'alarm' | 'hand' | undefined {
  if (row.pickedAt !== null) return 'quiet'
  if (row.takenAt !== null) return row.takers.length > 1 || carriedTooLong(row.takenAt, now) ? 'hand' : undefined
  return row.kind === 'medicine' ? 'alarm' : waitsTooLong(row, now) ? 'hand' : undefined
}

function Takers({ of: { takers, pickedAt } }: { of: ParcelLine }) {
  const t = useT()
  const names = takers.map((name) => name ?? t(w.someTaker)).join(t(w.listed))
  return (
    <>
      {names}
      {takers.length > 1 && pickedAt === null ? <small> {t(w.twoTakers)}</small> : null}
    </>
  )
}
