/**
 * Who stands before the lane now, as far as the phone knows. Held in memory only: a document number
 * belongs neither into the address nor into the browser's history, so after a reload the crew scans again.
 */
import type { CodeOf } from '../../../platform/pure/codes.ts'
import type { IdentityNumber } from '../../../platform/pure/identity-number.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { marksOf } from '../../../platform/web/pocket/kept-list.ts'
import { cell } from '../../../platform/web/phone/cell.ts'
import { type Listed, type Mark, type Scanned, type Standing, standingOf } from '../identify.ts'
import type { howTaken, SampleFact } from '../model.ts'
import { pocketKey, type Shift, walkInMark } from './shift.ts'
import { idKeyOf, type SitePocket } from './site-pocket.ts'

export type How = CodeOf<typeof howTaken>
export type WalkIn = NonNullable<SampleFact['walkIn']>

export type Candidate = { readonly how: How } & (
  | { readonly kind: 'listed'; readonly person: Listed }
  | { readonly kind: 'several'; readonly people: readonly Listed[] }
  /** A resident's code of another list: the id is enough to record. */
  | { readonly kind: 'code'; readonly residentId: string }
  /** A number nobody on the list has. */
  | { readonly kind: 'number'; readonly number: IdentityNumber; readonly idKey: string | null }
  | { readonly kind: 'walk-in'; readonly walkIn: WalkIn; readonly idKey: string | null }
)

export const candidate = cell<Candidate | null>(null)
/** What was already known when the crew went from a number to the walk-in form. */
export const walkInDraft = cell<Partial<WalkIn>>({})

/** Who has this code or number, on this phone's list. */
export async function candidateOf(
  pocket: SitePocket | null,
  read: Exclude<Scanned, { kind: 'unreadable' }>,
  how: How,
): Promise<Candidate> {
  if (read.kind === 'resident') {
    const person = pocket?.index.byId.get(read.id)
    return person ? { kind: 'listed', person, how } : { kind: 'code', residentId: read.id, how }
  }
  const idKey = pocket ? await idKeyOf(pocket.meta.salt, read.number.value) : null
  const people = idKey === null ? [] : (pocket?.index.byKey.get(idKey) ?? [])
  if (people[0])
    return people.length === 1 ? { kind: 'listed', person: people[0], how } : { kind: 'several', people, how }
  return { kind: 'number', number: read.number, idKey, how }
}

const markIdOf = (who: Candidate): string | null => {
  if (who.kind === 'listed') return who.person.id
  if (who.kind === 'code') return who.residentId
  if (who.kind === 'several') return null
  return who.idKey === null ? null : walkInMark(who.idKey)
}

/** How they stand now, marks of this phone included. */
export async function standing(
  db: PhoneDatabase,
  shift: Shift,
  who: Candidate,
): Promise<{ verdict: Standing; mark: Mark | undefined }> {
  const markId = markIdOf(who)
  const [mark] = markId === null ? [undefined] : await marksOf<Mark>(db, pocketKey(shift.siteId), [markId])
  return { verdict: standingOf(who.kind === 'listed' ? who.person : null, mark).verdict, mark }
}
