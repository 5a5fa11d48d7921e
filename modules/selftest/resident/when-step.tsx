/** When the test was taken: just now for most, otherwise a time of today or of yesterday. */
import { useState } from 'react'
import { shanghaiClock, shanghaiDay } from '../../../platform/pure/time.ts'
import { serverNow } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Big, ChoiceRow, Step } from './step.tsx'
import { residentWords as w } from './words.ts'

type When = 'now' | 'today' | 'yesterday'
const say = { now: w.justNow, today: w.earlier, yesterday: w.yesterday } as const

export function WhenStep({ onWhen }: { onWhen: (moment: string) => void }) {
  const t = useT()
  const [when, setWhen] = useState<When>('now')
  const [clock, setClock] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    const now = serverNow()
    if (when === 'now') return onWhen(new Date(now).toISOString())
    const day = shanghaiDay(when === 'today' ? now : now - 86_400_000)
    const at = Date.parse(`${day}T${clock}:00+08:00`)
    if (Number.isNaN(at) || at > now) return setWrong(true)
    return onWhen(new Date(at).toISOString())
  }
  return (
    <Step title={t(w.whenTitle)} fault={wrong ? t(w.chooseTime) : null} onSubmit={submit}>
      <fieldset className="choice-rows">
        <legend className="visually-hidden">{t(w.whenTitle)}</legend>
        {(['now', 'today', 'yesterday'] as const).map((value) => (
          <ChoiceRow
            key={value}
            type="radio"
            name="when"
            checked={when === value}
            onChange={() => {
              setWhen(value)
              setWrong(false)
            }}
            title={t(say[value])}
          />
        ))}
      </fieldset>
      {when !== 'now' && (
        <div>
          <label className="field-name" htmlFor="tested-at">
            {t(w.time)}
          </label>
          <input
            id="tested-at"
            className="field-input"
            type="time"
            {...(when === 'today' ? { max: shanghaiClock(serverNow()) } : {})}
            value={clock}
            onChange={(event) => setClock(event.target.value)}
          />
        </div>
      )}
      <Big>{t(w.next)}</Big>
    </Step>
  )
}
