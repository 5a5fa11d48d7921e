/** How the chosen gates are to be: goes into the plan, which is judged as a whole before anything is saved. */
import { Form, Input, Modal, Radio } from 'antd'
import { choices } from '../../../platform/web/desk/choices.ts'
import { useT } from '../../../platform/web/lang.tsx'
import type { GateOnRecord } from '../desk-contract.ts'
import type { GateChange } from '../exits.ts'
import { gateStates } from '../model.ts'
import { hoursText, readHours } from './hours-text.ts'
import { gateDesk as w } from './words.ts'

interface Typed {
  readonly state: GateChange['state']
  readonly hours: string
  readonly keyName: string
  readonly keyPhone: string
}

interface ChangeDialogProps {
  readonly gates: readonly GateOnRecord[]
  readonly onPlan: (change: Omit<GateChange, 'id'>) => void
  readonly onClose: () => void
}

export function ChangeDialog({ gates, onPlan, onClose }: ChangeDialogProps) {
  const t = useT()
  const [form] = Form.useForm<Typed>()
  const first = gates[0]
  const initial: Typed = {
    state: first?.state ?? 'open',
    hours: hoursText(first?.hours ?? []),
    keyName: first?.keyHolder?.name ?? '',
    keyPhone: first?.keyHolder?.phone ?? '',
  }
  const plan = ({ state, hours, keyName, keyPhone }: Typed) =>
    onPlan({
      state,
      hours: readHours(hours) ?? [],
      keyHolder: keyName.trim() === '' ? null : { name: keyName.trim(), phone: keyPhone.trim() },
    })
  return (
    <Modal
      open
      title={t(w.changeTitle, { n: gates.length })}
      onCancel={onClose}
      okText={t(w.toPlan)}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <Form<Typed> form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={plan}>
        <Form.Item name="state" label={t(w.state)}>
          <Radio.Group options={choices(gateStates, t)} />
        </Form.Item>
        <Form.Item
          name="hours"
          label={t(w.hours)}
          extra={t(w.hoursHint)}
          rules={[
            {
              validator: (_, text: string) =>
                readHours(text) ? Promise.resolve() : Promise.reject(new Error(t(w.hoursWrong))),
            },
          ]}
        >
          <Input autoComplete="off" maxLength={80} />
        </Form.Item>
        <div className="form-pair">
          <Form.Item name="keyName" label={t(w.keyName)}>
            <Input autoComplete="off" maxLength={60} />
          </Form.Item>
          <Form.Item
            name="keyPhone"
            label={t(w.keyPhone)}
            dependencies={['keyName']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, phone: string) =>
                  (String(getFieldValue('keyName')).trim() === '') === (phone.trim() === '')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t(w.keyBoth))),
              }),
            ]}
          >
            <Input autoComplete="off" maxLength={30} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}
