/** What the desk asks of gates and says to them; part of the room's contract. Names are masked throughout; a person's ways are shown for a stated purpose only. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { command, query } from '../../platform/pure/contract.ts'
import { nameText } from '../../platform/pure/fullwidth.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { passNumber } from '../pass/model.ts'
import {
  alertKinds,
  directions,
  doubts,
  gate,
  lights,
  means,
  outcomes,
  reasons,
  searchPurposes,
  ways,
} from './model.ts'

const watchers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const leaders = ['officer', 'leader'] as const
const under = z.object({ under: areaPath.optional() })

export const gateOnRecord = gate.extend({ version: z.int() })
const keyHolder = z.object({ name: nameText(60), phone: z.string().trim().min(3).max(30) }).nullable()

const counts = {
  ins: z.int(),
  outs: z.int(),
  turnedBack: z.int(),
  quietPlace: z.int(),
  asked: z.int(),
  stopped: z.int(),
}
export const gateHour = z.object({ gateId: uuid, hour: moment, ...counts, medical: z.int(), differing: z.int() })

/** A crossing that somebody should look at: not a way of a person, but what was said at a gate. */
export const remarked = z.object({
  id: uuid,
  gateId: uuid,
  at: moment,
  direction: directions.schema,
  means: means.schema,
  way: ways.schema,
  light: lights.schema,
  because: z.array(reasons.schema),
  serverLight: lights.schema,
  serverBecause: z.array(reasons.schema),
  outcome: outcomes.schema,
  doubts: z.array(doubts.schema),
  /** null: without a pass, or the pass is unknown */
  number: passNumber.nullable(),
  name: z.string().nullable(),
})
export const alert = z.object({
  id: uuid,
  kind: alertKinds.schema,
  gateId: uuid,
  path: areaPath,
  at: moment,
  seenAt: moment.nullable(),
  /** Whoever took it up. */
  seenBy: z.string().nullable(),
})
export const shiftOnRecord = z.object({
  shiftId: uuid,
  gateId: uuid,
  keeper: z.string().nullable(),
  beganAt: moment.nullable(),
  /** When its phone was last heard of by a beat, and how many it had counted by then. */
  lastBeat: moment.nullable(),
  endedAt: moment.nullable(),
  made: z.int(),
  arrived: z.int(),
  /** Numbers up to `made` that never came, as ranges. */
  gaps: z.array(z.tuple([z.int(), z.int()])),
  missing: z.int(),
  /** What a phone that fell silent may have made after its last beat, at the busiest pace of its own shift; null: it ended its shift. */
  mostAfter: z.int().nullable(),
})

export const deskOperations = {
  gates: query({
    words: ['卡口', 'Gates'],
    roles: watchers,
    input: under,
    output: z.object({ gates: z.array(gateOnRecord) }),
  }),
  /** Adds a gate or corrects one; refused when an area would be left without an opened exit. */
  setGate: command({
    words: ['登记或更正卡口', 'Set a gate'],
    roles: leaders,
    input: gate.extend({ name: nameText(60), keyHolder, version: z.int().nullable() }),
    output: gateOnRecord,
  }),
  /** A plan for several gates: taken as a whole or refused as a whole. */
  changeGates: command({
    words: ['调整卡口开闭', 'Change which gates are open'],
    roles: leaders,
    input: z.object({
      changes: z
        .array(gate.pick({ id: true, state: true, hours: true }).extend({ keyHolder, version: z.int() }))
        .min(1)
        .max(300),
    }),
    output: z.object({ gates: z.array(gateOnRecord) }),
  }),

  board: query({
    words: ['卡口实况', 'Gates now'],
    roles: watchers,
    input: under,
    output: z.object({
      /** Today, in Shanghai: per gate and hour. */
      hours: z.array(gateHour),
      onDuty: z.int(),
      /** Begun, not ended, and not heard of for ten minutes. */
      silent: z.int(),
      openAlerts: z.int(),
    }),
  }),
  remarks: query({
    words: ['未放行与判断不一致', 'Not let through, and judged otherwise'],
    roles: leaders,
    input: under.extend({ of: z.enum(['refused', 'different']), after: z.string().max(80).optional() }),
    output: z.object({ rows: z.array(remarked), next: z.string().nullable() }),
  }),
  outside: query({
    words: ['超时未归', 'Outside past their time'],
    roles: leaders,
    input: under,
    output: z.object({
      rows: z.array(
        z.object({
          passId: uuid,
          number: passNumber.nullable(),
          name: z.string().nullable(),
          gateId: uuid,
          since: moment,
          hours: z.number(),
        }),
      ),
    }),
  }),
  /** Households of which more went out than the order lets: two gates without network cannot know of each other. Nobody is punished by it. */
  households: query({
    words: ['同户多人外出', 'Households of which more went out'],
    roles: leaders,
    input: under,
    output: z.object({
      rows: z.array(
        z.object({
          household: z.string(),
          people: z.int(),
          days: z.int(),
          outings: z.array(
            z.object({
              id: uuid,
              gateId: uuid,
              at: moment,
              number: passNumber.nullable(),
              name: z.string().nullable(),
            }),
          ),
        }),
      ),
    }),
  }),
  alerts: query({
    words: ['卡口警报', 'Alerts from gates'],
    roles: leaders,
    input: under,
    output: z.object({ rows: z.array(alert) }),
  }),
  seeAlert: command({
    words: ['接手警报', 'Take up an alert'],
    roles: leaders,
    input: z.object({ id: uuid, kind: alertKinds.schema }),
    output: z.object({}),
  }),
  shifts: query({
    words: ['值守人员与手机', 'Keepers and their phones'],
    roles: leaders,
    input: under,
    output: z.object({ rows: z.array(shiftOnRecord) }),
  }),
  /** On the ledger: who asked, for what, of which gate and time, and how many it showed. */
  passedHere: command({
    words: ['查询谁经过（记录在案）', 'Who passed here (on record)'],
    roles: leaders,
    input: z
      .object({ gateId: uuid, from: moment, until: moment, purpose: searchPurposes.schema })
      .refine(
        ({ from, until }) =>
          Date.parse(from) < Date.parse(until) && Date.parse(until) - Date.parse(from) <= 6 * 3600_000,
        {
          error: 'at most six hours',
          path: ['until'],
        },
      ),
    output: z.object({
      rows: z.array(
        z.object({
          id: uuid,
          at: moment,
          direction: directions.schema,
          way: ways.schema,
          outcome: outcomes.schema,
          number: passNumber.nullable(),
          name: z.string().nullable(),
        }),
      ),
    }),
  }),
  exportPassed: command({
    words: ['导出谁经过（记录在案）', 'Export who passed here (on record)'],
    roles: leaders,
    input: z
      .object({
        gateId: uuid,
        from: moment,
        until: moment,
        purpose: z.string().trim().min(2).max(200),
        lang: z.enum(['zh', 'en']).default('zh'),
      })
      .refine(
        ({ from, until }) =>
          Date.parse(from) < Date.parse(until) && Date.parse(until) - Date.parse(from) <= 6 * 3600_000,
        {
          error: 'at most six hours',
          path: ['until'],
        },
      ),
    output: z.object({ fileId: uuid }),
  }),
}
export type GateOnRecord = z.infer<typeof gateOnRecord>
export type GateHour = z.infer<typeof gateHour>
export type Remarked = z.infer<typeof remarked>
export type Alert = z.infer<typeof alert>
export type ShiftOnRecord = z.infer<typeof shiftOnRecord>
