/** The medical exit was opened: it is recorded already; what is left is to call. */
import { useT } from '../../../platform/web/lang.tsx'
import { MedicalIcon } from '../../../platform/web/phone/icons.tsx'
import { Button } from '../../../platform/web/phone/parts.tsx'
import { DutyLinks } from './duty-links.tsx'
import type { Pocket } from './gate-pocket.ts'
import { LastDone } from './last-done.tsx'
import type { Done } from './recent.ts'
import { gateWords as w } from './words.ts'

export function MedicalDone({ done, pocket, onClose }: { done: Done; pocket: Pocket; onClose: () => void }) {
  const t = useT()
  return (
    <section className="gate-medical-done" data-medical={done.fact.id}>
      <div className="gate-verdict gate-verdict-go" role="status" data-verdict="go">
        <MedicalIcon size={64} />
        <div>
          <strong>{t(w.medicalDone)}</strong>
          <span>{done.name ?? ''}</span>
        </div>
      </div>
      <p className="gate-say">{t(w.medicalTold)}</p>
      <DutyLinks duty={pocket.duty.slice(0, 3)} />
      <LastDone />
      <Button kind="primary" size="huge" onClick={onClose}>
        {t(w.nextPerson)}
      </Button>
    </section>
  )
}
