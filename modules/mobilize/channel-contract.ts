/** What may be asked of channels and messages; part of the room's contract. */
import { z } from 'zod'
import { command, query } from '../../platform/pure/contract.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { channelKinds, faults, messageStates } from './call-up-model.ts'

const leaders = ['officer', 'leader'] as const

const channel = z.object({
  id: uuid,
  kind: channelKinds.schema,
  name: z.string(),
  /** Host of its address only. */
  host: z.string(),
  remembers: z.boolean(),
  on: z.boolean(),
  failures: z.int(),
  lastOkAt: moment.nullable(),
  lastFault: faults.schema.nullable(),
  lastFaultAt: moment.nullable(),
  pauseUntil: moment.nullable(),
  version: z.int(),
})

export const channelOperations = {
  channels: query({
    words: ['通知渠道', 'Channels'],
    roles: leaders,
    input: z.object({}),
    output: z.object({ channels: z.array(channel) }),
  }),
  putChannel: command({
    words: ['新建或更改通知渠道', 'Make or change a channel'],
    roles: ['officer'],
    /** `url` and `secret` null: as they are. `version` null for a new one. */
    input: z.object({
      id: uuid,
      version: z.int().nullable(),
      kind: channelKinds.schema,
      name: z.string().trim().min(1).max(60),
      url: z.string().trim().min(8).max(500).nullable(),
      secret: z.string().trim().min(1).max(200).nullable(),
      remembers: z.boolean().default(false),
      on: z.boolean().default(true),
    }),
    output: z.object({}),
  }),
  messages: query({
    words: ['通知发送情况', 'Messages'],
    roles: leaders,
    input: z.object({ callUpId: uuid }),
    output: z.object({
      channels: z.array(
        channel.extend({
          counts: z.array(z.object({ state: messageStates.schema, count: z.int() })),
        }),
      ),
      /** Those that need a person: perhaps sent, or not sent. */
      unsettled: z.array(
        z.object({
          id: uuid,
          channelId: uuid,
          channel: z.string(),
          /** Null for a group. */
          name: z.string().nullable(),
          state: messageStates.schema,
          fault: faults.schema.nullable(),
          tries: z.int(),
          nextAt: moment,
        }),
      ),
    }),
  }),
  resend: command({
    words: ['确认重发', 'Send again on a person’s word'],
    roles: leaders,
    /** `again` false: given up. */
    input: z.object({ id: uuid, again: z.boolean() }),
    output: z.object({}),
  }),
}
