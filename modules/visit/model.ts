/** The room's nouns: vehicles, people who return, visitors, what waits at a hand-over point; and who a fact is about. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { nameText } from '../../platform/pure/fullwidth.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { directions, tenths } from '../gate/model.ts'
import { passNumber, passStandings } from '../pass/model.ts'
import { idTypes } from '../register/model.ts'

export const vehicleKinds = codes({
  car: ['小客车', 'Car'],
  truck: ['货车', 'Truck'],
  bus: ['客车', 'Bus'],
  motorcycle: ['摩托、电动车', 'Motorcycle'],
  ambulance: ['救护车', 'Ambulance'],
  fire: ['消防车', 'Fire engine'],
  other: ['其他', 'Other'],
})
export type VehicleKind = CodeOf<typeof vehicleKinds>
export const goods = codes({
  food: ['粮油菜肉', 'Food'],
  medicine: ['药品', 'Medicine'],
  medical: ['医疗物资', 'Medical supplies'],
  parcels: ['快递邮件', 'Parcels'],
  fuel: ['燃料', 'Fuel'],
  building: ['建材', 'Building material'],
  livestock: ['活禽活畜', 'Livestock'],
  moving: ['搬家', 'Moving house'],
  empty: ['空车', 'Empty'],
  other: ['其他', 'Other'],
})
export const belongings = codes({
  resident: ['居民车辆', 'A resident’s'],
  firm: ['单位车辆', 'A firm’s'],
  supply: ['保供车辆', 'Supplies'],
  official: ['公务车辆', 'Official'],
})
export const passings = codes({ passed: ['已通过', 'Passed'], 'turned-back': ['已劝返', 'Turned back'] })

/** Why a vehicle's verdict is what it is. */
export const vehicleReasons = codes({
  emergency: ['救护、消防车辆，立即放行', 'Ambulance or fire engine: let it through at once'],
  known: ['已登记车辆', 'A registered vehicle'],
  announced: ['今天已预约的来访车辆', 'A visitor announced for today'],
  ended: ['登记已到期', 'The registration is over'],
  withdrawn: ['登记已撤销', 'The registration was withdrawn'],
  'pass-over': ['登记时凭的通行证已失效', 'The pass that it was registered with is no longer valid'],
  elsewhere: ['登记了，但不是这里的', 'Registered, but not for here'],
  'announced-elsewhere': ['今天有预约，但不是来这里', 'Announced for today, but not for here'],
  unknown: ['没有登记过，请登记司机和去处', 'Not registered: note the driver and where they are going'],
  'no-plate': ['没有车牌，请登记司机', 'No plate: note the driver'],
})
export type VehicleReason = CodeOf<typeof vehicleReasons>

export const returneeSteps = codes({
  called: ['已电话联系', 'Phoned'],
  visited: ['已上门', 'Visited'],
  'no-answer': ['没联系上', 'Not reached'],
  joined: ['已并入底册', 'Joined to the register'],
  elsewhere: ['不住在本社区', 'Lives elsewhere'],
})
export type ReturneeStep = CodeOf<typeof returneeSteps>
/** Where somebody who returns stands; each is in one of them. */
export const returneeStandings = codes({
  waiting: ['待联系', 'To be contacted'],
  late: ['超过联系时限', 'Contact is late'],
  reached: ['已联系', 'Contacted'],
  joined: ['已并入底册', 'In the register'],
  elsewhere: ['不住在本社区', 'Lives elsewhere'],
})
export type ReturneeStanding = CodeOf<typeof returneeStandings>

export const purposes = codes({
  family: ['探亲访友', 'Family or friends'],
  care: ['照护看病', 'Care'],
  repair: ['维修', 'Repair'],
  moving: ['搬家', 'Moving house'],
  delivery: ['送货', 'Delivery'],
  work: ['公务、施工', 'Work'],
  other: ['其他', 'Other'],
})
export const visitWays = codes({
  page: ['住户自己预约', 'By the household'],
  desk: ['社区代为预约', 'By the community'],
  gate: ['到卡口登记', 'On arrival'],
})
export const visitSteps = codes({
  arrived: ['到达', 'Arrived'],
  left: ['离开', 'Left'],
  cancelled: ['取消', 'Called off'],
})
export const visitStandings = codes({
  expected: ['待到访', 'Expected'],
  inside: ['在访', 'Inside'],
  overdue: ['超时未离开', 'Overdue'],
  left: ['已离开', 'Left'],
  missed: ['没有来', 'Did not come'],
  cancelled: ['已取消', 'Called off'],
})
export type VisitStanding = CodeOf<typeof visitStandings>

