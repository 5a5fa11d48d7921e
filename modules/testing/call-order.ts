/**
 * In what order to ring the missing: whoever can be reached now, first; then by how long until their time; then those who
 * have just been rung in vain or have given their answer; whoever has no number comes last (knock instead).
 */
import type { CodeOf } from '../../platform/pure/codes.ts'
import { type CallFacts, minutesUntilCall } from './call-time.ts'
import type { contactOutcomes } from './model.ts'

/** Nobody is rung again within half an hour of a call in vain while others wait. */
export const REST = 30 * 60_000
const RESTING = 5_000
const ANSWERED = 10_000
const NO_PHONE = 100_000

export interface CallCandidate extends CallFacts {
  readonly phone: boolean
  readonly lastOutcome: CodeOf<typeof contactOutcomes> | null
  /** ms since 1970 */
  readonly lastTryAt: number | null
}

/** What the last try adds to the wait, in minutes of rank. */
export function holdBack(candidate: Omit<CallCandidate, keyof CallFacts>, now: number): number {
  const { phone, lastOutcome, lastTryAt } = candidate
  if (!phone) return NO_PHONE
  if (lastOutcome !== null && lastOutcome !== 'no-answer') return ANSWERED
  return lastTryAt !== null && now - lastTryAt < REST ? RESTING : 0
}

/** Lower is rung earlier. @param now ms since 1970 */
export const callRank = (candidate: CallCandidate, now: number): number =>
  minutesUntilCall(candidate, now) + holdBack(candidate, now)
