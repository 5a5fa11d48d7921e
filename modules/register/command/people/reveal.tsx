/** A resident's number, masked, or whole for a stated purpose and on record. */
import { call } from '../../../../platform/web/client.ts'
import { Reveal as Number } from '../../../../platform/web/desk/reveal.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { register } from '../../contract.ts'
import { revealPurposes } from '../../model.ts'
import { registerWords as w } from '../../words.ts'

interface RevealProps {
  readonly residentId: string
  readonly field: 'id-number' | 'phone'
  readonly masked: string | null
}

export function Reveal({ residentId, field, masked }: RevealProps) {
  const t = useT()
  const { reveal } = register.operations
  return (
    <Number
      masked={masked}
      none={t(field === 'phone' ? w.noPhone : w.noDocument)}
      phone={field === 'phone'}
      may={useMay(reveal.roles)}
      purposes={revealPurposes}
      ask={async (purpose) => (await call(reveal, { residentId, field, purpose })).value}
    />
  )
}
