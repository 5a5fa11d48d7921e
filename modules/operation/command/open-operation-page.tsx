/** Records a new operation: what and where, and the document it stands on. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { call, ClientProblem, wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { DayPicker, WhenPicker } from '../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { register } from '../../register/contract.ts'
import { operations } from '../contract.ts'
import { hazards } from '../model.ts'
import { operationWords } from '../words.ts'
import './operation.css'

interface Draft {
  name: string
  hazard: (typeof hazards.values)[number]
  path: string
  startsAt: string
  purpose: string
  basis: { issuer: string; title: string; number?: string; date: string }
}

const choices = async (under: string) =>
  (await call(register.operations.areas, { under })).areas.map((area) => ({
    path: area.path,
    name: area.name,
    leaf: area.kind === 'compound' || area.kind === 'building',
  }))

export default function OpenOperationPage() {
  const t = useT()
  const navigate = useNavigate()
  const { area, chooseOperation } = useDesk()
  const [form] = Form.useForm<Draft>()
  // One id for this form: sending twice cannot make two operations.
  const [id] = useState(freshId)
  const open = useAct(operations.operations.openOperation, {
    refresh: [operations.room],
    onDone: (operation) => {
      chooseOperation(operation.id)
      void navigate({ to: `/operations/${operation.id}` })
    },
    onProblem: (error) => {
      if (error instanceof ClientProblem)
        form.setFields(error.fields.map((f) => ({ name: f.path.split('.') as never, errors: [t(f.words)] })))
    },
  })
  const atLeast = (n: number) => ({
    required: true,
    whitespace: true,
    min: n,
    message: t(operationWords.atLeast, { n }),
  })
  const needed = { required: true, message: t(operationWords.required) }
  return (
    <DeskPage
      title={t(operationWords.open)}
      lead={t(operationWords.newLead)}
      back={{ to: '/operations', label: t(operationWords.back) }}
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        className="operation-form"
        initialValues={{ path: area.path, hazard: 'epidemic', startsAt: quarterHour() }}
        onFinish={(draft) => open.mutate({ ...draft, id, basis: { ...draft.basis, number: draft.basis.number ?? '' } })}
        scrollToFirstError
      >
        <Block title={t(operationWords.whatAndWhere)}>
          <Form.Item name="name" label={t(operationWords.name)} rules={[atLeast(2)]}>
            <Input maxLength={80} placeholder={t(operationWords.nameHint)} />
          </Form.Item>
          <div className="pair">
            <Form.Item name="hazard" label={t(operationWords.hazard)} rules={[needed]}>
              <Select options={hazards.values.map((value) => ({ value, label: t(hazards.words[value]) }))} />
            </Form.Item>
            <Form.Item name="startsAt" label={t(operationWords.starts)} rules={[needed]}>
              <WhenPicker />
            </Form.Item>
          </div>
          <Form.Item name="path" label={t(operationWords.area)} rules={[needed]}>
            <AreaPicker load={choices} root={area} />
          </Form.Item>
          <Form.Item
            name="purpose"
            label={t(operationWords.purpose)}
            extra={t(operationWords.purposeHint)}
            rules={[atLeast(4)]}
          >
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        </Block>
        <Block title={t(operationWords.onWhat)} note={t(operationWords.assists)}>
          <Form.Item
            name={['basis', 'issuer']}
            label={t(operationWords.issuer)}
            extra={t(operationWords.issuerHint)}
            rules={[atLeast(2)]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name={['basis', 'title']} label={t(operationWords.docTitle)} rules={[atLeast(2)]}>
            <Input maxLength={200} />
          </Form.Item>
          <div className="pair">
            <Form.Item
              name={['basis', 'number']}
              label={t(operationWords.docNumber)}
              extra={t(operationWords.docNumberHint)}
            >
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item
              name={['basis', 'date']}
              label={t(operationWords.docDate)}
              rules={[
                needed,
                {
                  validator: (_, value: string | undefined) =>
                    value && value > shanghaiDay(Date.now())
                      ? Promise.reject(new Error(t(operationWords.notFuture)))
                      : Promise.resolve(),
                },
              ]}
            >
              <DayPicker />
            </Form.Item>
          </div>
        </Block>
        {open.error && <Alert type="error" showIcon title={t(wordsOf(open.error))} />}
        <Button type="primary" htmlType="submit" size="large" loading={open.isPending}>
          {t(operationWords.save)}
        </Button>
      </Form>
    </DeskPage>
  )
}

/** The quarter hour that has just begun. */
const quarterHour = (): string => new Date(Math.floor(Date.now() / 900_000) * 900_000).toISOString()
