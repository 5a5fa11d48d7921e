/** The one way to write results (laboratory.enter), and what a lost race means: judge again. */
import { Problem } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { problems, type Outcome } from '../model.ts'
import { POLICY } from '../policy.ts'

/** As the database's functions take them: [single re-test, judged or freed, re-checked]. */
export const HOURS = [POLICY.retestHours, POLICY.judgeHours, POLICY.recheckHours] as const

/** A tube was no longer as it was judged: another result came first, or its samples were voided. */
export const hasMovedOn = (error: unknown): boolean => (error as { code?: string } | null)?.code === 'LB001'

export interface ResultToEnter {
  readonly roundId: string
  readonly tubeId: string
  /** The turn that it is to have: one more than what was seen. */
  readonly turn: number
  readonly outcome: Outcome
  readonly reason: string
}

/** A single result by hand. Throws Problem movedOn when somebody was faster. */
export async function enterOne(context: Context, result: ResultToEnter): Promise<void> {
  try {
    await context.query(
      `SELECT * FROM laboratory.enter($1, $2, ARRAY[$3]::uuid[], ARRAY[$4]::integer[], ARRAY[$5], ARRAY[NULL]::timestamptz[], ARRAY[NULL]::integer[], NULL, NULL, $6, $7)`,
      [context.actor.streetId, result.roundId, result.tubeId, result.turn, result.outcome, result.reason, HOURS],
    )
  } catch (error) {
    throw hasMovedOn(error) ? new Problem(problems.movedOn) : error
  }
}
