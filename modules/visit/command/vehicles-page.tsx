/** Vehicles that passed gates and checkpoints: today's figures, what waits at each checkpoint, then the list; one opened shows who was in it. */
import { Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { call, type InputFor } from '../../../platform/web/client.ts'
import { choices } from '../../../platform/web/desk/choices.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import type { DeskOperation } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../platform/web/desk/export-button.tsx'
import { Facts } from '../../../platform/web/desk/facts.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { directions } from '../../gate/model.ts'
import { type VehicleLine, visiting } from '../contract.ts'
import { goods, passings, vehicleKinds } from '../model.ts'
import { plateKinds, showPlate } from '../plate.ts'
import { visitWords as v } from '../words.ts'
import { originText } from '../origins.ts'
import { KnownPerson } from './known-person.tsx'
import { QueueFigures } from './queue-figures.tsx'
import { useFigures } from './use-visits.ts'
import { WithOperation } from './with-operation.tsx'
import { deskWords as w } from './words.ts'

const ops = visiting.operations
type Filter = Omit<InputFor<typeof ops.exportVehicles>, 'operationId' | 'purpose' | 'lang'>

export default function VehiclesPage() {
  const { t } = useLang()
  return (
    <WithOperation
      title={v.vehicles}
      lead={w.vehiclesLead}
      actions={() => (
        <>
          <LinkButton to="/visits/known">{t(w.knownTitle)}</LinkButton>
          <LinkButton to="/visits/settings">{t(w.settings)}</LinkButton>
        </>
      )}
    >
      {(operation) => <Vehicles operation={operation} />}
    </WithOperation>
  )
}

function Vehicles({ operation }: { operation: DeskOperation }) {
  const { t, lang } = useLang()
  const [filter, setFilter] = useState<Filter>({})
  const [seen, see] = useState<string | null>(null)
  const figures = useFigures(operation.id).data
  const question = { ...filter, operationId: operation.id }
  const list = usePages(ops.vehicles, { ...question, limit: 100 }, { keep: true })
  const set = (part: { [K in keyof Filter]?: Filter[K] | undefined }) =>
    setFilter(
      Object.fromEntries(
        Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== ''),
      ),
    )
  const columns: Column<VehicleLine>[] = [
    { key: 'at', title: v.at, width: 140, cell: (row) => shanghaiMinute(row.at) },
    { key: 'place', title: v.place, width: 130, cell: (row) => row.place },
    { key: 'direction', title: v.direction, width: 64, cell: (row) => t(directions.words[row.direction]) },
    {
      key: 'plate',
      title: v.plate,
      width: 120,
      cell: (row) => (
        <button type="button" className="row-link row-button" onClick={() => see(row.id)}>
          {row.plate ? showPlate(row.plate) : t(plateKinds.words[row.plateKind])}
        </button>
      ),
    },
    { key: 'kind', title: v.kind, width: 90, cell: (row) => t(vehicleKinds.words[row.kind]) },
    {
      key: 'driver',
      title: v.driver,
      width: 90,
      cell: (row) => row.people.find(({ part }) => part === 'driver')?.name,
    },
    { key: 'aboard', title: v.aboard, width: 64, right: true, cell: (row) => row.aboard },
    { key: 'origin', title: v.origin, width: 130, cell: (row) => originText(row, t) },
    { key: 'goods', title: v.goods, width: 90, cell: (row) => row.goods && t(goods.words[row.goods]) },
    { key: 'light', title: w.light, width: 84, cell: (row) => t(row.light === 'go' ? w.known : w.asked) },
    { key: 'outcome', title: v.outcome, width: 90, cell: (row) => t(passings.words[row.outcome]) },
  ]
  const one = list.rows?.find(({ id }) => id === seen)
  return (
    <>
      <Figures label={t(v.vehicles)}>
        <Figure
          lead
          label={t(w.inToday)}
          value={figures?.vehicles.in ?? null}
          onOpen={() => setFilter({ direction: 'in' })}
        />
        <Figure
          label={t(w.outToday)}
          value={figures?.vehicles.out ?? null}
          onOpen={() => setFilter({ direction: 'out' })}
        />
        <Figure
          label={t(w.turnedBack)}
          value={figures?.vehicles.turnedBack ?? null}
          onOpen={() => setFilter({ outcome: 'turned-back' })}
        />
        {figures && <QueueFigures figures={figures} />}
      </Figures>
      <Block flush>
        <DataTable<VehicleLine>
          id="visit.vehicles"
          label={t(v.vehicles)}
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          rowTone={(row) => (row.outcome === 'turned-back' ? 'quiet' : undefined)}
          loading={list.reading}
          total={list.total}
          onMore={list.more}
          {...(Object.keys(filter).length > 0
            ? {}
            : { empty: <Nothing title={t(w.noVehicles)} hint={t(w.noVehiclesHint)} /> })}
          filters={
            <>
              <Input.Search
                allowClear
                style={{ width: 170 }}
                aria-label={t(w.findPlate)}
                placeholder={t(w.findPlate)}
                onSearch={(text) => set({ text: text.trim() })}
              />
              <Select
                allowClear
                style={{ width: 120 }}
                aria-label={t(v.direction)}
                placeholder={t(w.anyWay)}
                value={filter.direction ?? null}
                options={choices(directions, t)}
                onChange={(direction) => set({ direction: direction ?? undefined })}
              />
              <Select
                allowClear
                style={{ width: 120 }}
                aria-label={t(v.outcome)}
                placeholder={t(v.outcome)}
                value={filter.outcome ?? null}
                options={choices(passings, t)}
                onChange={(outcome) => set({ outcome: outcome ?? undefined })}
              />
            </>
          }
          actions={
            <ExportButton
              disabled={!list.rows?.length}
              start={(purpose) => call(ops.exportVehicles, { ...question, purpose, lang })}
            />
          }
        />
      </Block>
      {one && (
        <Drawer
          open
          onClose={() => see(null)}
          size={460}
          title={one.plate ? showPlate(one.plate) : t(plateKinds.words[one.plateKind])}
        >
          <Facts
            rows={[
              [t(v.at), shanghaiMinute(one.at)],
              [t(v.place), `${one.place} · ${t(directions.words[one.direction])}`],
              [t(v.plate), `${t(plateKinds.words[one.plateKind])} ${one.country ?? ''}`],
              [t(v.origin), originText(one, t)],
              [t(v.aboard), one.aboard],
              [t(w.temperature), one.temperature === null ? '' : `${(one.temperature / 10).toFixed(1)} ℃`],
            ]}
          />
          {one.people.map((person) => (
            <KnownPerson key={person.id} person={person} />
          ))}
        </Drawer>
      )}
    </>
  )
}
