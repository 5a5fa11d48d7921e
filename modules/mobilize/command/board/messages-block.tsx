/** How the channels are, and the messages that only a person can decide about. */
import { Button } from 'antd'
import { shanghaiClock } from '../../../../platform/pure/time.ts'
import { type Column, DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import type { OutputFor } from '../../../../platform/web/client.ts'
import { faults, messageStates } from '../../call-up-model.ts'
import { mobilize } from '../../contract.ts'
import { ChannelHealth } from '../channel-health.tsx'
import { useTold } from '../steps/wave-steps.tsx'
import { deskWords as w } from '../words.ts'

const ops = mobilize.operations
type Messages = OutputFor<typeof ops.messages>
type Channel = Messages['channels'][number]
type Unsettled = Messages['unsettled'][number]

export function MessagesBlock({ callUpId }: { callUpId: string }) {
  const t = useT()
  const told = useTold()
  const answer = useAsk(ops.messages, { callUpId }, { every: 10_000 })
  const resend = useAct(ops.resend, { refresh: [ops.messages], onProblem: told })
  if (!answer.data || answer.data.channels.length === 0) return null
  const { channels, unsettled } = answer.data
  const counted = (state: Channel['counts'][number]['state'], title: Column<Channel>['title']): Column<Channel> => ({
    ...{ key: state, title, right: true, width: 90 },
    cell: ({ counts }) => counts.filter((one) => one.state === state).reduce((sum, one) => sum + one.count, 0),
  })
  const columns: Column<Channel>[] = [
    { key: 'name', title: w.channels, cell: ({ name }) => name },
    { key: 'health', title: w.channelState, cell: (channel) => <ChannelHealth channel={channel} /> },
    counted('sent', w.sentCount),
    counted('waiting', w.waitingCount),
    counted('perhaps', w.perhapsCount),
    counted('failed', w.failedCount),
  ]
  const open: Column<Unsettled>[] = [
    { key: 'to', title: w.toWhom, cell: ({ name, channel }) => `${name ?? t(w.group)} · ${channel}` },
    { key: 'state', title: w.channelState, cell: ({ state }) => t(messageStates.words[state]) },
    { key: 'why', title: w.why, cell: ({ fault }) => fault && t(faults.words[fault]) },
    {
      key: 'next',
      title: w.when,
      width: 130,
      cell: ({ state, nextAt }) => state === 'waiting' && t(w.nextTry, { clock: shanghaiClock(nextAt) }),
    },
    {
      key: 'act',
      title: w.needDecision,
      width: 190,
      cell: ({ id, state }) =>
        state !== 'waiting' && (
          <span className="mobilize-actions">
            <Button size="small" onClick={() => resend.mutate({ id, again: true })}>
              {t(w.resend)}
            </Button>
            <Button size="small" onClick={() => resend.mutate({ id, again: false })}>
              {t(w.drop)}
            </Button>
          </span>
        ),
    },
  ]
  return (
    <Block title={t(w.messages)} flush>
      <DataTable
        id="mobilize.messages"
        label={t(w.messages)}
        columns={columns}
        rows={channels}
        rowKey={({ id }) => id}
      />
      {unsettled.length > 0 && (
        <DataTable
          id="mobilize.unsettled"
          label={t(w.needDecision)}
          columns={open}
          rows={unsettled}
          rowKey={({ id }) => id}
          height={320}
        />
      )}
    </Block>
  )
}
