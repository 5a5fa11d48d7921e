/** Gates on record. A gate stands at an area and leads into areas, usually one compound. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { Gate } from '../model.ts'

export interface GateOnRecord extends Gate {
  /** Two who correct one gate at once are told apart by it. */
  readonly version: number
}
interface Row extends Omit<GateOnRecord, 'point' | 'keyHolder'> {
  readonly lon: number | null
  readonly lat: number | null
  readonly keyName: string | null
  readonly keyPhone: string | null
}

const SELECT = `SELECT id, path, name, serves, state, hours, lon, lat, fire_exit AS "fireExit", key_name AS "keyName", key_phone AS "keyPhone", version FROM gate.gate`

const toGate = ({ lon, lat, keyName, keyPhone, ...row }: Row): GateOnRecord => ({
  ...row,
  point: lon === null || lat === null ? null : [lon, lat],
  keyHolder: keyName === null || keyPhone === null ? null : { name: keyName, phone: keyPhone },
})

/** In the order of the areas; those above the asker's area too. */
export async function listGates(context: Context, under?: string): Promise<GateOnRecord[]> {
  const { rows } = await context.query<Row>(
    `${SELECT} WHERE street_id = $1 AND ($2::text IS NULL OR starts_with(path, $2)) ORDER BY path, name, id LIMIT 2000`,
    [context.actor.streetId, under ?? null],
  )
  return rows.map(toGate)
}

export async function findGates(context: Context, ids: readonly string[]): Promise<Map<string, GateOnRecord>> {
  const { rows } = await context.query<Row>(`${SELECT} WHERE id = ANY ($2::uuid[]) AND street_id = $1`, [
    context.actor.streetId,
    ids,
  ])
  return new Map(rows.map((row) => [row.id, toGate(row)]))
}

export const findGate = async (context: Context, id: string): Promise<GateOnRecord | null> =>
  (await findGates(context, [id])).get(id) ?? null
