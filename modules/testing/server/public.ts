/** What neighbours may call of testing on the server. */
import type { Context } from '../../../platform/server/database/database.ts'

export interface RoundName {
  readonly id: string
  readonly name: string
  readonly operationId: string
  readonly path: string
}

/** A round as far as the asker sees it. 'latest': opened last, an open one before a closed one. */
export async function findRoundName(context: Context, id: string): Promise<RoundName | null> {
  const { rows } = await context.query<RoundName>(
    `SELECT id, name, operation_id AS "operationId", path FROM testing.round WHERE street_id = $1 AND ($2 = 'latest' OR id::text = $2)
     ORDER BY state = 'closed', opens_at DESC, id DESC LIMIT 1`,
    [context.actor.streetId, id],
  )
  return rows[0] ?? null
}
