/** Drafts a measure from the competent body's document; nothing of the order may be left out, and its rules begin at the mildest. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block } from '../../../platform/web/desk/desk-page.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { DayPicker, WhenPicker } from '../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { pass } from '../contract.ts'
import type { Measure, MeasureDraft } from '../measure.ts'
import { passKinds } from '../model.ts'
import { defaultPassPolicy, type PassPolicy } from '../policy.ts'
import { PassFrame } from './pass-frame.tsx'
import { deskWords as w } from './words.ts'

type Typed = Omit<MeasureDraft, 'id' | 'operationId' | 'policy' | 'extends'> &
  Omit<PassPolicy, 'household' | 'householdExempt'> & { people: number | null; days: number }

export default function MeasurePage() {
  const t = useT()
  const { extends: extended = null } = useSearch({ strict: false }) as { extends?: string }
  return (
    <PassFrame
      title={extended === null ? w.newMeasure : w.extend}
      lead={w.measuresLead}
      back={{ to: '/passes/measures', label: t(w.measures) }}
    >
      {(operation) => <Before operationId={operation.id} extended={extended} />}
    </PassFrame>
  )
}

function Before({ operationId, extended }: { operationId: string; extended: string | null }) {
  const answer = useAsk(pass.operations.measures, { operationId })
  return (
    <Answer of={answer}>
      {({ measures }) => (
        <Draft operationId={operationId} before={measures.find(({ id }) => id === extended) ?? null} />
      )}
    </Answer>
  )
}

function Draft({ operationId, before }: { operationId: string; before: Measure | null }) {
  const t = useT()
  const navigate = useNavigate()
  const { area } = useDesk()
  const [id] = useState(freshId)
  const save = useAct(pass.operations.draftMeasure, {
    refresh: [pass.room],
    onDone: () => void navigate({ to: '/passes/measures' }),
  })
  const policy = before?.policy ?? defaultPassPolicy
  const needed = { required: true, message: t(w.required) }
  const written = { ...needed, whitespace: true }
  const start = before ? Math.max(Date.parse(before.endsAt), serverNow()) : Math.ceil(serverNow() / 900_000) * 900_000
  const number = (name: keyof Typed, label: string, least: number, most: number, step = 1) => (
    <Form.Item name={name} label={label}>
      <InputNumber min={least} max={most} step={step} style={{ width: '100%' }} />
    </Form.Item>
  )
  const initial: Partial<Typed> = {
    ...{ path: before?.path ?? area.path, documentOn: shanghaiDay(serverNow()) },
    ...{ startsAt: new Date(start).toISOString(), endsAt: new Date(start + 7 * 86_400_000).toISOString() },
    ...{ appealDays: before?.appealDays ?? 15, ...policy, people: policy.household?.people ?? null },
    days: policy.household?.days ?? 2,
    ...(before
      ? { ...{ decidedBy: before.decidedBy, article: before.article }, ...pick(before) }
      : { article: t(w.articleUsual) }),
  }
  return (
    <Form<Typed>
      layout="vertical"
      className="pass-form"
      initialValues={initial}
      scrollToFirstError
      onFinish={({ people, days, validDays, outHours, askReason, feverAt, ...typed }) => {
        const { codeMinutes, codesAheadHours, listStaleHours, ...order } = typed
        save.mutate({
          ...{ ...order, id, operationId, extends: before?.id ?? null },
          policy: {
            ...{ askReason: askReason === true, feverAt, codeMinutes, codesAheadHours, listStaleHours },
            ...{ outHours: outHours ?? null, householdExempt: policy.householdExempt },
            household: people === null || people === undefined ? null : { people, days },
            validDays: Object.fromEntries(Object.entries(validDays).filter(([, n]) => typeof n === 'number')),
          },
        })
      }}
    >
      <Block title={t(w.orderTitle)}>
        <Form.Item name="path" label={t(w.area)} rules={[needed]}>
          <AreaPicker root={area} {...(before ? { shownAs: before.areaName, disabled: true } : {})} />
        </Form.Item>
        <Form.Item name="decidedBy" label={t(w.decidedBy)} rules={[written]}>
          <Input maxLength={100} />
        </Form.Item>
        <div className="pair">
          <Form.Item name="document" label={t(w.document)} rules={[written]}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="documentOn" label={t(w.documentOn)} rules={[needed]}>
            <DayPicker />
          </Form.Item>
        </div>
        <Form.Item name="article" label={t(w.article)} rules={[written]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="evidence" label={t(w.evidence)} rules={[written]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <div className="pair">
          <Form.Item name="startsAt" label={t(w.startsAt)} rules={[needed]}>
            <WhenPicker />
          </Form.Item>
          <Form.Item name="endsAt" label={t(w.endsAt)} rules={[needed]}>
            <WhenPicker />
          </Form.Item>
        </div>
      </Block>
      <Block title={t(w.toldTitle)}>
        <Form.Item name="rules" label={t(w.rules)} rules={[written]}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
        <Form.Item name="call" label={t(w.call)} rules={[written]}>
          <Input maxLength={120} />
        </Form.Item>
        <div className="pair">
          <Form.Item name="appealTo" label={t(w.appealTo)} rules={[written]}>
            <Input maxLength={200} />
          </Form.Item>
          {number('appealDays', t(w.appealDays), 1, 60)}
        </div>
      </Block>
      <Block title={t(w.policy)}>
        <div className="pass-policy">
          {number('people', t(w.householdPeople), 1, 20)}
          {number('days', t(w.householdDays), 1, 14)}
          {number('outHours', t(w.outHours), 0.5, 72, 0.5)}
          {number('feverAt', t(w.feverAt), 36.5, 39, 0.1)}
          {number('codeMinutes', t(w.codeMinutes), 1, 60)}
          {number('codesAheadHours', t(w.codesAheadHours), 1, 72)}
          {number('listStaleHours', t(w.listStaleHours), 1, 72)}
          {passKinds.values.map((kind) => (
            <Form.Item key={kind} name={['validDays', kind]} label={t(w.validDays, { kind: t(passKinds.words[kind]) })}>
              <InputNumber min={1} max={180} style={{ width: '100%' }} />
            </Form.Item>
          ))}
        </div>
        <Form.Item name="askReason" valuePropName="checked">
          <Checkbox>{t(w.askReason)}</Checkbox>
        </Form.Item>
      </Block>
      {save.error && <Alert type="error" showIcon title={t(wordsOf(save.error))} />}
      <Button type="primary" htmlType="submit" size="large" loading={save.isPending}>
        {t(w.save)}
      </Button>
    </Form>
  )
}

const pick = ({ rules, call, appealTo }: Measure) => ({ rules, call, appealTo })
