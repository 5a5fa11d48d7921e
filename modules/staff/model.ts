/** The room's nouns: departments, people, what they can do, what excuses them for a while, and the days they served. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { sexes } from '../register/model.ts'

export const departmentKinds = codes({
  government: ['机关', 'Government'],
  bureau: ['局委办', 'Bureau'],
  section: ['科室', 'Section'],
  institution: ['事业单位', 'Public institution'],
  'street-office': ['街道', 'Sub-district office'],
  community: ['社区居委会', 'Community committee'],
  village: ['村委会', 'Village committee'],
  police: ['公安', 'Police'],
  health: ['医疗卫生', 'Health service'],
  school: ['学校', 'School'],
  enterprise: ['国有企业', 'State enterprise'],
  organisation: ['群团和社会组织', 'Mass or social organisation'],
  other: ['其他', 'Other'],
})
export type DepartmentKind = CodeOf<typeof departmentKinds>

/** The skills that every place has; a place adds its own in its own words (skills.ts). */
export const skills = codes({
  nurse: ['护士', 'Nurse'],
  doctor: ['医生', 'Doctor'],
  sampler: ['采样', 'Sampling'],
  driver: ['驾驶', 'Driver'],
  data: ['数据统计', 'Data'],
  interpreter: ['翻译', 'Interpreter'],
  psychologist: ['心理疏导', 'Psychologist'],
  'labour-inspector': ['劳动监察', 'Labour inspector'],
  security: ['安保', 'Security'],
  cook: ['炊事', 'Cook'],
  chainsaw: ['油锯', 'Chain saw'],
  electrician: ['电工', 'Electrician'],
  'first-aid': ['急救', 'First aid'],
  it: ['信息技术', 'IT'],
  writer: ['文字材料', 'Writing'],
})

export const exemptionKinds = codes({
  pregnant: ['孕期、哺乳期', 'Pregnant or nursing'],
  ill: ['患病、术后', 'Ill'],
  carer: ['照护家人', 'Caring for somebody'],
  leave: ['休假、外出', 'On leave or away'],
  'key-post': ['关键岗位', 'Key post'],
  other: ['其他', 'Other'],
})
export type ExemptionKind = CodeOf<typeof exemptionKinds>
/** As those see it who may not know: only until when. */
export const shownKinds = codes({ ...exemptionKinds.words, withheld: ['不公开', 'Not shown'] })

export const personStates = codes({ 'in-service': ['在职', 'In service'], left: ['已离开', 'Left'] })
export type PersonState = CodeOf<typeof personStates>

const day = z.iso.date()
const skill = z.string().trim().min(1).max(20)

export const department = z.object({
  id: uuid,
  /** The area whose leaders see its people: the sub-district, or a community. */
  path: areaPath,
  parentId: uuid.nullable(),
  name: z.string(),
  kind: departmentKinds.schema,
  isKey: z.boolean(),
  /** Itself, or any department above it. */
  underKey: z.boolean(),
  contactAccount: uuid.nullable(),
  version: z.int(),
})
export type Department = z.infer<typeof department>

/** Heads, always of a department with all below it. */
export const headcount = z.object({
  inService: z.int(),
  available: z.int(),
  exempt: z.int(),
  /** On any of the last 7 days. */
  servedLately: z.int(),
  women: z.int(),
  partyMembers: z.int(),
  withoutPhone: z.int(),
  left: z.int(),
})
export type Headcount = z.infer<typeof headcount>

export const service = z.object({
  /** Days with the opening balance. */
  days: z.int(),
  /** Of the counted lines. */
  hours: z.number(),
  nights: z.int(),
  last: day.nullable(),
  opening: z.object({ days: z.int(), on: day, last: day.nullable() }).nullable(),
})

export const person = z.object({
  id: uuid,
  path: areaPath,
  departmentId: uuid,
  departmentName: z.string(),
  number: z.string().nullable(),
  name: z.string(),
  sex: sexes.schema.nullable(),
  birthYear: z.int().nullable(),
  title: z.string().nullable(),
  /** Codes of `skills`, or a place's own words. */
  skills: z.array(z.string()),
  posts: z.array(z.string()),
  partyMember: z.boolean(),
  partyBranch: z.string().nullable(),
  address: z.string().nullable(),
  homePath: areaPath.nullable(),
  phoneMasked: z.string().nullable(),
  accountId: uuid.nullable(),
  note: z.string().nullable(),
  state: personStates.schema,
  stateSince: z.iso.datetime(),
  /** The last day of what excuses them today; null when nothing does. */
  exemptUntil: day.nullable(),
  service,
  version: z.int(),
})
export type Person = z.infer<typeof person>

