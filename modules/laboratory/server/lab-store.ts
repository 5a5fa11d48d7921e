/** SQL of labs and of what is sent to them. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { Lab } from '../model.ts'

/** Labs that the asker may send to or has above them, with the tubes sent for a day by everybody. */
export async function listLabs(context: Context, day: string): Promise<Lab[]> {
  const { rows } = await context.query<Lab>(
    `SELECT l.id, l.path, l.name, l.capacity, l.contact, l.phone, l.closed_at IS NOT NULL AS closed, coalesce(d.tubes, 0) AS load
     FROM laboratory.lab l
     LEFT JOIN laboratory.load_of($1, ARRAY(SELECT id FROM laboratory.lab WHERE street_id = $1), $2) d ON d.lab_id = l.id
     WHERE l.street_id = $1 ORDER BY l.closed_at IS NOT NULL, l.name, l.id`,
    [context.actor.streetId, day],
  )
  return rows
}

export const findLab = async (context: Context, id: string, day: string): Promise<Lab | null> =>
  (await listLabs(context, day)).find((lab) => lab.id === id) ?? null

export interface LabToSave {
  readonly id: string
  readonly name: string
  readonly capacity: number
  readonly contact: string | null
  readonly phone: string | null
  readonly closed: boolean
}

/** A new lab lies at the asker's own area; an old one stays where it is. @returns its path */
export async function saveLab(context: Context, lab: LabToSave): Promise<string> {
  const { actor } = context
  const { rows } = await context.query<{ path: string }>(
    `INSERT INTO laboratory.lab AS l (street_id, id, path, name, capacity, contact, phone, closed_at, made_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $8 THEN now() END, $9)
     ON CONFLICT (street_id, id) DO UPDATE SET name = excluded.name, capacity = excluded.capacity, contact = excluded.contact, phone = excluded.phone,
       closed_at = CASE WHEN $8 THEN coalesce(l.closed_at, now()) END
     RETURNING path`,
    [actor.streetId, lab.id, actor.path, lab.name, lab.capacity, lab.contact, lab.phone, lab.closed, actor.accountId],
  )
  return rows[0]!.path
}

export interface Handover {
  readonly siteId: string
  readonly place: string | null
  readonly at: string
}

// Handed over, not at the lab yet, not on the way to one, and not sent back.
const WAITING = `FROM laboratory.tube_lines($1, $2) t WHERE t.stage = 'handed-over' AND t.consignment_id IS NULL AND NOT 'returned' = ANY (t.differences)`

export async function listHandovers(
  context: Context,
  roundId: string,
): Promise<(Handover & { siteName: string; tubes: number })[]> {
  const { rows } = await context.query<{
    siteId: string
    siteName: string
    place: string | null
    at: Date
    tubes: number
  }>(
    `SELECT g.*, coalesce(s.name, '') AS "siteName" FROM (
       SELECT t.site_id AS "siteId", t.place, date_trunc('minute', t.handed_at) AS at, count(*)::integer AS tubes ${WAITING} GROUP BY 1, 2, 3) g
     LEFT JOIN testing.public_site s ON s.street_id = $1 AND s.id = g."siteId" ORDER BY g.at, g."siteId", g.place`,
    [context.actor.streetId, roundId],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Tubes of these hand-overs that still wait. */
export async function tubesOfHandovers(
  context: Context,
  roundId: string,
  batches: readonly Handover[],
): Promise<string[]> {
  const { rows } = await context.query<{ id: string }>(
    `SELECT t.tube_id AS id ${WAITING} AND EXISTS (
       SELECT FROM unnest($3::uuid[], $4::text[], $5::timestamptz[]) AS b (site_id, place, at)
       WHERE b.site_id = t.site_id AND b.place IS NOT DISTINCT FROM t.place AND b.at = date_trunc('minute', t.handed_at))`,
    [
      context.actor.streetId,
      roundId,
      batches.map((b) => b.siteId),
      batches.map((b) => b.place),
      batches.map((b) => b.at),
    ],
  )
  return rows.map((row) => row.id)
}

/** Whoever sends to a lab for a day does so one after another, so that its day is counted right. */
export const lockLabDay = async (context: Context, labId: string, day: string): Promise<void> =>
  void (await context.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `laboratory.lab:${labId}:${day}`,
  ]))

