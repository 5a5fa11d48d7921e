/** Who answers for an area, in the row of its figures; leaders set and end duties where they are seen. */
import { App, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../../platform/web/client.ts'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { web } from '../../../../platform/web/words.ts'
import { register } from '../../contract.ts'
import { type Duty, posts } from '../../model.ts'
import { registerWords as w } from '../../words.ts'
import type { AreaCounted } from './area-view.tsx'

type Post = Duty['post']

export function Duties({ area }: { area: AreaCounted }) {
  const t = useT()
  const { message, modal } = App.useApp()
  const [setting, setSetting] = useState(false)
  const leads = useMay(register.operations.setDuty.roles)
  const end = useAct(register.operations.endDuty, {
    refresh: ['register'],
    onDone: () => void message.success(t(w.dutyEnded)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const confirmEnd = (duty: Duty) =>
    modal.confirm({
      title: t(w.endDutyTitle),
      content: t(w.endDutyText, { area: area.name, post: t(posts.words[duty.post]) }),
      okText: t(w.endDuty),
      onOk: () => end.mutateAsync({ id: duty.id }).catch(() => undefined),
    })
  return (
    <div className="figure duties">
      <span className="figure-label">{t(w.answers)}</span>
      {area.duties.length === 0 && <span className="muted">{t(w.nobodyAnswers)}</span>}
      <ul>
        {area.duties.map((d) => (
          <li key={d.id}>
            <span className="muted">{t(posts.words[d.post])}</span> <strong>{d.name}</strong>{' '}
            {d.phone && <a href={`tel:${d.phone}`}>{d.phone}</a>}
            {leads && (
              <Button
                type="text"
                size="small"
                className="duty-end"
                onClick={() => confirmEnd(d)}
                aria-label={`${t(w.endDuty)} ${t(posts.words[d.post])} ${d.name}`}
              >
                {t(w.endDuty)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {leads && (
        <Button type="link" size="small" className="duties-set" onClick={() => setSetting(true)}>
          {t(w.setDuty)}
        </Button>
      )}
      {setting && <SetDuty area={area} onClose={() => setSetting(false)} />}
    </div>
  )
}

function SetDuty({ area, onClose }: { area: AreaCounted; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ post: Post; name: string; phone?: string }>()
  const act = useAct(register.operations.setDuty, {
    refresh: ['register'],
    onDone: () => {
      void message.success(t(w.dutySet))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Modal
      open
      title={`${t(w.setDuty)} · ${area.name}`}
      okText={t(web.save)}
      cancelText={t(web.cancel)}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ post, name, phone }) =>
          act.mutate({ id: freshId(), path: area.path, post, name, phone: phone?.trim() || null })
        }
      >
        <Form.Item name="post" label={t(w.dutyPost)} rules={[{ required: true, message: t(w.dutyPost) }]}>
          <Select options={posts.values.map((value) => ({ value, label: t(posts.words[value]) }))} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t(w.dutyName)}
          rules={[{ required: true, whitespace: true, message: t(w.needName) }]}
        >
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t(w.dutyPhone)} extra={t(w.dutyPhoneHint)}>
          <Input maxLength={30} inputMode="tel" autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
