/**
 * From a draft (the phone whole) to what is stored: search keys, mask and keyed digest in the person's own row, the whole
 * phone apart. Used by forms, lists and the seed alike, so that everybody is found in the same way.
 */
import { maskPhone } from '../../platform/pure/mask.ts'
import { nameKeys } from '../../platform/pure/pinyin.ts'
import type { PersonDraft } from './model.ts'

export type Digest = (kind: 'phone', value: string) => Uint8Array

/** Columns of staff.person that a draft sets; bytea in PostgreSQL's hex form, as jsonb_populate_record takes it. */
export interface PersonRecord {
  path: string
  department_id: string
  number: string | null
  name: string
  name_key: string
  pinyin: string
  initials: string
  sex: string | null
  birth_year: number | null
  title: string | null
  skills: string[]
  posts: string[]
  party_member: boolean
  party_branch: string | null
  address: string | null
  home_path: string | null
  phone_masked: string | null
  phone_tail: string | null
  phone_digest: string | null
  note: string | null
}
export const RECORD_COLUMNS = [
  ...['path', 'department_id', 'number', 'name', 'name_key', 'pinyin', 'initials', 'sex', 'birth_year', 'title'],
  ...['skills', 'posts', 'party_member', 'party_branch', 'address', 'home_path'],
  ...['phone_masked', 'phone_tail', 'phone_digest', 'note'],
] as readonly (keyof PersonRecord)[]
export const PHONE_COLUMNS: readonly string[] = ['phone_masked', 'phone_tail', 'phone_digest']

const hex = (bytes: Uint8Array): string => `\\x${[...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')}`

/** An employee number as it is kept and compared. */
export const numberKey = (number: string): string => number.replace(/\s/gu, '').toUpperCase()

/** The phone must be normalised already (list-cells.ts). */
export function recordOf(draft: PersonDraft & { path: string; homePath: string | null }, digest: Digest): PersonRecord {
  const { phone } = draft
  const { key, full, initials } = nameKeys(draft.name)
  return {
    path: draft.path,
    department_id: draft.departmentId,
    number: draft.number === null ? null : numberKey(draft.number),
    name: draft.name,
    name_key: key,
    pinyin: full,
    initials,
    sex: draft.sex,
    birth_year: draft.birthYear,
    title: draft.title,
    skills: draft.skills,
    posts: draft.posts,
    party_member: draft.partyMember,
    party_branch: draft.partyBranch,
    address: draft.address,
    home_path: draft.homePath,
    phone_masked: phone === null ? null : maskPhone(phone),
    phone_tail: phone === null ? null : phone.replace(/\D/g, '').slice(-4),
    phone_digest: phone === null ? null : hex(digest('phone', phone)),
    note: draft.note,
  }
}
