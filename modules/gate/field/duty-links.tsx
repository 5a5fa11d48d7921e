/** Whom to call, in order: one tap calls. */
import { useT } from '../../../platform/web/lang.tsx'
import { PhoneIcon } from '../../../platform/web/phone/icons.tsx'
import { Notice } from '../../../platform/web/phone/parts.tsx'
import type { Pocket } from './gate-pocket.ts'
import { gateWords as w } from './words.ts'

export function DutyLinks({ duty }: { duty: Pocket['duty'] }) {
  const t = useT()
  if (duty.length === 0) return <Notice>{t(w.noDuty)}</Notice>
  return (
    <div className="gate-duty">
      {duty.map(({ name, phone }) => (
        <a key={phone} className="button" href={`tel:${phone}`}>
          <PhoneIcon />
          <span>
            {t(w.callDuty, { name })} <small>{phone}</small>
          </span>
        </a>
      ))}
    </div>
  )
}
