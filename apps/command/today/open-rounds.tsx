/** The testing rounds that run now: how far each is, and who is missing behind its number. */
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { testing } from '../../../modules/testing/contract.ts'
import { shanghaiClock } from '../../../platform/pure/time.ts'
import { serverNow } from '../../../platform/web/client.ts'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { Bar } from '../../../platform/web/desk/figure.tsx'
import { count, share } from '../../../platform/web/desk/figures.ts'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { today } from '../words.ts'

const topics = [
  'testing.sample',
  testing.events.roundOpened.type,
  testing.events.roundClosed.type,
  testing.events.dueChanged.type,
]

export function OpenRounds() {
  const { t, lang } = useLang()
  const may = useMay(testing.operations.rounds.roles)
  const watches = useMay(testing.operations.missing.roles)
  const asked = useAsk(testing.operations.rounds, { state: 'open' }, { when: may })
  // Samples come by the hundred: read the figures anew once a second at most.
  const due = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useLive(may ? topics : [], () => {
    due.current ??= setTimeout(() => {
      due.current = undefined
      void asked.refetch()
    }, 1000)
  })
  const rounds = asked.data?.rounds ?? []
  if (rounds.length === 0) return null
  return (
    <Block title={t(today.rounds)} flush>
      <ul className="today-rounds">
        {rounds.map((r) => {
          const late = Date.parse(r.closesAt) < serverNow() && r.figures.missing > 0
          return (
            <li key={r.id}>
              <div className="today-round">
                {watches ? <Link to={`/testing/rounds/${r.id}`}>{r.name}</Link> : <strong>{r.name}</strong>}
                <span className="muted">
                  {r.areaName} · {shanghaiClock(r.opensAt)}–{shanghaiClock(r.closesAt)}
                </span>
              </div>
              <div className="today-progress">
                <span>
                  {t(today.testedOf, { tested: count(r.figures.tested, lang), due: count(r.figures.due, lang) })}
                </span>
                <Bar
                  part={r.figures.tested}
                  whole={r.figures.due}
                  {...(late ? { tone: 'hand' as const } : {})}
                  label={share(r.figures.tested, r.figures.due)}
                />
                <strong>{share(r.figures.tested, r.figures.due)}</strong>
              </div>
              {watches && (
                <Link
                  className={late ? 'today-missing today-late' : 'today-missing'}
                  to={`/testing/rounds/${r.id}/missing`}
                >
                  <strong>{count(r.figures.missing, lang)}</strong> {t(today.missing)}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </Block>
  )
}
