/** The register's nouns: areas, who answers for them, residents. Numbers are masked here; a full one is a deliberate, recorded act. */
import { z } from 'zod'
import { nameText } from '../../platform/pure/fullwidth.ts'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { identityTypes } from '../../platform/pure/identity-number.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { day } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'

export const areaKinds = codes({
  district: ['区县', 'District'],
  street: ['街道', 'Sub-district'],
  community: ['社区', 'Community'],
  patch: ['片区', 'Patch'],
  grid: ['网格', 'Grid'],
  compound: ['小区', 'Compound'],
  building: ['楼栋', 'Building'],
  unit: ['单元', 'Unit'],
  dwelling: ['户', 'Dwelling'],
})
export type AreaKind = CodeOf<typeof areaKinds>

/** Depth of an area's path by kind: district 1 … dwelling 9. */
export const depthOfKind = (kind: AreaKind): number => areaKinds.values.indexOf(kind) + 1

export const posts = codes({
  'street-officer': ['街道包联干部', 'Sub-district officer'],
  'community-leader': ['社区负责人', 'Community leader'],
  'patch-leader': ['片区长', 'Patch leader'],
  'grid-worker': ['网格员', 'Grid worker'],
  'building-head': ['楼栋长', 'Building head'],
  'property-liaison': ['物业联络员', 'Property liaison'],
})
export const sexes = codes({ male: ['男', 'Male'], female: ['女', 'Female'] })
export const idTypes = identityTypes
export const residences = codes({
  local: ['户籍在此并居住', 'Registered and living here'],
  incoming: ['外来居住', 'Living here, registered elsewhere'],
  away: ['户籍在此外出', 'Registered here, living elsewhere'],
})
export const tenancies = codes({ owner: ['自有', 'Owner'], tenant: ['租住', 'Tenant'] })
export const relations = codes({
  head: ['户主', 'Head of household'],
  spouse: ['配偶', 'Spouse'],
  child: ['子女', 'Child'],
  parent: ['父母', 'Parent'],
  other: ['其他亲属', 'Other relative'],
  roommate: ['合租', 'Flat-mate'],
})
export const works = codes({
  day: ['白班上班', 'Works days'],
  shift: ['轮班', 'Works shifts'],
  school: ['上学', 'At school'],
  retired: ['退休', 'Retired'],
  home: ['在家', 'At home'],
})
export const groups = codes({
  medical: ['医务人员', 'Medical staff'],
  courier: ['快递外卖', 'Couriers'],
  market: ['市场从业', 'Market traders'],
  'school-staff': ['学校教职工', 'School staff'],
  property: ['物业保洁', 'Property and cleaning'],
  'public-transport': ['公共交通', 'Public transport'],
  'cold-chain': ['冷链', 'Cold chain'],
  dialysis: ['血液透析', 'Dialysis'],
  pregnant: ['孕产妇', 'Pregnant'],
  'alone-old': ['独居老人', 'Old and alone'],
  disabled: ['残疾人', 'Disabled'],
})
export const leftReasons = codes({
  moved: ['迁出', 'Moved out'],
  died: ['去世', 'Died'],
  duplicate: ['重复登记', 'Registered twice'],
  mistake: ['登记有误', 'Registered by mistake'],
})
export const revealPurposes = codes({
  call: ['电话联系', 'To phone them'],
  door: ['上门', 'To visit them'],
  verify: ['核对身份', 'To verify identity'],
  correct: ['更正资料', 'To correct the record'],
  emergency: ['紧急救助', 'Emergency help'],
})

export const areaLine = z.object({
  streetId: z.string(),
  path: areaPath,
  kind: areaKinds.schema,
  name: z.string(),
  address: z.string().nullable(),
  floor: z.int().nullable(),
  floors: z.int().nullable(),
})
export type AreaLine = z.infer<typeof areaLine>

export const duty = z.object({
  id: uuid,
  path: areaPath,
  post: posts.schema,
  name: z.string(),
  /** The duty phone is a work number: shown whole. */
  phone: z.string().nullable(),
})
export type Duty = z.infer<typeof duty>

export const resident = z.object({
  id: uuid,
  path: areaPath,
  name: z.string(),
  sex: sexes.schema.nullable(),
  birthDate: day.nullable(),
  idType: idTypes.schema,
  idMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  residence: residences.schema,
  tenancy: tenancies.schema,
  relation: relations.schema,
  work: works.schema,
  groups: z.array(groups.schema),
  note: z.string().nullable(),
  leftAt: z.iso.datetime().nullable(),
  leftReason: leftReasons.schema.nullable(),
  version: z.int(),
  /** The dwelling's whole address below its community, e.g. 桃花苑 3号楼 2单元 1201室. */
  address: z.string(),
})
export type Resident = z.infer<typeof resident>

const given = {
  path: areaPath,
  name: nameText(80),
  sex: sexes.schema.nullable(),
  birthDate: day.nullable(),
  idType: idTypes.schema,
  idNumber: z.string().trim().max(40).nullable(),
  phone: z.string().trim().max(30).nullable(),
  residence: residences.schema,
  tenancy: tenancies.schema,
  relation: relations.schema,
  work: works.schema,
  groups: z.array(groups.schema),
  note: z.string().trim().max(500).nullable(),
}
/** What is typed or imported for one person; numbers whole here, because this is how they come in. */
export const residentDraft = z.object({
  ...given,
  sex: given.sex.default(null),
  birthDate: given.birthDate.default(null),
  idNumber: given.idNumber.default(null),
  phone: given.phone.default(null),
  residence: given.residence.default('local'),
  tenancy: given.tenancy.default('owner'),
  relation: given.relation.default('other'),
  work: given.work.default('home'),
  groups: given.groups.default([]),
  note: given.note.default(null),
})
/** For corrections: absent means unchanged, so nothing here has a default. */
export const residentChanges = z.object(given).partial()
export type ResidentDraft = z.infer<typeof residentDraft>

export const problems = defineProblems('register', {
  noDwelling: [422, '这个地址不是登记在册的住户门牌', 'This address is not a dwelling in the register'],
  badIdNumber: [422, '证件号码不正确：{reason}', 'The identity number is not right: {reason}'],
  alreadyRegistered: [409, '这个证件号码已登记在册', 'This identity number is already registered'],
  left: [409, '此人已迁出或注销，不能再修改', 'This person has left the register and can no longer be changed'],
  searchTooShort: [
    422,
    '请至少输入 2 个字母、4 位数字或 1 个汉字',
    'Type at least 2 letters, 4 digits or 1 Chinese character',
  ],
  tooManyCodes: [
    422,
    '一次最多打印 {most} 人的居民码，请选小一些的区域',
    'At most {most} codes are printed at a time; choose a smaller area',
  ],
})
