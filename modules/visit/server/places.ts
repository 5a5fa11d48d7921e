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

/** All that are open, where the asker works or above. */
export async function openPlaces(context: Context): Promise<Place[]> {
  const { rows } = await context.query<Place>(
    `SELECT c.id, 'checkpoint' AS kind, c.path, c.name, false AS handover FROM visit.checkpoint c
     WHERE c.street_id = $1 AND c.closed_at IS NULL ORDER BY c.name, c.id LIMIT 200`,
    [context.actor.streetId],
  )
  return rows
}

export async function placesById(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, Pick<Place, 'path' | 'name'>>> {
  const { rows } = await context.query<Place>(
    'SELECT c.id, c.path, c.name FROM visit.checkpoint c WHERE c.street_id = $1 AND c.id = ANY ($2::uuid[])',
    [context.actor.streetId, ids],
  )
  return new Map(rows.map(({ id, path, name }) => [id, { path, name }]))
}

/** Where a fact is kept: the nearest of these that lies in the asker's area, else that area itself. */
export const pathFor = (context: Context, ...wanted: readonly (string | null | undefined)[]): string =>
  wanted.find((path) => path != null && isBelow(path, context.actor.path)) ?? context.actor.path
