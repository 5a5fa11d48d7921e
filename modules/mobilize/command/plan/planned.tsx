/** What the form on the left would mean: asked anew once typing pauses, nothing saved. */
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { wordsOf } from '../../../../platform/web/client.ts'
import { Block, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import type { CallUpAsk } from '../../call-up-model.ts'
import { mobilize } from '../../contract.ts'
import { deskWords as w } from '../words.ts'
import { BoundsTable } from './bounds-table.tsx'

/** The input once it has rested for a moment. */
function usePaused<T>(value: T, ms: number): T {
  const text = JSON.stringify(value)
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(JSON.parse(text) as T), ms)
    return () => clearTimeout(timer)
  }, [text, ms])
  return paused
}

interface PlannedProps {
  readonly ask: CallUpAsk
  readonly musterAt: string
  readonly onApply: (ask: CallUpAsk) => void
  readonly onBounds: (bounds: CallUpAsk['bounds']) => void
}

export function Planned({ ask, musterAt, onApply, onBounds }: PlannedProps) {
  const { t, lang } = useLang()
  const input = usePaused({ ask, musterAt }, 350)
  const answer = useAsk(mobilize.operations.plan, input, { keep: true })
  const plan = answer.data
  const said = lang === 'zh' ? 0 : 1
  if (plan && plan.roster.people === 0)
    return (
      <Block title={t(w.quotas)}>
        <Nothing title={t(w.noRoster)} hint={t(w.noRosterHint)} action={<Link to="/staff">{t(w.toRoster)}</Link>} />
      </Block>
    )
  return (
    <div className="mobilize-planned" aria-live="polite" aria-busy={answer.isFetching}>
      {answer.error && <Alert type="error" showIcon title={t(wordsOf(answer.error))} />}
      {plan && (
        <>
          {plan.shortfalls.length === 0 ? (
            <p className="mobilize-met">{t(w.allMet)}</p>
          ) : (
            <section className="mobilize-cannot" aria-label={t(w.cannotMeet)}>
              <h2>{t(w.cannotMeet)}</h2>
              <ul>
                {plan.shortfalls.map(({ what, changes }) => (
                  <li key={what[1]}>
                    {what[said]}
                    {changes.map((change) => (
                      <p key={change.what[1]}>
                        {change.what[said]}{' '}
                        {change.ask !== null && (
                          <Button size="small" onClick={() => onApply(change.ask as CallUpAsk)}>
                            {t(w.thenApply)}
                          </Button>
                        )}
                      </p>
                    ))}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {plan.roster.tired + plan.roster.nearCap > 0 && (
            <p className="mobilize-tired">
              {t(ask.withTired ? w.tiredTaken : w.tiredLeft, {
                over: count(plan.roster.tired, lang),
                near: count(plan.roster.nearCap, lang),
              })}{' '}
              <Link to="/fatigue">{t(w.toFatigue)}</Link>
            </p>
          )}
          <Block title={t(w.quotas)} note={t(w.rosterNote, plan.roster)} flush>
            <BoundsTable quotas={plan.quotas} bounds={ask.bounds} onBounds={onBounds} />
          </Block>
        </>
      )}
      {!plan && !answer.error && <p role="status">{t(w.planning)}</p>}
    </div>
  )
}
