/** Enters somebody from a paper form, without a phone, or who simply came: only the name is needed, the rest as far as it is known. */
import { Alert, App, Button, Checkbox, Drawer, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../platform/web/client.ts'
import { choices } from '../../../platform/web/desk/choices.ts'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { skills } from '../../staff/model.ts'
import { volunteer } from '../contract.ts'
import { type SignUpItem, shifts, type VolunteerCall } from '../model.ts'
import { volunteerWords as v } from '../words.ts'
import { deskWords as w } from './words.ts'

type Draft = Partial<Omit<SignUpItem, 'id' | 'token' | 'name'>> & { name: string }
const orNull = (text: string | null | undefined): string | null => text?.trim() || null

export function EnterDrawer({ call, came, onClose }: { call: VolunteerCall; came: boolean; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [form] = Form.useForm<Draft>()
  const [id, setId] = useState(freshId)
  const minor = Form.useWatch('minor', form) === true
  const party = Form.useWatch('partyMember', form) === true
  const act = useAct(volunteer.operations.enter, {
    refresh: [volunteer.room],
    onDone: () => {
      void message.success(t(w.entered))
      // The next one of the pile.
      form.resetFields()
      setId(freshId())
    },
  })
  const save = ({ phone, partyBranch, offer, home, guardian, ...draft }: Draft) =>
    act.mutate({
      callId: call.id,
      came,
      item: {
        ...{
          id,
          token: null,
          name: draft.name,
          phone: orNull(phone),
          partyMember: party,
          partyBranch: orNull(partyBranch),
        },
        ...{
          skills: draft.skills ?? [],
          days: [],
          shifts: draft.shifts ?? [],
          offer: orNull(offer),
          home: orNull(home),
        },
        ...{ minor, guardian: orNull(guardian) },
      },
    })
  const needed = { required: true, whitespace: true, message: t(w.required) }
  return (
    <Drawer open onClose={onClose} size={460} title={t(came ? w.enterCame : w.enter)}>
      <p className="muted">{t(w.enterHint)}</p>
      <Form<Draft> form={form} layout="vertical" onFinish={save}>
        <Form.Item name="name" label={t(v.name)} rules={[needed]}>
          <Input maxLength={80} autoFocus />
        </Form.Item>
        <Form.Item name="phone" label={t(v.phone)}>
          <Input maxLength={30} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name="partyMember" valuePropName="checked">
          <Checkbox>{t(v.party)}</Checkbox>
        </Form.Item>
        {party && (
          <Form.Item name="partyBranch" label={t(v.partyBranch)}>
            <Input maxLength={80} />
          </Form.Item>
        )}
        <Form.Item name="minor" valuePropName="checked">
          <Checkbox>{t(v.minor)}</Checkbox>
        </Form.Item>
        {minor && (
          <Form.Item name="guardian" label={t(v.guardian)} rules={[needed]}>
            <Input maxLength={80} />
          </Form.Item>
        )}
        <Form.Item name="skills" label={t(v.skills)}>
          <Select mode="tags" allowClear options={choices(skills, t)} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item name="shifts" label={t(v.shifts)}>
          <Select mode="multiple" allowClear options={choices(shifts, t)} />
        </Form.Item>
        <Form.Item name="offer" label={t(v.offer)}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="home" label={t(v.home)}>
          <Input maxLength={80} />
        </Form.Item>
        {act.error && <Alert type="error" showIcon title={t(wordsOf(act.error))} />}
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t(came ? w.enterCame : w.enter)}
        </Button>
      </Form>
    </Drawer>
  )
}
