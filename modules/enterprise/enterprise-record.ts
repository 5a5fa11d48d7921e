/**
 * From a draft (phones whole) to what is stored: search keys, masks and keyed digests in the enterprise's own row, the whole
 * phones apart. Used by forms, lists and the seed alike, so that everything is found in the same way.
 */
import { isCreditRefused, readCreditCode } from '../../platform/pure/credit-code.ts'
import { maskPhone } from '../../platform/pure/mask.ts'
import { nameKeys } from '../../platform/pure/pinyin.ts'
import type { EnterpriseDraft } from './model.ts'
import { textKey } from './search.ts'
import { sizeOf } from './size.ts'

export type Digest = (kind: 'phone', value: string) => Uint8Array

/** Columns of enterprise.enterprise that a draft sets; bytea in PostgreSQL's hex form, as jsonb_populate_record takes it. */
export interface EnterpriseRecord {
  path: string
  name: string
  name_key: string
  short_name: string | null
  short_key: string | null
  pinyin: string
  initials: string
  kind: string
  code_type: string
  code: string | null
  industry: string | null
  staff: number | null
  size: string | null
  rooms: number | null
  floor_area: number | null
  address: string | null
  address_key: string | null
  legal_name: string | null
  legal_masked: string | null
  legal_tail: string | null
  legal_digest: string | null
  contact_name: string | null
  contact_masked: string | null
  contact_tail: string | null
  contact_digest: string | null
  note: string | null
}
export const RECORD_COLUMNS = [
  ...['path', 'name', 'name_key', 'short_name', 'short_key', 'pinyin', 'initials', 'kind', 'code_type', 'code'],
  ...['industry', 'staff', 'size', 'rooms', 'floor_area', 'address', 'address_key'],
  ...['legal_name', 'legal_masked', 'legal_tail', 'legal_digest'],
  ...['contact_name', 'contact_masked', 'contact_tail', 'contact_digest', 'note'],
] as readonly (keyof EnterpriseRecord)[]

const hex = (bytes: Uint8Array): string => `\\x${[...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')}`

const phoneColumns = (phone: string | null, digest: Digest) =>
  phone === null
    ? ([null, null, null] as const)
    : ([maskPhone(phone), phone.replace(/\D/g, '').slice(-4), hex(digest('phone', phone))] as const)

/** `draft.code` and its phones must be normalised already (credit-code.ts, list-cells.ts). */
export function recordOf(draft: EnterpriseDraft, digest: Digest): EnterpriseRecord {
  const read = readCreditCode(draft.code ?? '')
  const number = isCreditRefused(read) || read.type === 'none' ? null : read
  const [legalMasked, legalTail, legalDigest] = phoneColumns(draft.legalPhone, digest)
  const [contactMasked, contactTail, contactDigest] = phoneColumns(draft.contactPhone, digest)
  const both = [draft.name, ...(draft.shortName === null ? [] : [draft.shortName])].map(nameKeys)
  return {
    path: draft.path,
    name: draft.name,
    name_key: textKey(draft.name),
    short_name: draft.shortName,
    short_key: draft.shortName === null ? null : textKey(draft.shortName),
    pinyin: both.map((keys) => keys.full).join(' '),
    initials: both.map((keys) => keys.initials).join(' '),
    kind: draft.kind,
    code_type: number?.type ?? 'none',
    code: number?.value ?? null,
    industry: draft.industry,
    staff: draft.staff,
    size: sizeOf(draft.industry, draft.staff),
    rooms: draft.rooms,
    floor_area: draft.floorArea,
    address: draft.address,
    address_key: draft.address === null ? null : textKey(draft.address),
    legal_name: draft.legalName,
    legal_masked: legalMasked,
    legal_tail: legalTail,
    legal_digest: legalDigest,
    contact_name: draft.contactName,
    contact_masked: contactMasked,
    contact_tail: contactTail,
    contact_digest: contactDigest,
    note: draft.note,
  }
}
