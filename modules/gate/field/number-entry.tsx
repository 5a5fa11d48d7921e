/** Nine digits off a card: a slip is told before anybody is looked up. A scanner plugged in may type its code here as well. */
import { useEffect, useRef, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Keypad } from '../../../platform/web/phone/keypad.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { readPassNumber } from '../../pass/pass-number.ts'
import { gateWords as w } from './words.ts'

const DIGITS = 9

export function NumberEntry({ onLine }: { onLine: (line: string) => void }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  const digits = /^[\d\s-]*$/u.test(typed) ? typed.replace(/[\s-]/gu, '') : null
  const slip = digits?.length === DIGITS && readPassNumber(digits) === null
  function take(next: string): void {
    setTyped(next)
    const tidy = next.replace(/[\s-]/gu, '')
    if (!/^\d{9}$/u.test(tidy)) return
    if (readPassNumber(tidy) === null) return play('problem')
    setTyped('')
    onLine(tidy)
  }
  return (
    <form
      className="gate-number"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed !== '') onLine(typed)
        setTyped('')
      }}
    >
      <label className="visually-hidden" htmlFor="gate-number">
        {t(w.numberLabel)}
      </label>
      <input
        id="gate-number"
        ref={field}
        className={`gate-number-input ${slip ? 'gate-number-bad' : ''}`}
        value={
          digits === null ? typed : [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].filter(Boolean).join(' ')
        }
        onChange={(event) => take(event.target.value)}
        placeholder={t(w.numberLabel)}
        inputMode="none"
        autoComplete="off"
        maxLength={600}
        aria-invalid={slip}
        aria-describedby="gate-number-say"
      />
      <p id="gate-number-say" className={slip ? 'gate-number-say-bad' : ''} aria-live="polite">
        {slip ? t(w.numberSlip) : digits ? t(w.numberLeft, { count: DIGITS - digits.length }) : ''}
      </p>
      <Keypad
        onKey={(key) => take(typed + key)}
        onErase={() => setTyped(typed.slice(0, -1))}
        onClear={() => setTyped('')}
      />
    </form>
  )
}
