/** The frame of one question: the way back, the question as heading (where reading begins), what went wrong, and the answer. */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { residentWords as w } from './words.ts'

interface StepProps {
  readonly title: string
  readonly hint?: ReactNode
  /** Said when the answer will not do. */
  readonly fault?: string | null
  readonly first?: boolean
  readonly onSubmit?: () => void
  readonly children?: ReactNode
}

export function Step({ title, hint, fault, first = false, onSubmit, children }: StepProps) {
  const t = useT()
  const { back } = useScreens()
  const heading = useRef<HTMLHeadingElement>(null)
  const told = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    document.title = `${title} · ${t(w.title)}`
    heading.current?.focus({ preventScroll: true })
  }, [title, t])
  useEffect(() => {
    if (fault) told.current?.scrollIntoView({ block: 'nearest' })
  }, [fault])
  const inside = (
    <>
      {!first && (
        <button type="button" className="step-back" onClick={back}>
          ‹ {t(w.back)}
        </button>
      )}
      {fault && (
        <p className="fault" role="alert" ref={told}>
          {fault}
        </p>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {hint && <p className="step-hint">{hint}</p>}
      {children}
    </>
  )
  if (!onSubmit) return <div className="step">{inside}</div>
  return (
    <form
      className="step"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {inside}
    </form>
  )
}

export function Big({ children, busy = false }: { children: ReactNode; busy?: boolean }) {
  return (
    <button type="submit" className="big big-primary" disabled={busy}>
      {children}
    </button>
  )
}

interface ChoiceRowProps {
  readonly type: 'checkbox' | 'radio'
  readonly name: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly title: string
  readonly note?: string
  readonly side?: ReactNode
}

/** One answer as a row that any thumb finds. */
export function ChoiceRow({ type, name, checked, onChange, title, note, side }: ChoiceRowProps) {
  const id = useId()
  return (
    <label className="choice-row" htmlFor={id}>
      <input id={id} type={type} name={name} checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span className="choice-main">
        <strong>{title}</strong>
        {note && <span>{note}</span>}
      </span>
      {side}
    </label>
  )
}
