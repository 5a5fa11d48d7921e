/** Somebody new is registered from their line: only what the list does not say is asked, its numbers never come to the screen. */
import { App, Button, Form, Input, Modal, Select } from 'antd'
import { type InputFor, wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { depthOf } from '../../../platform/pure/area.ts'
import { depthOfKind, relations, residences, tenancies } from '../../register/model.ts'
import { matching } from '../contract.ts'
import type { ComparedList, Line } from '../list-model.ts'
import { deskWords as w } from './words.ts'

type Typed = Pick<
  InputFor<typeof matching.operations.registerPerson>,
  'name' | 'path' | 'residence' | 'tenancy' | 'relation'
>
const DWELLING = depthOfKind('dwelling')

export function RegisterPerson({ list, line, onClose }: { list: ComparedList; line: Line; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const add = useAct(matching.operations.registerPerson, {
    refresh: ['matching', 'register'],
    onDone: () => {
      void message.success(t(w.registered))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const root = line.place ?? { path: list.path, name: list.areaName }
  const choices = <T extends string>(codes: {
    values: readonly T[]
    words: Readonly<Record<T, readonly [string, string]>>
  }) => codes.values.map((value) => ({ value, label: t(codes.words[value]) }))
  return (
    <Modal
      open
      title={t(w.registerTitle, { name: line.name ?? '' })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t(w.cancel)}</Button>
          <Button type="primary" loading={add.isPending} onClick={() => form.submit()}>
            {t(w.registerDo)}
          </Button>
        </>
      }
    >
      <p className="muted">
        {t(w.registerHint, { id: line.idMasked ?? t(w.none2), phone: line.phoneMasked ?? t(w.none2) })}
      </p>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: line.name ?? '', residence: 'incoming', tenancy: 'tenant', relation: 'other' }}
        onFinish={(typed) =>
          add.mutate({ ...typed, listId: list.id, rowNo: line.rowNo, seen: line.decisions, id: freshId() })
        }
      >
        <Form.Item
          name="path"
          label={t(w.dwelling)}
          {...(line.address ? { extra: line.address } : {})}
          rules={[
            {
              validator: (_, value?: string) =>
                value !== undefined && depthOf(value) === DWELLING
                  ? Promise.resolve()
                  : Promise.reject(new Error(t(w.needDwelling))),
            },
          ]}
        >
          <AreaPicker root={root} />
        </Form.Item>
        <Form.Item name="name" label={t(w.name)} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="residence" label={t(w.residence)}>
          <Select options={choices(residences)} />
        </Form.Item>
        <Form.Item name="tenancy" label={t(w.tenancy)}>
          <Select options={choices(tenancies)} />
        </Form.Item>
        <Form.Item name="relation" label={t(w.relation)}>
          <Select options={choices(relations)} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
