/** A round while it is being planned: what the form holds, and why it cannot be opened yet. */
import type { Word } from '../../../../platform/pure/words.ts'
import { sayBoth } from '../../../../platform/pure/words.ts'
import type { Scope, Site } from '../../model.ts'
import { openWords } from './words.ts'

export type SiteDraft = Omit<Site, 'roundId' | 'path'>
export type PoolSize = Site['poolSize']
export type ScopeKind = Scope['kind']

export interface Listed {
  readonly id: string
  readonly path: string
}
/** People added to a list together. */
export interface Batch {
  readonly key: string
  readonly label: string
  readonly people: readonly Listed[]
}

export interface RoundDraft {
  readonly name: string
  readonly path: string
  readonly kind: ScopeKind
  readonly groups: Extract<Scope, { kind: 'groups' }>['groups']
  readonly batches: readonly Batch[]
  readonly poolSize: PoolSize
  readonly opensAt: string
  readonly closesAt: string
}

/** Everybody on the list once, however often they were added. */
export function listed(batches: readonly Batch[]): Listed[] {
  const all = new Map(batches.flatMap((batch) => batch.people.map((person) => [person.id, person] as const)))
  return [...all.values()]
}

/** The scope as it is sent; null while it is not complete. */
export function scopeOf(draft: RoundDraft): Scope | null {
  if (draft.kind === 'whole') return { kind: 'whole' }
  if (draft.kind === 'groups') return draft.groups.length > 0 ? { kind: 'groups', groups: draft.groups } : null
  const people = listed(draft.batches)
  return people.length > 0 ? { kind: 'list', residentIds: people.map((person) => person.id) } : null
}

/** Hours between two moments; 0 when they are reversed. */
export const hoursBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 3_600_000)

/** Why this cannot be opened yet, in the order of the form. */
export function whyNot(draft: RoundDraft, sites: readonly SiteDraft[]): Word[] {
  const why: Word[] = []
  if (draft.name.trim().length < 2) why.push(openWords.nameShort)
  if (draft.kind === 'groups' && draft.groups.length === 0) why.push(openWords.noGroup)
  if (draft.kind === 'list' && listed(draft.batches).length === 0) why.push(openWords.noList)
  const hours = hoursBetween(draft.opensAt, draft.closesAt)
  if (hours === 0) why.push(openWords.reversed)
  if (hours > 72) why.push(openWords.tooLong)
  if (sites.length === 0) why.push(openWords.noSite)
  if (sites.some((site) => site.name.trim() === '')) why.push(openWords.siteNameless)
  for (const site of sites)
    if (site.catchment.length === 0) why.push(sayBoth(openWords.siteNowhere, { name: site.name }))
  return why
}
