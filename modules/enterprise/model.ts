/** The room's nouns: enterprises of every kind, what stands behind their numbers, and who looks after their premises. */
import { z } from 'zod'
import { nameText } from '../../platform/pure/fullwidth.ts'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { creditTypes } from '../../platform/pure/credit-code.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { uuid } from '../../platform/pure/uuid7.ts'

export const kinds = codes({
  company: ['公司', 'Company'],
  factory: ['工厂', 'Factory'],
  shop: ['商店', 'Shop'],
  restaurant: ['餐饮店', 'Restaurant'],
  stall: ['市场摊位', 'Market stall'],
  hotel: ['旅馆民宿', 'Hotel or guest house'],
  school: ['学校幼托', 'School or nursery'],
  hospital: ['医院诊所', 'Hospital or clinic'],
  'care-home': ['养老机构', 'Care home'],
  office: ['机关事业单位', 'Public office'],
  construction: ['在建工地', 'Construction site'],
  landlord: ['出租房东', 'Landlord of rented rooms'],
  other: ['其他', 'Other'],
})
export type Kind = CodeOf<typeof kinds>

/** Sections of GB/T 4754-2017. */
export const industries = codes({
  A: ['农、林、牧、渔业', 'Agriculture, forestry and fishing'],
  B: ['采矿业', 'Mining'],
  C: ['制造业', 'Manufacturing'],
  D: ['电力、热力、燃气及水生产和供应业', 'Power, heat, gas and water supply'],
  E: ['建筑业', 'Construction'],
  F: ['批发和零售业', 'Wholesale and retail'],
  G: ['交通运输、仓储和邮政业', 'Transport, storage and post'],
  H: ['住宿和餐饮业', 'Accommodation and catering'],
  I: ['信息传输、软件和信息技术服务业', 'Information, software and IT services'],
  J: ['金融业', 'Finance'],
  K: ['房地产业', 'Real estate'],
  L: ['租赁和商务服务业', 'Leasing and business services'],
  M: ['科学研究和技术服务业', 'Research and technical services'],
  N: ['水利、环境和公共设施管理业', 'Water, environment and public facilities'],
  O: ['居民服务、修理和其他服务业', 'Residential services, repair and others'],
  P: ['教育', 'Education'],
  Q: ['卫生和社会工作', 'Health and social work'],
  R: ['文化、体育和娱乐业', 'Culture, sports and entertainment'],
  S: ['公共管理、社会保障和社会组织', 'Public administration and social organisations'],
  T: ['国际组织', 'International organisations'],
})
export type Industry = CodeOf<typeof industries>

export const sizes = codes({
  micro: ['微型', 'Micro'],
  small: ['小型', 'Small'],
  medium: ['中型', 'Medium'],
  large: ['大型', 'Large'],
})
export type Size = CodeOf<typeof sizes>

export const states = codes({
  open: ['营业', 'Open'],
  suspended: ['暂停', 'Suspended'],
  closed: ['已关闭', 'Closed for good'],
})
export type State = CodeOf<typeof states>

/** Facts that were told, never orders: what is closed by an order carries its document elsewhere (H1). */
export const pauseReasons = codes({
  season: ['歇业放假', 'Closed for the season'],
  renovation: ['装修整改', 'Renovation'],
  'no-staff': ['人手不足', 'No staff'],
  other: ['其他', 'Other'],
})
export const closeReasons = codes({
  moved: ['迁走', 'Moved away'],
  ended: ['停办注销', 'Given up'],
  duplicate: ['重复登记', 'Registered twice'],
  mistake: ['登记有误', 'Registered by mistake'],
})
export const stateReasons = codes({ ...pauseReasons.words, ...closeReasons.words })

export const phoneFields = codes({
  'legal-phone': ['负责人电话', 'Phone of the person in charge'],
  'contact-phone': ['联系人电话', 'Phone of the contact'],
})

