/** What looks odd among the passes issued, for people to look into; nothing follows from it by itself (H6). */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { shanghaiHour } from '../../platform/pure/time.ts'

export const oddityKinds = codes({
  'many-at-one-door': ['一户多证', 'Many at one door'],
  'at-night': ['夜间发证', 'Issued at night'],
  burst: ['短时间集中发证', 'Issued in a burst'],
  'no-dwelling': ['居民、租户没有对应到户', 'Lives here, yet at no dwelling'],
  'one-hand': ['核验与发证为同一人', 'Verified and issued by one person'],
  'one-phone': ['同一电话多证', 'Many of one phone'],
})
export type OddityKind = CodeOf<typeof oddityKinds>

export interface IssuedFact {
  readonly passId: string
  readonly path: string
  /** The path is a dwelling's. */
  readonly atDwelling: boolean
  readonly livesHere: boolean
  /** ms since 1970 */
  readonly issuedAt: number
  readonly issuedBy: string
  readonly verifiedBy: string
  /** Equal for equal phones, and no number. */
  readonly phone: string | null
}
export interface Oddity {
  readonly kind: OddityKind
  /** The door or the officer it is about; null where the passes have nothing else in common. */
  readonly path: string | null
  readonly accountId: string | null
  readonly passIds: readonly string[]
}

export const ODD = { atOneDoor: 8, onePhone: 5, burst: 20, burstMinutes: 10, nightFrom: 23, nightTo: 6 }

const isNight = (at: number): boolean => shanghaiHour(at) >= ODD.nightFrom || shanghaiHour(at) < ODD.nightTo

function by<T>(facts: readonly T[], keyOf: (fact: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const fact of facts) {
    const key = keyOf(fact)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(fact)
    else groups.set(key, [fact])
  }
  return groups
}

/** Runs of one officer in which `ODD.burst` passes lie within `ODD.burstMinutes`, each run as long as it lasts. */
function bursts(facts: readonly IssuedFact[]): IssuedFact[][] {
  const sorted = facts.toSorted((a, b) => a.issuedAt - b.issuedAt)
  const within = ODD.burstMinutes * 60_000
  const runs: IssuedFact[][] = []
  let start = 0
  let taken = -1
  for (let end = 0; end < sorted.length; end++) {
    while ((sorted[end] as IssuedFact).issuedAt - (sorted[start] as IssuedFact).issuedAt > within) start++
    if (end - start + 1 < ODD.burst) continue
    const open = runs.at(-1)
    if (open && start <= taken) open.push(...sorted.slice(taken + 1, end + 1))
    else runs.push(sorted.slice(start, end + 1))
    taken = end
  }
  return runs
}

export function odditiesOf(facts: readonly IssuedFact[]): Oddity[] {
  const odd: Oddity[] = []
  const add = (
    kind: OddityKind,
    of: readonly IssuedFact[],
    about: { path?: string; accountId?: string } = {},
  ): void => {
    if (of.length > 0)
      odd.push({
        ...{ kind, path: about.path ?? null, accountId: about.accountId ?? null },
        passIds: of.map(({ passId }) => passId),
      })
  }
  for (const [path, group] of by(facts, (fact) => (fact.atDwelling ? fact.path : null)))
    if (group.length >= ODD.atOneDoor) add('many-at-one-door', group, { path })
  for (const [, group] of by(facts, ({ phone }) => phone)) if (group.length >= ODD.onePhone) add('one-phone', group)
  const officers = by(facts, ({ issuedBy }) => issuedBy)
  for (const [accountId, group] of officers) for (const run of bursts(group)) add('burst', run, { accountId })
  for (const [accountId, group] of officers) {
    add(
      'at-night',
      group.filter(({ issuedAt }) => isNight(issuedAt)),
      { accountId },
    )
    add(
      'one-hand',
      group.filter(({ verifiedBy }) => verifiedBy === accountId),
      { accountId },
    )
  }
  add(
    'no-dwelling',
    facts.filter(({ livesHere, atDwelling }) => livesHere && !atDwelling),
  )
  return odd
}
