/**
 * How many will be at the place by the deadline, and how many more to ask now: before it, never after.
 * People answer like a waiting line with one rate: so many answers a minute of waiting, learned from this call-up and begun from
 * what the policy expects; of those who answer some say yes, of those who say yes nearly all come, and the way takes time.
 * The longer somebody has been silent, the lower the rate learned, so that silence itself counts.
 */
import { z } from 'zod'
import type { ForecastResult } from './call-up-model.ts'

/** Figures of experience, no statute; a place sets its own. A public-sector alert of one hour in the sources: 102 of 100 by 45 minutes. */
export const forecastPolicy = z.object({
  /** Half of those asked answer within so many minutes. */
  halfAnswer: z.number().min(1).max(240).default(10),
  /** Of those who answer, 0 … 1. */
  yes: z.number().min(0.05).max(1).default(0.8),
  /** Of those who say they come, 0 … 1. */
  shows: z.number().min(0.05).max(1).default(0.95),
  /** Minutes from a yes to the place. */
  way: z.number().min(0).max(480).default(20),
  /** How many people's worth of experience the figures above weigh. */
  weight: z.number().min(1).max(1000).default(10),
  /** Nothing is proposed before so many minutes have passed, unless nobody is silent any more. */
  patience: z.number().min(0).max(120).default(5),
})
export type ForecastPolicy = z.infer<typeof forecastPolicy>
export const forecastDefaults: ForecastPolicy = forecastPolicy.parse({})

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