export const enterprise = z.object({
  id: uuid,
  path: areaPath,
  name: z.string(),
  shortName: z.string().nullable(),
  kind: kinds.schema,
  codeType: creditTypes.schema,
  code: z.string().nullable(),
  industry: industries.schema.nullable(),
  staff: z.int().nullable(),
  /** By its staff, see size.ts. */
  size: sizes.schema.nullable(),
  rooms: z.int().nullable(),
  /** m² */
  floorArea: z.int().nullable(),
  /** As it was told. */
  address: z.string().nullable(),
  /** Of the area of the register that it stands in, from the community down. */
  premises: z.string(),
  legalName: z.string().nullable(),
  legalMasked: z.string().nullable(),
  contactName: z.string().nullable(),
  contactMasked: z.string().nullable(),
  note: z.string().nullable(),
  state: states.schema,
  stateReason: stateReasons.schema.nullable(),
  stateSince: z.iso.datetime(),
  /** Whoever looks after the premises, nearest first of all that do. */
  manager: z.object({ id: uuid, name: z.string() }).nullable(),
  version: z.int(),
})
export type Enterprise = z.infer<typeof enterprise>

const given = {
  path: areaPath,
  name: nameText(120),
  shortName: z.string().trim().min(1).max(60).nullable(),
  kind: kinds.schema,
  /** Whole, as typed; the kind of number is told from it. */
  code: z.string().trim().max(40).nullable(),
  industry: industries.schema.nullable(),
  staff: z.int().min(0).max(500_000).nullable(),
  rooms: z.int().min(0).max(100_000).nullable(),
  floorArea: z.int().min(0).max(10_000_000).nullable(),
  address: z.string().trim().min(1).max(200).nullable(),
  legalName: z.string().trim().min(1).max(80).nullable(),
  legalPhone: z.string().trim().max(30).nullable(),
  contactName: z.string().trim().min(1).max(80).nullable(),
  contactPhone: z.string().trim().max(30).nullable(),
  note: z.string().trim().max(500).nullable(),
}
/** What is typed or imported; phones whole here, because this is how they come in. */
export const enterpriseDraft = z.object({
  ...given,
  shortName: given.shortName.default(null),
  code: given.code.default(null),
  industry: given.industry.default(null),
  staff: given.staff.default(null),
  rooms: given.rooms.default(null),
  floorArea: given.floorArea.default(null),
  address: given.address.default(null),
  legalName: given.legalName.default(null),
  legalPhone: given.legalPhone.default(null),
  contactName: given.contactName.default(null),
  contactPhone: given.contactPhone.default(null),
  note: given.note.default(null),
})
/** For changes: absent means unchanged, so nothing here has a default. */
export const enterpriseChanges = z.object(given).partial()
export type EnterpriseDraft = z.infer<typeof enterpriseDraft>

export const managerDraft = z.object({
  id: uuid,
  name: nameText(120),
  contactName: z.string().trim().max(80).nullable(),
  /** A work number: shown whole. */
  phone: z.string().trim().max(30).nullable(),
  note: z.string().trim().max(500).nullable(),
  /** Compounds, buildings or anything below a community. */
  looksAfter: z.array(areaPath).min(1).max(500),
})
export const propertyManager = managerDraft.extend({
  path: areaPath,
  areas: z.array(z.object({ path: areaPath, name: z.string() })),
  /** Not closed, on premises for which no nearer manager is named. */
  enterprises: z.int(),
  version: z.int(),
})
export type PropertyManager = z.infer<typeof propertyManager>

export const problems = defineProblems('enterprise', {
  badCode: [422, '证照号码不正确，请看标出的一栏', 'The registration number is not right; see the marked field'],
  codeTaken: [409, '这个证照号码已登记在册', 'This registration number stands in the register already'],
  noPremises: [422, '请选到社区或更具体的位置', 'Choose a community or a place within one'],
  closed: [409, '已关闭的不能再修改', 'What is closed for good can no longer be changed'],
  reasonDoesNotFit: [422, '这个原因不适用于所选状态', 'This reason does not go with that state'],
  alreadyLookedAfter: [
    409,
    '其中有的地方已由另一家物业负责，请先改那一家',
    'One of these places is already looked after by another manager; change that one first',
  ],
  searchTooShort: [
    422,
    '请至少输入 2 个字母、4 位数字或 1 个汉字',
    'Type at least 2 letters, 4 digits or 1 Chinese character',
  ],
})
