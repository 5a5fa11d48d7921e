/** The channels that a place has. Addresses and secrets go in and are never shown again. */
import { Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, DeskPage, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { PlusIcon } from '../../../platform/web/desk/icons.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { type ChannelKind, channelKinds } from '../call-up-model.ts'
import { mobilize } from '../contract.ts'
import { type Channel, ChannelHealth } from './channel-health.tsx'
import { deskWords as w } from './words.ts'
import './mobilize.css'

const ops = mobilize.operations

export default function ChannelsPage() {
  const t = useT()
  const answer = useAsk(ops.channels, {}, { every: 15_000 })
  const maySet = useMay(ops.putChannel.roles)
  const [editing, edit] = useState<Channel | 'new' | null>(null)
  const add = maySet && (
    <Button type="primary" icon={<PlusIcon />} onClick={() => edit('new')}>
      {t(w.addChannel)}
    </Button>
  )
  const columns: Column<Channel>[] = [
    { key: 'name', title: w.name, cell: ({ name }) => name },
    { key: 'kind', title: w.kind, cell: ({ kind }) => t(channelKinds.words[kind]) },
    { key: 'host', title: w.url, cell: ({ host }) => <span className="mono">{host}</span> },
    { key: 'state', title: w.channelState, cell: (channel) => <ChannelHealth channel={channel} /> },
    {
      key: 'act',
      title: w.changeChannel,
      width: 140,
      cell: (channel) =>
        maySet && (
          <Button size="small" onClick={() => edit(channel)}>
            {t(w.changeChannel)}
          </Button>
        ),
    },
  ]
  return (
    <DeskPage title={t(w.channels)} lead={t(w.channelsLead)} back={{ to: '/call-ups', label: t(w.all) }} actions={add}>
      <Answer of={answer}>
        {({ channels }) => (
          <Block flush>
            <DataTable
              id="mobilize.channels"
              label={t(w.channels)}
              columns={columns}
              rows={channels}
              rowKey={({ id }) => id}
              empty={<Nothing title={t(w.noChannels)} hint={t(w.noChannelsHint)} action={add} />}
            />
          </Block>
        )}
      </Answer>
      {editing !== null && <ChannelDialog channel={editing === 'new' ? null : editing} onClose={() => edit(null)} />}
    </DeskPage>
  )
}

interface Filled {
  kind: ChannelKind
  name: string
  url?: string
  secret?: string
  remembers?: boolean
  on?: boolean
}

function ChannelDialog({ channel, onClose }: { channel: Channel | null; onClose: () => void }) {
  const t = useT()
  const [form] = Form.useForm<Filled>()
  const [id] = useState(() => channel?.id ?? freshId())
  const put = useAct(ops.putChannel, { refresh: [ops.channels, ops.messages], onDone: onClose })
  const kind = Form.useWatch('kind', form) as ChannelKind | undefined
  return (
    <Modal
      open
      title={t(channel ? w.changeChannel : w.addChannel)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={put.isPending}
      destroyOnHidden
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={channel ?? { kind: 'wecom', on: true, remembers: false }}
        onFinish={({ url, secret, remembers, on, ...more }) =>
          put.mutate({
            ...{ id, version: channel?.version ?? null, ...more, kind: channel?.kind ?? more.kind },
            ...{ url: url || null, secret: secret || null, remembers: remembers ?? false, on: on ?? true },
          })
        }
      >
        <Form.Item name="kind" label={t(w.kind)}>
          <Select
            disabled={channel !== null}
            options={channelKinds.values.map((value) => ({ value, label: t(channelKinds.words[value]) }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t(w.name)} rules={[{ required: true, whitespace: true, message: t(w.required) }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="url"
          label={t(w.url)}
          extra={t(w.urlHint)}
          rules={channel ? [] : [{ required: true, message: t(w.required) }]}
        >
          <Input maxLength={500} autoComplete="off" spellCheck={false} />
        </Form.Item>
        {kind !== 'wecom' && (
          <Form.Item name="secret" label={t(w.secret)} extra={t(w.urlHint)}>
            <Input.Password maxLength={200} autoComplete="new-password" />
          </Form.Item>
        )}
        {kind === 'sms' && (
          <Form.Item name="remembers" valuePropName="checked">
            <Checkbox>{t(w.remembers)}</Checkbox>
          </Form.Item>
        )}
        <Form.Item name="on" valuePropName="checked">
          <Checkbox>{t(w.on)}</Checkbox>
        </Form.Item>
        {put.error && <p role="alert">{t(wordsOf(put.error))}</p>}
      </Form>
    </Modal>
  )
}
