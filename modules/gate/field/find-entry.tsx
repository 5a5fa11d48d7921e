/** Finding somebody with neither phone nor card on the list: by name, year of birth, or digits of the number. */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Button } from '../../../platform/web/phone/parts.tsx'
import { isPassCode } from '../../pass/envelope.ts'
import { type PassAtGate, passStandings } from '../../pass/model.ts'
import type { PassBook } from './pass-book.ts'
import { PassLine } from './person.tsx'
import { readTemperature } from './scan.ts'
import { gateWords as w } from './words.ts'

const MOST = 20

interface Props {
  readonly book: PassBook
  readonly onLine: (line: string) => void
  readonly onChoose: (pass: PassAtGate) => void
  readonly onNone: () => void
}

export function FindEntry({ book, onLine, onChoose, onNone }: Props) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const shown = useDeferredValue(typed)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  const found = useMemo(() => book.search(shown, MOST), [book, shown])
  return (
    <form
      className="gate-find"
      onSubmit={(event) => {
        event.preventDefault()
        // A scanner or thermometer types wherever the cursor stands.
        if (isPassCode(typed.toUpperCase()) || readTemperature(typed) !== null) {
          onLine(typed)
          return setTyped('')
        }
        if (found.passes.length === 1 && found.passes[0]) onChoose(found.passes[0])
      }}
    >
      <label className="visually-hidden" htmlFor="gate-find">
        {t(w.findLabel)}
      </label>
      <input
        id="gate-find"
        ref={field}
        className="input"
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={t(w.findLabel)}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
      />
      {found.passes.length > 0 ? (
        <ul className="rows">
          {found.passes.map((pass) => (
            <li key={pass.passId}>
              <button type="button" className="row" data-pass={pass.passId} onClick={() => onChoose(pass)}>
                <PassLine pass={pass} />
                {pass.standing === 'valid' ? null : (
                  <span className="badge badge-alarm">{t(passStandings.words[pass.standing])}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <div className="empty">
          {shown.trim() === '' ? (
            <p>{t(w.findHint)}</p>
          ) : (
            <>
              <strong>{t(w.findNone)}</strong>
              <p>{t(w.findNoneHint)}</p>
              <Button onClick={onNone}>{t(w.waysTitle)}</Button>
            </>
          )}
        </div>
      )}
      {found.more ? <p className="row-more">{t(w.findMore)}</p> : null}
    </form>
  )
}