export interface ConsignmentRow {
  readonly id: string
  readonly roundId: string
  readonly operationId: string
  readonly path: string
  readonly labId: string
  readonly labName: string
  readonly day: string
  readonly tubes: number
  readonly overCapacity: boolean
  readonly madeAt: Date
  readonly receivedAt: Date | null
  readonly withdrawnAt: Date | null
}
const CONSIGNMENT = `SELECT c.id, c.round_id AS "roundId", c.operation_id AS "operationId", c.path, c.lab_id AS "labId", coalesce(l.name, '') AS "labName", c.day, c.tubes,
    c.over_capacity AS "overCapacity", c.made_at AS "madeAt", c.received_at AS "receivedAt", c.withdrawn_at AS "withdrawnAt"
  FROM laboratory.consignment c LEFT JOIN laboratory.lab l ON l.street_id = c.street_id AND l.id = c.lab_id WHERE c.street_id = $1`

export async function findConsignment(context: Context, id: string): Promise<ConsignmentRow | null> {
  const { rows } = await context.query<ConsignmentRow>(`${CONSIGNMENT} AND c.id = $2`, [context.actor.streetId, id])
  return rows[0] ?? null
}

export async function listConsignments(
  context: Context,
  roundId: string,
): Promise<(ConsignmentRow & { received: number; resulted: number })[]> {
  const { rows } = await context.query<ConsignmentRow & { received: number; resulted: number }>(
    `SELECT x.*, coalesce(n.received, 0) AS received, coalesce(n.resulted, 0) AS resulted FROM (${CONSIGNMENT} AND c.round_id = $2) x
     LEFT JOIN (
       SELECT t.consignment_id, count(t.received_at)::integer AS received, count(*) FILTER (WHERE t.turns > 0)::integer AS resulted
       FROM laboratory.tube_lines($1, $2) t WHERE t.consignment_id IS NOT NULL GROUP BY 1) n ON n.consignment_id = x.id
     ORDER BY x."madeAt" DESC, x.id`,
    [context.actor.streetId, roundId],
  )
  return rows
}

export async function insertConsignment(
  context: Context,
  made: Pick<ConsignmentRow, 'id' | 'roundId' | 'operationId' | 'path' | 'labId' | 'day' | 'overCapacity'>,
  tubeIds: readonly string[],
): Promise<void> {
  const { streetId, accountId } = context.actor
  await context.query(
    `INSERT INTO laboratory.consignment (street_id, operation_id, round_id, id, path, lab_id, day, tubes, over_capacity, made_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      streetId,
      made.operationId,
      made.roundId,
      made.id,
      made.path,
      made.labId,
      made.day,
      tubeIds.length,
      made.overCapacity,
      accountId,
    ],
  )
  await context.query(
    `INSERT INTO laboratory.consigned (street_id, operation_id, consignment_id, tube_id, path)
     SELECT $1, $2, $3, t.id, t.path FROM testing.public_tube t WHERE t.street_id = $1 AND t.id = ANY ($4::uuid[])`,
    [streetId, made.operationId, made.id, tubeIds],
  )
}

export interface ConsignedTube {
  readonly id: string
  readonly code: string
  readonly received: boolean
  readonly resulted: boolean
}
export async function tubesOfConsignment(context: Context, { id, roundId }: ConsignmentRow): Promise<ConsignedTube[]> {
  const { rows } = await context.query<ConsignedTube>(
    `SELECT t.tube_id AS id, coalesce(t.code, '') AS code, t.received_at IS NOT NULL AS received, t.turns > 0 AS resulted
     FROM laboratory.tube_lines($1, $2) t WHERE t.consignment_id = $3`,
    [context.actor.streetId, roundId, id],
  )
  return rows
}

export const markReceived = async (context: Context, id: string): Promise<void> =>
  void (await context.query(
    'UPDATE laboratory.consignment SET received_at = now() WHERE street_id = $1 AND id = $2 AND received_at IS NULL',
    [context.actor.streetId, id],
  ))

export async function withdrawConsignment(context: Context, id: string): Promise<void> {
  const key = [context.actor.streetId, id]
  await context.query('UPDATE laboratory.consignment SET withdrawn_at = now() WHERE street_id = $1 AND id = $2', key)
  await context.query(
    'UPDATE laboratory.consigned SET withdrawn = true WHERE street_id = $1 AND consignment_id = $2',
    key,
  )
}
