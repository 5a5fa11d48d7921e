/** Where from: a province of the list, and the city or another country in words. */
import { useId } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Field } from '../../../platform/web/phone/parts.tsx'
import { origins } from '../origins.ts'
import { fieldWords as w } from './words.ts'

export interface Origin {
  readonly originCode: string | null
  readonly origin: string
}
export const noOrigin: Origin = { originCode: null, origin: '' }
export const originOf = ({ originCode, origin }: Origin) => ({ originCode, origin: origin.trim().slice(0, 60) || null })

export function OriginFields({ origin, onChange }: { origin: Origin; onChange: (origin: Origin) => void }) {
  const t = useT()
  const id = useId()
  return (
    <div className="visit-pair">
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {t(w.from)}
        </label>
        <select
          id={id}
          name="origin-code"
          className="input"
          value={origin.originCode ?? ''}
          onChange={(event) => onChange({ ...origin, originCode: event.target.value || null })}
        >
          <option value="">–</option>
          {origins.values.map((code) => (
            <option key={code} value={code}>
              {t(origins.words[code])}
            </option>
          ))}
        </select>
      </div>
      <Field
        label={t(w.fromCity)}
        name="origin"
        value={origin.origin}
        onChange={(event) => onChange({ ...origin, origin: event.target.value })}
        autoComplete="off"
        maxLength={60}
      />
    </div>
  )
}
