/** Testing's nouns: rounds, sites, lanes, tubes, samples, who is due and who is missing. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { codes } from '../../platform/pure/codes.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { areaKinds, groups, idTypes, sexes, works } from '../register/model.ts'

export const roundStates = codes({ open: ['进行中', 'Open'], closed: ['已关闭', 'Closed'] })
export const siteKinds = codes({
  fixed: ['固定采样点', 'Fixed site'],
  mobile: ['流动采样车', 'Mobile van'],
  door: ['上门采样', 'At the door'],
})
export const exemptions = codes({
  away: ['不在本地', 'Away'],
  hospital: ['住院', 'In hospital'],
  bedridden: ['卧床需上门', 'Bedridden, to be visited'],
  infant: ['婴幼儿', 'Infant'],
  'tested-recently': ['近期已检', 'Tested recently'],
  contraindicated: ['医学上不宜', 'Medically unsuitable'],
  other: ['其他', 'Other'],
})
/** Why somebody is no longer on the due list although nobody exempted them. */
export const withdrawals = codes({
  'moved-out': ['已迁出', 'Moved out'],
  died: ['去世', 'Died'],
  'left-scope': ['不在本轮范围', 'Outside this round'],
  duplicate: ['重复登记', 'Registered twice'],
  mistake: ['登记有误', 'Registered by mistake'],
})
export const howTaken = codes({
  scan: ['扫码', 'Scanned'],
  typed: ['输入证件号', 'Number typed'],
  search: ['姓名地址', 'Name and address'],
  register: ['现场登记', 'Registered on the spot'],
  proxy: ['代登记', 'By proxy'],
})
export const doubts = codes({
  'not-due': ['不在应检名单', 'Not on the due list'],
  'already-tested': ['本轮已检', 'Already tested in this round'],
  'round-closed': ['轮次已关闭', 'The round was closed'],
  'clock-skewed': ['手机时间不准，已按服务器校正', 'The phone’s clock was off; corrected by the server’s'],
  'tube-overfull': ['超过混管人数', 'More heads than the tube’s pool'],
  'other-catchment': ['不属于本采样点片区', 'From outside the site’s catchment'],
  'unknown-person': ['底册中没有此人', 'Nobody of that id in the register'],
  'unknown-site': ['采样点不属于本轮', 'The site is not of this round'],
  'id-reused': ['编号重复，内容不同', 'The same id came with other contents'],
})
export const custodySteps = codes({
  packed: ['已封装', 'Packed'],
  'handed-over': ['已交接', 'Handed over'],
  'received-by-lab': ['实验室已收', 'Received by the lab'],
  returned: ['已退回', 'Returned'],
})
export const voidReasons = codes({
  'wrong-person': ['点错人', 'Wrong person'],
  'tube-broken': ['试管损坏', 'Tube broken'],
  'refused-after': ['登记后未采', 'Left before the swab'],
  'entered-twice': ['重复登记', 'Entered twice'],
})
export const contactWays = codes({ call: ['电话', 'Call'], door: ['敲门', 'Door-knock'] })
export const contactOutcomes = codes({
  'will-come': ['会来', 'Will come'],
  'tested-elsewhere': ['已在别处检', 'Tested elsewhere'],
  away: ['不在本地', 'Away'],
  refused: ['拒绝', 'Refused'],
  'wrong-number': ['号码有误', 'Wrong number'],
  'no-answer': ['无人应答', 'No answer'],
})
export const poolSizes = [1, 5, 10, 20] as const
export const poolSize = z.union([z.literal(1), z.literal(5), z.literal(10), z.literal(20)])

export const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole') }),
  z.object({ kind: z.literal('groups'), groups: z.array(groups.schema).min(1) }),
  z.object({ kind: z.literal('list'), residentIds: z.array(uuid).min(1).max(200_000) }),
])
export type Scope = z.infer<typeof scope>

export const siteDraft = z.object({
  id: uuid,
  path: areaPath,
  name: z.string().trim().min(1).max(60),
  kind: siteKinds.schema,
  lanes: z.int().min(1).max(60),
  poolSize,
  catchment: z.array(areaPath).min(1).max(200),
  opensAt: moment,
  closesAt: moment,
})
export const site = siteDraft.extend({ roundId: uuid })
export type Site = z.infer<typeof site>

/** Counts of persons. missing = due − tested; walk-ins are apart from all of them. */
export const figures = z.object({ due: z.int(), tested: z.int(), missing: z.int(), exempt: z.int(), walkIn: z.int() })
export type Figures = z.infer<typeof figures>

export const round = z.object({
  id: uuid,
  operationId: uuid,
  path: areaPath,
  areaName: z.string(),
  name: z.string(),
  scope: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('whole') }),
    z.object({ kind: z.literal('groups'), groups: z.array(groups.schema) }),
    z.object({ kind: z.literal('list'), people: z.int() }),
  ]),
  poolSize,
  opensAt: moment,
  closesAt: moment,
  state: roundStates.schema,
  openedAt: moment,
  closedAt: moment.nullable(),
  figures,
})
export type Round = z.infer<typeof round>

export const boardLine = figures.extend({ path: areaPath, kind: areaKinds.schema, name: z.string() })
export const laneLine = z.object({
  siteId: uuid,
  lane: z.int(),
  samples: z.int(),
  walkIn: z.int(),
  /** People in the last full 15 minutes, per hour. */
  perHour: z.number(),
  lastAt: moment.nullable(),
})

