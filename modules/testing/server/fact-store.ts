/** SQL of the slower facts: tubes, custody, voids and tries. Each runs in the sender's own area. */
import type { CodeOf } from '../../../platform/pure/codes.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { contactOutcomes, contactWays, custodySteps, TubeFact, voidReasons } from '../model.ts'
import type { TubeOnRecord } from '../tube-fact.ts'

/** Where a fact belongs: its site's area, the operation, and what is odd about it. */
export interface Place {
  readonly path: string
  readonly operationId: string
  readonly closed: boolean
  /** The site is of another round. */
  readonly elsewhere: boolean
}

/** Places of rounds and sites, `roundId/siteId`; absent when the round is unknown or the site is not in the sender's area. */
export async function findPlaces(
  context: Context,
  wanted: readonly { roundId: string; siteId: string }[],
): Promise<Map<string, Place>> {
  const { rows } = await context.query<Place & { roundId: string; siteId: string }>(
    `SELECT DISTINCT r.id AS "roundId", s.id AS "siteId", s.path, r.operation_id AS "operationId", r.state = 'closed' AS closed, s.round_id <> r.id AS elsewhere
     FROM unnest($2::uuid[], $3::uuid[]) AS w (round_id, site_id)
     JOIN testing.round r ON r.street_id = $1 AND r.id = w.round_id
     JOIN testing.site s ON s.street_id = $1 AND s.id = w.site_id AND starts_with(s.path, $4)`,
    [context.actor.streetId, wanted.map((w) => w.roundId), wanted.map((w) => w.siteId), context.actor.path],
  )
  return new Map(rows.map(({ roundId, siteId, ...place }) => [`${roundId}/${siteId}`, place]))
}

