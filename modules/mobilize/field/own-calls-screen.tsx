/** My calls on the phone: one tap for the answer, the time of arrival, and the check-in by the code at the place, by camera or typed. */
import { lazy, Suspense, useMemo, useState } from 'react'
import { shanghaiClock, shanghaiMinute } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang, useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Choices, Field, Notice, Sheet } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { StorageProblem } from '../../../platform/web/pocket/storage-problem.ts'
import { reasons } from '../call-up-model.ts'
import { arrivalTimes, type Said, siteCodeIn } from '../own-call.ts'
import { calledWords as c } from '../resident/words.ts'
import { answerOwn, type HeldCall, musterOwn, readOwn } from './own-calls.ts'
import { fieldWords as w } from './words.ts'
import './own-calls.css'

const Scanner = lazy(() =>
  import('../../../platform/web/phone/camera/scanner.tsx').then(({ Scanner: it }) => ({ default: it })),
)

export function OwnCallsScreen() {
  const t = useT()
  const { db } = usePhone()
  const now = useNow()
  const kept = useKept(() => readOwn(db), [db])
  return (
    <Page title={t(w.ownTitle)}>
      {kept === null ? <Notice>{t(w.ownNotYet)}</Notice> : null}
      {kept?.calls.length === 0 ? (
        <div className="empty">
          <strong>{t(w.ownNone)}</strong>
          <p>{t(w.ownNoneHint)}</p>
        </div>
      ) : null}
      {kept?.calls.map((call) => (
        <OneCall key={call.callId} call={call} />
      ))}
      {kept ? <p className="row-more">{t(w.ownAge, { age: sayAge(t, now - kept.at) })}</p> : null}
    </Page>
  )
}

function OneCall({ call }: { call: HeldCall }) {
  const { t, lang } = useLang()
  const { db } = usePhone()
  const hand = useMemo(() => ({ db, now: () => Date.now(), freshId }), [db])
  const [problem, setProblem] = useState<Word | null>(null)
  const [asking, setAsking] = useState(false)
  const now = useNow(60_000)
  const { callId, said, arrivesAt, reason, hereAt } = call
  const fail = (error: unknown): void => setProblem(error instanceof StorageProblem ? error.words : w.ownNotKept)
  const answer = (what: Said): void => {
    setProblem(null)
    setAsking(false)
    answerOwn(hand, callId, what).catch(fail)
  }
  const come = (at: string | null): void => answer({ said: 'coming', arrivesAt: at, reason: null })
  return (
    <section className="card own-call" aria-label={call.callUp}>
      <h2>{call.callUp}</h2>
      <Where call={call} />
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      {hereAt === null ? null : <Notice kind="good">{t(c.here, { clock: shanghaiClock(hereAt) })}</Notice>}
      {hereAt === null && said === null ? (
        <>
          <p className="own-question">{t(c.question, { name: call.name })}</p>
          <Button kind="primary" size="huge" onClick={() => come(null)}>
            {t(c.coming)}
          </Button>
          <Button onClick={() => setAsking(true)}>{t(c.cannot)}</Button>
        </>
      ) : null}
      {hereAt === null && said === 'cannot' ? (
        <>
          <Notice>
            {t(c.cannotNoted, { reason: reason === null ? '' : reasons.words[reason][lang === 'zh' ? 0 : 1] })}
          </Notice>
          <Button onClick={() => come(null)}>{t(c.change)}</Button>
        </>
      ) : null}
      {hereAt === null && said === 'coming' ? (
        <>
          <Notice kind="good">
            {arrivesAt === null ? t(c.thanks) : t(c.chosen, { clock: shanghaiClock(arrivesAt) })}
          </Notice>
          <Choices
            legend={t(c.when)}
            width={120}
            value={arrivesAt}
            onChoose={come}
            options={arrivalTimes(now).map((at) => ({ value: at, label: shanghaiClock(at) }))}
          />
          <CheckIn onCode={(code, how) => musterOwn(hand, callId, code, how).catch(fail)} />
          <Button kind="quiet" onClick={() => setAsking(true)}>
            {t(c.changeNot)}
          </Button>
        </>
      ) : null}
      {asking ? (
        <Sheet title={t(c.why)} onClose={() => setAsking(false)}>
          {reasons.values.map((code) => (
            <Button key={code} onClick={() => answer({ said: 'cannot', arrivesAt: null, reason: code })}>
              {t(reasons.words[code])}
            </Button>
          ))}
          <Button kind="quiet" onClick={() => setAsking(false)}>
            {t(c.back)}
          </Button>
        </Sheet>
      ) : null}
    </section>
  )
}

function Where({ call }: { call: HeldCall }) {
  const t = useT()
  const rows = [
    [c.by, shanghaiMinute(call.musterAt).slice(5)],
    [c.place, call.placeNote === null ? call.place : `${call.place} · ${call.placeNote}`],
    [c.bring, call.bring],
    [c.reportTo, call.reportTo],
  ] as const
  return (
    <dl className="own-where">
      {rows.map(([label, value]) =>
        value === null ? null : (
          <div key={label[1]}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

function CheckIn({ onCode }: { onCode: (code: string, how: 'scan' | 'code') => void }) {
  const t = useT()
  const [scanning, setScanning] = useState(false)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const read = (text: string, how: 'scan' | 'code'): void => {
    const code = siteCodeIn(text)
    setWrong(code === null)
    if (code === null) return
    setScanning(false)
    onCode(code, how)
  }
  return (
    <form
      className="own-check-in"
      onSubmit={(event) => {
        event.preventDefault()
        read(typed, 'code')
      }}
    >
      <h3>{t(c.arrived)}</h3>
      {scanning ? (
        <Suspense fallback={<BusyBar label={t(c.scan)} />}>
          <Scanner hint={t(c.scanHint)} onRead={(text) => read(text, 'scan')} />
        </Suspense>
      ) : (
        <Button onClick={() => setScanning(true)}>{t(c.scan)}</Button>
      )}
      {scanning ? <Button onClick={() => setScanning(false)}>{t(c.closeCamera)}</Button> : null}
      <Field
        label={t(c.code)}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        bad={wrong}
        say={wrong ? t(c.notTheCode) : t(c.codeTyped)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={10}
      />
      <Button kind="primary" type="submit">
        {t(c.checkIn)}
      </Button>
    </form>
  )
}
