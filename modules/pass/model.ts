/** A pass's nouns, as gates and pages know it. Names are masked here: whoever compares needs no more, and a photographed code tells no more. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { sexes } from '../register/model.ts'

/** In this order on the wire (`envelope.ts`): new ones at the end, none ever taken away. */
export const passKinds = codes({
  resident: ['居民', 'Resident'],
  tenant: ['租户', 'Tenant'],
  worker: ['在此工作', 'Works here'],
  service: ['物业与保供', 'Property and supply staff'],
  carer: ['护理照料', 'Carer'],
  visitor: ['临时来访', 'Visitor'],
  official: ['公务', 'On duty'],
})
export type PassKind = CodeOf<typeof passKinds>

/** phone: a code shown on a screen, good for minutes. card: printed, good as long as the pass. */
export const passForms = codes({ phone: ['手机码', 'Phone code'], card: ['纸质卡', 'Printed card'] })
export type PassForm = CodeOf<typeof passForms>

export const passStandings = codes({
  valid: ['有效', 'Valid'],
  revoked: ['已吊销', 'Revoked'],
  replaced: ['已换发', 'Replaced'],
  surrendered: ['已交还', 'Surrendered'],
  /** Its own end came; never written, worked out from `until`. */
  expired: ['已到期', 'Expired'],
})
export type PassStanding = CodeOf<typeof passStandings>

/** Enough to compare with a face and a document, and no more. */
export const holder = z.object({
  /** masked: 张*梅 */
  name: z.string().min(1).max(40),
  sex: sexes.schema.nullable(),
  birthYear: z.int().min(1900).max(2100).nullable(),
})
export type Holder = z.infer<typeof holder>

/** Nine digits, the last a check digit (`pass-number.ts`): what a keeper types. */
export const passNumber = z.string().regex(/^\d{9}$/)

/** A line of the list that a gate's phone holds. */
export const passAtGate = z.object({
  passId: uuid,
  number: passNumber,
  kind: passKinds.schema,
  /** Areas whose gates it opens, usually one compound. */
  scope: z.array(areaPath).min(1).max(20),
  holder,
  /** The same for all passes of one dwelling, and no address: for limits that a household shares. */
  household: z.string().max(16).nullable(),
  from: moment,
  until: moment,
  standing: passStandings.schema,
})
export type PassAtGate = z.infer<typeof passAtGate>

/** A public key that passes are signed with. A retired one verifies nothing signed after `retiredAt`; a leaked one nothing at all. */
export const passKey = z.object({
  keyId: z.string().regex(/^[0-9a-f]{8}$/),
  /** 32 bytes, hexadecimal */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  from: moment,
  retiredAt: moment.nullable(),
  leaked: z.boolean(),
})
export type PassKey = z.infer<typeof passKey>