export const factKinds = codes({
  vehicle: ['车辆', 'Vehicle'],
  queue: ['排队', 'Queue'],
  returnee: ['返回人员', 'Returnee'],
  'returnee-step': ['联系记录', 'Contact'],
  visit: ['来访', 'Visit'],
  'visit-step': ['到离', 'Arrival or leaving'],
  parcel: ['交接物品', 'Parcel'],
  pickup: ['取走', 'Pick-up'],
})
export const mistakes = codes({
  slip: ['手误', 'A slip'],
  twice: ['记了两次', 'Noted twice'],
  mistaken: ['认错了', 'Mistaken'],
})

export const parts = codes({
  driver: ['司机', 'Driver'],
  passenger: ['同车人', 'Passenger'],
  returnee: ['返回人员', 'Returnee'],
  visitor: ['来访人', 'Visitor'],
})
/** What the server notes beside a fact that it took. */
export const doubts = codes({
  'clock-skewed': ['手机时间不准，已按服务器更正', 'The phone’s clock was off; corrected by the server’s'],
  'unknown-place': ['不认识的卡口', 'A gate that the server does not know'],
  'unknown-home': ['住址不在本街道底册', 'The address is not in this sub-district’s register'],
  'unread-number': ['号码没认出，按原样保存', 'A number was not understood; kept as it was given'],
  'taken-by-other': ['另一位组员也说拿了，请核对', 'Somebody else of the squad says they took it too: look again'],
  'already-fetched': ['已经取走或送到了', 'It had been fetched already'],
})
export type Doubt = CodeOf<typeof doubts>

export const text = (most: number) => z.string().trim().min(1).max(most)

/** Somebody as they are taken down: whole numbers come in here and are never read back in one piece. A document is never demanded (H9). */
export const who = z.object({
  id: uuid,
  name: nameText(80),
  phone: z.string().trim().max(30).nullable(),
  idType: idTypes.schema,
  idNumber: z.string().trim().max(40).nullable(),
})
export type Who = z.infer<typeof who>
/** Somebody as a list shows them. */
export const person = z.object({
  id: uuid,
  part: parts.schema,
  name: z.string(),
  phoneMasked: z.string().nullable(),
  idType: idTypes.schema,
  idMasked: z.string().nullable(),
})
export type Person = z.infer<typeof person>

const origin = {
  /** A province by its code of GB/T 2260; null: not said, or abroad. */
  originCode: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  origin: text(60).nullable(),
}
/** What every fact says. */
export const fact = { id: uuid, operationId: uuid, at: moment }

export const vehicleFact = z.object({
  ...fact,
  placeId: uuid,
  direction: directions.schema,
  kind: vehicleKinds.schema,
  /** As typed: the server reads it again. Null: an ambulance that nobody stopped, or no plate at all. */
  plate: z.string().trim().min(1).max(30).nullable(),
  /** Where a foreign plate is from; null: a plate of the mainland. */
  country: text(40).nullable(),
  /** People in it, the driver among them. */
  aboard: z.int().min(0).max(200).nullable(),
  driver: who.nullable(),
  passengers: z.array(who).max(60),
  ...origin,
  goods: goods.schema.nullable(),
  temperature: tenths.nullable(),
  knownId: uuid.nullable(),
  /** A vehicle is let by or asked about; software never says stop. */
  light: z.enum(['go', 'ask']),
  outcome: passings.schema,
})
export type VehicleFact = z.infer<typeof vehicleFact>

export const queueFact = z.object({ ...fact, placeId: uuid, waiting: z.int().min(0).max(5000) })

export const returneeFact = z.object({
  ...fact,
  placeId: uuid.nullable(),
  who,
  /** The dwelling or community of the register; null: none was found. */
  path: areaPath.nullable(),
  /** In words, where it was not found. */
  home: text(120).nullable(),
  ...origin,
  leftOn: day.nullable(),
  people: z.int().min(1).max(50),
  /** They were shown or read what applies. */
  told: z.boolean(),
})
export type ReturneeFact = z.infer<typeof returneeFact>

const asked = {
  purpose: purposes.schema,
  people: z.int().min(1).max(50),
  plate: z.string().trim().min(1).max(30).nullable(),
  /** Hours that they may stay; what the place allows is the limit. */
  hours: z.int().min(1).max(72),
}
/** What a host says beforehand. */
export const announcement = z.object({ id: uuid, who, ...asked, expectedOn: day })
export type Announcement = z.infer<typeof announcement>

