/** Gates now: who went in and out today, what somebody must take up, and which gate is busy. */
import { Button } from 'antd'
import { shanghaiClock, shanghaiHour } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Bar, Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useNow } from '../../../platform/web/desk/use-now.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { gates } from '../contract.ts'
import type { Alert, GateHour } from '../desk-contract.ts'
import { alertKinds } from '../model.ts'
import { useDo, useGateLive, useGateNames } from './use-gates.ts'
import { gateDesk as w } from './words.ts'

const HOUR = 3600_000
type Sum = Omit<GateHour, 'gateId' | 'hour'> & { readonly key: string }

/** Counters of several gates or hours as one line each. */
function sums(hours: readonly GateHour[], keyOf: (hour: GateHour) => string): Sum[] {
  return [...Map.groupBy(hours, keyOf)].map(([key, all]) => {
    const sum = (pick: (hour: GateHour) => number) => all.reduce((n, hour) => n + pick(hour), 0)
    return {
      key,
      ...{ ins: sum((h) => h.ins), outs: sum((h) => h.outs), turnedBack: sum((h) => h.turnedBack) },
      ...{ quietPlace: sum((h) => h.quietPlace), asked: sum((h) => h.asked), stopped: sum((h) => h.stopped) },
      ...{ medical: sum((h) => h.medical), differing: sum((h) => h.differing) },
    }
  })
}

export default function BoardPage() {
  const t = useT()
  const { board, alerts } = gates.operations
  const leads = useMay(alerts.roles)
  const now = useNow(30_000)
  const nameOf = useGateNames()
  const asked = useAsk(board, {}, { every: 60_000 })
  useGateLive(board, alerts)
  const hours = asked.data?.hours
  const all = hours && (sums(hours, () => '')[0] ?? null)
  const current = hours?.filter((h) => Date.parse(h.hour) > now - HOUR)
  const value = (pick: (sum: Sum) => number): number | null => (all === undefined ? null : all === null ? 0 : pick(all))
  const silent = asked.data?.silent ?? 0
  return (
    <DeskPage title={t(w.now)} lead={t(w.nowLead)}>
      <Figures label={t(w.now)}>
        <Figure lead label={t(w.ins)} value={value((s) => s.ins)} />
        <Figure lead label={t(w.outs)} value={value((s) => s.outs)} />
        <Figure label={t(w.rate)} value={current ? current.reduce((n, h) => n + h.ins + h.outs, 0) : null} />
        <Figure
          label={t(w.alerts)}
          value={asked.data?.openAlerts ?? null}
          {...(asked.data?.openAlerts ? { tone: 'alarm' as const } : {})}
        />
        <Figure
          label={t(w.onDuty)}
          value={asked.data?.onDuty ?? null}
          {...(leads ? { to: '/gates/keepers' } : {})}
          {...(silent > 0 ? { tone: 'hand' as const, note: t(w.silentNote, { n: silent }) } : {})}
        />
        <Figure
          label={t(w.refused)}
          value={value((s) => s.turnedBack + s.quietPlace)}
          {...(leads ? { to: '/gates/remarks' } : {})}
        />
        <Figure
          label={t(w.differing)}
          value={value((s) => s.differing)}
          {...(leads ? { to: '/gates/remarks', search: { of: 'different' } } : {})}
        />
      </Figures>
      {leads && <Alerts nameOf={nameOf} />}
      <Block title={t(w.byGate)} flush>
        <Counts
          id="gate.by-gate"
          first={w.gate}
          label={t(w.byGate)}
          rows={hours && sums(hours, (h) => h.gateId)}
          nameOf={nameOf}
        />
      </Block>
      <Block title={t(w.byHour)} flush>
        <Counts
          id="gate.by-hour"
          first={w.hour}
          label={t(w.byHour)}
          rows={hours && sums(hours, (h) => h.hour)}
          nameOf={(hour) => `${shanghaiHour(hour)}:00`}
        />
      </Block>
    </DeskPage>
  )
}

interface CountsProps {
  readonly id: string
  readonly first: Word
  readonly label: string
  readonly rows: readonly Sum[] | undefined
  readonly nameOf: (key: string) => string
}

function Counts({ id, first, label, rows, nameOf }: CountsProps) {
  const t = useT()
  const most = Math.max(1, ...(rows ?? []).map((row) => row.ins + row.outs))
  const number = (key: string, title: Word, pick: (row: Sum) => number, extra = false) => ({
    ...{ key, title, width: 90, right: true, extra, cell: pick, sort: (a: Sum, b: Sum) => pick(a) - pick(b) },
  })
  return (
    <DataTable<Sum>
      id={id}
      label={label}
      rows={rows}
      rowKey={(row) => row.key}
      empty={<Nothing title={t(w.nobodyYet)} hint={t(w.nobodyYetHint)} />}
      columns={[
        { key: 'name', title: first, width: 220, cell: (row) => nameOf(row.key) },
        {
          ...{ key: 'bar', title: w.all, width: 160 },
          cell: (row) => <Bar part={row.ins + row.outs} whole={most} label={String(row.ins + row.outs)} />,
        },
        number('in', w.in, (row) => row.ins),
        number('out', w.out, (row) => row.outs),
        number('refused', w.refused, (row) => row.turnedBack + row.quietPlace),
        number('medical', w.medical, (row) => row.medical),
        number('differing', w.differing, (row) => row.differing),
        number('asked', w.asked, (row) => row.asked, true),
        number('stopped', w.stopped, (row) => row.stopped, true),
      ]}
    />
  )
}

function Alerts({ nameOf }: { nameOf: (id: string) => string }) {
  const t = useT()
  const list = useAsk(gates.operations.alerts, {})
  const take = useDo(gates.operations.seeAlert)
  if (list.data?.rows.length === 0) return null
  return (
    <Block title={t(w.alertsBlock)} flush>
      <DataTable<Alert>
        id="gate.alerts"
        label={t(w.alertsBlock)}
        rows={list.data?.rows}
        rowKey={(row) => row.id + row.kind}
        rowTone={(row) => (row.seenAt ? 'quiet' : 'alarm')}
        columns={[
          { key: 'at', title: w.at, width: 100, cell: (row) => shanghaiClock(row.at) },
          { key: 'kind', title: w.kind, width: 180, cell: (row) => t(alertKinds.words[row.kind]) },
          { key: 'gate', title: w.gate, width: 220, cell: (row) => nameOf(row.gateId) },
          {
            ...{ key: 'seen', title: w.handling },
            cell: (row) =>
              row.seenAt ? (
                t(w.takenBy, { name: row.seenBy ?? '–', at: shanghaiClock(row.seenAt) })
              ) : (
                <Button
                  size="small"
                  type="primary"
                  loading={take.isPending}
                  onClick={() => take.mutate({ id: row.id, kind: row.kind })}
                >
                  {t(w.takeUp)}
                </Button>
              ),
          },
        ]}
      />
    </Block>
  )
}
