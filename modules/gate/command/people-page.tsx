/** Who is out past their time, and households of which more went out than the order lets: for a look and a check, and nothing else. */
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { gates } from '../contract.ts'
import { useGateLive, useGateNames } from './use-gates.ts'
import { gateDesk as w } from './words.ts'

type Out = OutputFor<typeof gates.operations.outside>['rows'][number]
type Household = OutputFor<typeof gates.operations.households>['rows'][number]

export default function PeoplePage() {
  const t = useT()
  const nameOf = useGateNames()
  const out = useAsk(gates.operations.outside, {}, { every: 120_000 })
  const households = useAsk(gates.operations.households, {})
  useGateLive(gates.operations.outside, gates.operations.households)
  const who = ({ number, name }: { number: string | null; name: string | null }) =>
    number === null ? t(w.noPass) : `${number} ${name ?? ''}`
  return (
    <DeskPage title={t(w.people)} lead={t(w.peopleLead)}>
      <Figures label={t(w.people)}>
        <Figure lead label={t(w.outside)} value={out.data?.rows.length ?? null} />
        <Figure label={t(w.households)} value={households.data?.rows.length ?? null} />
      </Figures>
      <Block title={t(w.outside)} flush>
        <DataTable<Out>
          id="gate.outside"
          label={t(w.outside)}
          rows={out.data?.rows}
          rowKey={(row) => row.passId}
          empty={<Nothing title={t(w.noOutside)} hint={t(w.noOutsideHint)} />}
          columns={[
            { key: 'who', title: w.person, width: 200, cell: who },
            { key: 'since', title: w.since, width: 180, cell: (row) => shanghaiMinute(row.since) },
            {
              key: 'hours',
              title: w.hoursOut,
              width: 140,
              right: true,
              cell: (row) => row.hours,
              sort: (a, b) => a.hours - b.hours,
            },
            { key: 'gate', title: w.gate, cell: (row) => nameOf(row.gateId) },
          ]}
        />
      </Block>
      <Block title={t(w.households)} note={t(w.householdsNote)} flush>
        <DataTable<Household>
          id="gate.households"
          label={t(w.households)}
          rows={households.data?.rows}
          rowKey={(row) => row.household}
          empty={<Nothing title={t(w.noHouseholds)} />}
          columns={[
            { key: 'limit', title: w.order, width: 180, cell: ({ people, days }) => t(w.limit, { people, days }) },
            {
              ...{ key: 'outings', title: w.outings },
              cell: (row) =>
                row.outings.map((o) => (
                  <div key={o.id}>
                    {shanghaiMinute(o.at)} · {nameOf(o.gateId)} · {who(o)}
                  </div>
                )),
            },
          ]}
        />
      </Block>
    </DeskPage>
  )
}