/** Narrows the list of the missing; all given conditions hold together. */
export const missingFilter = z.object({
  roundId: uuid,
  under: areaPath.optional(),
  text: z.string().trim().max(80).optional(),
  /** People of any of these groups. */
  groups: z.array(groups.schema).optional(),
  outcome: z.array(z.union([contactOutcomes.schema, z.literal('not-tried')])).optional(),
})

export const missingPerson = z.object({
  residentId: uuid,
  path: areaPath,
  name: z.string(),
  sex: sexes.schema.nullable(),
  age: z.int().nullable(),
  phoneMasked: z.string().nullable(),
  work: works.schema,
  groups: z.array(groups.schema),
  /** Whole address below the community, and its parts for a door list. */
  address: z.string(),
  building: z.string(),
  floor: z.int().nullable(),
  /** When to ring, in minutes of the Shanghai day [from, to) (call-time.ts), and why. */
  bestCall: z.object({ from: z.int(), to: z.int(), now: z.boolean(), because: z.tuple([z.string(), z.string()]) }),
  tries: z.int(),
  lastOutcome: contactOutcomes.schema.nullable(),
  lastTryAt: moment.nullable(),
})
export type MissingPerson = z.infer<typeof missingPerson>

/** One line of what a lane’s phone carries. */
export const pocketPerson = z.object({
  id: uuid,
  path: areaPath,
  name: z.string(),
  initials: z.string(),
  sex: sexes.schema.nullable(),
  birthYear: z.int().nullable(),
  /** First 16 hex digits of HMAC-SHA256(salt, identity number). */
  idKey: z.string().nullable(),
  phoneTail: z.string().nullable(),
  tested: z.boolean(),
  address: z.string().nullable(),
})

export const walkInPerson = z.object({
  name: z.string().trim().min(1).max(80),
  idType: idTypes.schema,
  idNumber: z.string().trim().max(40).nullable(),
  phone: z.string().trim().max(30).nullable(),
})

/** One swab, as the phone states it. Exactly one of residentId and walkIn. */
export const sampleFact = z
  .object({
    id: uuid,
    roundId: uuid,
    siteId: uuid,
    lane: z.int().min(1).max(60),
    tubeId: uuid,
    residentId: uuid.nullable(),
    walkIn: walkInPerson.nullable(),
    how: howTaken.schema,
    takenAt: moment,
  })
  .refine((s) => (s.residentId === null) !== (s.walkIn === null), { error: 'residentId or walkIn, not both' })
export type SampleFact = z.infer<typeof sampleFact>

export const tubeFact = z.object({
  id: uuid,
  roundId: uuid,
  siteId: uuid,
  lane: z.int().min(1).max(60),
  code: z.string().trim().min(1).max(40),
  poolSize,
  openedAt: moment,
  /** null while it is being filled; a later fact with the same id closes it. */
  closedAt: moment.nullable(),
  counted: z.int().min(0).max(60).nullable(),
})
export type TubeFact = z.infer<typeof tubeFact>

export const hourLine = z.object({ hour: moment, tested: z.int(), walkIn: z.int() })
export const report = z.object({
  roundId: uuid,
  madeAt: moment,
  final: z.boolean(),
  figures,
  byArea: z.array(boardLine),
  byHour: z.array(hourLine),
  /** Missing people by the last outcome of trying to reach them; 'not-tried' for nobody tried. */
  missingByOutcome: z.array(z.object({ outcome: z.string(), people: z.int() })),
  exemptByReason: z.array(z.object({ reason: z.string(), people: z.int() })),
  samples: z.int(),
  repeated: z.int(),
  voided: z.int(),
  /** Samples that arrived after the round was closed: not in a final report's figures, and counted on the board. */
  late: z.int(),
  tubes: z.object({ opened: z.int(), closed: z.int(), mismatched: z.int(), packed: z.int(), receivedByLab: z.int() }),
})
export type Report = z.infer<typeof report>

export const problems = defineProblems('testing', {
  roundClosed: [409, '本轮已经关闭', 'The round is closed'],
  operationEnded: [409, '行动已经结束，不能再开轮次', 'The operation has ended; no round can be opened in it'],
  hoursReversed: [422, '结束时间必须晚于开始时间', 'The end must lie after the start'],
  outsideOperation: [422, '轮次范围必须在行动范围之内', 'The round must lie within the operation’s area'],
  catchmentOutside: [422, '采样点的片区必须在轮次范围之内', 'A site’s catchment must lie within the round’s area'],
  siteOutside: [422, '采样点必须设在轮次范围之内', 'A site must stand within the round’s area'],
  siteHoursOutside: [422, '采样点的开放时间与轮次时间没有重叠', 'The site is not open while the round is'],
  nobodyDue: [422, '按这个范围没有人应检，请检查范围', 'Nobody would be due in this scope; check it'],
  notOnList: [404, '此人不在本轮名单上', 'This person is not on the round’s list'],
  unknownFact: [
    422,
    '轮次、采样点或人员不在本街道或不在您负责的范围内，这一条未记录',
    'The round, site or person is not of this sub-district or not in your area; this one was not recorded',
  ],
  alreadyTested: [409, '此人本轮已检，不需要免检', 'This person is tested already; no exemption is needed'],
})
