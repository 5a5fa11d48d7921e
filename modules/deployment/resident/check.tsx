/** Whether a certificate holds: anybody may ask by its number, and is told the figures and nothing of whom. */
import { useCallback, useEffect, useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { call, isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { inFours } from '../certificate.ts'
import { deployment } from '../contract.ts'
import { dutyWords as w } from './words.ts'

const ops = deployment.operations

/** @param number from the code on the paper; '' to be typed */
export function Check({ number }: { number: string }) {
  const t = useT()
  const [typed, setTyped] = useState(number)
  const [told, setTold] = useState<OutputFor<typeof ops.checkCertificate> | null>(null)
  const [fault, setFault] = useState<Word | null>(null)
  const ask = useCallback(async (wanted: string) => {
    setFault(null)
    try {
      setTold(await call(ops.checkCertificate, { number: wanted }))
    } catch (error) {
      setFault(isOffline(error) ? w.offline : wordsOf(error))
    }
  }, [])
  useEffect(() => {
    document.title = t(w.checkTitle)
  }, [t])
  useEffect(() => {
    setTyped(number)
    setTold(null)
    if (number !== '') void ask(number)
  }, [number, ask])
  if (told)
    return (
      <div className="step">
        <section className={told.valid ? 'panel' : 'panel panel-care'} role="status">
          <h1>
            {told.valid ? '✓' : '✕'} {t(told.valid ? w.valid : w.invalid)}
          </h1>
          <p>{inFours(typed.toUpperCase().replace(/[\s-]/g, ''))}</p>
          {!told.valid && <p>{t(w.invalidHint)}</p>}
          {told.figures && (
            <dl className="answers">
              {(
                [
                  [w.period, `${told.figures.fromDay} – ${told.figures.toDay}`],
                  [w.days, told.figures.days],
                  [w.hours, told.figures.hours],
                  [w.nights, told.figures.nights],
                  [w.issued, told.figures.issuedOn],
                ] as const
              ).map(([word, value]) => (
                <div key={word[1]}>
                  <dt>{t(word)}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </section>
        <button type="button" className="big" onClick={() => setTold(null)}>
          {t(w.checkAgain)}
        </button>
      </div>
    )
  return (
    <form
      className="step"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim().length >= 8) void ask(typed)
      }}
    >
      {fault && (
        <p className="fault" role="alert">
          {t(fault)}
        </p>
      )}
      <h1>{t(w.checkTitle)}</h1>
      <p className="step-hint">{t(w.checkHint)}</p>
      <div>
        <label className="field-name" htmlFor="certificate-number">
          {t(w.number)}
        </label>
        <input
          id="certificate-number"
          className="field-input field-code"
          style={{ letterSpacing: '0.04em', fontSize: 20 }}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={24}
        />
      </div>
      <button type="submit" className="big big-primary">
        {t(w.check)}
      </button>
    </form>
  )
}
