/** Where a scanner or thermometer plugged in as a keyboard types: a field nobody sees, which takes keys that no other field takes. */
import { useRef } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { useWedge } from '../../../platform/web/phone/use-wedge.ts'
import { gateWords as w } from './words.ts'

export function WedgeField({ onLine }: { onLine: (line: string) => void }) {
  const t = useT()
  const field = useRef<HTMLInputElement>(null)
  useWedge(field)
  return (
    <input
      ref={field}
      className="visually-hidden"
      name="gate-wedge"
      aria-label={t(w.scan)}
      tabIndex={-1}
      inputMode="none"
      autoComplete="off"
      onKeyDown={(event) => {
        const it = event.currentTarget
        if ((event.key !== 'Enter' && event.key !== 'Tab') || it.value === '') return
        event.preventDefault()
        onLine(it.value)
        it.value = ''
      }}
    />
  )
}
