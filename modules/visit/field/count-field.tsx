/** A small number by two big buttons; typing works too. */
import { useId } from 'react'
import { Button } from '../../../platform/web/phone/parts.tsx'

interface CountFieldProps {
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly steps?: readonly number[]
  readonly onChange: (value: number) => void
}
export function CountField({ label, value, least, most, steps = [1], onChange }: CountFieldProps) {
  const id = useId()
  const put = (next: number): void => onChange(Math.min(most, Math.max(least, next)))
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="visit-count">
        <Button aria-label={`${label} −1`} onClick={() => put(value - 1)}>
          −
        </Button>
        <input
          id={id}
          className="input"
          inputMode="numeric"
          value={value}
          onChange={(event) => put(Number(event.target.value.replace(/\D/g, '').slice(0, 4)))}
        />
        {steps.map((step) => (
          <Button key={step} aria-label={`${label} +${step}`} onClick={() => put(value + step)}>
            +{step === 1 ? '' : step}
          </Button>
        ))}
      </div>
    </div>
  )
}
