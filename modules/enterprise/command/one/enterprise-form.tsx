/** Registering an enterprise, or changing one: only what was changed is sent, and phones on record stay unless a new one is typed. */
import { App, Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { depthOf } from '../../../../platform/pure/area.ts'
import type { Word } from '../../../../platform/pure/words.ts'
import { ClientProblem, wordsOf } from '../../../../platform/web/client.ts'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { choices } from '../../../../platform/web/desk/choices.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import { depthOfKind } from '../../../register/model.ts'
import { enterprises } from '../../contract.ts'
import { type Enterprise, industries, kinds } from '../../model.ts'
import { enterpriseWords as w } from '../../words.ts'
import { CreditField, isSendable } from './credit-field.tsx'
import { changesOf, draftOf, type Typed } from './enterprise-changes.ts'
import '../../../../platform/web/desk/record.css'

/** An area by its name, as far as it is known. */
export interface Place {
  readonly path: string
  readonly name: string
}
interface EnterpriseFormProps {
  readonly enterprise?: Enterprise
  readonly at?: Place | null
  readonly onCancel: () => void
  readonly onDone: (enterprise: Enterprise) => void
}

const ops = enterprises.operations
const refresh = [enterprises.room]

const startOf = (enterprise: Enterprise | undefined, at: Place | null | undefined): Partial<Typed> =>
  enterprise ? { ...enterprise, legalPhone: '', contactPhone: '' } : { ...(at ? { path: at.path } : {}), kind: 'shop' }

export function EnterpriseForm({ enterprise, at, onCancel, onDone }: EnterpriseFormProps) {
  const t = useT()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const known = enterprise?.premises ?? at?.name

  const refused = (error: Error) => {
    if (error instanceof ClientProblem && error.fields.length > 0)
      form.setFields(error.fields.map((f) => ({ name: f.path.split('.')[0] as keyof Typed, errors: [t(f.words)] })))
    void message.error(t(wordsOf(error)))
  }
  const done = (word: Word) => (next: Enterprise) => {
    void message.success(t(word))
    onDone(next)
  }
  const add = useAct(ops.registerEnterprise, { refresh, onDone: done(w.registered), onProblem: refused })
  const change = useAct(ops.changeEnterprise, { refresh, onDone: done(w.changed), onProblem: refused })
  const submit = (typed: Typed) => {
    if (!enterprise) return add.mutate({ id: freshId(), ...draftOf(typed) })
    const changes = changesOf(enterprise, typed)
    if (Object.keys(changes).length === 0) return void message.info(t(w.nothingChanged))
    change.mutate({ id: enterprise.id, version: enterprise.version, ...changes })
  }

  const demand = (holds: (value: never) => boolean, word: Word) => ({
    validator: (_: unknown, value: unknown) =>
      holds(value as never) ? Promise.resolve() : Promise.reject(new Error(t(word))),
  })
  const premises = demand(
    (value: string | undefined) => value !== undefined && depthOf(value) >= depthOfKind('community'),
    w.needPremises,
  )
  const line = (name: keyof Typed, label: Word, maxLength: number) => (
    <Form.Item name={name} label={t(label)}>
      <Input maxLength={maxLength} autoComplete="off" />
    </Form.Item>
  )
  const number = (name: keyof Typed, label: Word, max: number) => (
    <Form.Item name={name} label={t(label)}>
      <InputNumber min={0} max={max} precision={0} style={{ width: '100%' }} />
    </Form.Item>
  )
  const phone = (name: 'legalPhone' | 'contactPhone', label: Word, masked: string | null | undefined) => (
    <div>
      <Form.Item name={name} label={t(label)}>
        <Input
          maxLength={30}
          inputMode="tel"
          autoComplete="off"
          placeholder={masked ? `${t(w.onRecord, { masked })} · ${t(w.keepBlank)}` : ''}
        />
      </Form.Item>
      {masked && (
        <Form.Item
          name={name === 'legalPhone' ? 'clearLegal' : 'clearContact'}
          valuePropName="checked"
          className="form-clear"
        >
          <Checkbox>{t(w.clearPhone)}</Checkbox>
        </Form.Item>
      )}
    </div>
  )
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={startOf(enterprise, at)}
      onFinish={submit}
    >
      <Form.Item name="name" label={t(w.name)} rules={[{ required: true, whitespace: true, message: t(w.needName) }]}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <div className="form-pair">
        {line('shortName', w.shortName, 60)}
        <Form.Item name="kind" label={t(w.kind)}>
          <Select options={choices(kinds, t)} />
        </Form.Item>
      </div>
      <Form.Item name="code" label={t(w.code)} rules={[demand(isSendable, w.codeNotWhole)]}>
        <CreditField />
      </Form.Item>
      <Form.Item name="path" label={t(w.premises)} rules={[premises]}>
        <AreaPicker label={t(w.premises)} {...(known === undefined ? {} : { shownAs: known })} />
      </Form.Item>
      {line('address', w.address, 200)}
      <Form.Item name="industry" label={t(w.industry)}>
        <Select allowClear options={choices(industries, t)} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <div className="form-pair">
        {number('staff', w.staffCount, 500_000)}
        {number('rooms', w.roomsCount, 100_000)}
        {number('floorArea', w.floorArea, 10_000_000)}
      </div>
      <div className="form-pair">
        {line('legalName', w.legalName, 80)}
        {phone('legalPhone', w.legalPhone, enterprise?.legalMasked)}
        {line('contactName', w.contactName, 80)}
        {phone('contactPhone', w.contactPhone, enterprise?.contactMasked)}
      </div>
      <Form.Item name="note" label={t(w.note)}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <div className="drawer-foot">
        <Button onClick={onCancel}>{t(web.cancel)}</Button>
        <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
          {enterprise ? t(web.save) : t(w.register)}
        </Button>
      </div>
    </Form>
  )
}
