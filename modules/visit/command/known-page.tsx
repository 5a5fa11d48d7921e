/** Vehicles that go by on their plate: registered for residents, firms and supplies, ended in a touch. */
import { Alert, App, Button, Drawer, Form, Input, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { dayPlus, shanghaiDay } from '../../../platform/pure/time.ts'
import { type OutputFor, serverNow, wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { choices } from '../../../platform/web/desk/choices.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { type DeskOperation, useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { DayPicker } from '../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { visiting } from '../contract.ts'
import { belongings } from '../model.ts'
import { showPlate } from '../plate.ts'
import { visitWords as v } from '../words.ts'
import { WithOperation } from './with-operation.tsx'
import { deskWords as w } from './words.ts'

const ops = visiting.operations
const MONTH = 30

export default function KnownPage() {
  const t = useT()
  const [adding, add] = useState(false)
  return (
    <WithOperation
      title={w.knownTitle}
      lead={w.knownLead}
      back={{ to: '/visits/vehicles', label: t(v.vehicles) }}
      actions={() => (
        <Button type="primary" icon={<PlusIcon />} onClick={() => add(true)}>
          {t(w.register)}
        </Button>
      )}
    >
      {(operation) => (
        <>
          <KnownList operation={operation} />
          {adding && <RegisterDrawer operationId={operation.id} onClose={() => add(false)} />}
        </>
      )}
    </WithOperation>
  )
}

type Known = OutputFor<typeof ops.knownVehicles>['rows'][number]
function KnownList({ operation }: { operation: DeskOperation }) {
  const t = useT()
  const { message } = App.useApp()
  const [text, setText] = useState('')
  const today = shanghaiDay(serverNow())
  const list = usePages(
    ops.knownVehicles,
    { operationId: operation.id, limit: 100, ...(text ? { text } : {}) },
    { keep: true },
  )
  const end = useAct(ops.endVehicle, {
    refresh: [visiting.room],
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const columns: Column<Known>[] = [
    { key: 'plate', title: v.plate, width: 140, cell: (row) => showPlate(row.plate) },
    { key: 'belongs', title: w.belongs, width: 140, cell: (row) => t(belongings.words[row.belongs]) },
    { key: 'whose', title: w.whose, width: 220, cell: (row) => row.whose },
    { key: 'where', title: w.validAt, width: 200, cell: (row) => row.where },
    {
      key: 'until',
      title: w.until,
      width: 160,
      cell: (row) => (row.until < today ? t(w.overSince, { until: row.until }) : row.until),
    },
    { key: 'pass', title: w.passNumber, width: 130, cell: (row) => row.passNumber },
    {
      key: 'act',
      title: w.act,
      width: 100,
      cell: (row) => (
        <Popconfirm title={t(w.endSure)} onConfirm={() => end.mutate({ vehicleId: row.id })}>
          <Button size="small">{t(w.end)}</Button>
        </Popconfirm>
      ),
    },
  ]
  return (
    <Block flush>
      <DataTable<Known>
        id="visit.known"
        label={t(w.knownTitle)}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.until < today ? 'quiet' : undefined)}
        loading={list.reading}
        total={list.total}
        onMore={list.more}
        {...(text ? {} : { empty: <Nothing title={t(w.noKnown)} hint={t(w.noKnownHint)} /> })}
        filters={
          <Input.Search
            allowClear
            style={{ width: 200 }}
            aria-label={t(w.findPlate)}
            placeholder={t(w.findPlate)}
            onSearch={(typed) => setText(typed.trim())}
          />
        }
      />
    </Block>
  )
}

interface Draft {
  plate: string
  country?: string
  belongs: CodeOf<typeof belongings>
  whose?: string
  passNumber?: string
  until: string
  path: string
}
function RegisterDrawer({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const { area } = useDesk()
  const [id] = useState(freshId)
  const act = useAct(ops.registerVehicle, {
    refresh: [visiting.room],
    onDone: ({ plate }) => {
      void message.success(t(w.registered, { plate: showPlate(plate) }))
      onClose()
    },
  })
  const needed = { required: true, message: t(w.required) }
  return (
    <Drawer open onClose={onClose} size={460} title={t(w.register)}>
      <Form<Draft>
        layout="vertical"
        initialValues={{ belongs: 'resident', path: area.path, until: dayPlus(shanghaiDay(serverNow()), MONTH) }}
        onFinish={({ country, whose, passNumber, ...draft }) =>
          act.mutate({
            ...draft,
            ...{ id, operationId, country: country?.trim() || null, whose: whose?.trim() || null },
            passNumber: passNumber?.trim() || null,
          })
        }
      >
        <Form.Item name="plate" label={t(v.plate)} rules={[{ ...needed, whitespace: true }]}>
          <Input maxLength={30} autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item name="country" label={t(w.foreign)}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="belongs" label={t(w.belongs)} rules={[needed]}>
          <Select options={choices(belongings, t)} />
        </Form.Item>
        <Form.Item name="whose" label={t(w.whose)}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="path" label={t(w.area)} rules={[needed]}>
          <AreaPicker root={area} />
        </Form.Item>
        <div className="pair">
          <Form.Item name="until" label={t(w.until)} rules={[needed]}>
            <DayPicker />
          </Form.Item>
          <Form.Item name="passNumber" label={t(w.passNumber)}>
            <Input maxLength={9} inputMode="numeric" autoComplete="off" />
          </Form.Item>
        </div>
        {act.error && <Alert type="error" showIcon title={t(wordsOf(act.error))} />}
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t(w.register)}
        </Button>
      </Form>
    </Drawer>
  )
}
