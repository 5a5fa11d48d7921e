/** Asks communities for a field: what, where, and who wants it on what basis until when. What is asked or known already is offered first. */
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Form, Input, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { shanghaiDay } from '../../../../platform/pure/time.ts'
import { ClientProblem, serverNow, wordsOf } from '../../../../platform/web/client.ts'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage } from '../../../../platform/web/desk/desk-page.tsx'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { DayPicker } from '../../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { picture } from '../../contract.ts'
import { type FieldDraft, fieldKinds, fieldLevels } from '../../field.ts'
import { picturePolicy } from '../../policy.ts'
import { dayBefore } from '../../question.ts'
import { fieldWords as w } from '../words.ts'
import './fields.css'

type Draft = Omit<FieldDraft, 'id' | 'operationId' | 'differs' | 'unit'> & { differs?: string; unit?: string }

export default function NewFieldPage() {
  const t = useT()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { area, operation } = useDesk()
  const [form] = Form.useForm<Draft>()
  const [id] = useState(freshId)
  const today = shanghaiDay(serverNow())
  const name = useDeferredValue(Form.useWatch('name', form)?.trim() ?? '')
  const path = Form.useWatch('path', form) ?? area.path
  const kind = Form.useWatch('kind', form)
  const like = useAsk(picture.operations.looksLike, { name, path }, { when: name.length >= 2, keep: true }).data
  const found = name.length >= 2 && (like?.field ?? like?.known) != null
  const ask = useAct(picture.operations.askField, {
    refresh: [picture.room],
    onDone: (field) => {
      void message.success(t(w.asked))
      void navigate({ to: `/fields/${field.id}` })
    },
    onProblem: (error) => {
      if (error instanceof ClientProblem)
        form.setFields(error.fields.map((f) => ({ name: f.path.split('.') as never, errors: [t(f.words)] })))
    },
  })
  const needed = { required: true, message: t(w.required) }
  const atLeast = (n: number) => ({ required: true, whitespace: true, min: n, message: t(w.atLeast, { n }) })
  return (
    <DeskPage title={t(w.ask)} lead={t(w.newLead)} back={{ to: '/fields', label: t(w.back) }}>
      <Form<Draft>
        form={form}
        layout="vertical"
        className="field-form"
        initialValues={{
          path: area.path,
          level: 'community',
          kind: 'number',
          choices: [],
          startsOn: today,
          endsOn: dayBefore(today, -30),
        }}
        onFinish={({ differs, unit, choices, ...draft }) =>
          ask.mutate({
            ...draft,
            id,
            choices: draft.kind === 'choice' ? choices : [],
            unit: unit?.trim() ? unit.trim() : null,
            differs: differs?.trim() ? differs.trim() : null,
            operationId: operation?.open ? operation.id : null,
            basis: { ...draft.basis, number: draft.basis.number ?? '' },
          })
        }
        scrollToFirstError
      >
        <Block title={t(w.what)}>
          <Form.Item name="name" label={t(w.name)} rules={[atLeast(2)]}>
            <Input maxLength={40} placeholder={t(w.nameHint)} />
          </Form.Item>
          {found && like && (
            <Alert
              type="warning"
              showIcon
              role="status"
              title={
                like.field
                  ? t(w.alreadyAsked, { name: like.field.name, body: like.field.body, day: like.field.endsOn })
                  : t(w.alreadyKnown, {
                      name: t(like.known?.words ?? w.name),
                      source: t(like.known?.source ?? w.name),
                    })
              }
              action={
                like.field ? (
                  <Link to={`/fields/${like.field.id}`}>{t(w.toField)}</Link>
                ) : (
                  <Link to="/reports/ask">{t(w.toReports)}</Link>
                )
              }
            />
          )}
          {found && (
            <Form.Item
              name="differs"
              label={t(w.differs)}
              extra={t(w.differsHint)}
              rules={[{ min: 4, message: t(w.atLeast, { n: 4 }) }]}
            >
              <Input maxLength={200} />
            </Form.Item>
          )}
          <div className="pair">
            <Form.Item name="kind" label={t(w.kind)} rules={[needed]}>
              <Select options={fieldKinds.values.map((value) => ({ value, label: t(fieldKinds.words[value]) }))} />
            </Form.Item>
            {kind === 'number' && (
              <Form.Item name="unit" label={t(w.unit)} extra={t(w.unitHint)}>
                <Input maxLength={10} />
              </Form.Item>
            )}
            {kind === 'choice' && (
              <Form.Item name="choices" label={t(w.choices)} extra={t(w.choicesHint)} rules={[needed]}>
                <Select mode="tags" open={false} maxCount={20} />
              </Form.Item>
            )}
          </div>
          <div className="pair">
            <Form.Item name="path" label={t(w.where)} rules={[needed]}>
              <AreaPicker />
            </Form.Item>
            <Form.Item name="level" label={t(w.level)} rules={[needed]}>
              <Select options={fieldLevels.values.map((value) => ({ value, label: t(fieldLevels.words[value]) }))} />
            </Form.Item>
          </div>
        </Block>
        <Block title={t(w.who)}>
          <div className="pair">
            <Form.Item name="body" label={t(w.body)} rules={[atLeast(2)]}>
              <Input maxLength={100} placeholder={t(w.bodyHint)} />
            </Form.Item>
            <Form.Item name="person" label={t(w.person)} rules={[atLeast(2)]}>
              <Input maxLength={60} />
            </Form.Item>
          </div>
          <Form.Item name="purpose" label={t(w.purpose)} rules={[atLeast(4)]}>
            <Input.TextArea rows={2} maxLength={300} />
          </Form.Item>
          <div className="pair">
            <Form.Item name={['basis', 'issuer']} label={t(w.issuer)} rules={[atLeast(2)]}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name={['basis', 'title']} label={t(w.docTitle)} rules={[atLeast(2)]}>
              <Input maxLength={200} />
            </Form.Item>
          </div>
          <div className="pair">
            <Form.Item name={['basis', 'number']} label={t(w.docNumber)}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name={['basis', 'date']} label={t(w.docDate)} rules={[needed]}>
              <DayPicker />
            </Form.Item>
          </div>
          <div className="pair">
            <Form.Item name="startsOn" label={t(w.starts)} rules={[needed]}>
              <DayPicker />
            </Form.Item>
            <Form.Item name="endsOn" label={t(w.endsOn, { days: picturePolicy.fieldDays })} rules={[needed]}>
              <DayPicker />
            </Form.Item>
          </div>
        </Block>
        {ask.error && <Alert type="error" showIcon title={t(wordsOf(ask.error))} />}
        <Button type="primary" htmlType="submit" size="large" loading={ask.isPending}>
          {t(w.send)}
        </Button>
      </Form>
    </DeskPage>
  )
}