export const exemption = z.object({
  id: uuid,
  kind: shownKinds.schema,
  startsOn: day,
  /** The last day. */
  endsOn: day,
  /** Ended before its time: from this day on it excuses no more. */
  endedOn: day.nullable(),
  basis: z.string().nullable(),
  notedBy: z.string().nullable(),
})
export type Exemption = z.infer<typeof exemption>

export const serviceLine = z.object({
  id: uuid,
  day,
  hours: z.number(),
  night: z.boolean(),
  operationId: uuid.nullable(),
  /** The room that counted it. */
  source: z.string(),
})

const words = (most: number) => z.array(z.string().trim().min(1).max(40)).max(most)
const given = {
  departmentId: uuid,
  number: z.string().trim().min(1).max(30).nullable(),
  name: z.string().trim().min(1).max(80),
  sex: sexes.schema.nullable(),
  birthYear: z.int().min(1930).max(2020).nullable(),
  title: z.string().trim().min(1).max(60).nullable(),
  skills: z.array(skill).max(20),
  posts: words(10),
  partyMember: z.boolean(),
  partyBranch: z.string().trim().min(1).max(80).nullable(),
  address: z.string().trim().min(1).max(200).nullable(),
  /** Whole, as typed. */
  phone: z.string().trim().max(30).nullable(),
  note: z.string().trim().max(500).nullable(),
}
/** What is typed or imported for one person; the phone whole here, because this is how it comes in. */
export const personDraft = z.object({
  ...given,
  number: given.number.default(null),
  sex: given.sex.default(null),
  birthYear: given.birthYear.default(null),
  title: given.title.default(null),
  skills: given.skills.default([]),
  posts: given.posts.default([]),
  partyMember: given.partyMember.default(false),
  partyBranch: given.partyBranch.default(null),
  address: given.address.default(null),
  phone: given.phone.default(null),
  note: given.note.default(null),
})
/** For changes: absent means unchanged, so nothing here has a default. `login` links an account, null unlinks it. */
export const personChanges = z.object({ ...given, login: z.string().trim().min(2).max(40).nullable() }).partial()
export type PersonDraft = z.infer<typeof personDraft>

export const departmentDraft = z.object({
  id: uuid,
  parentId: uuid.nullable(),
  name: z.string().trim().min(1).max(60),
  kind: departmentKinds.schema,
  isKey: z.boolean(),
  /** The sub-district, or a community. */
  path: areaPath,
  /** Login of whoever is rung up for it; null for nobody, absent: as it is. */
  contactLogin: z.string().trim().min(2).max(40).nullable().optional(),
})

export const problems = defineProblems('staff', {
  noDepartment: [422, '请选择部门', 'Choose a department'],
  departmentClosed: [
    409,
    '原来的部门已撤销，请先更正部门再恢复在职',
    'Their department was closed; change the department first',
  ],
  sameName: [409, '同一级已有这个部门', 'There is a department of this name already'],
  circle: [422, '上级部门不能是它自己或它的下级', 'A department cannot stand below itself'],
  notEmpty: [409, '部门里还有人或下级部门，先调走', 'People or departments still belong to it; move them first'],
  badArea: [422, '部门只能属于街道或一个社区', 'A department belongs to the sub-district or to one community'],
  badPhone: [422, '电话看不懂，请核对', 'The phone number is not understood; check it'],
  numberTaken: [409, '这个工号已登记在册', 'This employee number is on the roster already'],
  noAccount: [422, '没有这个账号，或不在您的范围内', 'There is no such account in your area'],
  accountTaken: [409, '这个账号已关联另一人', 'This account is linked to somebody else'],
  left: [409, '此人已离开，恢复在职后才能修改', 'This person has left; take them back first'],
  badDays: [422, '结束日期不能早于开始日期，最长三年', 'The end cannot lie before the start; at most three years'],
  ended: [409, '这条豁免已经结束', 'This exemption has ended already'],
  searchTooShort: [
    422,
    '请至少输入 2 个字母、4 位数字或 1 个汉字',
    'Type at least 2 letters, 4 digits or 1 Chinese character',
  ],
})
