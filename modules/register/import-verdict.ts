/**
 * Decides what a row of a list would do to the register: add a person, change one, nothing, or contradict it.
 * Surprising: a list only adds groups and fills or replaces what it speaks of; applying it twice changes nothing.
 */
import type { ImportField } from './import-model.ts'
import type { Fault } from './import-problems.ts'
import type { RowDraft } from './import-row.ts'
import type { ResidentDraft } from './model.ts'

/** The fields of a person that a list can set, as the register holds them. Numbers are compared by their digests. */
export interface PersonFacts extends Omit<ResidentDraft, 'idNumber' | 'phone'> {
  /** The name without spaces, dots and case. */
  nameKey: string
  idKey: string | null
  phoneKey: string | null
}
export interface RegisteredPerson extends PersonFacts {
  id: string
  version: number
}
/** One row, its dwelling found and its numbers digested; undefined where the list does not speak of it. */
export interface JudgedRow {
  draft: Omit<RowDraft, 'address'>
  path: string
  nameKey: string
  idKey: string | null
  phoneKey: string | null
}

export type RowVerdict =
  | { verdict: 'new' }
  | { verdict: 'same'; person: RegisteredPerson }
  | { verdict: 'changed'; person: RegisteredPerson; fields: ImportField[] }
  | { verdict: 'conflict'; person: RegisteredPerson; fault: Fault }

const DEFAULTS = {
  sex: null,
  birthDate: null,
  idType: 'none',
  residence: 'local',
  tenancy: 'owner',
  relation: 'other',
  work: 'home',
  note: null,
} as const satisfies Partial<ResidentDraft>
type PlainField = keyof typeof DEFAULTS
const PLAIN = Object.keys(DEFAULTS) as PlainField[]

/** What the register would hold after the row: the person as registered (or a new one) with what the row says. */
export const mergedWith = (row: JudgedRow, person: PersonFacts | null): PersonFacts => {
  const before = person ?? {
    ...DEFAULTS,
    name: row.draft.name,
    groups: [],
    nameKey: row.nameKey,
    idKey: null,
    phoneKey: null,
  }
  const after: PersonFacts = {
    ...before,
    path: row.path,
    groups:
      row.draft.groups === undefined ? before.groups : [...new Set([...before.groups, ...row.draft.groups])].sort(),
    nameKey: row.nameKey,
    idKey: row.idKey ?? before.idKey,
    phoneKey: row.phoneKey ?? before.phoneKey,
  }
  for (const field of PLAIN) {
    const said = row.draft[field]
    // A list without the number cannot take away a registered document.
    if (said === undefined || (field === 'idType' && row.idKey === null && before.idKey !== null)) continue
    Object.assign(after, { [field]: said })
  }
  return after
}

const differences = (before: PersonFacts, after: PersonFacts): ImportField[] => {
  const fields: ImportField[] = PLAIN.filter((field) => before[field] !== after[field])
  if (before.path !== after.path) fields.push('address')
  if (before.idKey !== after.idKey) fields.push('idNumber')
  if (before.phoneKey !== after.phoneKey) fields.push('phone')
  if (before.groups.length !== after.groups.length) fields.push('groups')
  return fields
}

const compared = (row: JudgedRow, person: RegisteredPerson): RowVerdict => {
  const fields = differences(person, mergedWith(row, person))
  return fields.length === 0 ? { verdict: 'same', person } : { verdict: 'changed', person, fields }
}

const agree = <T>(a: T | null | undefined, b: T | null | undefined): boolean => a == null || b == null || a === b

/**
 * Judges a row against the people it could mean: whoever has its number, and whoever has its name at its dwelling
 * or its name and birth date anywhere in sight. Two people are never merged by name alone when a number says otherwise.
 */
export const judgeRow = (row: JudgedRow, candidates: readonly RegisteredPerson[]): RowVerdict => {
  const { draft, idKey, nameKey, path } = row
  const conflict = (person: RegisteredPerson, field: ImportField, code: Fault['code']): RowVerdict => ({
    verdict: 'conflict',
    person,
    fault: { field, code },
  })
  const holder = idKey === null ? undefined : candidates.find((person) => person.idKey === idKey)
  if (holder !== undefined) {
    return holder.nameKey === nameKey ? compared(row, holder) : conflict(holder, 'name', 'other-name-in-register')
  }
  const sameDay = (person: RegisteredPerson): boolean => draft.birthDate != null && person.birthDate === draft.birthDate
  const namesakes = candidates.filter(
    (person) =>
      person.nameKey === nameKey &&
      (sameDay(person) || (agree(person.birthDate, draft.birthDate) && agree(person.sex, draft.sex))),
  )
  const here = namesakes.filter((person) => person.path === path)
  const nameless = here.filter((person) => idKey === null || person.idKey === null)
  const [only, another] = nameless
  if (only !== undefined) {
    const exact = nameless.filter(sameDay)
    if (exact.length === 1 && exact[0] !== undefined) return compared(row, exact[0])
    return another === undefined ? compared(row, only) : conflict(only, 'name', 'several-in-register')
  }
  // The same name and day at the same door under another number: one of the two numbers is wrong.
  const otherNumber = here.find(sameDay)
  if (otherNumber !== undefined) return conflict(otherNumber, 'idNumber', 'other-number-in-register')
  const elsewhere = idKey === null ? namesakes.find(sameDay) : undefined
  return elsewhere === undefined ? { verdict: 'new' } : conflict(elsewhere, 'address', 'maybe-moved')
}
