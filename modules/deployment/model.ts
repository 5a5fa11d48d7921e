/** The room's nouns: places, posts, who stands on them, drafts with their reasons, groups, briefings and certificates. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { blocks } from './eligible.ts'
import { nearnesses } from './nearness.ts'

export const hows = codes({
  proposed: ['按建议', 'As proposed'],
  pinned: ['指定', 'Pinned'],
  'by-hand': ['人工安排', 'Put by hand'],
})
export type How = CodeOf<typeof hows>
export const offReasons = codes({
  moved: ['调到别的岗位', 'Moved to another post'],
  ill: ['生病或隔离', 'Ill or quarantined'],
  'stood-in': ['有人顶班', 'Somebody stands in'],
  'not-needed': ['不再需要', 'Not needed any more'],
  mistake: ['登记有误', 'Entered by mistake'],
})
export const partyKinds = codes({
  branch: ['临时党支部', 'Temporary party branch'],
  'work-group': ['工作组', 'Work group'],
})

/** Why a seat of a draft cannot be published any more. */
export const refusals = codes({
  twice: ['同一时间已在别的岗位', 'stands elsewhere at that time'],
  'no-post': ['岗位已取消', 'the post was closed'],
  'no-person': ['已不在名册', 'is not on the roster any more'],
  'not-fit': [
    '志愿者还没有登记保险，或没有标记可上有风险的岗位',
    'a volunteer whose insurance, or fitness for risky posts, is not noted',
  ],
})

const skillNeed = z.object({ skill: z.string().trim().min(1).max(20), least: z.int().min(1).max(500) })

export const placeDraft = z.object({
  id: uuid,
  path: areaPath,
  name: z.string().trim().min(1).max(80),
  address: z.string().trim().max(200).default(''),
  /** Whom people report to there. */
  contactName: z.string().trim().max(60).default(''),
  /** Of the office; everybody placed is told it. */
  contactPhone: z
    .string()
    .trim()
    .regex(/^[0-9+ -]{0,20}$/)
    .default(''),
})
export const place = placeDraft.extend({ areaName: z.string(), version: z.int() })
export type Place = z.infer<typeof place>

const postFields = {
  placeId: uuid,
  task: z.string().trim().min(1).max(120),
  startsAt: moment,
  /** At most 24 hours after the start. */
  endsAt: moment,
  needed: z.int().min(1).max(500),
  skills: z.array(skillNeed).max(10).default([]),
  risky: z.boolean().default(false),
  bring: z.string().trim().max(300).default(''),
  /** '' for the place's contact. */
  reportsTo: z.string().trim().max(60).default(''),
}
export const postDraft = z.object({ id: uuid, ...postFields })
export const post = z.object({ id: uuid, ...postFields, night: z.boolean(), version: z.int() })
export type Post = z.infer<typeof post>

/** Somebody as the desk shows them. */
export const someone = z.object({
  personId: uuid,
  name: z.string(),
  department: z.string(),
  phoneMasked: z.string().nullable(),
  skills: z.array(z.string()),
  partyMember: z.boolean(),
})
export type Someone = z.infer<typeof someone>

export const seat = someone.extend({
  placementId: uuid,
  how: hows.schema,
  /** Every briefing that holds for this post was read and confirmed; null where there is none. */
  confirmed: z.boolean().nullable(),
  cameAt: moment.nullable(),
  leftAt: moment.nullable(),
  /** Of the line that noted it, to take it back. */
  presenceId: uuid.nullable(),
  /** A volunteer who has withdrawn since, and has not come. */
  withdrew: z.boolean(),
})
export type Seat = z.infer<typeof seat>

export const because = z.object({
  nearness: nearnesses.schema,
  /** Asked for by the post and held. */
  skills: z.array(z.string()),
  /** With service, of the 7 days before. */
  recentDays: z.int(),
  /** In the 7 days up to and with this shift. */
  hours: z.number(),
  /** Rules that a pinned seat breaks; of a proposed one always empty. */
  against: z.array(blocks.schema),
})
export type Because = z.infer<typeof because>

export const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), personId: uuid, fromPostId: uuid }),
  z.object({ kind: z.literal('rule'), rule: blocks.schema, people: z.int() }),
  z.object({ kind: z.literal('more'), skill: z.string().nullable() }),
])
export type Change = z.infer<typeof change>
export const shortfall = z.object({
  postId: uuid,
  missing: z.int(),
  skills: z.array(z.object({ skill: z.string(), missing: z.int() })),
  /** People whom this alone keeps away. */
  blocked: z.array(z.object({ block: blocks.schema, people: z.int() })),
  change,
})
export type Shortfall = z.infer<typeof shortfall>

