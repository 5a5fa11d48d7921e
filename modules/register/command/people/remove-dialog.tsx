/** Moving a person out of the register: with a reason, and a line that stays. */
import { App, Modal, Radio } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../../platform/web/client.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import { register } from '../../contract.ts'
import { leftReasons, type Resident } from '../../model.ts'
import { registerWords as w } from '../../words.ts'

type Reason = NonNullable<Resident['leftReason']>

interface RemoveDialogProps {
  readonly resident: Resident
  readonly onClose: () => void
  readonly onDone: () => void
}

export function RemoveDialog({ resident, onClose, onDone }: RemoveDialogProps) {
  const t = useT()
  const { message } = App.useApp()
  const [reason, setReason] = useState<Reason | null>(null)
  const act = useAct(register.operations.removeResident, {
    refresh: ['register'],
    onDone: () => {
      void message.success(t(w.removed))
      onClose()
      onDone()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Modal
      open
      title={t(w.removeTitle, { name: resident.name })}
      okText={t(w.remove)}
      okButtonProps={{ danger: true, disabled: reason === null }}
      cancelText={t(web.cancel)}
      confirmLoading={act.isPending}
      onOk={() => reason && act.mutate({ id: resident.id, version: resident.version, reason })}
      onCancel={onClose}
    >
      <p className="muted">{t(w.removeNote)}</p>
      <Radio.Group
        vertical
        aria-label={t(w.removeWhy)}
        value={reason}
        onChange={(e) => setReason(e.target.value as Reason)}
        options={leftReasons.values.map((value) => ({ value, label: t(leftReasons.words[value]) }))}
      />
    </Modal>
  )
}
