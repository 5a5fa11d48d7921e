/** The frame of a page: one heading (also the tab's title), what it answers, its actions; and the blocks below it. */
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useT } from '../lang.tsx'
import { web } from '../words.ts'
import { BackIcon } from './icons.tsx'
import './desk-page.css'

interface DeskPageProps {
  readonly title: string
  /** One line below the heading: what is seen here, and where. */
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly back?: { readonly to: string; readonly label: string }
  readonly children: ReactNode
}

export function DeskPage({ title, lead, actions, back, children }: DeskPageProps) {
  const t = useT()
  useEffect(() => {
    document.title = `${title} · ${t(web.appName)}`
  }, [title, t])
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-title">
          {back && (
            <Link className="page-back" to={back.to}>
              <BackIcon />
              {back.label}
            </Link>
          )}
          <h1>{title}</h1>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

interface BlockProps {
  readonly title?: string
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** The contents touch the edges: tables and maps. */
  readonly flush?: boolean
}

/** A surface with an optional heading. */
export function Block({ title, note, actions, children, flush }: BlockProps) {
  return (
    <section className={flush ? 'block block-flush' : 'block'}>
      {(title || actions) && (
        <div className="block-head">
          <div>
            {title && <h2>{title}</h2>}
            {note && <div className="block-note">{note}</div>}
          </div>
          {actions && <div className="block-actions">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

interface NothingProps {
  readonly title: string
  /** What to do first. */
  readonly hint?: ReactNode
  readonly action?: ReactNode
}

/** An empty place that says what to do first. */
export function Nothing({ title, hint, action }: NothingProps) {
  return (
    <div className="nothing">
      <p className="nothing-title">{title}</p>
      {hint && <p className="nothing-hint">{hint}</p>}
      {action && <div className="nothing-action">{action}</div>}
    </div>
  )
}
