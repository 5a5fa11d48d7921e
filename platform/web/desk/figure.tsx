/** The figure that a page opens with; where rows stand behind it, it opens them. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLang } from '../lang.tsx'
import { count } from './figures.ts'
import { NextIcon } from './icons.tsx'
import './figure.css'

interface FigureProps {
  readonly label: string
  /** A number is grouped; a text stands as it is; null while it is not known yet. */
  readonly value: number | string | null
  readonly note?: ReactNode
  /** 'hand': this needs a hand now. 'alarm': at once. */
  readonly tone?: 'hand' | 'alarm'
  /** The most important of its row. */
  readonly lead?: boolean
  readonly to?: string
  readonly search?: Readonly<Record<string, unknown>>
  readonly onOpen?: () => void
}

export function Figure({ label, value, note, tone, lead, to, search, onOpen }: FigureProps) {
  const { lang } = useLang()
  const shown = value === null ? '–' : typeof value === 'number' ? count(value, lang) : value
  const inside = (
    <>
      <span className="figure-label">
        {label}
        {(to || onOpen) && <NextIcon />}
      </span>
      <span className="figure-value">{shown}</span>
      {note && <span className="figure-note">{note}</span>}
    </>
  )
  const className = `figure${lead ? ' figure-lead' : ''}${tone ? ` figure-${tone}` : ''}`
  if (to) {
    return (
      <Link className={`${className} figure-opens`} to={to} {...(search ? { search } : {})}>
        {inside}
      </Link>
    )
  }
  if (onOpen) {
    return (
      <button type="button" className={`${className} figure-opens`} onClick={onOpen}>
        {inside}
      </button>
    )
  }
  return <div className={className}>{inside}</div>
}

/** A row of figures on one surface. */
export function Figures({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <section className="figures" aria-label={label}>
      {children}
    </section>
  )
}

/** Done of all as a quiet bar; colour only by `tone`. */
export function Bar({ part, whole, tone, label }: { part: number; whole: number; tone?: 'hand'; label: string }) {
  const width = whole > 0 ? Math.min(100, (part / whole) * 100) : 0
  return (
    <span className={tone ? `bar bar-${tone}` : 'bar'} role="img" aria-label={label}>
      <span style={{ width: `${width}%` }} />
    </span>
  )
}
