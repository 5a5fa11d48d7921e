/** A temperature, by thumb or by a thermometer that types. */
import { useEffect, useRef, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Keypad } from '../../../platform/web/phone/keypad.tsx'
import { Button, Sheet } from '../../../platform/web/phone/parts.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { readTemperature } from './scan.ts'
import { gateWords as w } from './words.ts'

interface Props {
  readonly title: string
  readonly onTake: (celsius: number) => void
  readonly onClose: () => void
}

export function TemperatureSheet({ title, onTake, onClose }: Props) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [bad, setBad] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  function take(next: string): void {
    setBad(false)
    setTyped(next)
    // Three digits are a temperature already: no tap is needed to say so.
    const celsius = /^\d{3}$/u.test(next) ? readTemperature(next) : null
    if (celsius !== null) onTake(celsius)
  }
  return (
    <Sheet title={title} onClose={onClose}>
      <form
        className="gate-number"
        onSubmit={(event) => {
          event.preventDefault()
          const celsius = readTemperature(typed)
          if (celsius !== null) return onTake(celsius)
          play('problem')
          setBad(true)
        }}
      >
        <label className="visually-hidden" htmlFor="gate-temperature">
          {t(w.temperatureLabel)}
        </label>
        <input
          id="gate-temperature"
          ref={field}
          className={`gate-number-input ${bad ? 'gate-number-bad' : ''}`}
          value={typed}
          onChange={(event) => take(event.target.value)}
          placeholder="36.5"
          inputMode="none"
          autoComplete="off"
          maxLength={12}
          aria-invalid={bad}
          aria-describedby="gate-temperature-say"
        />
        <p id="gate-temperature-say" className={bad ? 'gate-number-say-bad' : ''} aria-live="polite">
          {t(bad ? w.temperatureBad : w.temperatureHint)}
        </p>
        <Keypad
          extra="."
          onKey={(key) => take(typed + key)}
          onErase={() => setTyped(typed.slice(0, -1))}
          onClear={() => setTyped('')}
        />
        <Button kind="primary" type="submit" disabled={typed === ''}>
          {t(w.take)}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t(phoneWords.cancel)}
        </Button>
      </form>
    </Sheet>
  )
}
