/**
 * What an applied row writes, worked out when the row is judged so that applying is plain SQL: the person's whole row
 * by column name, and the numbers that are kept apart. Numbers that the list does not say keep their masks and digests.
 */
import type { NameKeys } from '../../../platform/pure/pinyin.ts'
import type { ListRowView } from '../../../platform/pure/list-contract.ts'
import type { ImportField } from '../import-model.ts'
import { type JudgedRow, mergedWith, type PersonFacts, type RegisteredPerson } from '../import-verdict.ts'
import { maskIdentityNumber, maskPhone } from '../../../platform/pure/mask.ts'

export interface KnownPerson extends RegisteredPerson {
  idMasked: string | null
  phoneMasked: string | null
  phoneTail: string | null
}

/** Columns of register.resident, as json_populate_recordset takes them; `id_number` and `phone` only where the list says them. */
export interface PersonRecord {
  path: string
  name: string
  name_key: string
  pinyin: string
  initials: string
  sex: string | null
  birth_date: string | null
  id_type: string
  id_masked: string | null
  id_digest: string | null
  phone_masked: string | null
  phone_tail: string | null
  phone_digest: string | null
  residence: string
  tenancy: string
  relation: string
  work: string
  groups: string[]
  note: string | null
  /** The version that was judged, 0 for a new person; applying refuses when the register has moved on. */
  version: number
  id_number?: string
  phone?: string
}

/** The columns of register.resident that a list can set; register.import_person has them all. */
export const RESIDENT_COLUMNS =
  'path, name, name_key, pinyin, initials, sex, birth_date, id_type, id_masked, id_digest, phone_masked, phone_tail, phone_digest, residence, tenancy, relation, work, groups, note'

const bytea = (key: string | null): string | null => (key === null ? null : `\\x${key}`)

/** The record of a new person, or of a known one with what the row says. `keys` are those of the row's name. */
export const personRecord = (row: JudgedRow, keys: NameKeys, person: KnownPerson | null): PersonRecord => {
  const after = mergedWith(row, person)
  const { idNumber, phone } = row.draft
  return {
    path: after.path,
    name: after.name,
    name_key: after.nameKey,
    pinyin: keys.full,
    initials: keys.initials,
    sex: after.sex,
    birth_date: after.birthDate,
    id_type: after.idType,
    id_masked: idNumber == null ? (person?.idMasked ?? null) : maskIdentityNumber(idNumber),
    id_digest: bytea(after.idKey),
    phone_masked: phone == null ? (person?.phoneMasked ?? null) : maskPhone(phone),
    phone_tail: phone == null ? (person?.phoneTail ?? null) : phone.replace(/\D/g, '').slice(-4),
    phone_digest: bytea(after.phoneKey),
    residence: after.residence,
    tenancy: after.tenancy,
    relation: after.relation,
    work: after.work,
    groups: after.groups,
    note: after.note,
    version: person?.version ?? 0,
    ...(idNumber == null ? {} : { id_number: idNumber }),
    ...(phone == null ? {} : { phone }),
  }
}

type Change = ListRowView<ImportField>['changes'][number]

const shown = (
  facts: PersonFacts,
  idMasked: string | null,
  phoneMasked: string | null,
  address: string,
): Partial<Record<ImportField, string | null>> => ({
  sex: facts.sex,
  birthDate: facts.birthDate,
  idType: facts.idType,
  idNumber: idMasked,
  phone: phoneMasked,
  address,
  residence: facts.residence,
  tenancy: facts.tenancy,
  relation: facts.relation,
  work: facts.work,
  groups: facts.groups.join(','),
  note: facts.note,
})

/** As it is and as it would be: codes stay codes (import-change.ts says them), numbers are masked, a dwelling is its address. */
export const changesOf = (
  fields: readonly ImportField[],
  row: JudgedRow,
  person: KnownPerson,
  record: PersonRecord,
  addressOf: (path: string) => string,
): Change[] => {
  const before = shown(person, person.idMasked, person.phoneMasked, addressOf(person.path))
  const after = shown(mergedWith(row, person), record.id_masked, record.phone_masked, addressOf(record.path))
  return fields.map((field) => ({ field, from: before[field] ?? '', to: after[field] ?? '' }))
}
