/** The search box of the register: asks while one types, but not in the middle of a Chinese word being composed. */
import { useEffect, useRef, useState } from 'react'
import { CloseIcon, SearchIcon } from '../../../../platform/web/desk/icons.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { registerWords as w } from '../../words.ts'
import './people.css'

const PAUSE = 250

export function SearchBox({ text, onText }: { text: string; onText: (text: string) => void }) {
  const t = useT()
  const [typed, setTyped] = useState(text)
  const composing = useRef(false)
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => () => clearTimeout(pause.current), [])
  const take = (next: string, now = false) => {
    setTyped(next)
    clearTimeout(pause.current)
    if (composing.current) return
    if (now) onText(next)
    else pause.current = setTimeout(() => onText(next), PAUSE)
  }
  return (
    <search className="search">
      <SearchIcon />
      <input
        ref={input}
        data-search
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        aria-label={t(w.searchLabel)}
        placeholder={t(w.searchHint)}
        value={typed}
        onChange={(e) => take(e.target.value)}
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={(e) => {
          composing.current = false
          take(e.currentTarget.value)
        }}
        onKeyDown={(e) => {
          if (e.nativeEvent.isComposing) return
          if (e.key === 'Enter') take(e.currentTarget.value, true)
          if (e.key === 'Escape') take('', true)
        }}
      />
      {typed === '' ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <button
          type="button"
          aria-label={t(w.searchClear)}
          onClick={() => {
            take('', true)
            input.current?.focus()
          }}
        >
          <CloseIcon />
        </button>
      )}
    </search>
  )
}
