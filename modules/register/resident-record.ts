/**
 * From a draft (numbers whole) to what is stored: search keys, masked numbers and keyed digests in the resident's own row,
 * the whole numbers apart. Used by forms, imports and the seed alike, so that everybody is found in the same way.
 */
import { maskIdentityNumber, maskPhone } from '../../platform/pure/mask.ts'
import { nameKeys } from '../../platform/pure/pinyin.ts'
import type { ResidentDraft } from './model.ts'

export type Digest = (kind: 'id' | 'phone', value: string) => Uint8Array

export interface ResidentRecord extends Omit<ResidentDraft, 'idNumber' | 'phone'> {
  readonly nameKey: string
  readonly pinyin: string
  readonly initials: string
  readonly idMasked: string | null
  readonly idDigest: Uint8Array | null
  readonly phoneMasked: string | null
  readonly phoneTail: string | null
  readonly phoneDigest: Uint8Array | null
  readonly secret: { readonly idNumber: string | null; readonly phone: string | null }
}

/** `draft.idNumber` and `draft.phone` must be normalised already (identity-number.ts, import cells). */
export function recordOf(draft: ResidentDraft, digest: Digest): ResidentRecord {
  const { idNumber, phone, ...rest } = draft
  const keys = nameKeys(draft.name)
  return {
    ...rest,
    nameKey: keys.key,
    pinyin: keys.full,
    initials: keys.initials,
    ...identityFields(idNumber, digest),
    ...phoneFields(phone, digest),
    secret: { idNumber, phone },
  }
}

export const identityFields = (idNumber: string | null, digest: Digest) => ({
  idMasked: idNumber === null ? null : maskIdentityNumber(idNumber),
  idDigest: idNumber === null ? null : digest('id', idNumber),
})

export const phoneFields = (phone: string | null, digest: Digest) => ({
  phoneMasked: phone === null ? null : maskPhone(phone),
  phoneTail: phone === null ? null : phone.replace(/\D/g, '').slice(-4),
  phoneDigest: phone === null ? null : digest('phone', phone),
})
