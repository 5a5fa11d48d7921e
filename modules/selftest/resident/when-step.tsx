/** When the test was taken: just now for most, otherwise a time of today. */
import { useState } from 'react'
import { shanghaiClock, shanghaiDay } from '../../../platform/pure/time.ts'
import { serverNow } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Big, ChoiceRow, Step } from './step.tsx'
import { residentWords as w } from './words.ts'

export function WhenStep({ onWhen }: { onWhen: (moment: string) => void }) {
  const t = useT()
  const [earlier, setEarlier] = useState(false)
  const [clock, setClock] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    const now = serverNow()
    if (!earlier) return onWhen(new Date(now).toISOString())
    const at = Date.parse(`${shanghaiDay(now)}T${clock}:00+08:00`)
    if (Number.isNaN(at) || at > now) return setWrong(true)
    return onWhen(new Date(at).toISOString())
  }
  return (
    <Step title={t(w.whenTitle)} fault={wrong ? t(w.chooseTime) : null} onSubmit={submit}>
      <fieldset className="choice-rows">
        <legend className="visually-hidden">{t(w.whenTitle)}</legend>
        {[false, true].map((value) => (
          <ChoiceRow
            key={String(value)}
            type="radio"
            name="when"
            checked={earlier === value}
            onChange={() => {
              setEarlier(value)
              setWrong(false)
            }}
            title={t(value ? w.earlier : w.justNow)}
          />
        ))}
      </fieldset>
      {earlier && (
        <div>
          <label className="field-name" htmlFor="tested-at">
            {t(w.time)}
          </label>
          <input
            id="tested-at"
            className="field-input"
            type="time"
            max={shanghaiClock(serverNow())}
            value={clock}
            onChange={(event) => setClock(event.target.value)}
          />
        </div>
      )}
      <Big>{t(w.next)}</Big>
    </Step>
  )
}
