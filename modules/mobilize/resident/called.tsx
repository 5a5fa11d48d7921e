/** The page of somebody who is called: one tap for the answer, then where, when and what to bring, then the check-in at the place. */
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { shanghaiClock, shanghaiMinute } from '../../../platform/pure/time.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { reasons } from '../call-up-model.ts'
import type { OwnCall } from '../called-contract.ts'
import { arrivalTimes, siteCodeIn } from '../own-call.ts'
import './called.css'
import { type Called, useCalled } from './use-called.ts'
import { calledWords as w } from './words.ts'

export function CalledPage() {
  const { t } = useLang()
  const called = useCalled()
  const { key, own, fault, waiting } = called
  useEffect(() => {
    document.title = t(w.title)
  }, [t])
  const told = fault && (
    <p className="fault" role="alert">
      {t(fault)}
    </p>
  )
  const kept = waiting > 0 && (
    <p className="called-kept" role="status">
      {t(navigator.onLine ? w.saved : w.savedOffline)}
    </p>
  )
  if (key === null || own === null)
    return (
      <div className="step">
        {told}
        <h1>{t(key === null ? w.noLink : fault ? w.title : w.wait)}</h1>
        {key === null && <p className="step-hint">{t(w.noLinkHint)}</p>}
        {key !== null && fault && (
          <button type="button" className="big big-primary" onClick={called.again}>
            {t(w.retry)}
          </button>
        )}
      </div>
    )
  return (
    <div className="step">
      {told}
      {kept}
      <Answered own={own} called={called} />
      <Where own={own} />
    </div>
  )
}

function Answered({ own, called }: { own: OwnCall; called: Called }) {
  const { t, lang } = useLang()
  const [asking, setAsking] = useState(false)
  const now = useNow(60_000)
  const { said, arrivesAt, reason, hereAt, open } = own
  if (hereAt !== null)
    return (
      <section className="panel" aria-live="polite">
        <h1>{t(w.here, { clock: shanghaiClock(hereAt) })}</h1>
        <p>{t(w.hereHint)}</p>
      </section>
    )
  if (!open) return <h1>{t(w.over)}</h1>
  if (asking)
    return (
      <>
        <button type="button" className="step-back" onClick={() => setAsking(false)}>
          ‹ {t(w.back)}
        </button>
        <h1>{t(w.why)}</h1>
        {reasons.values.map((code) => (
          <Big
            key={code}
            onClick={() => {
              called.cannot(code)
              setAsking(false)
            }}
          >
            {t(reasons.words[code])}
          </Big>
        ))}
      </>
    )
  if (said === null)
    return (
      <>
        <h1>{t(w.question, { name: own.name })}</h1>
        <p className="step-hint">{own.callUp}</p>
        <Big primary onClick={() => called.coming(null)}>
          {t(w.coming)}
        </Big>
        <Big onClick={() => setAsking(true)}>{t(w.cannot)}</Big>
      </>
    )
  if (said === 'cannot')
    return (
      <>
        <h1>{t(w.cannotNoted, { reason: reason === null ? '' : reasons.words[reason][lang === 'zh' ? 0 : 1] })}</h1>
        <Big onClick={() => called.coming(null)}>{t(w.change)}</Big>
      </>
    )
  return (
    <>
      <h1>{t(w.thanks)}</h1>
      <fieldset className="called-when">
        <legend>{arrivesAt === null ? t(w.when) : t(w.chosen, { clock: shanghaiClock(arrivesAt) })}</legend>
        {arrivalTimes(now).map((at) => (
          <button key={at} type="button" className="big" onClick={() => called.coming(at)}>
            {shanghaiClock(at)}
          </button>
        ))}
      </fieldset>
      <CheckIn onCode={called.checkIn} />
      <button type="button" className="step-back" onClick={() => setAsking(true)}>
        {t(w.changeNot)}
      </button>
    </>
  )
}

function Big({ primary = false, onClick, children }: { primary?: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={primary ? 'big big-primary called-answer' : 'big called-answer'} onClick={onClick}>
      {children}
    </button>
  )
}

/** Fetched when it is tapped: most check in by the poster's link and never need it. */
const Scanner = lazy(() =>
  import('../../../platform/web/phone/camera/scanner.tsx').then(({ Scanner: it }) => ({ default: it })),
)

function CheckIn({ onCode }: { onCode: (code: string, how: 'scan' | 'code') => void }) {
  const { t } = useLang()
  const [typed, setTyped] = useState('')
  const [scanning, setScanning] = useState(false)
  const [wrong, setWrong] = useState(false)
  const read = (text: string): void => {
    const code = siteCodeIn(text)
    setWrong(code === null)
    if (code === null) return
    setScanning(false)
    onCode(code, 'scan')
  }
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim().length >= 4) onCode(typed, 'code')
      }}
    >
      <h2>{t(w.arrived)}</h2>
      {scanning ? (
        <Suspense fallback={<p role="status">{t(w.wait)}</p>}>
          <Scanner hint={t(w.scanHint)} onRead={read} />
        </Suspense>
      ) : null}
      {wrong ? (
        <p className="fault" role="alert">
          {t(w.notTheCode)}
        </p>
      ) : null}
      <button type="button" className="big" onClick={() => setScanning(!scanning)}>
        {t(scanning ? w.closeCamera : w.scan)}
      </button>
      <p>{t(w.codeHint)}</p>
      <label className="field-name" htmlFor="site-code">
        {t(w.code)}
      </label>
      <input
        id="site-code"
        className="field-input field-code"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={10}
      />
      <button type="submit" className="big big-primary">
        {t(w.checkIn)}
      </button>
    </form>
  )
}

function Where({ own }: { own: OwnCall }) {
  const { t } = useLang()
  const rows = [
    [w.by, shanghaiMinute(own.musterAt).slice(5)],
    [w.place, own.placeNote === null ? own.place : `${own.place} · ${own.placeNote}`],
    [w.bring, own.bring],
    [w.reportTo, own.reportTo],
  ] as const
  return (
    <dl className="answers">
      {rows.map(
        ([label, value]) =>
          value !== null && (
            <div key={label[1]}>
              <dt>{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
