/** What a called person may ask and say, by their account or by their personal link; part of the room's contract. */
import { z } from 'zod'
import { acknowledgedWith } from '../../platform/pure/acknowledged.ts'
import { command, query } from '../../platform/pure/contract.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { answerFact, reasons, sayings } from './call-up-model.ts'

/** 16 bytes, base64url. Anything else opens nothing and is told no more than that. */
const key = z.string().trim().min(1).max(60)

export const answered = acknowledgedWith(z.string())
const siteMuster = z.object({
  id: uuid,
  code: z.string().trim().min(4).max(20),
  how: z.enum(['scan', 'code']),
  at: moment,
})

const ownCall = z.object({
  name: z.string(),
  department: z.string(),
  callUp: z.string(),
  open: z.boolean(),
  musterAt: moment,
  place: z.string(),
  placeNote: z.string().nullable(),
  bring: z.string().nullable(),
  reportTo: z.string().nullable(),
  said: sayings.schema.nullable(),
  arrivesAt: moment.nullable(),
  reason: reasons.schema.nullable(),
  hereAt: moment.nullable(),
})
export type OwnCall = z.infer<typeof ownCall>
/** Told to the accounts whose calls changed: they read theirs anew. */
export const OWN_TOPIC = 'mobilize.own'

export const calledOperations = {
  mine: query({
    words: ['叫到我的抽调', 'Call-ups that ask me'],
    roles: 'signed-in',
    input: z.object({}),
    output: z.object({ calls: z.array(ownCall.extend({ callId: uuid })) }),
  }),
  answerMine: command({
    words: ['答复叫到我的抽调', 'Answer a call-up that asks me'],
    roles: 'signed-in',
    offline: true,
    input: z.object({
      sentAt: moment,
      items: z
        .array(answerFact.safeExtend({ callId: uuid }))
        .min(1)
        .max(50),
    }),
    output: answered,
  }),
  musterMine: command({
    words: ['按现场的码签到', 'Check in by the code of the place'],
    roles: 'signed-in',
    offline: true,
    input: z.object({
      sentAt: moment,
      items: z
        .array(siteMuster.extend({ callId: uuid }))
        .min(1)
        .max(50),
    }),
    output: answered,
  }),

  openCall: query({
    words: ['被叫的人：打开自己的页面', 'Called person: open the page'],
    roles: 'anyone',
    input: z.object({ key }),
    output: ownCall,
  }),
  answerCall: command({
    words: ['被叫的人：答复', 'Called person: answer'],
    roles: 'anyone',
    input: z.object({ key, sentAt: moment, item: answerFact }),
    output: z.object({ id: uuid, known: z.boolean() }),
  }),
  musterCall: command({
    words: ['被叫的人：签到', 'Called person: check in at the place'],
    roles: 'anyone',
    input: z.object({
      key,
      sentAt: moment,
      item: siteMuster,
    }),
    output: z.object({ id: uuid, known: z.boolean() }),
  }),
}
