/** Why somebody is declined or loses a pass, and the words that they are told: without both nothing is sent. */
import { Form, Input, Modal, Select } from 'antd'
import type { Word } from '../../../platform/pure/words.ts'
import { type Coded, choices } from '../../../platform/web/desk/choices.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { web } from '../../../platform/web/words.ts'
import { deskWords as w } from './words.ts'

interface Reasoned<R> {
  reason: R
  text: string
}
interface ReasonFormProps<R extends string> {
  readonly title: Word
  readonly hint: Word
  readonly reasons: Coded<R>
  readonly busy: boolean
  readonly onSend: (decision: Reasoned<R>) => void
  readonly onClose: () => void
}

export function ReasonForm<R extends string>({ title, hint, reasons, busy, onSend, onClose }: ReasonFormProps<R>) {
  const t = useT()
  const [form] = Form.useForm<Reasoned<R>>()
  return (
    <Modal
      open
      title={t(title)}
      onCancel={onClose}
      okText={t(title)}
      okButtonProps={{ danger: true, loading: busy }}
      cancelText={t(web.cancel)}
      onOk={() => form.submit()}
    >
      <p className="muted">{t(hint)}</p>
      <Form<Reasoned<R>> form={form} layout="vertical" requiredMark={false} onFinish={onSend}>
        <Form.Item name="reason" label={t(w.reason)} rules={[{ required: true, message: t(w.required) }]}>
          <Select options={choices(reasons, t)} />
        </Form.Item>
        <Form.Item name="text" label={t(w.text)} rules={[{ required: true, min: 4, message: t(w.required) }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
