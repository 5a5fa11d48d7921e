/**
 * Decides what a row of a list would do: add an enterprise, change one, nothing, or contradict what is kept. A list fills or
 * replaces only what it speaks of, a vaguer address takes nothing back, and applying a list twice changes nothing.
 */
import { isBelow } from '../../platform/pure/area.ts'
import type { ImportField } from './list-fields.ts'
import type { Fault } from './list-problems.ts'
import type { EnterpriseDraft, State } from './model.ts'

/** What a list can set, as it is kept. Phones are compared by their digests. */
export interface Facts extends Omit<EnterpriseDraft, 'legalPhone' | 'contactPhone'> {
  legalKey: string | null
  contactKey: string | null
  state: State
}
export interface Known extends Facts {
  id: string
  version: number
  nameKey: string
  shortKey: string | null
}
/** One row, its premises found and its phones digested; undefined where the list does not speak of it. */
export interface Judged {
  said: Partial<Facts> & Pick<Facts, 'name' | 'kind' | 'path'>
  kindTold: boolean
  nameKey: string
  /** Of the community that it stands in. */
  community: string
}

export type Verdict =
  | { verdict: 'new' }
  /** Closed by the list, and not here to be closed. */
  | { verdict: 'gone' }
  | { verdict: 'same'; known: Known }
  | { verdict: 'changed'; known: Known; fields: ImportField[]; after: Facts }
  | { verdict: 'conflict'; known: Known; fault: Fault }

const NOTHING: Omit<Facts, 'name' | 'kind' | 'path'> = {
  shortName: null,
  code: null,
  industry: null,
  staff: null,
  rooms: null,
  floorArea: null,
  address: null,
  legalName: null,
  legalKey: null,
  contactName: null,
  contactKey: null,
  note: null,
  state: 'open',
}

/** What would be kept after the row: as it is (or nothing yet) with what the row says. */
export const mergedWith = ({ said, kindTold, nameKey }: Judged, known: (Facts & Partial<Known>) | null): Facts => {
  if (known === null) return { ...NOTHING, ...said }
  const { id: _, version: __, nameKey: knownKey, shortKey: ___, ...before } = known
  const after: Facts = { ...before, ...said }
  // The fuller of two writings of one name stays, and a guessed kind corrects nobody.
  if (knownKey !== undefined && !nameKey.includes(knownKey)) after.name = before.name
  if (!kindTold) after.kind = before.kind
  if (isBelow(before.path, said.path)) after.path = before.path
  if (after.address === '') after.address = before.address
  return after
}

const COMPARED: readonly (readonly [ImportField, keyof Facts])[] = [
  ...(['name', 'shortName', 'kind', 'code', 'industry', 'staff', 'rooms', 'floorArea'] as const).map(
    (f) => [f, f] as const,
  ),
  ['legalName', 'legalName'],
  ['legalPhone', 'legalKey'],
  ['contactName', 'contactName'],
  ['contactPhone', 'contactKey'],
  ['compound', 'path'],
  ['address', 'address'],
  ['state', 'state'],
  ['note', 'note'],
]

const compared = (row: Judged, known: Known): Verdict => {
  const after = mergedWith(row, known)
  const fields = COMPARED.flatMap(([field, key]) => (known[key] === after[key] ? [] : [field]))
  return fields.length === 0 ? { verdict: 'same', known } : { verdict: 'changed', known, fields, after }
}

/** A name and the short of it, or a longer and a shorter writing of the same (云桃食品 and 桃花区云桃食品有限公司). */
const isOneName = (nameKey: string, { nameKey: known, shortKey }: Known): boolean =>
  nameKey === known ||
  nameKey === shortKey ||
  (Math.min(nameKey.length, known.length) >= 4 && (nameKey.includes(known) || known.includes(nameKey)))

/**
 * Judges a row against what it could mean: whatever has its number, and whatever has its very name in its community.
 * Two are never merged by name alone when a number says otherwise.
 */
const judgeOpen = (row: Judged, candidates: readonly Known[]): Verdict => {
  const { said, nameKey } = row
  const code = said.code ?? null
  const conflict = (known: Known, field: ImportField, fault: Fault['code']): Verdict => ({
    verdict: 'conflict',
    known,
    fault: { field, code: fault },
  })
  const holder = code === null ? undefined : candidates.find((known) => known.code === code)
  if (holder !== undefined)
    return isOneName(nameKey, holder) ? compared(row, holder) : conflict(holder, 'name', 'other-name-in-register')
  const namesakes = candidates.filter(
    (known) => (known.nameKey === nameKey || known.shortKey === nameKey) && isBelow(known.path, row.community),
  )
  const free = namesakes.filter((known) => code === null || known.code === null)
  const near = free.filter((known) => isBelow(known.path, said.path) || isBelow(said.path, known.path))
  // Of namesakes at different places one that stands where the row says is meant; a chain has a shop at every corner.
  const meant = near.length > 0 ? near : said.path === row.community ? free : []
  const [only, another] = meant
  if (only !== undefined)
    return another === undefined ? compared(row, only) : conflict(only, 'name', 'several-in-register')
  const otherNumber = namesakes.find((known) => known.path === said.path && known.path !== row.community)
  return otherNumber === undefined ? { verdict: 'new' } : conflict(otherNumber, 'code', 'other-code-in-register')
}

export const judgeRow = (row: Judged, candidates: readonly Known[]): Verdict => {
  const verdict = judgeOpen(row, candidates)
  if (row.said.state !== 'closed' || verdict.verdict === 'conflict') return verdict
  if (!('known' in verdict)) return { verdict: 'gone' }
  return { verdict: 'conflict', known: verdict.known, fault: { field: 'state', code: 'closed-in-list' } }
}
