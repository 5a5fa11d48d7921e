/** The room's nouns: a call for volunteers, somebody who comes forward, what insures them, and this room's problems. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'

export const shifts = codes({
  morning: ['上午', 'Morning'],
  afternoon: ['下午', 'Afternoon'],
  evening: ['晚上', 'Evening'],
  night: ['夜间', 'Night'],
})
export const ways = codes({
  page: ['自己报名', 'Signed up'],
  desk: ['代为登记', 'Entered for them'],
  came: ['自己来的', 'Came by themselves'],
})
export const insuranceKinds = codes({
  policy: ['有保单', 'Has a policy'],
  street: ['街道统一投保', 'Covered by the street'],
  none: ['没有保险', 'Not insured'],
})
/** Where somebody stands; each is in one of them. */
export const standings = codes({
  waiting: ['待安排', 'To be welcomed'],
  placed: ['已安排', 'Placed'],
  came: ['已到场', 'Came'],
  withdrawn: ['已退出', 'Withdrew'],
})
export type Standing = CodeOf<typeof standings>

const text = (most: number) => z.string().trim().min(1).max(most)
const skill = text(20)

const asked = {
  name: z.string().trim().min(2).max(80),
  /** What is to be done. */
  needs: z.string().trim().min(2).max(500),
  skills: z.array(skill).max(20),
  startsOn: day,
  /** The last day; at most 60 days after the first. */
  endsOn: day,
  /** In words: 8:00–20:00, two shifts. */
  hours: text(80),
  risky: z.boolean(),
  place: text(120),
  /** Printed on the poster: an office's number, nobody's own. */
  contact: text(80).nullable(),
}
export const callDraft = z.object({ id: uuid, operationId: uuid, path: areaPath, ...asked })

export const figures = z.object({
  /** Signed up or entered, and not withdrawn; who came unasked is counted apart. */
  signedUp: z.int(),
  /** To be welcomed yet. */
  waiting: z.int(),
  placed: z.int(),
  came: z.int(),
  unasked: z.int(),
  withdrawn: z.int(),
})
export type Figures = z.infer<typeof figures>

export const volunteerCall = z.object({
  ...asked,
  id: uuid,
  operationId: uuid,
  path: areaPath,
  areaName: z.string(),
  open: z.boolean(),
  openedAt: moment,
  figures,
})
export type VolunteerCall = z.infer<typeof volunteerCall>

/** 16 bytes, base64url: opens one call, or what one person signed up for. */
export const key = z.string().trim().min(1).max(60)

/** What somebody says of themselves. `token`: made by the client, opens their own page; null: none is handed out. */
export const signUpItem = z.object({
  id: uuid,
  token: z
    .string()
    .regex(/^[A-Za-z0-9_-]{22}$/)
    .nullable(),
  name: text(80),
  /** Whole, as typed; null only where somebody at work enters it. */
  phone: z.string().trim().max(30).nullable(),
  partyMember: z.boolean(),
  partyBranch: text(80).nullable(),
  skills: z.array(skill).max(20),
  /** None: any day of the call. */
  days: z.array(day).max(61),
  /** None: any time. */
  shifts: z.array(shifts.schema).max(4),
  offer: text(200).nullable(),
  home: text(80).nullable(),
  /** Under 18. */
  minor: z.boolean(),
  guardian: text(80).nullable(),
})
export type SignUpItem = z.infer<typeof signUpItem>

export const riskFaults = codes({
  minor: ['未满 18 岁，不安排有风险的岗位', 'Under 18: never at risky posts'],
  withdrawn: ['已退出', 'Withdrew'],
  'not-welcomed': ['还没有接收', 'Not welcomed yet'],
  'not-insured': ['没有保险记录', 'No insurance on record'],
  'insurance-over': ['保险已过期', 'The insurance is over'],
})
export type RiskFault = CodeOf<typeof riskFaults>

export const coming = z.object({
  id: uuid,
  callId: uuid,
  name: z.string(),
  phoneMasked: z.string().nullable(),
  partyMember: z.boolean(),
  partyBranch: z.string().nullable(),
  skills: z.array(z.string()),
  days: z.array(day),
  shifts: z.array(shifts.schema),
  offer: z.string().nullable(),
  home: z.string().nullable(),
  minor: z.boolean(),
  guardian: z.string().nullable(),
  via: ways.schema,
  signedAt: moment,
  standing: standings.schema,
  cameAt: moment.nullable(),
  personId: uuid.nullable(),
  linked: z.boolean().nullable(),
  placement: z.string().nullable(),
  hasLink: z.boolean(),
  insurance: z
    .object({
      kind: insuranceKinds.schema,
      policy: z.string().nullable(),
      until: day.nullable(),
      by: z.string().nullable(),
      at: moment,
    })
    .nullable(),
  /** Marked fit for risky posts, and nothing speaks against it today. */
  fit: z.boolean(),
  marked: z.boolean(),
  /** What speaks against risky posts today. */
  because: z.array(riskFaults.schema),
})
export type Coming = z.infer<typeof coming>

export const problems = defineProblems('volunteer', {
  noSuchLink: [404, '链接无效或已失效，请重新扫码', 'This link opens nothing; please scan the poster again'],
  closed: [409, '报名已经结束，谢谢您的心意', 'Signing up is over. Thank you for wanting to help'],
  badArea: [422, '招募范围是街道或一个社区', 'A call is for the sub-district or one community'],
  badDays: [
    422,
    '日期不对：结束不能早于开始，最长 60 天',
    'The days are wrong: the end cannot lie before the start; at most 60 days',
  ],
  badPhone: [422, '电话看不懂，请核对', 'The phone number is not understood; check it'],
  phoneNeeded: [
    422,
    '请填电话；没有电话请找网格员代为登记',
    'Give a phone number; without one the grid worker can sign you up',
  ],
  guardianNeeded: [422, '未满 18 岁请写监护人姓名', 'Under 18, give the name of a parent or guardian'],
  dayOutside: [422, '有日期不在招募时间内', 'A day lies outside the call'],
  alreadySignedUp: [
    409,
    '您已经报过名了，请打开原来的个人链接；链接找不到了请联系社区',
    'You have signed up already. Open your own link; if it is lost, ask the community',
  ],
  tooMany: [429, '报名的人太多，请过 {minutes} 分钟再试', 'Too many are signing up; try again in {minutes} minutes'],
  withdrew: [409, '此人已退出', 'This person has withdrawn'],
  samePhone: [
    409,
    '名册上这个电话是另一个姓名。是同一个人吗？',
    'On the roster this phone stands with another name. Is it the same person?',
  ],
  notWelcomed: [409, '请先接收此人', 'Welcome this person first'],
  notFit: [422, '还不能安排有风险的岗位：{reason}', 'Not for risky posts yet: {reason}'],
  badInsurance: [422, '保单要写保单号和截止日期', 'A policy needs its number and its last day'],
  openCalls: [409, '还有 {count} 个志愿者招募没有结束', '{count} calls for volunteers are still open'],
})
