/** What waits at hand-over points, medicine and the longest first; and what was picked up. */
import { Segmented } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import type { DeskOperation } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useNow } from '../../../platform/web/desk/use-now.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { visiting } from '../contract.ts'
import { parcelKinds, pickupWays } from '../model.ts'
import { waitsTooLong } from '../shelf.ts'
import { visitWords as v } from '../words.ts'
import { useFigures } from './use-visits.ts'
import { WithOperation } from './with-operation.tsx'
import { deskWords as w } from './words.ts'

type Parcel = OutputFor<typeof visiting.operations.parcels>['rows'][number]

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
  const [waiting, setWaiting] = useState(true)
  const figures = useFigures(operation.id).data?.parcels
  const list = usePages(visiting.operations.parcels, { operationId: operation.id, waiting, limit: 100 }, { keep: true })
  const since = (from: string, to: number): string => {
    const minutes = Math.max(0, Math.floor((to - Date.parse(from)) / 60_000))
    return minutes < 60 ? t(w.minutes, { n: minutes }) : t(w.hoursAgo, { h: Math.floor(minutes / 60), m: minutes % 60 })
  }
  const columns: Column<Parcel>[] = [
    { key: 'for', title: w.recipient, width: 240, cell: (row) => row.recipient },
    { key: 'what', title: w.what, width: 100, cell: (row) => t(parcelKinds.words[row.kind]) },
    { key: 'pieces', title: w.pieces, width: 70, right: true, cell: (row) => row.pieces },
    { key: 'place', title: v.place, width: 130, cell: (row) => row.place },
    { key: 'shelf', title: w.shelf, width: 80, cell: (row) => row.shelf },
    { key: 'by', title: w.broughtBy, width: 120, cell: (row) => row.broughtBy },
    { key: 'at', title: w.since, width: 140, cell: (row) => shanghaiMinute(row.at) },
    {
      key: 'waits',
      title: w.waiting,
      width: 130,
      right: true,
      cell: (row) => since(row.at, row.pickedAt === null ? now : Date.parse(row.pickedAt)),
    },
    ...(waiting
      ? []
      : ([
          { key: 'picked', title: w.pickedAt, width: 140, cell: (row) => row.pickedAt && shanghaiMinute(row.pickedAt) },
          { key: 'how', title: w.how, width: 120, cell: (row) => row.how && t(pickupWays.words[row.how]) },
        ] satisfies Column<Parcel>[])),
  ]
  return (
    <>
      <Figures label={t(v.parcels)}>
        <Figure lead label={t(w.waiting)} value={figures?.waiting ?? null} onOpen={() => setWaiting(true)} />
        <Figure
          label={t(w.medicine)}
          value={figures?.medicine ?? null}
          {...((figures?.medicine ?? 0) > 0 ? { tone: 'hand' as const } : {})}
        />
        <Figure label={t(w.oldest)} value={figures ? (figures.oldest ? since(figures.oldest, now) : '–') : null} />
        <Figure label={t(w.broughtToday)} value={figures?.today ?? null} />
        <Figure label={t(w.pickedToday)} value={figures?.picked ?? null} onOpen={() => setWaiting(false)} />
      </Figures>
      <Block flush>
        <DataTable<Parcel>
          id="visit.parcels"
          label={t(v.parcels)}
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          rowTone={(row) =>
            row.pickedAt !== null
              ? 'quiet'
              : row.kind === 'medicine'
                ? 'alarm'
                : waitsTooLong(row, now)
                  ? 'hand'
                  : undefined
          }
          loading={list.reading}
          total={list.total}
          onMore={list.more}
          empty={<Nothing title={t(w.noParcels)} hint={t(w.noParcelsHint)} />}
          filters={
            <Segmented
              options={[
                { value: 'waiting', label: t(w.showWaiting) },
                { value: 'picked', label: t(w.showPicked) },
              ]}
              value={waiting ? 'waiting' : 'picked'}
              onChange={(value) => setWaiting(value === 'waiting')}
            />
          }
        />
      </Block>
    </>
  )
}
