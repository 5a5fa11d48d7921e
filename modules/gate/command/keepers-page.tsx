/** Who stands where, who fell silent, and what a lost phone took with it: to the number up to its last beat, bounded after it. */
import { shanghaiClock, shanghaiMinute } from '../../../platform/pure/time.ts'
import { DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useNow } from '../../../platform/web/desk/use-now.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { gates } from '../contract.ts'
import type { ShiftOnRecord } from '../desk-contract.ts'
import { SILENT_AFTER } from '../shift-loss.ts'
import { useGateLive, useGateNames } from './use-gates.ts'
import { gateDesk as w } from './words.ts'

const MOST_GAPS = 12

export default function KeepersPage() {
  const t = useT()
  const now = useNow(15_000)
  const nameOf = useGateNames()
  const list = useAsk(gates.operations.shifts, {}, { every: 60_000 })
  useGateLive(gates.operations.shifts)
  const rows = list.data?.rows
  const isSilent = (s: ShiftOnRecord) =>
    s.endedAt === null && s.lastBeat !== null && now - Date.parse(s.lastBeat) > SILENT_AFTER
  const silent = rows?.filter(isSilent).length ?? null
  const lost = rows?.reduce((n, s) => n + s.missing, 0) ?? null
  const loss = (s: ShiftOnRecord): string => {
    if (s.missing === 0 && !s.mostAfter) return t(w.complete)
    const gaps = s.gaps.slice(0, MOST_GAPS).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
    const at = s.lastBeat === null ? '–' : shanghaiClock(s.lastBeat)
    const said = t(w.lossSaid, {
      ...{ at, made: s.made, arrived: s.arrived, missing: s.missing },
      gaps: gaps.join('、') + (s.gaps.length > MOST_GAPS ? '…' : '') || '–',
    })
    return s.mostAfter ? `${said}；${t(w.lossMore, { n: s.mostAfter })}` : said
  }
  return (
    <DeskPage title={t(w.keepers)} lead={t(w.keepersLead)}>
      <Figures label={t(w.keepers)}>
        <Figure lead label={t(w.onDuty)} value={rows?.filter((s) => s.endedAt === null).length ?? null} />
        <Figure label={t(w.silentPhones)} value={silent} {...(silent ? { tone: 'hand' as const } : {})} />
        <Figure label={t(w.lost)} value={lost} {...(lost ? { tone: 'hand' as const } : {})} />
      </Figures>
      <Block flush>
        <DataTable<ShiftOnRecord>
          id="gate.shifts"
          label={t(w.keepers)}
          rows={rows}
          rowKey={(row) => row.shiftId}
          rowTone={(row) => (isSilent(row) ? 'hand' : row.endedAt ? 'quiet' : undefined)}
          empty={<Nothing title={t(w.noShifts)} hint={t(w.nobodyYetHint)} />}
          columns={[
            { key: 'gate', title: w.gate, width: 200, cell: (row) => nameOf(row.gateId) },
            { key: 'keeper', title: w.keeper, width: 120, cell: (row) => row.keeper ?? '–' },
            {
              key: 'began',
              title: w.began,
              width: 150,
              cell: (row) => (row.beganAt ? shanghaiMinute(row.beganAt) : '–'),
            },
            {
              ...{ key: 'last', title: w.lastBeat, width: 200 },
              cell: (row) =>
                row.endedAt
                  ? t(w.ended, { at: shanghaiClock(row.endedAt) })
                  : `${row.lastBeat ? shanghaiClock(row.lastBeat) : '–'}${isSilent(row) ? ` · ${t(w.silent)}` : ''}`,
            },
            { key: 'made', title: w.made, width: 80, right: true, cell: (row) => row.made },
            { key: 'arrived', title: w.arrived, width: 80, right: true, cell: (row) => row.arrived },
            {
              key: 'missing',
              title: w.missing,
              width: 80,
              right: true,
              cell: (row) => row.missing,
              sort: (a, b) => a.missing - b.missing,
            },
            { key: 'loss', title: w.loss, cell: loss },
          ]}
        />
      </Block>
    </DeskPage>
  )
}
