/** What holds for those who come forward: a sign-up that can be taken, and who may stand at a risky post. */
import type { ProblemKind } from '../../platform/pure/problem.ts'
import { problems, type RiskFault, type SignUpItem, type Standing } from './model.ts'

const DAYS = 60 * 86_400_000

/** A call's days, both given as YYYY-MM-DD. */
export const areDays = (startsOn: string, endsOn: string): boolean =>
  endsOn >= startsOn && Date.parse(endsOn) - Date.parse(startsOn) <= DAYS

/** One day, or from one to another. */
export const daysText = ({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }): string =>
  startsOn === endsOn ? startsOn : `${startsOn} – ${endsOn}`

/** What forbids taking a sign-up; null where nothing does. Somebody at work may enter a person without a phone. */
export function refuseSignUp(
  item: Pick<SignUpItem, 'phone' | 'minor' | 'guardian' | 'days'>,
  call: { readonly startsOn: string; readonly endsOn: string },
  byThemselves: boolean,
): ProblemKind | null {
  if (byThemselves && (item.phone ?? '').trim() === '') return problems.phoneNeeded
  if (item.minor && item.guardian === null) return problems.guardianNeeded
  return item.days.some((one) => one < call.startsOn || one > call.endsOn) ? problems.dayOutside : null
}

export const standingOf = (facts: {
  readonly withdrawnAt: unknown
  readonly cameAt: unknown
  readonly welcomedAt: unknown
}): Standing => {
  if (facts.withdrawnAt !== null) return 'withdrawn'
  if (facts.welcomedAt === null) return 'waiting'
  return facts.cameAt === null ? 'placed' : 'came'
}

export interface RiskFacts {
  /** By any of a person's sign-ups. */
  readonly minor: boolean
  /** From all of them. */
  readonly withdrawn: boolean
  readonly welcomed: boolean
  /** An insurance was noted, and the latest line does not say "none". */
  readonly insured: boolean
  /** Its last day, YYYY-MM-DD. */
  readonly insuredUntil: string | null
}

/** Whether a volunteer may stand at a risky post on a day: grown up, on the roster, insured (志愿服务条例 17). */
export function decideRisky(facts: RiskFacts, today: string): { verdict: 'fit' | 'not'; because: RiskFault[] } {
  const because: RiskFault[] = []
  if (facts.minor) because.push('minor')
  if (facts.withdrawn) because.push('withdrawn')
  if (!facts.welcomed) because.push('not-welcomed')
  if (!facts.insured || facts.insuredUntil === null) because.push('not-insured')
  else if (facts.insuredUntil < today) because.push('insurance-over')
  return { verdict: because.length === 0 ? 'fit' : 'not', because }
}
