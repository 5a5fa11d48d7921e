/**
 * Decides what a row of a list would do: put a person on the roster, change one, nothing, or contradict what is kept. A list
 * fills or replaces only what it speaks of, and applying it twice changes nothing.
 */
import type { ImportField } from './list-fields.ts'
import type { Fault } from './list-problems.ts'
import type { Served } from './list-row.ts'
import type { ExemptionKind, PersonDraft, PersonState } from './model.ts'

/** What a list can set, as it is kept. Phones are compared by their digests. */
export interface Facts extends Omit<PersonDraft, 'phone'> {
  phoneKey: string | null
  homePath: string | null
  opening: { days: number; on: string; last: string | null } | null
}
export interface Known extends Facts {
  id: string
  version: number
  nameKey: string
  state: PersonState
  /** With the counted lines. */
  servedDays: number
  lastServed: string | null
  exemptUntil: string | null
}
/** One row, its department found and its phone digested; undefined where the list does not speak of it. */
export interface Judged {
  said: Partial<Omit<Facts, 'opening'>> & Pick<Facts, 'name'>
  nameKey: string
  served: Served | undefined
  exempt: { kind: ExemptionKind; until: string } | undefined
  state: PersonState | undefined
}

export type Verdict =
  | { verdict: 'new'; after: Facts; namesake: boolean }
  /** Left by the list, and not on the roster either. */
  | { verdict: 'gone' }
  | { verdict: 'same'; known: Known }
  | { verdict: 'changed'; known: Known; fields: ImportField[]; after: Facts }
  | { verdict: 'conflict'; known: Known | null; fault: Fault }

const NOTHING: Omit<Facts, 'name' | 'departmentId'> = {
  number: null,
  sex: null,
  birthYear: null,
  title: null,
  skills: [],
  posts: [],
  partyMember: false,
  partyBranch: null,
  address: null,
  homePath: null,
  phoneKey: null,
  opening: null,
  note: null,
}

const openingOf = (
  { days, last, on }: Served,
  before: Pick<Known, 'servedDays' | 'lastServed'>,
  today: string,
): Facts['opening'] => {
  const sum = { days: days ?? before.servedDays, last: last ?? before.lastServed }
  return sum.days === 0 && sum.last === null ? null : { ...sum, on: on ?? today }
}

/** Whether the list tells of service what is known already: as a sum, or as the balance that was told before. */
const knowsServed = (served: Served, known: Known, after: Facts['opening']): boolean => {
  const asSum =
    (served.days === undefined || served.days === known.servedDays) &&
    (served.last === undefined || served.last === known.lastServed || (known.lastServed ?? '') > served.last)
  const { opening } = known
  const asBalance =
    opening === after ||
    (opening !== null &&
      after !== null &&
      opening.days === after.days &&
      opening.on === after.on &&
      opening.last === after.last)
  return asSum || asBalance
}

const COMPARED: readonly (readonly [ImportField, keyof Facts])[] = [
  ...(['number', 'name', 'sex', 'birthYear', 'title', 'partyMember', 'partyBranch', 'address', 'note'] as const).map(
    (f) => [f, f] as const,
  ),
  ['phone', 'phoneKey'],
  ['department', 'departmentId'],
]
const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join('\n') === [...b].sort().join('\n')

const compared = ({ said, served, exempt }: Judged, known: Known, today: string): Verdict => {
  const after: Facts = { ...known, ...said }
  if (!after.partyMember) after.partyBranch = null
  const fields: ImportField[] = COMPARED.flatMap(([field, key]) => (known[key] === after[key] ? [] : [field]))
  if (!sameWords(known.skills, after.skills)) fields.push('skills')
  if (!sameWords(known.posts, after.posts)) fields.push('posts')
  if (served !== undefined) {
    const opening = openingOf(served, known, today)
    if (!knowsServed(served, known, opening)) {
      after.opening = opening
      fields.push('servedDays')
    }
  }
  if (exempt !== undefined && exempt.until > (known.exemptUntil ?? '')) fields.push('exemptUntil')
  return fields.length === 0 ? { verdict: 'same', known } : { verdict: 'changed', known, fields, after }
}

/** Whom of the roster the row means: by number first, then by name with phone or department. */
const meant = (
  { said, nameKey }: Judged,
  candidates: readonly Known[],
): { known: Known } | { fault: Fault; known: Known } | { namesake: boolean } => {
  const number = said.number ?? null
  const holder = number === null ? undefined : candidates.find((known) => known.number === number)
  if (holder !== undefined) {
    if (holder.nameKey === nameKey) return { known: holder }
    return { known: holder, fault: { field: 'name', code: 'other-name-on-roster' } }
  }
  const namesakes = candidates.filter(
    (known) => known.nameKey === nameKey && known.state === 'in-service' && (number === null || known.number === null),
  )
  const phone = said.phoneKey ?? null
  const byPhone = phone === null ? [] : namesakes.filter((known) => known.phoneKey === phone)
  const near = namesakes.filter(
    ({ departmentId, phoneKey }) =>
      (said.departmentId === undefined || said.departmentId === departmentId) &&
      (phone === null || phoneKey === null || phone === phoneKey),
  )
  const [only, another] = byPhone.length > 0 ? byPhone : near
  if (only === undefined) return { namesake: namesakes.length > 0 }
  if (another === undefined) return { known: only }
  return { known: only, fault: { field: 'name', code: 'several-on-roster' } }
}

export const judgeRow = (row: Judged, candidates: readonly Known[], today: string): Verdict => {
  const one = meant(row, candidates)
  if ('namesake' in one) {
    if (row.state === 'left') return { verdict: 'gone' }
    const { departmentId } = row.said
    if (departmentId === undefined)
      return { verdict: 'conflict', known: null, fault: { field: 'department', code: 'no-department' } }
    const opening = row.served === undefined ? null : openingOf(row.served, { servedDays: 0, lastServed: null }, today)
    return { verdict: 'new', namesake: one.namesake, after: { ...NOTHING, ...row.said, departmentId, opening } }
  }
  const conflict = (fault: Fault): Verdict => ({ verdict: 'conflict', known: one.known, fault })
  if ('fault' in one) return conflict(one.fault)
  if (row.state === 'left')
    return one.known.state === 'left'
      ? { verdict: 'same', known: one.known }
      : conflict({ field: 'state', code: 'left-in-list' })
  if (one.known.state === 'left') return conflict({ field: 'state', code: 'left-on-roster' })
  return compared(row, one.known, today)
}
