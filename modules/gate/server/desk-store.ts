/** What the desk reads of crossings and shifts, all under the asker's own row-level security. */
import { dayPlus, shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Alert, GateHour, Remarked } from '../desk-contract.ts'
import type { Direction } from '../model.ts'

/** Midnight of today in Shanghai. */
const today = (): string => `${shanghaiDay(Date.now())}T00:00:00+08:00`
const HAPPENED = `c.undoes IS NULL AND NOT gate.is_undone(c.street_id, c.id, c.shift_id)`
const iso = <T extends { at: Date }>({ at, ...row }: T): Omit<T, 'at'> & { at: string } => ({
  ...row,
  at: at.toISOString(),
})

export async function hoursToday(context: Context, under: string): Promise<GateHour[]> {
  const { rows } = await context.query<Omit<GateHour, 'hour'> & { hour: Date }>(
    `SELECT gate_id AS "gateId", hour, ins, outs, turned_back AS "turnedBack", quiet_place AS "quietPlace", asked, stopped, medical, differing
     FROM gate.hour_count WHERE street_id = $1 AND starts_with(path, $2) AND hour >= $3 ORDER BY hour, gate_id`,
    [context.actor.streetId, under, today()],
  )
  return rows.map(({ hour, ...row }) => ({ ...row, hour: hour.toISOString() }))
}

export async function countOpenAlerts(context: Context, under: string): Promise<number> {
  const { rows } = await context.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM gate.alert WHERE street_id = $1 AND starts_with(path, $2) AND seen_at IS NULL AND withdrawn_at IS NULL
       AND raised_at > now() - interval '2 days'`,
    [context.actor.streetId, under],
  )
  return rows[0]?.n ?? 0
}

/** Those nobody took up first, then the latest; of two days. */
export async function listAlerts(context: Context, under: string): Promise<Alert[]> {
  const { rows } = await context.query<Omit<Alert, 'at' | 'seenAt'> & { at: Date; seenAt: Date | null }>(
    `SELECT a.id, a.kind, a.gate_id AS "gateId", a.path, a.at, a.seen_at AS "seenAt", platform.account_name(a.seen_by) AS "seenBy"
     FROM gate.alert a WHERE a.street_id = $1 AND starts_with(a.path, $2) AND a.withdrawn_at IS NULL AND a.raised_at > now() - interval '2 days'
     ORDER BY a.seen_at IS NOT NULL, a.at DESC LIMIT 300`,
    [context.actor.streetId, under],
  )
  return rows.map(({ seenAt, ...row }) => ({ ...iso(row), seenAt: seenAt?.toISOString() ?? null }))
}

export async function takeUp(
  context: Context,
  id: string,
  kind: string,
): Promise<{ path: string; operationId: string | null } | null> {
  const { rows } = await context.query<{ path: string; operationId: string | null }>(
    'SELECT path, operation_id AS "operationId" FROM gate.see_alert($1, $2, $3)',
    [context.actor.streetId, id, kind],
  )
  return rows[0] ?? null
}

export interface RemarkedRow extends Omit<Remarked, 'number' | 'name'> {
  readonly passId: string | null
}
const PAGE = 200
const PLACE = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Of the last two days, the latest first. */
export async function listRemarks(
  context: Context,
  { under, of, after }: { under: string; of: 'refused' | 'different'; after?: string | undefined },
): Promise<{ rows: RemarkedRow[]; next: string | null }> {
  const [, at = null, id = null] = PLACE.exec(after ?? '') ?? []
  // A place that is none begins anew.
  const from = at !== null && !Number.isNaN(Date.parse(at)) ? at : null
  const { rows } = await context.query<Omit<RemarkedRow, 'at'> & { at: Date }>(
    `SELECT c.id, c.gate_id AS "gateId", c.at, c.direction, c.means, c.way, c.light, c.because, c.server_light AS "serverLight", c.server_because AS "serverBecause",
       c.outcome, c.doubts, c.pass_id AS "passId"
     FROM gate.crossing c WHERE c.street_id = $1 AND starts_with(c.path, $2) AND c.at >= now() - interval '2 days' AND ${HAPPENED}
       AND ${of === 'refused' ? `c.outcome <> 'passed'` : 'c.light <> c.server_light'}
       AND ($3::timestamptz IS NULL OR (c.at, c.id) < ($3::timestamptz, $4::uuid))
     ORDER BY c.at DESC, c.id DESC LIMIT ${PAGE + 1}`,
    [context.actor.streetId, under, from, from === null ? null : id],
  )
  const shown = rows.slice(0, PAGE).map(iso)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > PAGE && last ? `${last.at}/${last.id}` : null }
}

export interface OutRow {
  readonly passId: string
  readonly gateId: string
  readonly path: string
  readonly since: Date
}

/** Passes whose last crossing of three days led out, earliest first. */
export async function listOut(context: Context, under: string): Promise<OutRow[]> {
  const { rows } = await context.query<OutRow>(
    `SELECT * FROM (
       SELECT DISTINCT ON (c.pass_id) c.pass_id AS "passId", c.gate_id AS "gateId", c.path, c.at AS since, c.direction
       FROM gate.crossing c WHERE c.street_id = $1 AND starts_with(c.path, $2) AND c.at >= now() - interval '3 days' AND c.pass_id IS NOT NULL
         AND c.outcome = 'passed' AND ${HAPPENED} ORDER BY c.pass_id, c.at DESC) l
     WHERE l.direction = 'out' ORDER BY since LIMIT 1000`,
    [context.actor.streetId, under],
  )
  return rows
}

export interface OutingRow {
  readonly id: string
  readonly household: string
  readonly passId: string
  readonly gateId: string
  readonly path: string
  readonly at: string
}

/** Counted outings since the first of so many days (Shanghai), in order. */
export async function listOutings(context: Context, under: string, days: number): Promise<OutingRow[]> {
  const { rows } = await context.query<Omit<OutingRow, 'at'> & { at: Date }>(
    `SELECT c.id, c.household, c.pass_id AS "passId", c.gate_id AS "gateId", c.path, c.at FROM gate.crossing c
     WHERE c.street_id = $1 AND starts_with(c.path, $2) AND c.counts AND c.household IS NOT NULL AND c.at >= $3 AND ${HAPPENED}
     ORDER BY c.household, c.at, c.id`,
    [context.actor.streetId, under, `${dayPlus(shanghaiDay(Date.now()), 1 - days)}T00:00:00+08:00`],
  )
  return rows.map(iso)
}

export interface PassedRow {
  readonly id: string
  readonly at: string
  readonly direction: Direction
  readonly way: Remarked['way']
  readonly outcome: Remarked['outcome']
  readonly passId: string | null
}

export async function listPassed(
  context: Context,
  { gateId, from, until }: { gateId: string; from: string; until: string },
): Promise<PassedRow[]> {
  const { rows } = await context.query<Omit<PassedRow, 'at'> & { at: Date }>(
    `SELECT c.id, c.at, c.direction, c.way, c.outcome, c.pass_id AS "passId" FROM gate.crossing c
     WHERE c.street_id = $1 AND c.gate_id = $2 AND c.at >= $3 AND c.at < $4 AND ${HAPPENED} ORDER BY c.at, c.id LIMIT 5000`,
    [context.actor.streetId, gateId, from, until],
  )
  return rows.map(iso)
}
