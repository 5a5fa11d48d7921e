/** What excuses a person, noted with its end; it ends by itself, or is ended before its time. */
import { App, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../../platform/web/client.ts'
import { choices } from '../../../../platform/web/desk/choices.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import { staff } from '../../contract.ts'
import { holdsOn } from '../../exempt.ts'
import { type Exemption, type ExemptionKind, exemptionKinds, type Person, shownKinds } from '../../model.ts'
import { staffWords as w } from '../../words.ts'

const ops = staff.operations

export function Exemptions({ person, exemptions }: { person: Person; exemptions: readonly Exemption[] }) {
  const t = useT()
  const { message } = App.useApp()
  const [adding, setAdding] = useState(false)
  const today = shanghaiDay(serverNow())
  const end = useAct(ops.endExemption, {
    refresh: [staff.room],
    onDone: () => void message.success(t(w.exemptionEnded)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const told = (one: Exemption): string =>
    [
      t(w.exemptionSpan, { from: one.startsOn, to: one.endsOn }),
      one.endedOn !== null && t(w.exemptionOver, { day: one.endedOn }),
      one.basis,
      one.notedBy !== null && t(w.exemptionOf, { who: one.notedBy }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <section className="staff-part">
      <div className="staff-part-head">
        <h3>{t(w.exemptions)}</h3>
        {person.state === 'in-service' && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t(w.noteExemption)}
          </Button>
        )}
      </div>
      {exemptions.length === 0 ? (
        <p className="muted">{t(w.exemptionsNone)}</p>
      ) : (
        <ul className="staff-lines">
          {exemptions.map((one) => (
            <li key={one.id} className={holdsOn(one, today) || one.startsOn > today ? '' : 'muted'}>
              <div>
                {t(shownKinds.words[one.kind])}
                {one.endedOn === null && one.endsOn >= today && (
                  <Button type="link" size="small" loading={end.isPending} onClick={() => end.mutate({ id: one.id })}>
                    {t(w.exemptionEnd)}
                  </Button>
                )}
              </div>
              <div className="muted">{told(one)}</div>
            </li>
          ))}
        </ul>
      )}
      {adding && <ExemptionDialog personId={person.id} today={today} onClose={() => setAdding(false)} />}
    </section>
  )
}

interface Typed {
  readonly kind: ExemptionKind
  readonly startsOn: string
  readonly endsOn: string
  readonly basis?: string
}

function ExemptionDialog({ personId, today, onClose }: { personId: string; today: string; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const note = useAct(ops.noteExemption, {
    refresh: [staff.room],
    onDone: () => {
      void message.success(t(w.exemptionNoted))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const needed = [{ required: true, message: t(w.needDays) }]
  return (
    <Modal
      open
      title={t(w.noteExemption)}
      okText={t(web.save)}
      cancelText={t(web.cancel)}
      confirmLoading={note.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t(w.exemptionPrivacy)}</p>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'leave', startsOn: today }}
        onFinish={({ basis, ...typed }) =>
          note.mutate({ ...typed, id: freshId(), personId, basis: basis?.trim() || null })
        }
      >
        <Form.Item name="kind" label={t(w.exemptionKind)}>
          <Select options={choices(exemptionKinds, t)} />
        </Form.Item>
        <div className="form-pair">
          <Form.Item name="startsOn" label={t(w.exemptionFrom)} rules={needed}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="endsOn" label={t(w.exemptionTo)} rules={needed}>
            <Input type="date" min={today} />
          </Form.Item>
        </div>
        <Form.Item name="basis" label={t(w.exemptionBasis)}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
