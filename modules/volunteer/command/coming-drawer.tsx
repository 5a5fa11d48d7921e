/** One who came forward: where they are placed, that they came, what insures them, whether they may stand at a risky post, their link. */
import { App, Button, Drawer, Form, Input, Popconfirm, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { call as ask, wordsOf } from '../../../platform/web/client.ts'
import { choices } from '../../../platform/web/desk/choices.ts'
import { Facts } from '../../../platform/web/desk/facts.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { Reveal } from '../../../platform/web/desk/reveal.tsx'
import { DayPicker } from '../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { revealPurposes } from '../../register/model.ts'
import { volunteer } from '../contract.ts'
import { type Coming, insuranceKinds, riskFaults, type VolunteerCall } from '../model.ts'
import { volunteerWords as v } from '../words.ts'
import { useWelcome } from './use-welcome.ts'
import { OwnLink } from './poster.tsx'
import { deskWords as w } from './words.ts'

const ops = volunteer.operations
interface Insurance {
  kind: (typeof insuranceKinds.values)[number]
  policy?: string
  until?: string
}

export function ComingDrawer({ coming, call, onClose }: { coming: Coming; call: VolunteerCall; onClose: () => void }) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const { welcome, busy } = useWelcome()
  const [placement, setPlacement] = useState(coming.placement ?? call.place)
  const [token, setToken] = useState<string | null>(null)
  const done = { refresh: [volunteer.room], onProblem: (error: Error) => void message.error(t(wordsOf(error))) }
  const cameAct = useAct(ops.noteCame, done)
  const fitAct = useAct(ops.markFit, done)
  const leave = useAct(ops.noteWithdrawn, done)
  const link = useAct(ops.personalLink, { ...done, onDone: (given) => setToken(given.token) })
  const comingId = coming.id
  const left = coming.standing === 'withdrawn'
  const { insurance } = coming
  const facts: [string, ReactNode][] = [
    [
      t(v.phone),
      <Reveal
        key="phone"
        phone
        may
        masked={coming.phoneMasked}
        none={t(w.noPhone)}
        purposes={revealPurposes}
        ask={async (purpose) => (await ask(ops.reveal, { id: comingId, purpose })).value}
      />,
    ],
    [t(v.offer), coming.offer],
    [t(v.home), coming.home],
    [t(v.days), coming.days.length === 0 ? t(v.anyDay) : coming.days.join(lang === 'zh' ? '、' : ', ')],
    [t(v.guardian), coming.guardian],
    [t(v.cameAt), coming.cameAt && shanghaiMinute(coming.cameAt)],
  ]
  return (
    <Drawer open onClose={onClose} size={520} title={coming.name}>
      <div className="volunteer-drawer">
        <Facts rows={facts.filter(([, value]) => value !== null)} />
        {!left && (
          <section>
            <h3>{t(w.placement)}</h3>
            <div className="volunteer-acts">
              <Input
                aria-label={t(w.placement)}
                value={placement}
                maxLength={200}
                onChange={(event) => setPlacement(event.target.value)}
              />
              <Button
                type="primary"
                loading={busy}
                onClick={() => welcome({ comingId, placement: placement.trim() || null })}
              >
                {t(coming.personId === null ? w.welcome : w.replace)}
              </Button>
              <Button onClick={() => cameAct.mutate({ comingId, here: coming.cameAt === null })}>
                {t(coming.cameAt === null ? w.cameTap : w.undo)}
              </Button>
              <Button onClick={() => link.mutate({ comingId })}>{t(w.personalLink)}</Button>
              <Popconfirm title={t(w.leaveSure)} onConfirm={() => leave.mutate({ comingId })}>
                <Button>{t(w.leave)}</Button>
              </Popconfirm>
            </div>
          </section>
        )}
        <section>
          <h3>{t(w.insurance)}</h3>
          {insurance && (
            <p>
              {[
                t(insuranceKinds.words[insurance.kind]),
                insurance.policy,
                insurance.until,
                insurance.by,
                shanghaiMinute(insurance.at),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
          <InsuranceForm comingId={comingId} />
        </section>
        <section>
          <h3>{t(w.markFit)}</h3>
          {coming.because.length > 0 && (
            <p>{coming.because.map((fault) => t(riskFaults.words[fault])).join(lang === 'zh' ? '；' : '; ')}</p>
          )}
          {(coming.marked || coming.because.length === 0) && (
            <Button onClick={() => fitAct.mutate({ comingId, fit: !coming.marked })}>
              {t(coming.marked ? w.unmarkFit : w.markFit)}
            </Button>
          )}
        </section>
      </div>
      {token !== null && <OwnLink token={token} onClose={() => setToken(null)} />}
    </Drawer>
  )
}

function InsuranceForm({ comingId }: { comingId: string }) {
  const { t } = useLang()
  const { message } = App.useApp()
  const [form] = Form.useForm<Insurance>()
  const [id, setId] = useState(freshId)
  const kind = Form.useWatch('kind', form) ?? 'street'
  const note = useAct(ops.noteInsurance, {
    refresh: [volunteer.room],
    onProblem: (error) => void message.error(t(wordsOf(error))),
    onDone: () => {
      form.resetFields()
      setId(freshId())
    },
  })
  const needed = { required: true, message: t(w.required) }
  return (
    <Form<Insurance>
      form={form}
      layout="vertical"
      initialValues={{ kind: 'street' }}
      onFinish={({ policy, until }) =>
        note.mutate({
          id,
          comingId,
          kind,
          policy: kind === 'policy' ? (policy ?? null) : null,
          until: kind === 'none' ? null : (until ?? null),
        })
      }
    >
      <Form.Item name="kind" label={t(w.insuranceKind)}>
        <Select options={choices(insuranceKinds, t)} />
      </Form.Item>
      {kind === 'policy' && (
        <Form.Item name="policy" label={t(w.policy)} rules={[{ ...needed, whitespace: true }]}>
          <Input maxLength={60} />
        </Form.Item>
      )}
      {kind !== 'none' && (
        <Form.Item name="until" label={t(w.until)} rules={[needed]}>
          <DayPicker />
        </Form.Item>
      )}
      <Button htmlType="submit" loading={note.isPending}>
        {t(w.noteInsurance)}
      </Button>
    </Form>
  )
}
