/** A new call-up: what is wanted on the left; quotas, how they came about and what cannot be met on the right, while it is typed. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { serverNow, wordsOf } from '../../../../platform/web/client.ts'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage } from '../../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../../platform/web/desk/no-operation.tsx'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { WhenPicker } from '../../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useLang, useT } from '../../../../platform/web/lang.tsx'
import { skills as usualSkills } from '../../../staff/model.ts'
import { skillText } from '../../../staff/skills.ts'
import type { CallUpAsk } from '../../call-up-model.ts'
import { mobilize } from '../../contract.ts'
import { methods, serviceRules } from '../../policy.ts'
import { deskWords as w } from '../words.ts'
import { BeaconChoice, Waivers } from './extra-rules.tsx'
import { Planned } from './planned.tsx'
import '../mobilize.css'

interface Filled {
  name: string
  seats: number
  musterAt: string
  place: string
  placeNote?: string
  bring?: string
  reportTo?: string
  way: 'drawn' | 'named'
  skills?: { skill: string; least: number }[]
  women?: number | null
  keyShare?: number | null
  service: CallUpAsk['service']
  serviceDays: number
  withTired?: boolean
  apportionment: CallUpAsk['apportionment']
  waive?: CallUpAsk['waive']['kinds']
  waiveReason?: string
  beacon?: CallUpAsk['beacon']
}

const QUARTER = 15 * 60_000
/** The next quarter of an hour that leaves an hour's time. */
const inAnHour = (now: number): string => new Date(Math.ceil((now + 60 * 60_000) / QUARTER) * QUARTER).toISOString()

const askOf = (filled: Partial<Filled>, bounds: CallUpAsk['bounds']): CallUpAsk => ({
  seats: filled.seats ?? 1,
  skills: Object.fromEntries((filled.skills ?? []).flatMap((one) => (one?.skill ? [[one.skill, one.least ?? 1]] : []))),
  women: filled.women ?? 0,
  keyShare: filled.keyShare ?? null,
  apportionment: filled.apportionment ?? 'largest-remainder',
  service: filled.service ?? 'last',
  serviceDays: filled.serviceDays ?? 7,
  withTired: filled.withTired ?? false,
  waive: { kinds: filled.waive ?? [], reason: filled.waiveReason ?? '' },
  beacon: filled.beacon ?? 'none',
  bounds,
})

export default function NewPage() {
  const t = useT()
  const { operation } = useDesk()
  const back = { to: '/call-ups', label: t(w.all) }
  if (!operation?.open)
    return (
      <DeskPage title={t(w.open)} back={back}>
        <NoOperation />
      </DeskPage>
    )
  return (
    <DeskPage title={t(w.open)} lead={t(w.newLead)} back={back}>
      <Plan operationId={operation.id} />
    </DeskPage>
  )
}

function Plan({ operationId }: { operationId: string }) {
  const t = useT()
  const navigate = useNavigate()
  const [form] = Form.useForm<Filled>()
  // One id for this form: sending twice cannot make two call-ups.
  const [id] = useState(freshId)
  const [musterAt] = useState(() => inAnHour(serverNow()))
  const [bounds, setBounds] = useState<CallUpAsk['bounds']>([])
  const filled = Form.useWatch([], form) as Partial<Filled> | undefined
  const ask = askOf(filled ?? { seats: 30 }, bounds)
  const draft = useAct(mobilize.operations.draft, {
    refresh: [mobilize.room],
    onDone: (made) => void navigate({ to: `/call-ups/${made.id}` }),
  })
  const apply = (next: CallUpAsk): void => {
    setBounds(next.bounds)
    form.setFieldsValue({
      ...{ seats: next.seats, women: next.women, keyShare: next.keyShare, waive: next.waive.kinds },
      skills: Object.entries(next.skills).map(([skill, least]) => ({ skill, least })),
    })
  }
  const save = ({ name, way, place, placeNote, bring, reportTo, musterAt: by }: Filled): void =>
    draft.mutate({
      ...{ id, operationId, name, way, musterAt: by, ask, place },
      ...{ placeNote: placeNote || null, bring: bring || null, reportTo: reportTo || null },
    })
  return (
    <div className="mobilize-plan">
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{
          seats: 30,
          musterAt,
          way: 'drawn',
          service: 'last',
          serviceDays: 7,
          apportionment: 'largest-remainder',
          beacon: 'none',
        }}
        onFinish={save}
        scrollToFirstError
      >
        <Basics />
        <Needs />
        <Waivers />
        {draft.error && <Alert type="error" showIcon title={t(wordsOf(draft.error))} />}
        <Button type="primary" htmlType="submit" size="large" loading={draft.isPending}>
          {t(w.save)}
        </Button>
      </Form>
      <Planned ask={ask} musterAt={filled?.musterAt ?? musterAt} onApply={apply} onBounds={setBounds} />
    </div>
  )
}

