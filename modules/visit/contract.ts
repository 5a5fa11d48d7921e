/**
 * What may be asked of visits and vehicles, and what may be heard from them. `openHost`, `announce` and `callOff` need no session: the
 * household's key opens them, as on its own page.
 */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { nameText } from '../../platform/pure/fullwidth.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { passNumber } from '../pass/model.ts'
import { relations, residences, revealPurposes, tenancies } from '../register/model.ts'
import { fieldOperations, flow, rules } from './field-contract.ts'
import {
  announcement,
  belongings,
  checkpoint,
  factKinds,
  goods,
  knownVehicle,
  passings,
  person,
  purposes,
  returneeStandings,
  returneeSteps,
  vehicleKinds,
  visitStandings,
  visitWays,
} from './model.ts'
import { errandSteps, parcelAtPoint, parcelStandings } from './parcel.ts'
import { plateKinds } from './plate.ts'
import { directions } from '../gate/model.ts'

const leaders = ['officer', 'leader'] as const
const keepers = ['officer', 'leader', 'grid-worker'] as const
const watchers = ['officer', 'leader', 'grid-worker', 'superior'] as const

const page = { after: z.string().max(120).optional(), limit: z.int().min(1).max(200).default(50) }
const paged = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), total: z.int(), next: z.string().nullable() })
const within = { operationId: uuid, under: areaPath.optional() }
const purpose = z.string().trim().min(2).max(200)
const lang = z.enum(['zh', 'en']).default('zh')

const vehicleFilter = z.object({
  ...within,
  placeId: uuid.optional(),
  direction: directions.schema.optional(),
  outcome: passings.schema.optional(),
  /** Any part of a plate. */
  text: z.string().trim().max(20).optional(),
  day: day.optional(),
})
export const vehicleLine = z.object({
  id: uuid,
  path: areaPath,
  place: z.string(),
  direction: directions.schema,
  kind: vehicleKinds.schema,
  plate: z.string().nullable(),
  plateKind: plateKinds.schema,
  country: z.string().nullable(),
  aboard: z.int().nullable(),
  originCode: z.string().nullable(),
  origin: z.string().nullable(),
  goods: goods.schema.nullable(),
  /** tenths of a degree Celsius */
  temperature: z.int().nullable(),
  light: z.enum(['go', 'ask']),
  outcome: passings.schema,
  at: moment,
  people: z.array(person),
})
export type VehicleLine = z.infer<typeof vehicleLine>

const returneeFilter = z.object({ ...within, standings: z.array(returneeStandings.schema).optional() })
export const returneeLine = z.object({
  id: uuid,
  path: areaPath,
  /** The address of the register, else what they said. */
  home: z.string(),
  /** The address stands in the register. */
  found: z.boolean(),
  place: z.string(),
  originCode: z.string().nullable(),
  origin: z.string().nullable(),
  leftOn: day.nullable(),
  people: z.int(),
  told: z.boolean(),
  metAt: moment,
  contactBy: moment,
  standing: returneeStandings.schema,
  tries: z.int(),
  residentId: uuid.nullable(),
  who: person.nullable(),
})
export type ReturneeLine = z.infer<typeof returneeLine>

const visitFilter = z.object({ ...within, standings: z.array(visitStandings.schema).optional() })
export const visitLine = z.object({
  id: uuid,
  path: areaPath,
  number: z.string(),
  host: z.string(),
  purpose: purposes.schema,
  people: z.int(),
  plate: z.string().nullable(),
  expectedOn: day,
  hours: z.int(),
  via: visitWays.schema,
  arrivedAt: moment.nullable(),
  leftAt: moment.nullable(),
  /** When they should have left. */
  dueAt: moment.nullable(),
  standing: visitStandings.schema,
  who: person.nullable(),
})
export type VisitLine = z.infer<typeof visitLine>

export const parcelLine = parcelAtPoint.extend({
  place: z.string(),
  /** Who of the squad says that they have or had it, the first first; null: a name that is not the asker's to know. */
  takers: z.array(z.string().nullable()),
})
export type ParcelLine = z.infer<typeof parcelLine>

const householdKey = z.string().trim().min(1).max(60)
export const hostVisit = z.object({
  id: uuid,
  number: z.string(),
  name: z.string(),
  purpose: purposes.schema,
  people: z.int(),
  expectedOn: day,
  hours: z.int(),
  standing: visitStandings.schema,
})
export type HostVisit = z.infer<typeof hostVisit>

