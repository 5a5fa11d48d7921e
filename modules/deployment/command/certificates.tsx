/** The certificates that somebody was given, and taking one back. */
import { Button, Modal } from 'antd'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { web } from '../../../platform/web/words.ts'
import { inFours } from '../certificate.ts'
import { deployment } from '../contract.ts'
import type { Someone } from '../model.ts'
import { deployWords as w } from '../words.ts'
import { useDo } from './use-deployment.ts'

const ops = deployment.operations

export function Certificates({ person, onClose }: { person: Someone; onClose: () => void }) {
  const t = useT()
  const asked = useAsk(ops.certificates, { personId: person.personId })
  const revoke = useDo(ops.revokeCertificate)
  const all = asked.data?.certificates ?? []
  return (
    <Modal
      open
      title={`${person.name} · ${person.department}`}
      footer={<Button onClick={onClose}>{t(web.close)}</Button>}
      onCancel={onClose}
    >
      {asked.data && all.length === 0 && <p className="muted">{t(w.certificatesNone)}</p>}
      <ul className="deploy-links">
        {all.map((one) => (
          <li key={one.id}>
            <span className="mono">{inFours(one.number)}</span> {one.fromDay} – {one.toDay} ·{' '}
            {t(w.certificateFigures, { days: one.days, hours: one.hours })}{' '}
            {one.revoked ? (
              <strong>{t(w.certificateRevoked)}</strong>
            ) : (
              <Button danger size="small" onClick={() => revoke.mutate({ id: one.id })}>
                {t(w.certificateRevoke)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Modal>
  )
}