function Basics() {
  const t = useT()
  const needed = { required: true, message: t(w.required) }
  const text = (name: 'place' | 'placeNote' | 'bring' | 'reportTo', must: boolean, hint?: string) => (
    <Form.Item name={name} label={t(w[name])} rules={must ? [{ ...needed, whitespace: true }] : []}>
      <Input maxLength={name === 'place' ? 80 : 120} {...(hint ? { placeholder: hint } : {})} />
    </Form.Item>
  )
  return (
    <Block title={t(w.what)}>
      <Form.Item name="name" label={t(w.name)} rules={[{ ...needed, whitespace: true, min: 2 }]}>
        <Input maxLength={80} placeholder={t(w.nameHint)} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="seats" label={t(w.seats)} rules={[needed]}>
          <InputNumber min={1} max={100_000} precision={0} />
        </Form.Item>
        <Form.Item name="musterAt" label={t(w.musterAt)} rules={[needed]}>
          <WhenPicker label={t(w.musterAt)} />
        </Form.Item>
      </div>
      {text('place', true)}
      {text('placeNote', false)}
      {text('bring', false, t(w.bringHint))}
      {text('reportTo', false)}
      <Form.Item name="way" label={t(w.way)}>
        <Radio.Group
          options={[
            { value: 'drawn', label: t(w.wayDrawn) },
            { value: 'named', label: t(w.wayNamed) },
          ]}
        />
      </Form.Item>
    </Block>
  )
}

function Needs() {
  const { t, lang } = useLang()
  return (
    <Block title={t(w.needs)}>
      <Form.List name="skills">
        {(fields, { add, remove }) => (
          <div className="mobilize-skills">
            {fields.map(({ key, name }) => (
              <div key={key} className="mobilize-skill">
                <Form.Item name={[name, 'skill']} label={t(w.skill)}>
                  <Select
                    aria-label={t(w.skill)}
                    options={usualSkills.values.map((value) => ({ value, label: skillText(value, lang) }))}
                  />
                </Form.Item>
                <Form.Item name={[name, 'least']} label={t(w.atLeast)}>
                  <InputNumber min={1} max={10_000} precision={0} />
                </Form.Item>
                <Button aria-label={`${t(w.drop)} ${name + 1}`} onClick={() => remove(name)}>
                  ×
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ least: 1 })}>{t(w.addSkill)}</Button>
          </div>
        )}
      </Form.List>
      <div className="pair">
        <Form.Item name="women" label={t(w.women)}>
          <InputNumber min={0} max={100_000} precision={0} />
        </Form.Item>
        <Form.Item name="keyShare" label={t(w.keyShare)}>
          <InputNumber min={0} max={100} precision={0} />
        </Form.Item>
      </div>
      <div className="pair">
        <Form.Item name="service" label={t(w.service)}>
          <Select options={serviceRules.values.map((value) => ({ value, label: t(serviceRules.words[value]) }))} />
        </Form.Item>
        <Form.Item name="serviceDays" label={t(w.serviceDays)}>
          <InputNumber min={1} max={60} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="withTired" valuePropName="checked">
        <Checkbox>{t(w.withTired)}</Checkbox>
      </Form.Item>
      <Form.Item name="apportionment" label={t(w.method)}>
        <Select options={methods.values.map((value) => ({ value, label: t(methods.words[value]) }))} />
      </Form.Item>
      <BeaconChoice />
    </Block>
  )
}
