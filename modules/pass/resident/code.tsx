/** The code at the gate: big, with its number, and a clock that moves every second, so that a picture of it looks dead. Without network it says how long that will do. */
import { useEffect, useState } from 'react'
import { shanghaiClock, shanghaiDay, shanghaiMinute } from '../../../platform/pure/time.ts'
import { QrCode } from '../../../platform/web/desk/qr-code.tsx'
import { useLang } from '../../../platform/web/lang.tsx'
import { agreedTime } from '../../../platform/web/phone/agreed-clock.ts'
import type { OwnPass } from '../answers.ts'
import { type Showing, showingAt } from '../held-codes.ts'
import { passKinds } from '../model.ts'
import { residentWords as w } from './words.ts'

/** In threes, as it is read aloud. */
const spaced = (number: string): string => number.replace(/(\d{3})(?=\d)/g, '$1 ')
/** The day only where it is another. */
const moment = (at: number, now: number): string =>
  shanghaiDay(at) === shanghaiDay(now) ? shanghaiClock(at) : shanghaiMinute(at)

function useAgreedTime(every: number) {
  const [time, setTime] = useState(agreedTime)
  useEffect(() => {
    const timer = setInterval(() => setTime(agreedTime()), every)
    return () => clearInterval(timer)
  }, [every])
  return time
}

interface CodeProps {
  readonly own: OwnPass
  readonly pass: NonNullable<OwnPass['pass']>
  /** The server was not reached just now. */
  readonly away: boolean
}
export function Code({ own, pass, away }: CodeProps) {
  const { t, lang } = useLang()
  const { now, doubt } = useAgreedTime(1000)
  const showing = showingAt(pass.codes, now / 1000)
  const seconds = String(Math.floor(now / 1000) % 60).padStart(2, '0')
  const until = showing.state === 'good' ? moment(showing.lasts * 1000, now) : ''
  return (
    <section className="pass-code" aria-label={t(w.showThis)}>
      <p className="pass-who">
        <strong>{own.name}</strong> {t(passKinds.words[own.kind])}
      </p>
      {away && showing.state === 'good' && (
        <p className="pass-away" role="status" data-testid="pass-away">
          {t(w.away)}
          <strong>{t(w.awayUntil, { at: until })}</strong>
        </p>
      )}
      {showing.state === 'good' ? (
        <div className="pass-qr" data-testid="pass-code" data-code={showing.code.code}>
          <QrCode text={showing.code.code} label={t(w.showThis)} />
        </div>
      ) : (
        <NoCode showing={showing} now={now} />
      )}
      {doubt === 'set-back' && (
        <p className="fault pass-set-back" role="alert">
          {t(w.setBack)}
        </p>
      )}
      <p className="pass-clock" aria-hidden="true">
        <span className="pass-sweep" />
        {shanghaiDay(now)} {shanghaiClock(now)}:{seconds}
      </p>
      <p className="pass-number">
        <span>{t(w.number)}</span> {spaced(pass.number)}
      </p>
      <p>
        {t(w.opens)} {pass.scope.join(lang === 'zh' ? '、' : ', ')}
        <br />
        {t(w.until)} {shanghaiMinute(pass.until)}
      </p>
      <p className="step-hint">
        {showing.state === 'good' && (
          <>
            {t(w.codeUntil, { at: moment(showing.code.expires * 1000, now) })}
            <br />
          </>
        )}
        {away ? t(w.metAt, { at: moment(Date.parse(own.now), now) }) : until && t(w.ahead, { at: until })}
      </p>
      <p className="step-hint">{t(w.keep)}</p>
    </section>
  )
}

/** Why there is none, and the three ways that are left. */
function NoCode({ showing, now }: { showing: Exclude<Showing, { state: 'good' }>; now: number }) {
  const { t } = useLang()
  if (showing.state === 'early') return <p className="panel">{t(w.early, { at: moment(showing.from * 1000, now) })}</p>
  return (
    <section className="panel panel-care pass-out" role="alert" data-testid="pass-out">
      <h1>{showing.since === null ? t(w.noCode) : t(w.ranOut, { at: moment(showing.since * 1000, now) })}</h1>
      <ul>
        {[w.doConnect, w.doCard, w.doNumber].map((word) => (
          <li key={word[1]}>{t(word)}</li>
        ))}
      </ul>
    </section>
  )
}
