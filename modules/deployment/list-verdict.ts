/**
 * Decides what a row of a list would do to a place and to a post: make it, change it, or nothing. A place is known by its name (and the
 * community, where there are several), a post by its place, its task and its beginning. A list fills or replaces only what it speaks of.
 */
import { textKey } from '../enterprise/search.ts'
import type { Fault, PostField } from './list-fields.ts'
import type { PlaceSaid, PostSaid } from './list-row.ts'
import type { SkillNeed } from './need.ts'

export const PLACE_FIELDS = ['address', 'contactName', 'contactPhone'] as const
type PlaceField = (typeof PLACE_FIELDS)[number]
export interface PlaceFacts extends Readonly<Record<PlaceField, string>> {
  readonly id: string
  readonly path: string
  readonly name: string
  /** 0: made by the list. */
  readonly version: number
}
export interface PostFacts {
  readonly id: string
  readonly task: string
  readonly startsAt: string
  readonly endsAt: string
  readonly needed: number
  readonly skills: readonly SkillNeed[]
  readonly risky: boolean
  readonly bring: string
  readonly reportsTo: string
  /** 0: made by the list. */
  readonly version: number
  /** Somebody stands on it, so that its times stay. */
  readonly stands: boolean
}
export interface Change {
  readonly field: PostField
  readonly from: string
  readonly to: string
}

export const placeKey = (name: string): string => textKey(name)
export const postKey = (placeId: string, { task, startsAt }: Pick<PostFacts, 'task' | 'startsAt'>): string =>
  `${placeId} ${Date.parse(startsAt)} ${textKey(task)}`

/** Which of the known places a row means. @param path of the community that it names, undefined where it names none */
export function meantPlace<P extends Pick<PlaceFacts, 'path'>>(
  named: readonly P[],
  path: string | undefined,
  name: string,
): { readonly place: P | null } | { readonly fault: Fault } {
  const there = path === undefined ? named : named.filter((one) => one.path.startsWith(path))
  if (there.length > 1) return { fault: { field: 'place', code: 'several-places', params: { name } } }
  return { place: there[0] ?? null }
}

/** What the row adds to a place. `saidBy`: which row of the list said a field before. */
export function withSaid(
  place: PlaceFacts,
  said: PlaceSaid,
  saidBy: ReadonlyMap<PlaceField, number>,
): { readonly after: PlaceFacts; readonly changes: Change[] } | { readonly fault: Fault } {
  const after = { ...place }
  const changes: Change[] = []
  for (const field of PLACE_FIELDS) {
    const to = said[field]
    if (to === undefined || to === place[field]) continue
    const row = saidBy.get(field)
    if (row !== undefined) return { fault: { field, code: 'place-contradicts', params: { row } } }
    changes.push({ field, from: place[field], to })
    after[field] = to
  }
  return { after, changes }
}

const needsText = (needs: readonly SkillNeed[]): string =>
  needs
    .map(({ skill, least }) => `${skill} ${least}`)
    .toSorted()
    .join(', ')

const TOLD: readonly (readonly [PostField, (post: PostFacts) => string])[] = [
  ['ends', ({ endsAt }) => new Date(endsAt).toISOString()],
  ['needed', ({ needed }) => String(needed)],
  ['skills', ({ skills }) => needsText(skills)],
  ['risky', ({ risky }) => (risky ? 'yes' : 'no')],
  ['bring', ({ bring }) => bring],
  ['reportsTo', ({ reportsTo }) => reportsTo],
]

/** The post as it would be; with `changes` against what is known, none of a new one. @param freshId used where it is new */
export function judgePost(
  said: PostSaid,
  known: PostFacts | null,
  freshId: () => string,
): { readonly after: PostFacts; readonly changes: Change[] } | { readonly fault: Fault } {
  if (known === null && said.needed === undefined) return { fault: { field: 'needed', code: 'no-needed' } }
  const before = known ?? {
    ...{ id: freshId(), needed: 1, skills: [], risky: false, bring: '', reportsTo: '', version: 0, stands: false },
  }
  const after: PostFacts = { ...before, ...said }
  if (after.skills.some(({ least }) => least > after.needed))
    return { fault: { field: 'skills', code: 'too-many-skills' } }
  if (known === null) return { after, changes: [] }
  const changes = TOLD.flatMap(([field, text]) => {
    const [from, to] = [text(known), text(after)]
    return from === to ? [] : [{ field, from, to }]
  })
  if (known.stands && changes.some(({ field }) => field === 'ends'))
    return { fault: { field: 'ends', code: 'people-there' } }
  // Its own writing of the task and beginning stays.
  return { after: { ...after, task: known.task, startsAt: known.startsAt }, changes }
}
