/** What a phone at a gate or checkpoint carries and says; part of the room's contract. Everything said is a fact: never refused, never lost. */
import { z } from 'zod'
import { acknowledgedWith } from '../../platform/pure/acknowledged.ts'
import { areaPath } from '../../platform/pure/area.ts'
import { command, contract, query } from '../../platform/pure/contract.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { passPolicy } from '../pass/policy.ts'
import {
  correctionFact,
  doubts,
  knownAtGate,
  place,
  queueFact,
  returneeFact,
  vehicleFact,
  visitAtGate,
  visitStepFact,
} from './model.ts'
import { errand, errandFact, parcelAtPoint, parcelFact, pickupFact } from './parcel.ts'

const atGates = ['gate-keeper', 'grid-worker', 'leader', 'officer'] as const
/** Volunteers and posted people of the errand squad sign in with a crew's login. */
const onErrands = ['lane-crew', 'grid-worker', 'leader', 'officer'] as const
const facts = <T extends z.ZodType>(item: T) => z.object({ sentAt: moment, items: z.array(item).min(1).max(50) })
const taken = acknowledgedWith(doubts.schema)

/** What went by within the hour and what waits, at one place. */
export const flow = z.object({
  placeId: uuid,
  waiting: z.int().nullable(),
  notedAt: moment.nullable(),
  passed: z.int(),
  firstAt: moment.nullable(),
})
export const rules = z.object({
  visitHours: z.int(),
  contactHours: z.int(),
  /** What is told to those who return, and by which decision. */
  told: z.object({ text: z.string(), basis: z.string() }).nullable(),
})
export type Rules = z.infer<typeof rules>

export const fieldOperations = {
  pocket: query({
    words: ['卡口与检查站随身资料', 'What a phone carries to gates and checkpoints'],
    roles: atGates,
    input: z.object({}),
    output: z.object({
      now: moment,
      /** Those that run now; what is noted belongs to one of them (H7). */
      operations: z.array(z.object({ id: uuid, name: z.string(), path: areaPath, rules })),
      places: z.array(place),
      /** The measure in force at the gates; null: none. */
      policy: passPolicy.nullable(),
      known: z.array(knownAtGate),
      /** Expected today or later this week, and everybody who is inside. */
      visits: z.array(visitAtGate),
      parcels: z.array(parcelAtPoint),
      flows: z.array(flow),
    }),
    pocket: true,
  }),
  findHomes: query({
    words: ['按地址找住户', 'Find a dwelling by its address'],
    roles: atGates,
    input: z.object({ text: z.string().trim().min(1).max(80) }),
    output: z.object({ homes: z.array(z.object({ path: areaPath, address: z.string() })) }),
  }),
  recordVehicles: command({
    words: ['记录车辆', 'Record vehicles'],
    roles: atGates,
    offline: true,
    input: facts(vehicleFact),
    output: taken,
  }),
  recordQueues: command({
    words: ['记录排队车辆数', 'Record cars waiting'],
    roles: atGates,
    offline: true,
    input: facts(queueFact),
    output: taken,
  }),
  recordReturnees: command({
    words: ['登记返回人员', 'Record people who return'],
    roles: atGates,
    offline: true,
    input: facts(returneeFact),
    output: taken,
  }),
  recordVisits: command({
    words: ['记录来访到离', 'Record visitors arriving and leaving'],
    roles: atGates,
    offline: true,
    input: facts(visitStepFact),
    output: taken,
  }),
  recordParcels: command({
    words: ['记录交接物品', 'Record what is handed over'],
    roles: atGates,
    offline: true,
    input: facts(parcelFact),
    output: taken,
  }),
  recordPickups: command({
    words: ['记录取走', 'Record pick-ups'],
    roles: atGates,
    offline: true,
    input: facts(pickupFact),
    output: taken,
  }),
  errands: query({
    words: ['待送与在送的物品', 'What waits to be carried, and what one carries'],
    roles: onErrands,
    input: z.object({}),
    output: z.object({ errands: z.array(errand) }),
    pocket: true,
  }),
  recordErrands: command({
    words: ['记录代取送', 'Record errands'],
    roles: onErrands,
    offline: true,
    input: facts(errandFact),
    output: taken,
  }),
  takeBack: command({
    words: ['撤回记录', 'Take a record back'],
    roles: atGates,
    offline: true,
    input: facts(correctionFact),
    output: taken,
  }),
}

/** The same operations by themselves: a phone need not load what only desks ask. */
export const noting = contract('visit', fieldOperations, {})
