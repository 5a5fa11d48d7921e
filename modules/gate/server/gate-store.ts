/** Gates on record. A gate stands at an area and leads into areas, usually one compound. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { PlannedGate } from '../exits.ts'
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

/** Held until the transaction ends: who judges the exits of a street does so alone (the trigger of migration 0022 takes the same). */
export const lockExits = async (context: Context): Promise<void> =>
  void (await context.query('SELECT gate.lock_exits($1)', [context.actor.streetId]))

/** The whole street's, wherever the asker stands: who else leads out of an area may lie beyond it. No names, no phones. */
export async function exitsOf(context: Context, areas: readonly string[]): Promise<PlannedGate[]> {
  const { rows } = await context.query<PlannedGate>(
    'SELECT id, name, serves, state, hours, fire_exit AS "fireExit", NULL AS "keyHolder" FROM gate.exits_of($1, $2)',
    [context.actor.streetId, areas],
  )
  return rows
}

const valuesOf = ({ path, name, serves, state, hours, point, fireExit, keyHolder }: Gate): unknown[] => [
  ...[path, name, serves, state, JSON.stringify(hours), point?.[0] ?? null, point?.[1] ?? null, fireExit],
  ...[keyHolder?.name ?? null, keyHolder?.phone ?? null],
]

export async function insertGate(context: Context, gate: Gate): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO gate.gate (id, street_id, path, name, serves, state, hours, lon, lat, fire_exit, key_name, key_phone)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
    [gate.id, context.actor.streetId, ...valuesOf(gate)],
  )
  return rowCount === 1
}

/** @returns false when somebody changed it since that version, or it lies above the asker's area */
export async function updateGate(context: Context, gate: Gate, version: number): Promise<boolean> {
  const { rowCount } = await context.query(
    `UPDATE gate.gate SET path = $3, name = $4, serves = $5, state = $6, hours = $7, lon = $8, lat = $9, fire_exit = $10, key_name = $11, key_phone = $12,
       version = version + 1 WHERE id = $1 AND street_id = $2 AND version = $13`,
    [gate.id, context.actor.streetId, ...valuesOf(gate), version],
  )
  return rowCount === 1
}
