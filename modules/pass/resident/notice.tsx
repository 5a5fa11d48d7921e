/** The notice of a measure as everybody reads it: on whose decision, until when, what holds, whom to call, how to appeal. */
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { useT } from '../../../platform/web/lang.tsx'
import type { ToldMeasure } from '../answers.ts'
import { residentWords as w } from './words.ts'

export function Notice({ measure }: { measure: ToldMeasure | null }) {
  const t = useT()
  if (measure === null) return <p className="panel">{t(w.noMeasure)}</p>
  const { decidedBy, document, article, startsAt, endsAt, rules, call, appealTo, appealDays } = measure
  const rows = [
    [w.why, `${decidedBy} ${document} ${article}`],
    [w.term, `${shanghaiMinute(startsAt)} – ${shanghaiMinute(endsAt)}`],
    [w.rules, rules],
    [w.call, call],
    [w.appealTo, t(w.appealDays, { to: appealTo, days: appealDays })],
  ] as const
  return (
    <>
      <dl className="pass-notice">
        {rows.map(([label, value]) => (
          <div key={label[1]}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="step-hint">{t(w.medical)}</p>
    </>
  )
}
