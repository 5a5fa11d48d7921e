/** Transactions that lost a race are tried again: deadlocks, serialization failures, two first inserts of one key. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'

const RACES = new Set(['40001', '40P01', '23505'])
const TRIES = 8

export const lostRace = (error: unknown): boolean => RACES.has((error as { code?: string } | null)?.code ?? '')

/** A race that is never won ends as "try again shortly", so that a phone keeps the fact. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      if (!lostRace(error)) throw error
      if (tried === TRIES) throw new Problem(platformProblems.unavailable)
      await sleep(tried * 5)
    }
  }
}

/** Faults of what was written: values out of range, broken constraints, refused rows. */
export const isDataFault = (error: unknown): boolean =>
  /^(22|23|P0)/.test((error as { code?: string } | null)?.code ?? '')
