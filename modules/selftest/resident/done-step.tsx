/** Sent: thanks, and what to do where a result was positive or invalid. Advice only; nothing here orders anybody to do anything. */
import { useT } from '../../../platform/web/lang.tsx'
import type { Answer } from './report-steps.tsx'
import { Step } from './step.tsx'
import { residentWords as w } from './words.ts'

export function DoneStep({ answers, onAgain }: { answers: readonly Answer[]; onAgain: () => void }) {
  const t = useT()
  const has = (result: Answer['result']) => answers.some((answer) => answer.result === result)
  return (
    <Step first title={t(w.doneTitle)}>
      <section className="panel" role="status">
        <p>{t(w.doneHint, { n: answers.length })}</p>
        <p>{t(w.photo)}</p>
      </section>
      {has('positive') && (
        <section className="panel panel-care">
          <h2>{t(w.positiveTitle)}</h2>
          <p>{t(w.positiveWhat)}</p>
          <p>
            <strong>{t(w.positiveCare)}</strong>
          </p>
        </section>
      )}
      {has('invalid') && (
        <section className="panel panel-care">
          <h2>{t(w.invalidTitle)}</h2>
          <p>{t(w.invalidWhat)}</p>
        </section>
      )}
      <button type="button" className="big" onClick={onAgain}>
        {t(w.more)}
      </button>
    </Step>
  )
}
