/** Nouns of asking for a pass: who asks by which door, how it was verified, why it was declined or revoked, who objected. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { nameText } from '../../platform/pure/fullwidth.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { idTypes, sexes, tenancies } from '../register/model.ts'
import { type PassKind, passKinds } from './model.ts'

export const applicationStates = codes({
  asked: ['待核验', 'To be verified'],
  verified: ['已核验，待发证', 'Verified'],
  issued: ['已发证', 'Issued'],
  declined: ['未予办理', 'Declined'],
  withdrawn: ['已撤回', 'Withdrawn'],
})
export const vias = codes({
  household: ['本户申请', 'By the household'],
  poster: ['海报申请', 'By the poster'],
  partner: ['房东、物业代办', 'By landlord or property'],
  desk: ['窗口登记', 'At the desk'],
})
export const verifiedHows = codes({
  register: ['底册一致', 'Agrees with the register'],
  document: ['看过证件', 'Document seen'],
  door: ['上门核实', 'Met at the door'],
  vouched: ['有人证明', 'Somebody vouches'],
})
export const declineReasons = codes({
  'not-living-here': ['不在此居住', 'Does not live here'],
  'not-working-here': ['不在此工作', 'Does not work here'],
  'not-this-person': ['身份不符', 'Not the person'],
  'not-under-order': ['不在措施规定的范围内', 'Not provided for by the measure'],
  other: ['其他', 'Other'],
})
export const revokeReasons = codes({
  left: ['已搬离或离职', 'Moved out or left the job'],
  lent: ['转借他人', 'Lent to somebody'],
  'wrong-person': ['发错人', 'Issued to the wrong person'],
  order: ['措施变更', 'The measure changed'],
  other: ['其他', 'Other'],
})
export const objectionGrounds = codes({
  'not-living-here': ['不住在这里', 'Does not live here'],
  'moved-out': ['已经搬走', 'Has moved out'],
  'does-not-know': ['不认识此人', 'I do not know them'],
  other: ['其他', 'Something else'],
})
/** Doors without an account. Building heads see and may object; they ask for nobody. */
export const linkKinds = codes({
  household: ['本户', 'Household'],
  poster: ['海报', 'Poster'],
  'building-head': ['楼栋长', 'Building head'],
  landlord: ['房东', 'Landlord'],
  property: ['物业', 'Property manager'],
})
export type LinkKind = CodeOf<typeof linkKinds>

const KINDS: Readonly<Record<LinkKind, readonly PassKind[]>> = {
  household: ['resident', 'tenant', 'carer', 'visitor'],
  poster: ['tenant', 'resident', 'worker', 'service', 'carer', 'visitor'],
  'building-head': [],
  landlord: ['tenant', 'carer'],
  property: ['worker', 'service', 'tenant'],
}
/** Kinds that may be asked for by such a link. */
export const kindsOf = (who: LinkKind): readonly PassKind[] => KINDS[who]
export const seesApplications = (who: LinkKind): boolean => who !== 'household' && who !== 'poster'

/** 16 bytes, base64url. */
export const token = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
export const key = z.string().min(1).max(64)

/** What is asked. `token`: the secret of one's own page, made by the phone; null for somebody who has none. */
export const applicationItem = z.object({
  id: uuid,
  token: token.nullable(),
  kind: passKinds.schema,
  /** Somebody of the register: everything else of them is taken from there. */
  residentId: uuid.nullable(),
  name: nameText(80).nullable(),
  sex: sexes.schema.nullable(),
  birthDate: day.nullable(),
  idType: idTypes.schema,
  idNumber: z.string().trim().max(40).nullable(),
  phone: z.string().trim().max(30).nullable(),
  /** The door, as it is said. */
  address: z.string().trim().max(120).nullable(),
  reason: z.string().trim().max(200).nullable(),
  wantsCard: z.boolean(),
})
export type ApplicationItem = z.infer<typeof applicationItem>

export const findings = codes({
  'in-register': ['证件与底册一致', 'Document agrees with the register'],
  'named-in-register': ['姓名住址与底册一致', 'Name and door agree with the register'],
  elsewhere: ['底册登记在别处', 'In the register at another door'],
  'not-in-register': ['底册没有此人', 'Not in the register'],
  'no-dwelling': ['住址未对应到户', 'No dwelling matched'],
  away: ['底册登记为外出', 'Away according to the register'],
  'has-pass': ['已有有效的证', 'Holds a valid pass'],
  objected: ['有人提出异议', 'Somebody objects'],
  partnered: ['房东或物业代为申请', 'Asked for by landlord or property'],
  minor: ['未成年人', 'Minor'],
  'no-document': ['无证件', 'No document'],
  'foreign-document': ['境外证件', 'Foreign document'],
  'many-by-phone': ['同一电话申请多张', 'Many by one phone'],
})
export type Finding = CodeOf<typeof findings>
/** Findings that a verifier ticked as looked into. */
export const looked = z.array(findings.schema).max(findings.values.length)

export const objection = z.object({
  id: uuid,
  by: z.string(),
  who: linkKinds.schema,
  ground: objectionGrounds.schema,
  words: z.string().nullable(),
  at: moment,
})

/** A line of the verifier's list. */
export const application = z.object({
  id: uuid,
  path: areaPath,
  place: z.string(),
  kind: passKinds.schema,
  name: z.string(),
  sex: sexes.schema.nullable(),
  birthDate: day.nullable(),
  idType: idTypes.schema,
  idMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  address: z.string().nullable(),
  reason: z.string().nullable(),
  wantsCard: z.boolean(),
  via: vias.schema,
  state: applicationStates.schema,
  askedAt: moment,
  /** Whoever of the register it seems to be. */
  match: z
    .object({
      residentId: uuid,
      name: z.string(),
      path: areaPath,
      place: z.string(),
      idMasked: z.string().nullable(),
      tenancy: tenancies.schema.nullable(),
    })
    .nullable(),
  findings: z.array(findings.schema),
  ready: z.boolean(),
  /** By whoever verified it. */
  looked,
  objections: z.array(objection),
})
export type Application = z.infer<typeof application>
