/** A gate put on record: it begins open, so that nothing is shut by adding it. */
import { Checkbox, Form, Input, Modal } from 'antd'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { gates } from '../contract.ts'
import { useDo } from './use-gates.ts'
import { gateDesk as w } from './words.ts'

interface Typed {
  readonly name: string
  readonly path: string
  readonly fireExit: boolean
}

export function AddDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const { area } = useDesk()
  const [form] = Form.useForm<Typed>()
  const save = useDo(gates.operations.setGate, onClose)
  const needed = { required: true, message: t(w.required) }
  return (
    <Modal open title={t(w.add)} onCancel={onClose} confirmLoading={save.isPending} onOk={() => form.submit()}>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ path: area.path, fireExit: false }}
        onFinish={({ name, path, fireExit }) =>
          save.mutate({
            ...{ id: freshId(), name, path, serves: [path], state: 'open', hours: [], point: null },
            ...{ fireExit, keyHolder: null, version: null },
          })
        }
      >
        <Form.Item name="name" label={t(w.name)} rules={[{ ...needed, whitespace: true }]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="path" label={t(w.area)} rules={[needed]}>
          <AreaPicker shownAs={area.name} />
        </Form.Item>
        <Form.Item name="fireExit" valuePropName="checked">
          <Checkbox>{t(w.fireExit)}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  )
}
