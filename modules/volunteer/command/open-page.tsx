/** Opens a call for volunteers: what is needed, when, where, and whether it is risky. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { choices } from '../../../platform/web/desk/choices.ts'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { DayPicker } from '../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { skills } from '../../staff/model.ts'
import { volunteer } from '../contract.ts'
import { deskWords as w } from './words.ts'
import './volunteer.css'

interface Draft {
  name: string
  path: string
  needs: string
  skills?: string[]
  startsOn: string
  endsOn: string
  hours: string
  risky?: boolean
  place: string
  contact?: string
}

export default function OpenPage() {
  const t = useT()
  const navigate = useNavigate()
  const { operation, area } = useDesk()
  // One id for this form: sending twice cannot make two calls.
  const [id] = useState(freshId)
  const open = useAct(volunteer.operations.openCall, {
    refresh: [volunteer.room],
    onDone: () => void navigate({ to: `/volunteers/calls/${id}` }),
  })
  const today = shanghaiDay(serverNow())
  const needed = { required: true, message: t(w.required) }
  const written = { ...needed, whitespace: true }
  const back = { to: '/volunteers', label: t(w.all) }
  if (!operation?.open)
    return (
      <DeskPage title={t(w.open)} back={back}>
        <NoOperation />
      </DeskPage>
    )
  return (
    <DeskPage title={t(w.open)} lead={t(w.openLead)} back={back}>
      <Form<Draft>
        layout="vertical"
        className="volunteer-form"
        initialValues={{ path: area.path, startsOn: today, endsOn: today }}
        onFinish={({ contact, ...draft }) =>
          open.mutate({
            ...draft,
            ...{
              id,
              operationId: operation.id,
              skills: draft.skills ?? [],
              risky: draft.risky === true,
              contact: contact?.trim() || null,
            },
          })
        }
        scrollToFirstError
      >
        <Block note={operation.name}>
          <Form.Item name="name" label={t(w.name)} rules={[written]}>
            <Input maxLength={80} placeholder={t(w.nameHint)} />
          </Form.Item>
          <Form.Item name="path" label={t(w.area)} rules={[needed]}>
            <AreaPicker root={area} />
          </Form.Item>
          <Form.Item name="needs" label={t(w.needs)} rules={[written]}>
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
          <Form.Item name="skills" label={t(w.skills)}>
            <Select mode="tags" allowClear options={choices(skills, t)} showSearch={{ optionFilterProp: 'label' }} />
          </Form.Item>
          <div className="pair">
            <Form.Item name="startsOn" label={t(w.startsOn)} rules={[needed]}>
              <DayPicker />
            </Form.Item>
            <Form.Item name="endsOn" label={t(w.endsOn)} rules={[needed]}>
              <DayPicker />
            </Form.Item>
          </div>
          <Form.Item name="hours" label={t(w.hours)} rules={[written]}>
            <Input maxLength={80} placeholder={t(w.hoursHint)} />
          </Form.Item>
          <Form.Item name="place" label={t(w.place)} rules={[written]}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="contact" label={t(w.contact)}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="risky" valuePropName="checked">
            <Checkbox>{t(w.risky)}</Checkbox>
          </Form.Item>
        </Block>
        {open.error && <Alert type="error" showIcon title={t(wordsOf(open.error))} />}
        <Button type="primary" htmlType="submit" size="large" loading={open.isPending}>
          {t(w.save)}
        </Button>
      </Form>
    </DeskPage>
  )
}
