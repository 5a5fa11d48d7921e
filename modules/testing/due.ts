/**
 * Who is due in a round, and what becomes of a person's line on the due list when the register changes.
 * Surprising: whoever has been tested stays counted, wherever they go; and what a person decided by hand outlives
 * the register's "away", but not somebody's leaving.
 */
import type { CodeOf } from '../../platform/pure/codes.ts'
import { isBelow } from '../../platform/pure/area.ts'
import type { leftReasons, residences } from '../register/model.ts'
import type { exemptions, withdrawals } from './model.ts'

export type DueState = 'due' | 'exempt' | 'withdrawn'
export type Withdrawal = CodeOf<typeof withdrawals>
export type Exemption = CodeOf<typeof exemptions>

/** Whom a round wants: everybody of its area, certain groups, or certain people. */
export type ScopeRule =
  | { readonly kind: 'whole' }
  | { readonly kind: 'groups'; readonly groups: readonly string[] }
  | { readonly kind: 'list'; readonly includes: (residentId: string) => boolean }

export interface RoundFacts {
  readonly path: string
  readonly scope: ScopeRule
}

/** A person as the register has them now. */
export interface Registered {
  readonly id: string
  readonly path: string
  readonly residence: CodeOf<typeof residences>
  readonly groups: readonly string[]
  readonly left: CodeOf<typeof leftReasons> | null
}

/** A person's line on the due list. `tested`: somebody due who is no longer missing. */
export interface DueLine {
  readonly state: DueState
  readonly reason: Exemption | Withdrawal | null
  readonly path: string
  /** A person decided this state (an exemption, or its lifting), not the register. */
  readonly byHand: boolean
  readonly tested: boolean
}

export type NextLine = Pick<DueLine, 'state' | 'reason' | 'path'>

const LEFT: Readonly<Record<NonNullable<Registered['left']>, Withdrawal>> = {
  moved: 'moved-out',
  died: 'died',
  duplicate: 'duplicate',
  mistake: 'mistake',
}

/** Why the round does not want this person, or null when it does. */
export function notWanted(person: Registered | null, round: RoundFacts): Withdrawal | null {
  if (person === null) return 'mistake'
  if (person.left !== null) return LEFT[person.left]
  if (!isBelow(person.path, round.path)) return 'left-scope'
  switch (round.scope.kind) {
    case 'whole':
      return null
    case 'groups':
      return round.scope.groups.some((g) => person.groups.includes(g)) ? null : 'left-scope'
    case 'list':
      return round.scope.includes(person.id) ? null : 'left-scope'
  }
}

/** The line as it should be now; null when there is none and none is wanted, or it is right as it is. */
export function decideLine(person: Registered | null, round: RoundFacts, line: DueLine | null): NextLine | null {
  const gone = notWanted(person, round)
  if (gone !== null) {
    if (line === null || line.state === 'withdrawn' || (line.state === 'due' && line.tested)) return null
    return { state: 'withdrawn', reason: gone, path: line.path }
  }
  const { path, residence } = person as Registered
  const next = ((): NextLine => {
    const plain: NextLine =
      residence === 'away' ? { state: 'exempt', reason: 'away', path } : { state: 'due', reason: null, path }
    if (line === null || line.state === 'withdrawn') return plain
    if (line.byHand || line.tested) return { state: line.state, reason: line.reason, path }
    return plain
  })()
  return line !== null && next.state === line.state && next.reason === line.reason && next.path === line.path
    ? null
    : next
}
