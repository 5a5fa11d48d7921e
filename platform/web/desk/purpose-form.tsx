/** Asks what an export or a print is for; without an answer nothing leaves the house. */
import { Form, type FormInstance, Input } from 'antd'
import { useT } from '../lang.tsx'
import { web } from '../words.ts'

export interface Purpose {
  readonly purpose: string
}

interface PurposeFormProps {
  readonly form: FormInstance<Purpose>
  readonly onPurpose: (purpose: string) => void
  readonly hint?: string
  /** What stands there already, e.g. the purpose of the saved question. */
  readonly first?: string | undefined
}

export function PurposeForm({ form, onPurpose, hint, first }: PurposeFormProps) {
  const t = useT()
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ purpose: first ?? '' }}
      onFinish={({ purpose }) => onPurpose(purpose)}
    >
      <Form.Item
        name="purpose"
        label={t(web.exportPurpose)}
        extra={hint ?? t(web.exportPurposeHint)}
        rules={[{ required: true, min: 2, max: 200, whitespace: true, message: t(web.exportPurposeShort) }]}
      >
        <Input.TextArea autoFocus rows={2} maxLength={200} />
      </Form.Item>
    </Form>
  )
}
