/** The written notice (H3): rules, term, on whose decision, whom to call, how to appeal; one sheet for a doorway. */
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { Paper } from '../../../platform/web/desk/paper.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import type { Measure } from '../measure.ts'
import { deskWords as w } from './words.ts'

export function NoticePaper({ measure, onPrinted }: { measure: Measure; onPrinted: () => void }) {
  const t = useT()
  const rows = [
    [w.decidedBy, `${measure.decidedBy} ${measure.document} ${measure.documentOn}`],
    [w.article, measure.article],
    [w.evidence, measure.evidence],
    [w.term, `${shanghaiMinute(measure.startsAt)} – ${shanghaiMinute(measure.endsAt)}`],
    [w.rules, measure.rules],
    [w.call, measure.call],
    [w.appealTo, measure.appealTo],
    [w.appealDays, String(measure.appealDays)],
  ] as const
  return (
    <Paper ready onPrinted={onPrinted}>
      <section className="pass-notice-paper">
        <h1>{t(w.noticeTitle)}</h1>
        <p>{t(w.noticeLead, { area: measure.areaName })}</p>
        <table>
          <tbody>
            {rows.map(([label, value]) => (
              <tr key={label[1]}>
                <th>{t(label)}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          <strong>{t(w.noticeMedical)}</strong>
        </p>
        <p>{t(w.noticeOther)}</p>
        <p>{t(w.noticeAssist)}</p>
      </section>
    </Paper>
  )
}
