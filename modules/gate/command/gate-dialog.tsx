/** A gate put on record or put right. A new one begins open, so that nothing is shut by adding it; open and closed are the plan's. */
import { Checkbox, Form, Input, Select } from 'antd'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { FormDialog } from '../../../platform/web/desk/form-dialog.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { register } from '../../register/contract.ts'
import { gates } from '../contract.ts'
import type { GateOnRecord } from '../desk-contract.ts'
import { pointOnSide, type Side, sides } from '../side-point.ts'
import { useDo, useServedNames } from './use-gates.ts'
import { gateDesk as w } from './words.ts'

interface Typed {
  readonly name: string
  readonly path: string
  readonly side?: Side
  readonly fireExit: boolean
}

export function GateDialog({ gate, onClose }: { gate: GateOnRecord | null; onClose: () => void }) {
  const t = useT()
  const { area } = useDesk()
  const [form] = Form.useForm<Typed>()
  const save = useDo(gates.operations.setGate, onClose)
  const nameOf = useServedNames()
  const first = { name: gate?.name ?? '', path: gate?.path ?? area.path, fireExit: gate?.fireExit ?? false }
  const path = Form.useWatch('path', form) ?? first.path
  const plan = useAsk(register.operations.plan, { under: path }, { staleTime: 600_000 })
  const needed = { required: true, message: t(w.required) }
  const onSave = (typed: Typed) => {
    const outline = plan.data?.features.flatMap(({ ring }) => ring) ?? []
    const before = gate ?? { id: freshId(), state: 'open' as const, hours: [], point: null, keyHolder: null }
    save.mutate({
      ...before,
      ...{ name: typed.name, path: typed.path, fireExit: typed.fireExit, version: gate?.version ?? null },
      serves: gate && gate.path === typed.path ? gate.serves : [typed.path],
      point: typed.side ? pointOnSide(outline, typed.side) : before.point,
    })
  }
  return (
    <FormDialog<Typed>
      title={t(gate ? w.correct : w.add)}
      form={form}
      first={first}
      saving={save.isPending}
      onSave={onSave}
      onClose={onClose}
    >
      <Form.Item name="name" label={t(w.name)} rules={[{ ...needed, whitespace: true }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="path" label={t(w.area)} rules={[needed]}>
        <AreaPicker shownAs={gate ? nameOf(gate.path) : area.name} />
      </Form.Item>
      <Form.Item name="side" label={t(w.side)} extra={t(gate?.point ? w.sideKept : w.sideHint)}>
        <Select
          allowClear
          disabled={plan.data?.features.length === 0}
          options={sides.values.map((value) => ({ value, label: t(sides.words[value]) }))}
        />
      </Form.Item>
      <Form.Item name="fireExit" valuePropName="checked">
        <Checkbox>{t(w.fireExit)}</Checkbox>
      </Form.Item>
    </FormDialog>
  )
}
