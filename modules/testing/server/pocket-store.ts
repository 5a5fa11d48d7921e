/** The security-definer doors for lanes, called. */
import type { OutputOf } from '../../../platform/pure/contract.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { testing } from '../contract.ts'

type PocketPerson = OutputOf<(typeof testing)['operations']['pocket']>['people'][number]

/** Empty for a closed round: a phone carries nobody longer than it must. */
export async function findPocket(context: Context, siteId: string): Promise<PocketPerson[]> {
  const { rows } = await context.query<PocketPerson>(
    `SELECT resident_id AS id, path, name, initials, sex, birth_year AS "birthYear", id_key AS "idKey", phone_tail AS "phoneTail", tested, address
     FROM testing.pocket($1, $2)`,
    [context.actor.streetId, siteId],
  )
  return rows
}

export async function findSalt(context: Context, roundId: string): Promise<string> {
  const { rows } = await context.query<{ salt: Buffer }>(
    'SELECT salt FROM testing.round WHERE street_id = $1 AND id = $2',
    [context.actor.streetId, roundId],
  )
  return rows[0]!.salt.toString('base64')
}

/** A cursor is a transaction id; anything else is as good as none. */
export async function findTestedSince(
  context: Context,
  siteId: string,
  cursor: string | null,
): Promise<{ cursor: string; closed: boolean; residentIds: string[] } | null> {
  const since = cursor !== null && /^\d{1,18}$/.test(cursor) ? cursor : null
  const { rows } = await context.query<{ cursor: string; closed: boolean; residents: string[] }>(
    'SELECT cursor, closed, residents FROM testing.tested_since($1, $2, $3::xid8)',
    [context.actor.streetId, siteId, since],
  )
  const [found] = rows
  return found ? { cursor: found.cursor, closed: found.closed, residentIds: found.residents } : null
}