/** Somebody arrived, left, or will not come. `visit`: who nobody had announced, met here. */
export const visitStepFact = z.object({
  ...fact,
  visitId: uuid,
  step: visitSteps.schema,
  placeId: uuid.nullable(),
  visit: z
    .object({
      who,
      ...asked,
      path: areaPath.nullable(),
      /** Whom they visit, in words. */
      host: text(80).nullable(),
    })
    .nullable(),
})
export type VisitStepFact = z.infer<typeof visitStepFact>

export const correctionFact = z.object({ ...fact, factId: uuid, of: factKinds.schema, why: mistakes.schema })
export type CorrectionFact = z.infer<typeof correctionFact>

export const checkpoint = z.object({
  id: uuid,
  operationId: uuid,
  path: areaPath,
  name: z.string(),
  road: z.string().nullable(),
  open: z.boolean(),
})
export type Checkpoint = z.infer<typeof checkpoint>

export const knownVehicle = z.object({
  id: uuid,
  path: areaPath,
  plate: z.string(),
  belongs: belongings.schema,
  whose: z.string().nullable(),
  passNumber: passNumber.nullable(),
  /** The last day. */
  until: day,
})
export type KnownVehicle = z.infer<typeof knownVehicle>

/** A registration as a gate's phone carries it: with what decides whether it still holds, and where. */
export const knownAtGate = knownVehicle.extend({
  /** The name of the area that it is for. */
  where: z.string(),
  withdrawn: z.boolean(),
  /** The pass of `passNumber`; null: it names none, or there is no such pass any more. */
  pass: z.object({ standing: passStandings.schema, until: moment }).nullable(),
})
export type KnownAtGate = z.infer<typeof knownAtGate>

export const place = z.object({
  id: uuid,
  kind: z.enum(['gate', 'checkpoint']),
  path: areaPath,
  /** The areas that it leads into. */
  serves: z.array(areaPath),
  /** A checkpoint stands for one operation; a gate for whichever runs there. */
  operationId: uuid.nullable(),
  name: z.string(),
  /** A hand-over point stands there. */
  handover: z.boolean(),
})
export type Place = z.infer<typeof place>

/** A visit as a gate's phone carries it: a half-hidden name, to compare. */
export const visitAtGate = z.object({
  id: uuid,
  path: areaPath,
  /** Seven digits, the last a check digit. */
  number: z.string(),
  name: z.string(),
  phoneMasked: z.string().nullable(),
  host: z.string(),
  purpose: purposes.schema,
  people: z.int(),
  plate: z.string().nullable(),
  expectedOn: day,
  hours: z.int(),
  arrivedAt: moment.nullable(),
  leftAt: moment.nullable(),
  cancelledAt: moment.nullable(),
})
export type VisitAtGate = z.infer<typeof visitAtGate>

export const problems = defineProblems('visit', {
  noSuchKey: [404, '住户码无效，请核对或找网格员', 'This household key opens nothing; check it or ask the grid worker'],
  unknownFact: [422, '行动不存在或不在您的范围内', 'No such operation, or it is not in your area'],
  badPlate: [422, '车牌不对，请核对', 'The plate is not right; check it'],
  badArea: [422, '检查站属于街道或一个社区', 'A checkpoint belongs to the sub-district or to one community'],
  badDay: [422, '来访日期只能是今天起的 14 天内', 'A visit is announced for one of the next 14 days'],
  tooLong: [422, '超过这里允许的停留时间，请缩短', 'Longer than visitors may stay here; make it shorter'],
  tooManyVisits: [429, '这户今天预约的来访已满 10 次', 'This household has announced ten visits today already'],
  tooManyKeys: [429, '尝试次数过多，请 {minutes} 分钟后再试', 'Too many tries; try again in {minutes} minutes'],
  arrived: [409, '已经到访，不能取消', 'They have arrived; it can no longer be called off'],
  sayBasis: [422, '要告知的内容须写明是哪个决定', 'What is told needs the decision that it comes from'],
  alreadyJoined: [409, '此人已并入底册', 'This person is in the register already'],
  notElsewhere: [409, '住址不在您负责的范围内', 'The address is not in the area you answer for'],
  noPass: [422, '没有这个通行证，或它已失效', 'There is no such pass, or it is no longer valid'],
  already: [409, '这个车牌在这里已登记', 'This plate is registered here already'],
})
