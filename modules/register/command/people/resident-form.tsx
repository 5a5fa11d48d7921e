/** Registering a person, or correcting one: only what was changed is sent, and numbers on record stay unless a new one is typed. */
import { App, Button, Checkbox, Form, Input, Select } from 'antd'
import { useEffect } from 'react'
import { ClientProblem, type InputFor, wordsOf } from '../../../../platform/web/client.ts'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { choices } from '../../../../platform/web/desk/choices.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import { depthOf } from '../../../../platform/pure/area.ts'
import type { Word } from '../../../../platform/pure/words.ts'
import { register } from '../../contract.ts'
import {
  depthOfKind,
  groups,
  idTypes,
  relations,
  type Resident,
  residences,
  sexes,
  tenancies,
  works,
} from '../../model.ts'
import { registerWords as w } from '../../words.ts'
import { changesOf, type Typed } from './resident-changes.ts'
import { IdentityField, judge } from './identity-field.tsx'

interface ResidentFormProps {
  readonly resident?: Resident
  readonly path?: string | null
  readonly onCancel: () => void
  readonly onDone: (resident: Resident) => void
}

const DWELLING = depthOfKind('dwelling')
const startOf = (resident: Resident | undefined, path: string | null | undefined): Partial<Typed> =>
  resident
    ? { ...resident, idNumber: '', phone: '' }
    : {
        ...(path ? { path } : {}),
        idType: 'resident-id',
        residence: 'local',
        tenancy: 'owner',
        relation: 'other',
        work: 'home',
        groups: [],
      }

export function ResidentForm({ resident, path, onCancel, onDone }: ResidentFormProps) {
  const t = useT()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const idType = Form.useWatch('idType', form) ?? resident?.idType ?? 'resident-id'
  const idNumber = Form.useWatch('idNumber', form) ?? ''

  // Where the number itself says so, nobody has to type the birth date and the sex again.
  useEffect(() => {
    const typing = judge(idNumber, idType)
    if (idNumber === '' || typing.state !== 'complete') return
    const { birthDate, sex } = typing.number
    if (birthDate) form.setFieldValue('birthDate', birthDate)
    if (sex) form.setFieldValue('sex', sex)
  }, [idNumber, idType, form])

  const refused = (error: Error) => {
    if (error instanceof ClientProblem && error.fields.length > 0) {
      form.setFields(error.fields.map((f) => ({ name: f.path.split('.')[0] as keyof Typed, errors: [t(f.words)] })))
    }
    void message.error(t(wordsOf(error)))
  }
  const done = (word: Word) => (next: Resident) => {
    void message.success(t(word))
    onDone(next)
  }
  const add = useAct(register.operations.registerResident, {
    refresh: ['register'],
    onDone: done(w.registered),
    onProblem: refused,
  })
  const correct = useAct(register.operations.correctResident, {
    refresh: ['register'],
    onDone: done(w.corrected),
    onProblem: refused,
  })
  const submit = (typed: Typed) => {
    if (!resident) {
      const { clearPhone: _, ...draft } = typed
      add.mutate({
        ...draft,
        id: freshId(),
        idNumber: draft.idNumber?.trim() || null,
        phone: draft.phone?.trim() || null,
        birthDate: draft.birthDate || null,
        note: draft.note?.trim() || null,
      } as InputFor<typeof register.operations.registerResident>)
      return
    }
    const changes = changesOf(resident, typed)
    if (Object.keys(changes).length === 0) return void message.info(t(w.nothingChanged))
    correct.mutate({ id: resident.id, version: resident.version, ...changes })
  }

  const onRecord = (masked: string | null | undefined) =>
    masked ? `${t(w.onRecord, { masked })} · ${t(w.keepBlank)}` : undefined
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={startOf(resident, path)}
      onFinish={submit}
    >
      {path ? (
        <Form.Item name="path" hidden>
          <Input />
        </Form.Item>
      ) : (
        <Form.Item
          name="path"
          label={t(w.dwelling)}
          extra={resident?.address}
          rules={[
            { required: true, message: t(w.needDwelling) },
            {
              validator: (_, value?: string) =>
                value === undefined || depthOf(value) === DWELLING
                  ? Promise.resolve()
                  : Promise.reject(new Error(t(w.needDwelling))),
            },
          ]}
        >
          <AreaPicker {...(resident ? { shownAs: resident.address } : {})} />
        </Form.Item>
      )}
      <Form.Item name="name" label={t(w.name)} rules={[{ required: true, whitespace: true, message: t(w.needName) }]}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="idType" label={t(w.idType)}>
          <Select options={choices(idTypes, t)} />
        </Form.Item>
        {idType !== 'none' && (
          <Form.Item
            name="idNumber"
            label={t(w.idNumber)}
            rules={[
              {
                validator: (_, value?: string) =>
                  !value || judge(value, idType).state === 'complete'
                    ? Promise.resolve()
                    : Promise.reject(new Error(t(w.idNotWhole))),
              },
            ]}
          >
            <IdentityField declared={idType} placeholder={onRecord(resident?.idMasked)} />
          </Form.Item>
        )}
      </div>
      <div className="form-pair">
        <Form.Item name="sex" label={t(w.sex)}>
          <Select allowClear options={choices(sexes, t)} />
        </Form.Item>
        <Form.Item name="birthDate" label={t(w.born)}>
          <Input type="date" min="1895-01-01" />
        </Form.Item>
      </div>
      <Form.Item name="phone" label={t(w.phone)}>
        <Input maxLength={30} inputMode="tel" autoComplete="off" placeholder={onRecord(resident?.phoneMasked) ?? ''} />
      </Form.Item>
      {resident?.phoneMasked && (
        <Form.Item name="clearPhone" valuePropName="checked" className="form-clear">
          <Checkbox>{t(w.clearPhone)}</Checkbox>
        </Form.Item>
      )}
      <div className="form-pair">
        <Form.Item name="relation" label={t(w.relation)}>
          <Select options={choices(relations, t)} />
        </Form.Item>
        <Form.Item name="work" label={t(w.work)}>
          <Select options={choices(works, t)} />
        </Form.Item>
        <Form.Item name="residence" label={t(w.residence)}>
          <Select options={choices(residences, t)} />
        </Form.Item>
        <Form.Item name="tenancy" label={t(w.tenancy)}>
          <Select options={choices(tenancies, t)} />
        </Form.Item>
      </div>
      <Form.Item name="groups" label={t(w.groups)}>
        <Select mode="multiple" allowClear options={choices(groups, t)} />
      </Form.Item>
      <Form.Item name="note" label={t(w.note)}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <div className="drawer-foot">
        <Button onClick={onCancel}>{t(web.cancel)}</Button>
        <Button type="primary" htmlType="submit" loading={add.isPending || correct.isPending}>
          {resident ? t(web.save) : t(w.register)}
        </Button>
      </div>
    </Form>
  )
}
