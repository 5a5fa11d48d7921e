/** A number judged while it is typed: the slip is named at the character where it was made. */
import { Input } from 'antd'
import { type ReactNode, useId } from 'react'
import './record.css'

interface TypedNumberProps {
  readonly id?: string | undefined
  readonly value: string
  readonly onChange?: ((value: string) => void) | undefined
  readonly placeholder?: string | undefined
  readonly state: 'ok-so-far' | 'bad' | 'complete'
  /** What stands below: what is wrong, that it is right, or how far one is. */
  readonly told: ReactNode
}

export function TypedNumber({ id, value, onChange, placeholder, state, told }: TypedNumberProps) {
  const toldId = useId()
  const tone = value === '' ? '' : state
  return (
    <>
      <Input
        {...(id ? { id } : {})}
        className="mono"
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={tone === 'bad'}
        aria-describedby={toldId}
        placeholder={placeholder ?? ''}
        {...(tone === 'bad' ? { status: 'error' as const } : {})}
        value={value}
        onChange={(e) => onChange?.(e.target.value)}
      />
      <div id={toldId} className={`number-told number-${tone}`} role="status">
        {tone !== '' && told}
      </div>
    </>
  )
}
