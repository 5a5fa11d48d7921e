/** The code at the gate: big, with its number, and a clock that moves every second, so that a picture of it looks dead. */
import { shanghaiClock, shanghaiDay, shanghaiMinute } from '../../../platform/pure/time.ts'
import { QrCode } from '../../../platform/web/desk/qr-code.tsx'
import { useNow } from '../../../platform/web/desk/use-now.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import type { OwnPass } from '../answers.ts'
import { passKinds } from '../model.ts'
import { residentWords as w } from './words.ts'

/** In threes, as it is read aloud. */
const spaced = (number: string): string => number.replace(/(\d{3})(?=\d)/g, '$1 ')

export function Code({ own, pass }: { own: OwnPass; pass: NonNullable<OwnPass['pass']> }) {
  const { t, lang } = useLang()
  const now = useNow(1000)
  const current = pass.codes.find(({ notBefore, expires }) => notBefore * 1000 <= now && now < expires * 1000)
  const last = pass.codes.at(-1)
  const seconds = String(Math.floor(now / 1000) % 60).padStart(2, '0')
  return (
    <section className="pass-code" aria-label={t(w.showThis)}>
      <p className="pass-who">
        <strong>{own.name}</strong> {t(passKinds.words[own.kind])}
      </p>
      {current ? (
        <div className="pass-qr" data-testid="pass-code" data-code={current.code}>
          <QrCode text={current.code} label={t(w.showThis)} />
        </div>
      ) : (
        <p className="fault" role="alert">
          {t(w.noCode)}
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
      {current && last && (
        <p className="step-hint">
          {t(w.codeUntil, { at: shanghaiClock(current.expires * 1000) })}
          <br />
          {t(w.ahead, { at: shanghaiClock(last.expires * 1000) })}
        </p>
      )}
      <p className="step-hint">{t(w.keep)}</p>
    </section>
  )
}