export const solvings = codes({
  best: ['已证明最优', 'Shown to be the best'],
  'time-up': ['到时停止，取当时最好的', 'Stopped by time: the best found until then'],
  greedy: ['求解器出错，按先后逐个安排，未必最优', 'The solver failed: filled one by one, which may not be the best'],
})
export const outcome = z.object({
  how: solvings.schema,
  /** Looked at, and free to be placed. */
  people: z.int(),
  shortfalls: z.array(shortfall),
})
export type Outcome = z.infer<typeof outcome>

export const draftSeat = someone.extend({ postId: uuid, pinned: z.boolean(), because })
export type DraftSeat = z.infer<typeof draftSeat>
export const draft = z.object({
  id: uuid,
  fromDay: day,
  toDay: day,
  version: z.int(),
  outcome,
  madeAt: moment,
  seats: z.array(draftSeat),
})
export type Draft = z.infer<typeof draft>

export const partyDraft = z.object({
  id: uuid,
  operationId: uuid,
  placeId: uuid.nullable(),
  name: z.string().trim().min(1).max(80),
  kind: partyKinds.schema,
  leaderId: uuid,
  /** Of a branch only. */
  secretaryId: uuid.nullable().default(null),
  /** The leader and the secretary belong to it without being named here. */
  members: z.array(uuid).max(300),
})

/** Crockford's base 32, 16 characters, the last a check. */
export const certificateNumber = z.string().trim().min(8).max(40)
export const certificateFigures = z.object({
  fromDay: day,
  toDay: day,
  days: z.int(),
  hours: z.number(),
  nights: z.int(),
})

export const problems = defineProblems('deployment', {
  ended: [409, '行动已经结束', 'The operation has ended'],
  badListArea: [422, '名单的范围是街道或一个社区', 'A list is of the sub-district or of one community'],
  notOpened: [409, '请先说明名单属于哪个行动', 'Say first which operation the list belongs to'],
  outside: [422, '地点不在本行动范围内', 'The place lies outside the operation'],
  badTimes: [422, '班次要先开始后结束，最长 24 小时', 'A shift must end after it begins, at most 24 hours later'],
  tooManySkills: [422, '技能人数不能超过需要的人数', 'More of a skill are asked for than people'],
  peopleThere: [409, '还有人在这个岗位上，请先调走', 'People stand on this post; move them first'],
  postsThere: [409, '地点还有岗位，请先取消', 'The place still has posts; close them first'],
  noPosts: [422, '这几天还没有要人的岗位', 'No post needs anybody on these days'],
  noPeople: [422, '还没有登记到场的人', 'Nobody is noted as at hand'],
  changed: [409, '别人刚改过，请看看再改', 'Somebody changed this a moment ago; look again'],
  draftElsewhere: [409, '已有一份正在编排的方案', 'A draft is being worked on already'],
  published: [409, '这份方案已经发布或作废', 'This draft was published or dropped already'],
  emptyDraft: [409, '方案里还没有人', 'Nobody is in the draft'],
  twice: [409, '同一时间已在别的岗位', 'Stands on another post at that time'],
  noPost: [409, '岗位已取消或不在您的范围', 'The post was closed or is not in your area'],
  noPerson: [409, '名册里没有此人，或已离开', 'Nobody of that kind is on the roster'],
  notFit: [
    409,
    '志愿者要先登记保险并标记可上有风险的岗位，才能上这个岗',
    'This post is risky: note the volunteer’s insurance and mark them fit first',
  ],
  noPlacement: [409, '此人已不在这个岗位', 'They do not stand on this post any more'],
  started: [409, '此人已到岗，请登记离岗', 'They have come already; note their leaving instead'],
  notCome: [409, '先登记到岗', 'Note their coming first'],
  badWhen: [422, '离岗要在到岗之后，最长 24 小时', 'Leaving must follow coming, within 24 hours'],
  leftAlready: [409, '先撤销离岗', 'Take back the leaving first'],
  noSecretary: [422, '临时党支部要有书记，且是党员', 'A party branch needs a secretary who is a party member'],
  noSuchKey: [404, '链接无效或行动已结束，请向联络员要新的', 'This link opens nothing; ask your contact for a new one'],
  notYours: [409, '须知已有新版本，请刷新', 'There is a newer briefing; look again'],
  noService: [422, '这段时间没有服务记录', 'There is no service in this time'],
  tooManyNumbers: [
    429,
    '查得太多了，请过 {minutes} 分钟再试',
    'Too many numbers were tried; try again in {minutes} minutes',
  ],
})
