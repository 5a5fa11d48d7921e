/** What a keeper's phone asks and says; part of the room's contract. Everything said is a fact: never refused, never lost. */
import { z } from 'zod'
import { acknowledged } from '../../platform/pure/acknowledged.ts'
import { command, contract, query } from '../../platform/pure/contract.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { passAtGate, passKey } from '../pass/model.ts'
import { passPolicy } from '../pass/policy.ts'
import { crossingFact, elsewhere, gate, lights, reasons, shiftFact } from './model.ts'

const atGates = ['gate-keeper', 'grid-worker', 'leader', 'officer'] as const

/** A place in the feed of changes; opaque. Null: from the beginning. */
const cursor = z.string().max(200).nullable()

export const keeperOperations = {
  myGates: query({
    words: ['我负责区域的卡口', 'The gates of my area'],
    roles: atGates,
    input: z.object({}),
    output: z.object({ gates: z.array(gate) }),
    pocket: true,
  }),
  /** What a shift at one gate needs beside the list; small, asked every minute while there is network. */
  gatePocket: query({
    words: ['卡口值守所需：措施、密钥、电话', 'What a shift at a gate needs: measure, keys, whom to call'],
    roles: atGates,
    input: z.object({ gateId: uuid }),
    output: z.object({
      gate,
      now: moment,
      measure: z.object({ id: uuid, until: moment, policy: passPolicy }).nullable(),
      keys: z.array(passKey),
      /** On duty for emergencies, in the order to be called. */
      duty: z.array(z.object({ name: z.string(), phone: z.string() })),
    }),
    pocket: true,
  }),
  /** The passes of a gate's areas, changes since a cursor; a line comes again whenever it changes. Ask until `more` is false. */
  passList: query({
    words: ['卡口通行证名单', 'The gate’s list of passes'],
    roles: atGates,
    input: z.object({ gateId: uuid, cursor, limit: z.int().min(1).max(5000).default(2000) }),
    output: z.object({ passes: z.array(passAtGate), cursor: z.string(), more: z.boolean() }),
  }),
  /** Crossings of the same passes and households, this gate's too; at most the last days that the measure looks at. */
  crossedSince: query({
    words: ['其他卡口的通行', 'Crossings at other gates'],
    roles: atGates,
    input: z.object({ gateId: uuid, cursor, limit: z.int().min(1).max(5000).default(2000) }),
    output: z.object({ crossings: z.array(elsewhere), cursor: z.string(), more: z.boolean() }),
  }),
  recordCrossings: command({
    words: ['记录通行', 'Record crossings'],
    roles: atGates,
    offline: true,
    input: z.object({ sentAt: moment, items: z.array(crossingFact).min(1).max(500) }),
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          known: z.boolean(),
          /** What the server would have said, knowing all it knows now. */
          light: lights.schema,
          because: z.array(reasons.schema),
        }),
      ),
    }),
  }),
  recordShift: command({
    words: ['记录上岗、在岗、下岗', 'Record a shift: begun, on duty, ended'],
    roles: atGates,
    offline: true,
    input: z.object({ sentAt: moment, items: z.array(shiftFact).min(1).max(200) }),
    output: acknowledged,
  }),
}

/** The same operations by themselves: a phone need not load what only desks ask. */
export const keepers = contract('gate', keeperOperations, {})
