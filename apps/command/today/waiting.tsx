/** What waits for a hand: deadlines passed at the laboratory, visitors past their time, lists to be confirmed, phones that still hold records, lost phones not wiped yet. Nothing waits: nothing is shown. */
import { Link } from '@tanstack/react-router'
import { enterprises } from '../../../modules/enterprise/contract.ts'
import { laboratory } from '../../../modules/laboratory/contract.ts'
import { register } from '../../../modules/register/contract.ts'
import { visiting } from '../../../modules/visit/contract.ts'
import { access } from '../../../platform/pure/access-contract.ts'
import { serverNow } from '../../../platform/web/client.ts'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { count, sinceWords } from '../../../platform/web/desk/figures.ts'
import { useAsk, useRefresh } from '../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { today } from '../words.ts'

const QUIET = 30 * 60_000

export function Waiting() {
  const { t, lang } = useLang()
  const keeps = useMay(register.operations.imports.roles)
  const judges = useMay(laboratory.operations.alarms.roles)
  const oversees = useMay(access.operations.devices.roles)
  const lists = useAsk(register.operations.imports, {}, { when: keeps, every: 60_000, staleTime: 0 })
  const firms = useAsk(enterprises.operations.imports, {}, { when: keeps, every: 60_000, staleTime: 0 })
  const phones = useAsk(access.operations.devices, {}, { when: oversees, every: 60_000, staleTime: 0 })
  const alarms = useAsk(laboratory.operations.alarms, {}, { when: judges, every: 60_000, staleTime: 0 })
  const overstaying = useOverstaying()
  const now = serverNow()

  const ready = [
    ...(lists.data?.imports ?? []).map((list) => ({ ...list, to: `/register/imports/${list.id}` })),
    ...(firms.data?.imports ?? []).map((list) => ({ ...list, to: `/enterprises/imports/${list.id}` })),
  ].filter((list) => list.state === 'ready')
  const devices = phones.data?.devices ?? []
  const lost = devices.filter((d) => d.lostAt && !d.wipedAt)
  const holding = devices.filter((d) => !d.lostAt && (d.waiting ?? 0) > 0 && now - Date.parse(d.lastSeenAt) > QUIET)
  const overdue = (
    [
      ['poolsOverdue', today.poolsOverdue],
      ['rechecksOverdue', today.rechecksOverdue],
      ['retestsOverdue', today.retestsOverdue],
    ] as const
  ).filter(([key]) => (alarms.data?.[key] ?? 0) > 0)
  if (overdue.length + overstaying + ready.length + lost.length + holding.length === 0) return null
  return (
    <Block title={t(today.waiting)} flush>
      <ul className="waiting">
        {overdue.map(([key, word]) => (
          <li key={key} className="waiting-alarm">
            <Link to="/laboratory">{t(word, { n: alarms.data?.[key] ?? 0 })}</Link>
            <span>{t(today.overdueHint)}</span>
          </li>
        ))}
        {overstaying > 0 && (
          <li className="waiting-alarm">
            <Link to="/visits/visitors">{t(today.visitsOverdue, { n: overstaying })}</Link>
            <span>{t(today.overdueHint)}</span>
          </li>
        )}
        {ready.map((i) => (
          <li key={i.id}>
            <Link to={i.to}>{t(today.listReady, { file: i.fileName })}</Link>
            <span>
              {t(today.listCounts, {
                rows: count(i.counts.rows, lang),
                bad: count(i.counts.bad + i.counts.conflict, lang),
              })}
            </span>
          </li>
        ))}
        {lost.map((d) => (
          <li key={d.id}>
            <Link to="/devices">{t(today.phoneLost, { label: d.label })}</Link>
            <span>{t(today.phoneLostHint)}</span>
          </li>
        ))}
        {holding.map((d) => (
          <li key={d.id}>
            <Link to="/devices">{t(today.phoneHolds, { label: d.label, waiting: d.waiting ?? 0 })}</Link>
            <span>{t(today.lastSeen, { when: sinceWords(d.lastSeenAt, now, lang) })}</span>
          </li>
        ))}
      </ul>
    </Block>
  )
}

const VISITS = [visiting.events.overdue, visiting.events.arrived, visiting.events.left].map((event) => event.type)
/** Visitors past their time in the operation on top, as soon as the clock has told of them. */
function useOverstaying(): number {
  const { operation } = useDesk()
  const reads = useMay(visiting.operations.visits.roles)
  const refresh = useRefresh()
  const soon = useSettled(() => void refresh(visiting.room), 300, 2000)
  useLive(VISITS, soon, { onRestart: soon })
  const when = reads && operation?.open === true
  const figures = useAsk(visiting.operations.figures, { operationId: operation?.id ?? '' }, { when, every: 60_000 })
  return when ? (figures.data?.visits.overdue ?? 0) : 0
}
