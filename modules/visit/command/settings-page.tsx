/** Checkpoints, and what the place has set: how long visitors stay, by when those who return are contacted, what they are told and by whose decision. */
import { Alert, App, Button, Drawer, Form, Input, InputNumber, Popconfirm } from 'antd'
import { useState } from 'react'
import { type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { type DeskOperation, useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { visiting } from '../contract.ts'
import type { Checkpoint } from '../model.ts'
import { visitWords as v } from '../words.ts'
import { WithOperation } from './with-operation.tsx'
import { deskWords as w } from './words.ts'

const ops = visiting.operations

export default function SettingsPage() {
  const t = useT()
  const mayOpen = useMay(ops.openCheckpoint.roles)
  const [adding, add] = useState(false)
  return (
    <WithOperation
      title={w.settings}
      lead={w.settingsLead}
      back={{ to: '/visits/vehicles', label: t(v.vehicles) }}
      actions={() =>
        mayOpen && (
          <Button type="primary" icon={<PlusIcon />} onClick={() => add(true)}>
            {t(w.openCheckpoint)}
          </Button>
        )
      }
    >
      {(operation) => (
        <>
          <Checkpoints operation={operation} />
          <RulesBlock operation={operation} />
          {adding && <CheckpointDrawer operationId={operation.id} onClose={() => add(false)} />}
        </>
      )}
    </WithOperation>
  )
}

function Checkpoints({ operation }: { operation: DeskOperation }) {
  const t = useT()
  const { message } = App.useApp()
  const mayClose = useMay(ops.closeCheckpoint.roles)
  const answer = useAsk(ops.checkpoints, { operationId: operation.id })
  const close = useAct(ops.closeCheckpoint, {
    refresh: [visiting.room],
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const columns: Column<Checkpoint>[] = [
    { key: 'name', title: w.name, width: 220, cell: (row) => row.name },
    { key: 'road', title: w.road, width: 260, cell: (row) => row.road },
    {
      key: 'act',
      title: w.act,
      width: 120,
      cell: (row) =>
        row.open
          ? mayClose && (
              <Popconfirm title={t(w.closeSure)} onConfirm={() => close.mutate({ checkpointId: row.id })}>
                <Button size="small">{t(w.closeCheckpoint)}</Button>
              </Popconfirm>
            )
          : t(w.closed),
    },
  ]
  return (
    <Block flush title={t(w.checkpoints)}>
      <DataTable<Checkpoint>
        id="visit.checkpoints"
        label={t(w.checkpoints)}
        columns={columns}
        rows={answer.data?.checkpoints}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.open ? undefined : 'quiet')}
        loading={answer.isFetching}
        empty={<Nothing title={t(w.noCheckpoints)} hint={t(w.noCheckpointsHint)} />}
      />
    </Block>
  )
}

function CheckpointDrawer({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  const t = useT()
  const { area } = useDesk()
  const [id] = useState(freshId)
  const act = useAct(ops.openCheckpoint, { refresh: [visiting.room], onDone: onClose })
  const needed = { required: true, message: t(w.required) }
  return (
    <Drawer open onClose={onClose} size={460} title={t(w.openCheckpoint)}>
      <Form<{ name: string; road?: string; path: string }>
        layout="vertical"
        initialValues={{ path: area.path }}
        onFinish={({ name, road, path }) => act.mutate({ id, operationId, name, path, road: road?.trim() || null })}
      >
        <Form.Item name="name" label={t(w.name)} rules={[{ ...needed, whitespace: true }]}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="road" label={t(w.road)}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="path" label={t(w.area)} rules={[needed]}>
          <AreaPicker root={area} />
        </Form.Item>
        {act.error && <Alert type="error" showIcon title={t(wordsOf(act.error))} />}
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t(w.openCheckpoint)}
        </Button>
      </Form>
    </Drawer>
  )
}

type Rules = OutputFor<typeof ops.rules>
interface Draft {
  visitHours: number
  contactHours: number
  told?: string
  basis?: string
}
function RulesBlock({ operation }: { operation: DeskOperation }) {
  const t = useT()
  const { area } = useDesk()
  const answer = useAsk(ops.rules, { operationId: operation.id, path: area.path })
  return (
    <Block title={t(w.rules)} note={area.name}>
      <Answer of={answer}>{(rules) => <RulesForm rules={rules} operation={operation} path={area.path} />}</Answer>
    </Block>
  )
}
function RulesForm({ rules, operation, path }: { rules: Rules; operation: DeskOperation; path: string }) {
  const t = useT()
  const { message } = App.useApp()
  const may = useMay(ops.setRules.roles) && operation.open
  const act = useAct(ops.setRules, { refresh: [visiting.room], onDone: () => void message.success(t(w.rulesSaved)) })
  const needed = { required: true, message: t(w.required) }
  return (
    <Form<Draft>
      layout="vertical"
      className="visit-rules"
      disabled={!may}
      initialValues={{ ...rules, told: rules.told?.text, basis: rules.told?.basis }}
      onFinish={({ told, basis, ...draft }) =>
        act.mutate({
          ...draft,
          ...{
            id: freshId(),
            operationId: operation.id,
            path,
            told: told?.trim() || null,
            basis: basis?.trim() || null,
          },
        })
      }
    >
      <div className="pair">
        <Form.Item name="visitHours" label={t(w.visitHours)} rules={[needed]}>
          <InputNumber min={1} max={72} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="contactHours" label={t(w.contactHours)} rules={[needed]}>
          <InputNumber min={1} max={72} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="told" label={t(w.toldText)} extra={t(w.toldHint)}>
        <Input.TextArea rows={3} maxLength={600} />
      </Form.Item>
      <Form.Item name="basis" label={t(w.basis)}>
        <Input maxLength={200} />
      </Form.Item>
      {act.error && <Alert type="error" showIcon title={t(wordsOf(act.error))} />}
      {may && (
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t(w.save)}
        </Button>
      )}
    </Form>
  )
}
