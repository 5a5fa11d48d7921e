/** Where facts are noted: gates and checkpoints, by id. An id that neither knows is doubted, never refused. */
import { isBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Checkpoint, Place } from '../model.ts'

const CHECKPOINT = `c.id, c.operation_id AS "operationId", c.path, c.name, c.road, c.closed_at IS NULL AS open`

export async function listCheckpoints(context: Context, operationId: string): Promise<Checkpoint[]> {
  const { rows } = await context.query<Checkpoint>(
    `SELECT ${CHECKPOINT} FROM visit.checkpoint c WHERE c.street_id = $1 AND c.operation_id = $2 ORDER BY c.closed_at IS NOT NULL, c.name, c.id LIMIT 200`,
    [context.actor.streetId, operationId],
  )
  return rows
}
export async function findCheckpoint(context: Context, id: string): Promise<Checkpoint | null> {
  const { rows } = await context.query<Checkpoint>(
    `SELECT ${CHECKPOINT} FROM visit.checkpoint c WHERE c.street_id = $1 AND c.id = $2`,
    [context.actor.streetId, id],
  )
  return rows[0] ?? null
}

/** Gates by the table that room gate publishes to whoever stands at them, and checkpoints; $1 the sub-district. */
const PLACES = `SELECT g.id, 'gate' AS kind, g.path, g.serves, NULL::uuid AS "operationId", g.name, g.state = 'handover' AS handover, true AS open
  FROM gate.gate g WHERE g.street_id = $1
  UNION ALL SELECT c.id, 'checkpoint', c.path, ARRAY[c.path::text], c.operation_id, c.name, false, c.closed_at IS NULL FROM visit.checkpoint c WHERE c.street_id = $1`

/** All that are open, where the asker works or above: their own first. */
export async function openPlaces(context: Context): Promise<Place[]> {
  const { rows } = await context.query<Place>(
    `SELECT x.id, x.kind, x.path, x.serves, x."operationId", x.name, x.handover FROM (${PLACES}) x WHERE x.open ORDER BY NOT starts_with(x.path, $2), x.kind DESC, x.name, x.id LIMIT 300`,
    [context.actor.streetId, context.actor.path],
  )
  return rows
}

export async function placesById(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, Pick<Place, 'path' | 'name'>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await context.query<Place>(
    `SELECT x.id, x.path, x.name FROM (${PLACES}) x WHERE x.id = ANY ($2::uuid[])`,
    [context.actor.streetId, [...new Set(ids)]],
  )
  return new Map(rows.map(({ id, path, name }) => [id, { path, name }]))
}

/** Where a fact is kept: the nearest of these that lies in the asker's area, else that area itself. */
export const pathFor = (context: Context, ...wanted: readonly (string | null | undefined)[]): string =>
  wanted.find((path) => path != null && isBelow(path, context.actor.path)) ?? context.actor.path
