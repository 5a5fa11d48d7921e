/** Opens a collection: what, where, whom and from when to when. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { NoOperation } from '../../../platform/web/desk/no-operation.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { DayPicker } from '../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { groups } from '../../register/model.ts'
import { selftest } from '../contract.ts'
import { frequencies } from '../model.ts'
import { deskWords as w } from './words.ts'
import './selftest.css'

interface Draft {
  name: string
  path: string
  often: (typeof frequencies.values)[number]
  groups?: (typeof groups.values)[number][]
  startsOn: string
  endsOn: string
}

export default function OpenPage() {
  const t = useT()
  const navigate = useNavigate()
  const { operation, area } = useDesk()
  // One id for this form: sending twice cannot make two collections.
  const [id] = useState(freshId)
  const open = useAct(selftest.operations.openCollection, {
    refresh: [selftest.room],
    onDone: (made) => void navigate({ to: `/selftest/collections/${made.id}` }),
  })
  const today = shanghaiDay(serverNow())
  const needed = { required: true, message: t(w.required) }
  const back = { to: '/selftest', label: t(w.all) }
  if (!operation?.open)
    return (
      <DeskPage title={t(w.openTitle)} back={back}>
        <NoOperation />
      </DeskPage>
    )
  return (
    <DeskPage title={t(w.openTitle)} lead={t(w.openLead)} back={back}>
      <Form<Draft>
        layout="vertical"
        className="selftest-form"
        initialValues={{ path: area.path, often: 'daily', startsOn: today, endsOn: today }}
        onFinish={(draft) => open.mutate({ ...draft, groups: draft.groups ?? [], id, operationId: operation.id })}
        scrollToFirstError
      >
        <Block title={t(w.what)} note={operation.name}>
          <Form.Item
            name="name"
            label={t(w.name)}
            rules={[{ required: true, whitespace: true, min: 2, message: t(w.atLeast, { n: 2 }) }]}
          >
            <Input maxLength={80} placeholder={t(w.nameHint)} />
          </Form.Item>
          <Form.Item name="path" label={t(w.area)} rules={[needed]}>
            <AreaPicker root={area} />
          </Form.Item>
          <Form.Item name="groups" label={t(w.groups)} extra={t(w.groupsHint)}>
            <Select
              mode="multiple"
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              options={groups.values.map((value) => ({ value, label: t(groups.words[value]) }))}
            />
          </Form.Item>
          <Form.Item name="often" label={t(w.often)} rules={[needed]}>
            <Radio.Group options={frequencies.values.map((value) => ({ value, label: t(frequencies.words[value]) }))} />
          </Form.Item>
          <div className="pair">
            <Form.Item name="startsOn" label={t(w.startsOn)} rules={[needed]}>
              <DayPicker />
            </Form.Item>
            <Form.Item name="endsOn" label={t(w.endsOn)} rules={[needed]}>
              <DayPicker />
            </Form.Item>
          </div>
        </Block>
        {open.error && <Alert type="error" showIcon title={t(wordsOf(open.error))} />}
        <Button type="primary" htmlType="submit" size="large" loading={open.isPending}>
          {t(w.save)}
        </Button>
      </Form>
    </DeskPage>
  )
}
