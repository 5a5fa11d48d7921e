/** SQL of a round's report: what the counters do not hold, and the frozen report itself. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Report } from '../model.ts'
import type { RoundRow } from './round-store.ts'

type Totals = Pick<Report, 'samples' | 'repeated' | 'voided' | 'late'>

/** Of the samples taken at sites at or below an area. */
export async function sampleTotals(context: Context, roundId: string, under: string): Promise<Totals> {
  const { rows } = await context.query<Totals>(
    'SELECT samples, repeated, voided, late FROM testing.sample_totals($1, $2, $3)',
    [context.actor.streetId, roundId, under],
  )
  return rows[0]!
}

/** Missing people by the last outcome of trying to reach them; whoever was never tried follows from the total. */
export async function missingByOutcome(
  context: Context,
  roundId: string,
  under: string,
  missing: number,
): Promise<Report['missingByOutcome']> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<{ outcome: string; people: number }>(
    `SELECT t.outcome, count(*)::integer AS people FROM (
       SELECT DISTINCT ON (resident_id) resident_id, outcome FROM testing.contact_try
       WHERE street_id = $1 AND round_id = $2 ORDER BY resident_id, at DESC, id DESC) t
     JOIN testing.missing m ON m.street_id = $1 AND m.round_id = $2 AND m.resident_id = t.resident_id AND m.path >= $3 AND m.path < $4
     GROUP BY 1 ORDER BY 2 DESC, 1`,
    [context.actor.streetId, roundId, from, to],
  )
  const untried = missing - rows.reduce((sum, r) => sum + r.people, 0)
  return untried > 0 ? [{ outcome: 'not-tried', people: untried }, ...rows] : rows
}

export async function tubeTotals(context: Context, roundId: string, under: string): Promise<Report['tubes']> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<Report['tubes']>(
    `SELECT count(*)::integer AS opened, count(closed_at)::integer AS closed,
       (SELECT count(*)::integer FROM testing.mismatched($1, $2)) AS mismatched,
       count(*) FILTER (WHERE EXISTS (SELECT FROM testing.custody c WHERE c.street_id = $1 AND c.tube_id = t.id AND c.step = 'packed'))::integer AS packed,
       count(*) FILTER (WHERE EXISTS (SELECT FROM testing.custody c WHERE c.street_id = $1 AND c.tube_id = t.id AND c.step = 'received-by-lab'))::integer AS "receivedByLab"
     FROM testing.tube t WHERE t.street_id = $1 AND t.round_id = $2 AND t.path >= $3 AND t.path < $4`,
    [context.actor.streetId, roundId, from, to],
  )
  return rows[0]!
}

export async function insertReport(context: Context, round: RoundRow, report: Report): Promise<void> {
  await context.query(
    'INSERT INTO testing.report (street_id, operation_id, round_id, path, made_at, report) VALUES ($1, $2, $3, $4, $5, $6)',
    [context.actor.streetId, round.operationId, round.id, round.path, report.madeAt, JSON.stringify(report)],
  )
}

/** The frozen report, for those who answer for the round's whole area. */
export async function findReport(context: Context, roundId: string): Promise<Report | null> {
  const { rows } = await context.query<{ report: Report }>(
    'SELECT report FROM testing.report WHERE street_id = $1 AND round_id = $2',
    [context.actor.streetId, roundId],
  )
  return rows[0]?.report ?? null
}

/** @returns false when it is closed already, or above the asker's area. */
export async function updateClosed(context: Context, roundId: string, at: string): Promise<boolean> {
  const { rowCount } = await context.query(
    `UPDATE testing.round SET state = 'closed', closed_at = $3, closed_by = $4 WHERE street_id = $1 AND id = $2 AND state = 'open'`,
    [context.actor.streetId, roundId, at, context.actor.accountId],
  )
  return rowCount === 1
}
