/**
 * How many will be at the place by the deadline, and how many more to ask now: before it, never after.
 * People answer like a waiting line with one rate: so many answers a minute of waiting, learned from this call-up and begun from
 * what the policy expects; of those who answer some say yes, of those who say yes nearly all come, and the way takes time.
 * The longer somebody has been silent, the lower the rate learned, so that silence itself counts.
 */
import type { ForecastResult } from './call-up-model.ts'

export interface ForecastPolicy {
  /** Half of those asked answer within so many minutes. */
  readonly halfAnswer: number
  /** Of those who answer, 0 … 1. */
  readonly yes: number
  /** Of those who say they come, 0 … 1. */
  readonly shows: number
  /** Minutes from a yes to the place. */
  readonly way: number
  /** How many people's worth of experience the figures above weigh. */
  readonly weight: number
  /** Nothing is proposed before so many minutes have passed, unless nobody is silent any more. */
  readonly patience: number
}
/** Figures of experience, no statute; a place sets its own. A public-sector alert of one hour in the sources: 102 of 100 by 45 minutes. */
export const forecastDefaults: ForecastPolicy = {
  halfAnswer: 10,
  yes: 0.8,
  shows: 0.95,
  way: 20,
  weight: 10,
  patience: 5,
}

export interface SoFar {
  /** Everybody who is wanted. */
  readonly seats: number
  /** Asked or not. */
  readonly here: number
  readonly coming: number
  readonly cannot: number
  readonly silent: number
  /** Minutes that people have waited or taken until their first answer, added up over all who were asked. */
  readonly waited: number
  /** Since the last wave was asked. */
  readonly minutesSince: number
  /** Until the deadline; below zero after it. */
  readonly minutesLeft: number
}

const round = (value: number): number => Math.round(value * 10) / 10

export function forecast(so: SoFar, policy: ForecastPolicy = forecastDefaults): ForecastResult {
  const { halfAnswer, shows, way, weight, patience } = policy
  const before = Math.LN2 / halfAnswer
  const answered = so.coming + so.cannot + so.here
  const rate = (answered + weight) / (so.waited + weight / before)
  const yes = (so.coming + so.here + weight * policy.yes) / (answered + weight)
  // Whoever answers later than this cannot be there in time.
  const window = Math.max(0, so.minutesLeft - way)
  const inTime = 1 - Math.exp(-rate * window)
  const each = inTime * yes * shows
  const fromSilent = so.silent * each
  const fromComing = so.minutesLeft <= 0 ? 0 : so.coming * shows
  const expected = so.here + fromComing + fromSilent
  const short = Math.max(0, Math.ceil(so.seats - expected - 1e-9))
  const base = {
    ...{ expected: round(expected), fromSilent: round(fromSilent), fromComing: round(fromComing), short },
    ...{ perTen: round(10 * each), minutesLeft: Math.floor(so.minutesLeft) },
  }
  if (so.minutesLeft <= 0) return { ...base, ask: 0, verdict: 'after-deadline' }
  if (short === 0) return { ...base, ask: 0, verdict: 'enough' }
  if (so.silent > 0 && so.minutesSince < patience) return { ...base, ask: 0, verdict: 'wait' }
  // One in ten being there in time is no wave but a nuisance.
  if (each < 0.1) return { ...base, ask: 0, verdict: 'too-late' }
  return { ...base, ask: Math.ceil(short / each - 1e-9), verdict: 'ask-more' }
}
