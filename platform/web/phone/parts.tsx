/** The few parts every phone screen is made of. */
import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from 'react'
import { AlertIcon, CheckIcon } from './icons.tsx'
import './parts.css'

type Kind = 'primary' | 'plain' | 'quiet' | 'stop' | 'alarm'
interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: Kind
  readonly size?: 'huge' | 'small'
}
export function Button({ kind = 'plain', size, className, ...rest }: ButtonProps) {
  const names = ['button', kind === 'plain' ? '' : `button-${kind}`, size ? `button-${size}` : '', className ?? '']
  return <button type="button" className={names.filter(Boolean).join(' ')} {...rest} />
}

interface FieldProps extends ComponentProps<'input'> {
  readonly label: ReactNode
  readonly say?: ReactNode
  readonly bad?: boolean
  readonly good?: boolean
}
/** A labelled input with one line below it that says what is right or wrong, read out when it changes. */
export function Field({ label, say, bad = false, good = false, className, ...rest }: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={`input ${bad ? 'input-bad' : ''} ${className ?? ''}`}
        aria-invalid={bad}
        aria-describedby={`${id}-say`}
        {...rest}
      />
      {say === undefined ? null : (
        <div
          id={`${id}-say`}
          className={`field-say ${bad ? 'field-say-bad' : good ? 'field-say-good' : ''}`}
          aria-live="polite"
        >
          {say}
        </div>
      )}
    </div>
  )
}

interface ChoicesProps<T extends string | number> {
  readonly legend: ReactNode
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[]
  readonly value: T | null
  readonly onChoose: (value: T) => void
  /** Least width of one choice, px. */
  readonly width?: number
  readonly hideLegend?: boolean
}
export function Choices<T extends string | number>(props: ChoicesProps<T>) {
  const name = useId()
  return (
    <fieldset className="choices" style={{ '--choice': `${props.width ?? 72}px` } as React.CSSProperties}>
      <legend className={props.hideLegend ? 'visually-hidden' : ''}>{props.legend}</legend>
      {props.options.map(({ value, label }) => (
        <label key={value} className="choice">
          <input type="radio" name={name} checked={props.value === value} onChange={() => props.onChoose(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface NoticeProps {
  readonly kind?: 'plain' | 'warn' | 'alarm' | 'good'
  readonly children: ReactNode
  readonly icon?: ReactNode
  readonly side?: ReactNode
  readonly onPress?: () => void
}
export function Notice({ kind = 'plain', children, icon, side, onPress }: NoticeProps) {
  const inside = (
    <>
      {icon ?? (kind === 'good' ? <CheckIcon /> : kind === 'plain' ? null : <AlertIcon />)}
      <span>{children}</span>
      {side}
    </>
  )
  const className = `notice notice-${kind}`
  if (onPress)
    return (
      <button type="button" className={className} onClick={onPress}>
        {inside}
      </button>
    )
  return (
    <div className={className} role={kind === 'alarm' ? 'alert' : 'status'}>
      {inside}
    </div>
  )
}

/** A sheet from below, closed by its own buttons, Escape or a touch outside. */
export function Sheet({ title, children, onClose }: { title: ReactNode; children: ReactNode; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const it = dialog.current
    if (!it) return
    if (!it.open) it.showModal()
    const escape = (event: Event): void => {
      event.preventDefault()
      close.current()
    }
    const outside = (event: Event): void => {
      if (event.target === it) close.current()
    }
    it.addEventListener('cancel', escape)
    it.addEventListener('click', outside)
    return () => {
      it.removeEventListener('cancel', escape)
      it.removeEventListener('click', outside)
    }
  }, [])
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  )
}

export const BusyBar = ({ label }: { label: string }) => (
  <div className="busy-bar" role="progressbar" aria-label={label} />
)
