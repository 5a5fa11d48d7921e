/**
 * An identity number, judged at every key: a slip is told at the digit where it was made, the 18th digit looks the person up.
 * The field takes keys from our own pad, from a keyboard and from a scanner plugged in as one.
 */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useLang } from '../../../platform/web/lang.tsx'
import { Keypad } from '../../../platform/web/phone/keypad.tsx'
import { Button } from '../../../platform/web/phone/parts.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useWedge } from '../../../platform/web/phone/use-wedge.ts'
import { play } from '../../../platform/web/phone/sound.ts'
import { identityProblems, tidyNumber } from '../../../platform/pure/identity-number.ts'
import { checkAsTyped } from '../../../platform/pure/identity-typing.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { readScan, type Scanned } from '../identify.ts'
import { laneWords as w } from './words.ts'

type Read = Exclude<Scanned, { kind: 'unreadable' }>

/** `339901 19900307 001X`: how the card itself groups it. */
const grouped = (typed: string): string =>
  /^\d{0,17}[\dX]?$/u.test(typed)
    ? [typed.slice(0, 6), typed.slice(6, 14), typed.slice(14)].filter(Boolean).join(' ')
    : typed

export function NumberEntry({ onRead }: { onRead: (read: Read) => void }) {
  const { t } = useLang()
  const [typed, setTyped] = useState('')
  const [letters, setLetters] = useState(false)
  const [unread, setUnread] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const tidy = tidyNumber(typed)
  const today = shanghaiDay(useNow())
  const verdict = checkAsTyped(typed, { today })
  const eighteen = /^\d/u.test(tidy)
  useWedge(input)
  useEffect(() => {
    input.current?.focus({ preventScroll: true })
  }, [letters])

  function take(next: string): void {
    setUnread(null)
    setTyped(next)
    const judged = checkAsTyped(next, { today })
    if (judged.state === 'bad' && verdict.state !== 'bad') play('problem')
    // Only numbers with a check digit are looked up by themselves: H12345678 may still grow.
    if (judged.state === 'complete' && judged.number.birthDate !== undefined) {
      setTyped('')
      onRead({ kind: 'number', number: judged.number })
    }
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (tidy === '') return
    const read = readScan(typed)
    if (read.kind === 'unreadable') {
      play('problem')
      setUnread(verdict.state === 'bad' ? null : read.because[0] ? t(read.because[0]) : null)
      return
    }
    setTyped('')
    onRead(read)
  }
  const bad = verdict.state === 'bad' && !/^sw1:/iu.test(typed)
  const says = bad
    ? t(identityProblems.words[verdict.reason])
    : (unread ??
      (tidy === ''
        ? t(w.numberHint)
        : verdict.state === 'complete'
          ? t(w.numberWhole)
          : eighteen
            ? t(w.numberLeft, { count: 18 - tidy.length })
            : ''))
  return (
    <form className="number" onSubmit={submit}>
      <label className="visually-hidden" htmlFor="lane-number">
        {t(w.numberLabel)}
      </label>
      <input
        id="lane-number"
        ref={input}
        className={`number-input ${bad ? 'number-bad' : ''}`}
        value={grouped(typed)}
        onChange={(e) => take(eighteen ? e.target.value.replaceAll(' ', '') : e.target.value)}
        placeholder={t(w.numberShort)}
        inputMode={letters ? 'text' : 'none'}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={60}
        aria-invalid={bad}
        aria-describedby="lane-number-say"
      />
      <div className="number-line">
        <p id="lane-number-say" className={`number-say ${bad ? 'number-say-bad' : ''}`} aria-live="polite">
          {says}
        </p>
        <Button size="small" onClick={() => setLetters(!letters)}>
          {t(letters ? w.digits : w.letters)}
        </Button>
      </div>
      {letters ? null : (
        <Keypad
          extra="X"
          onKey={(key) => take(typed.replaceAll(' ', '') + key)}
          onErase={() => take(typed.slice(0, -1))}
          onClear={() => take('')}
        />
      )}
      {letters || verdict.state === 'complete' ? (
        <Button kind="primary" type="submit" disabled={tidy === ''}>
          {t(w.look)}
        </Button>
      ) : null}
    </form>
  )
}
