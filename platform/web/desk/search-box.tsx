/** The search box of a page: asks while one types, but not in the middle of a Chinese word being composed. */
import { useEffect, useRef, useState } from 'react'
import { useT } from '../lang.tsx'
import { web } from '../words.ts'
import { CloseIcon, SearchIcon } from './icons.tsx'
import './search-box.css'

const PAUSE = 250

interface SearchBoxProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly label: string
  /** What can be typed. */
  readonly hint: string
}

export function SearchBox({ text, onText, label, hint }: SearchBoxProps) {
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
        aria-label={label}
        placeholder={hint}
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
          aria-label={t(web.clear)}
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
