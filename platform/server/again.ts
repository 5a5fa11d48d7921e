/** Transactions that lost a race are tried again: deadlocks, serialization failures, two first inserts of one key. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem, platformProblems } from '../pure/problem.ts'

const RACES = new Set(['40001', '40P01', '23505'])
/** Every lost race means that somebody else got on, so a crowd that brings the same facts needs many rather than long tries. */
const TRIES = 120

export const lostRace = (error: unknown): boolean => RACES.has((error as { code?: string } | null)?.code ?? '')

/** A race that is never won ends as "try again shortly", so that a phone keeps the fact. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      if (!lostRace(error)) throw error
      if (tried === TRIES) throw new Problem(platformProblems.unavailable)
      // uneven, so that two that met do not meet again
      await sleep(Math.random() * Math.min(tried * 8, 200))
    }
  }
}

/** Faults of what was written: values out of range, broken constraints, refused rows. */
export const isDataFault = (error: unknown): boolean =>
  /^(22|23|P0)/.test((error as { code?: string } | null)?.code ?? '')
