/** What neighbours may call of the laboratory on the server. */
import type { CodeOf } from '../../../platform/pure/codes.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { tellings } from '../model.ts'

export interface OwnResult {
  readonly roundId: string
  readonly roundName: string
  readonly sampledAt: Date
  readonly siteName: string | null
  /** Its words are `tellings` of the mind. */
  readonly told: CodeOf<typeof tellings>
  readonly toldAt: Date | null
}

/**
 * A resident's own results, the latest first: for them and for no one else. The context must be an officer's or leader's within
 * whose area they live; a page of theirs asks as the system of their own dwelling (`systemActor(streetId, dwellingPath)`).
 * Somebody elsewhere, or unknown, has no results.
 */
export async function resultsOf(context: Context, residentId: string): Promise<OwnResult[]> {
  const { rows } = await context.query<OwnResult>(
    `SELECT round_id AS "roundId", round_name AS "roundName", sampled_at AS "sampledAt", site_name AS "siteName", told, told_at AS "toldAt" FROM laboratory.results_of($1, $2)`,
    [context.actor.streetId, residentId],
  )
  return rows
}
