/** Announces a visit for a household that does not do it itself. */
import { Alert, App, Button, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { choices } from '../../../platform/web/desk/choices.ts'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { DayPicker } from '../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { visiting } from '../contract.ts'
import { purposes } from '../model.ts'
import { visitWords as v } from '../words.ts'
import { deskWords as w } from './words.ts'

interface Draft {
  name: string
  phone?: string
  path: string
  purpose: CodeOf<typeof purposes>
  people: number
  hours: number
  expectedOn: string
  plate?: string
}

export function AnnounceDrawer({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const { area } = useDesk()
  const [ids] = useState({ visit: freshId(), who: freshId() })
  const act = useAct(visiting.operations.announceVisit, {
    refresh: [visiting.room],
    onDone: ({ number }) => {
      void message.success(t(w.announced, { number }), 8)
      onClose()
    },
  })
  const needed = { required: true, message: t(w.required) }
  return (
    <Drawer open onClose={onClose} size={460} title={t(w.announce)}>
      <Form<Draft>
        layout="vertical"
        initialValues={{ purpose: 'family', people: 1, hours: 2, expectedOn: shanghaiDay(serverNow()) }}
        onFinish={({ name, phone, plate, ...draft }) =>
          act.mutate({
            ...draft,
            ...{ id: ids.visit, operationId, plate: plate?.trim() || null },
            who: { id: ids.who, name, phone: phone?.trim() || null, idType: 'none', idNumber: null },
          })
        }
      >
        <Form.Item name="path" label={t(w.host)} rules={[needed]}>
          <AreaPicker root={area} />
        </Form.Item>
        <Form.Item name="name" label={t(w.who)} rules={[{ ...needed, whitespace: true }]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t(v.phone)}>
          <Input maxLength={30} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name="purpose" label={t(w.purpose)} rules={[needed]}>
          <Select options={choices(purposes, t)} />
        </Form.Item>
        <div className="pair">
          <Form.Item name="expectedOn" label={t(w.expectedOn)} rules={[needed]}>
            <DayPicker />
          </Form.Item>
          <Form.Item name="hours" label={t(w.hours)} rules={[needed]}>
            <InputNumber min={1} max={72} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <div className="pair">
          <Form.Item name="people" label={t(v.aboard)} rules={[needed]}>
            <InputNumber min={1} max={50} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="plate" label={t(v.plate)}>
            <Input maxLength={30} autoComplete="off" />
          </Form.Item>
        </div>
        {act.error && <Alert type="error" showIcon title={t(wordsOf(act.error))} />}
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t(w.announce)}
        </Button>
      </Form>
    </Drawer>
  )
}