export async function findRoundStates(
  context: Context,
  roundIds: readonly string[],
): Promise<Map<string, { operationId: string; closed: boolean }>> {
  const { rows } = await context.query<{ id: string; operationId: string; closed: boolean }>(
    `SELECT id, operation_id AS "operationId", state = 'closed' AS closed FROM testing.round WHERE street_id = $1 AND id = ANY ($2::uuid[])`,
    [context.actor.streetId, [...new Set(roundIds)]],
  )
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

export interface TubeToRecord extends TubeFact {
  readonly deviceId: string | null
}

/** Inserts the tube, or gives what is on record of it, locked. */
export async function insertTube(context: Context, place: Place, tube: TubeToRecord): Promise<TubeOnRecord | null> {
  const { actor } = context
  const { rowCount } = await context.query(
    `INSERT INTO testing.tube (street_id, operation_id, round_id, id, site_id, path, lane, code, pool_size, opened_at, closed_at, counted, device_id, account_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (street_id, id) DO NOTHING`,
    [
      actor.streetId,
      place.operationId,
      tube.roundId,
      tube.id,
      tube.siteId,
      place.path,
      tube.lane,
      tube.code,
      tube.poolSize,
      tube.openedAt,
      tube.closedAt,
      tube.closedAt === null ? null : tube.counted,
      tube.deviceId,
      actor.accountId,
    ],
  )
  if (rowCount === 1) return null
  const { rows } = await context.query<Omit<TubeOnRecord, 'closedAt'> & { closedAt: Date | null }>(
    `SELECT site_id AS "siteId", lane, code, closed_at AS "closedAt", counted FROM testing.tube WHERE street_id = $1 AND id = $2 FOR UPDATE`,
    [actor.streetId, tube.id],
  )
  // A tube of this id in another area: the id was used twice.
  const found = rows[0]
  return found
    ? { ...found, closedAt: found.closedAt?.toISOString() ?? null }
    : { siteId: '', lane: 0, code: '', closedAt: null, counted: null }
}

export const closeTube = async (
  context: Context,
  id: string,
  close: { closedAt: string; counted: number | null },
): Promise<void> =>
  void (await context.query(
    'UPDATE testing.tube SET closed_at = $3, counted = $4 WHERE street_id = $1 AND id = $2 AND closed_at IS NULL',
    [context.actor.streetId, id, close.closedAt, close.counted],
  ))

export interface CustodyToRecord {
  readonly id: string
  readonly roundId: string
  readonly tubeId: string
  readonly step: CodeOf<typeof custodySteps>
  readonly place: string | null
  readonly at: string
}

/** A step may arrive before its tube: it then lies at the sender's area. @returns false when it had arrived before. */
export async function insertCustody(context: Context, operationId: string, item: CustodyToRecord): Promise<boolean> {
  const { actor } = context
  const { rowCount } = await context.query(
    `INSERT INTO testing.custody (street_id, operation_id, round_id, id, tube_id, path, step, place, at, account_id)
     VALUES ($1, $2, $3, $4, $5, coalesce((SELECT t.path FROM testing.tube t WHERE t.street_id = $1 AND t.id = $5), $6), $7, $8, $9, $10)
     ON CONFLICT (street_id, id) DO NOTHING`,
    [
      actor.streetId,
      operationId,
      item.roundId,
      item.id,
      item.tubeId,
      actor.path,
      item.step,
      item.place,
      item.at,
      actor.accountId,
    ],
  )
  return rowCount === 1
}

export interface VoidToRecord {
  readonly id: string
  readonly roundId: string
  readonly sampleId: string
  readonly reason: CodeOf<typeof voidReasons>
  readonly at: string
}
export interface Voided {
  readonly outcome: 'done' | 'known' | 'early' | 'refused'
}

/** Writes its own ledger line, where the person lives: that is whose list changes, wherever the lane stands. */
export async function takeBack(context: Context, item: VoidToRecord): Promise<Voided> {
  const { rows } = await context.query<Voided>('SELECT testing.take_back($1, $2, $3, $4, $5, $6) AS outcome', [
    context.actor.streetId,
    item.id,
    item.roundId,
    item.sampleId,
    item.reason,
    item.at,
  ])
  return rows[0]!
}

export interface TryToRecord {
  readonly id: string
  readonly roundId: string
  readonly residentId: string
  readonly way: CodeOf<typeof contactWays>
  readonly outcome: CodeOf<typeof contactOutcomes>
  readonly at: string
}
export interface TriedPerson {
  readonly path: string
  readonly state: 'due' | 'exempt' | 'withdrawn' | null
  readonly missing: boolean
}

/** People tried, `roundId/residentId`; absent when they are in nobody's sight from the sender's area. */
export async function findTried(context: Context, items: readonly TryToRecord[]): Promise<Map<string, TriedPerson>> {
  const { rows } = await context.query<TriedPerson & { roundId: string; residentId: string }>(
    `SELECT DISTINCT w.round_id AS "roundId", w.resident_id AS "residentId", coalesce(d.path, p.path) AS path, d.state, m.resident_id IS NOT NULL AS missing
     FROM unnest($2::uuid[], $3::uuid[]) AS w (round_id, resident_id)
     LEFT JOIN testing.due d ON d.street_id = $1 AND d.round_id = w.round_id AND d.resident_id = w.resident_id
     LEFT JOIN testing.missing m ON m.street_id = $1 AND m.round_id = w.round_id AND m.resident_id = w.resident_id
     LEFT JOIN register.public_resident p ON p.street_id = $1 AND p.id = w.resident_id
     WHERE coalesce(d.path, p.path) IS NOT NULL`,
    [context.actor.streetId, items.map((i) => i.roundId), items.map((i) => i.residentId)],
  )
  return new Map(rows.map(({ roundId, residentId, ...person }) => [`${roundId}/${residentId}`, person]))
}

/** @returns false when it had arrived before. */
export async function insertTry(
  context: Context,
  operationId: string,
  path: string,
  item: TryToRecord,
): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO testing.contact_try (street_id, operation_id, round_id, id, resident_id, path, way, outcome, at, account_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (street_id, id) DO NOTHING`,
    [
      context.actor.streetId,
      operationId,
      item.roundId,
      item.id,
      item.residentId,
      path,
      item.way,
      item.outcome,
      item.at,
      context.actor.accountId,
    ],
  )
  return rowCount === 1
}
