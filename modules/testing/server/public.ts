/** What neighbours may call of testing on the server. To join there are the views testing.public_round, _site, _tube, _sample, _custody, _walk_in. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { RoundRow } from './round-store.ts'

export { callRankSql, textTerms } from './missing-query.ts'
export { findRound, listSites, ownPart, partOf } from './round-store.ts'
export { countHeads } from './tube-store.ts'

/** Custody facts from the desk: the lab has these tubes of a round. Those on record as received stay as they are. @returns how many are new */
export async function recordReceived(
  context: Context,
  round: Pick<RoundRow, 'id' | 'operationId'>,
  received: { tubeIds: readonly string[]; place: string },
): Promise<number> {
  const { rowCount } = await context.query(
    `INSERT INTO testing.custody (street_id, operation_id, round_id, id, tube_id, path, step, place, at, account_id)
     SELECT $1, $2, $3, gen_random_uuid(), t.id, t.path, 'received-by-lab', $5, now(), $6 FROM testing.tube t
     WHERE t.street_id = $1 AND t.round_id = $3 AND t.id = ANY ($4::uuid[]) AND NOT EXISTS (
       SELECT FROM testing.custody c WHERE c.street_id = $1 AND c.tube_id = t.id AND c.step = 'received-by-lab')`,
    [
      context.actor.streetId,
      round.operationId,
      round.id,
      received.tubeIds,
      received.place.slice(0, 80),
      context.actor.accountId,
    ],
  )
  return rowCount ?? 0
}

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