export const visiting = contract(
  'visit',
  {
    ...fieldOperations,
    figures: query({
      words: ['来访与车辆：现在怎样', 'Visits and vehicles: how it stands'],
      roles: watchers,
      input: z.object(within),
      output: z.object({
        now: moment,
        /** Today, by the Shanghai day. */
        vehicles: z.object({ in: z.int(), out: z.int(), turnedBack: z.int() }),
        returnees: z.object({ today: z.int(), waiting: z.int(), late: z.int() }),
        visits: z.object({ expected: z.int(), inside: z.int(), overdue: z.int() }),
        parcels: z.object({
          /** On the shelf; with the squad they no longer wait. */
          waiting: z.int(),
          medicine: z.int(),
          oldest: moment.nullable(),
          taken: z.int(),
          today: z.int(),
          picked: z.int(),
        }),
        flows: z.array(flow.extend({ name: z.string() })),
      }),
    }),
    vehicles: query({
      words: ['经过的车辆', 'Vehicles that passed'],
      roles: keepers,
      input: vehicleFilter.extend(page),
      output: paged(vehicleLine),
    }),
    exportVehicles: command({
      words: ['导出车辆记录', 'Export vehicles'],
      roles: keepers,
      input: vehicleFilter.extend({ purpose, lang }),
      output: z.object({ fileId: uuid }),
    }),
    returnees: query({
      words: ['返回人员', 'People who return'],
      roles: keepers,
      input: returneeFilter.extend(page),
      output: paged(returneeLine),
    }),
    noteReturnee: command({
      words: ['记录联系返回人员', 'Note a contact with somebody who returns'],
      roles: keepers,
      input: z.object({ id: uuid, returneeId: uuid, step: z.enum(['called', 'visited', 'no-answer', 'elsewhere']) }),
      output: z.object({}),
    }),
    sameAsReturnee: query({
      words: ['底册里可能是同一个人', 'Who in the register may be the same'],
      roles: keepers,
      input: z.object({ returneeId: uuid }),
      output: z.object({ people: z.array(z.object({ id: uuid, name: z.string(), address: z.string() })) }),
    }),
    /** `residentId` of somebody who stands there already, or a new id and what the register asks. Nobody is restricted by it (H6). */
    joinReturnee: command({
      words: ['把返回人员并入底册', 'Join somebody who returns to the register'],
      roles: keepers,
      input: z.object({
        id: uuid,
        returneeId: uuid,
        residentId: uuid,
        fresh: z
          .object({
            path: areaPath,
            residence: residences.schema,
            tenancy: tenancies.schema,
            relation: relations.schema,
          })
          .nullable(),
      }),
      output: z.object({}),
    }),
    visits: query({
      words: ['来访', 'Visits'],
      roles: keepers,
      input: visitFilter.extend(page),
      output: paged(visitLine),
    }),
    announceVisit: command({
      words: ['代住户预约来访', 'Announce a visit for a household'],
      roles: keepers,
      input: announcement.extend({ operationId: uuid, path: areaPath }),
      output: z.object({ number: z.string() }),
    }),
    callOffVisit: command({
      words: ['取消来访', 'Call a visit off'],
      roles: keepers,
      input: z.object({ id: uuid, visitId: uuid }),
      output: z.object({}),
    }),
    parcels: query({
      words: ['交接点物品', 'What waits at hand-over points'],
      roles: keepers,
      input: z.object({ ...within, standing: parcelStandings.schema.default('waiting'), ...page }),
      output: paged(parcelLine),
    }),
    checkpoints: query({
      words: ['检查站', 'Checkpoints'],
      roles: watchers,
      input: z.object({ operationId: uuid }),
      output: z.object({ checkpoints: z.array(checkpoint) }),
    }),
    openCheckpoint: command({
      words: ['设立检查站', 'Set up a checkpoint'],
      roles: leaders,
      input: z.object({
        id: uuid,
        operationId: uuid,
        path: areaPath,
        name: nameText(60),
        road: z.string().trim().min(1).max(80).nullable(),
      }),
      output: z.object({}),
    }),
    closeCheckpoint: command({
      words: ['撤除检查站', 'Take a checkpoint down'],
      roles: leaders,
      input: z.object({ checkpointId: uuid }),
      output: z.object({}),
    }),
    rules: query({
      words: ['来访与返回的规定', 'Rules for visitors and returnees'],
      roles: watchers,
      input: z.object({ operationId: uuid, path: areaPath }),
      output: rules,
    }),
    setRules: command({
      words: ['设定来访与返回的规定', 'Set rules for visitors and returnees'],
      roles: leaders,
      input: z.object({
        id: uuid,
        operationId: uuid,
        path: areaPath,
        visitHours: z.int().min(1).max(72),
        contactHours: z.int().min(1).max(72),
        told: z.string().trim().min(2).max(600).nullable(),
        basis: z.string().trim().min(2).max(200).nullable(),
      }),
      output: z.object({}),
    }),
    knownVehicles: query({
      words: ['已登记车辆', 'Registered vehicles'],
      roles: keepers,
      input: z.object({ ...within, text: z.string().trim().max(20).optional(), ...page }),
      output: paged(knownVehicle.extend({ where: z.string() })),
    }),
    registerVehicle: command({
      words: ['登记车辆', 'Register a vehicle'],
      roles: keepers,
      input: z.object({
        id: uuid,
        operationId: uuid,
        path: areaPath,
        plate: z.string().trim().min(1).max(30),
        /** Where a foreign plate is from. */
        country: z.string().trim().min(1).max(40).nullable(),
        belongs: belongings.schema,
        whose: z.string().trim().min(1).max(60).nullable(),
        passNumber: passNumber.nullable(),
        until: day,
      }),
      output: z.object({ plate: z.string() }),
    }),
    endVehicle: command({
      words: ['撤销车辆登记', 'End a vehicle’s registration'],
      roles: keepers,
      input: z.object({ vehicleId: uuid }),
      output: z.object({}),
    }),
    reveal: command({
      words: ['查看完整号码（记录在案）', 'Show a full number (on record)'],
      roles: keepers,
      input: z.object({ personId: uuid, field: z.enum(['phone', 'id-number']), purpose: revealPurposes.schema }),
      output: z.object({ value: z.string().nullable() }),
    }),

    openHost: query({
      words: ['住户：我家的来访', 'Household: our visitors'],
      roles: 'anyone',
      input: z.object({ key: householdKey }),
      output: z.object({ today: day, mostHours: z.int(), visits: z.array(hostVisit) }),
    }),
    announce: command({
      words: ['住户：预约来访', 'Household: announce a visitor'],
      roles: 'anyone',
      input: z.object({ key: householdKey, item: announcement }),
      output: z.object({ known: z.boolean() }),
    }),
    callOff: command({
      words: ['住户：取消来访', 'Household: call a visit off'],
      roles: 'anyone',
      input: z.object({ key: householdKey, visitId: uuid }),
      output: z.object({}),
    }),
  },
  {
    vehiclesPassed: event({
      words: ['车辆经过', 'Vehicles passed'],
      data: z.object({ placeId: uuid, count: z.int() }),
    }),
    queueNoted: event({
      words: ['记录排队车辆', 'Cars waiting noted'],
      data: z.object({ placeId: uuid, waiting: z.int() }),
    }),
    returneeMet: event({ words: ['登记返回人员', 'Somebody returned'], data: z.object({ returneeId: uuid }) }),
    returneeNoted: event({
      words: ['联系返回人员', 'Contact with somebody who returned'],
      data: z.object({ returneeId: uuid, step: returneeSteps.schema, residentId: uuid.optional() }),
    }),
    announced: event({
      words: ['预约来访', 'Visit announced'],
      data: z.object({ visitId: uuid, via: visitWays.schema }),
    }),
    arrived: event({ words: ['来访人到达', 'Visitor arrived'], data: z.object({ visitId: uuid }) }),
    left: event({ words: ['来访人离开', 'Visitor left'], data: z.object({ visitId: uuid }) }),
    overdue: event({ words: ['来访超时未离开', 'Visitor past their time'], data: z.object({ visitId: uuid }) }),
    calledOff: event({ words: ['取消来访', 'Visit called off'], data: z.object({ visitId: uuid }) }),
    parcelNoted: event({
      words: ['交接物品入架', 'Something left at a hand-over point'],
      data: z.object({ parcelId: uuid }),
    }),
    parcelPicked: event({
      words: ['交接物品取走', 'Something picked up'],
      data: z.object({ parcelId: uuid, how: z.string() }),
    }),
    errandNoted: event({
      words: ['跑腿队取送物品', 'The errand squad and a parcel'],
      data: z.object({ parcelId: uuid, step: errandSteps.schema }),
    }),
    takenBack: event({
      words: ['撤回记录', 'A record taken back'],
      data: z.object({ factId: uuid, of: factKinds.schema, why: z.string() }),
    }),
    checkpointOpened: event({ words: ['设立检查站', 'Checkpoint set up'], data: z.object({ checkpointId: uuid }) }),
    checkpointClosed: event({ words: ['撤除检查站', 'Checkpoint taken down'], data: z.object({ checkpointId: uuid }) }),
    rulesSet: event({
      words: ['设定来访与返回的规定', 'Rules for visitors and returnees set'],
      data: z.object({ rulesId: uuid }),
    }),
    vehicleRegistered: event({ words: ['登记车辆', 'Vehicle registered'], data: z.object({ vehicleId: uuid }) }),
    vehicleEnded: event({
      words: ['撤销车辆登记', 'Vehicle’s registration ended'],
      data: z.object({ vehicleId: uuid }),
    }),
    numberRevealed: event({
      words: ['查看来访登记完整号码', 'Full number of a visit shown'],
      data: z.object({ personId: uuid, field: z.string(), purpose: z.string() }),
    }),
  },
)
