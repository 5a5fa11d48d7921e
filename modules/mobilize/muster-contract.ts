/** What the phone of whoever stands at the muster asks and says, and with it what called people do by their accounts; part of the room's contract. */
import { z } from 'zod'
import { command, contract, query } from '../../platform/pure/contract.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { calledPerson, callUp, musterFact, standings } from './call-up-model.ts'
import { answered, calledOperations } from './called-contract.ts'

export const leaders = ['officer', 'leader'] as const
export const watchers = ['officer', 'leader', 'superior'] as const
const tappers = ['officer', 'leader', 'grid-worker'] as const

export const musterOperations = {
  callUps: query({
    words: ['抽调', 'Call-ups'],
    roles: watchers,
    input: z.object({ operationId: uuid.optional() }),
    output: z.object({ callUps: z.array(callUp) }),
  }),
  people: query({
    words: ['被叫的人', 'Who is called, and where they stand'],
    roles: leaders,
    input: z.object({
      callUpId: uuid,
      standings: z.array(standings.schema).optional(),
      departmentId: uuid.optional(),
      text: z.string().trim().max(80).optional(),
      /** 'answer': who answered first; 'arrival': who came first. */
      order: z.enum(['department', 'answer', 'arrival']).default('department'),
      after: z.int().min(0).max(1_000_000).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.object({ rows: z.array(calledPerson), total: z.int(), next: z.int().nullable() }),
  }),
  recordMusters: command({
    words: ['现场登记到达', 'Tap people in at the place'],
    roles: tappers,
    offline: true,
    input: z.object({ sentAt: moment, items: z.array(musterFact).min(1).max(500) }),
    output: answered,
  }),
}

/** The same operations by themselves: a phone need not load what only desks ask. */
export const phones = contract('mobilize', { ...calledOperations, ...musterOperations }, {})
