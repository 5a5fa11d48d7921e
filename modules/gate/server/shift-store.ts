/** Shifts as facts tell them: their beats, and which numbers of theirs arrived. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { ShiftOnRecord } from '../desk-contract.ts'
import { busiestPace, gapsOf, mostAfter, SILENT_AFTER, sizeOf } from '../shift-loss.ts'

interface Row {
  readonly shiftId: string
  readonly gateId: string
  readonly keeper: string | null
  readonly beganAt: Date | null
  readonly lastBeat: Date
  readonly endedAt: Date | null
  readonly made: string
  readonly beats: readonly { at: string; made: number }[]
  readonly numbers: readonly string[] | null
  readonly relieved: Date | null
}

/** Of the last two days: those not ended first, then the latest. */
export async function listShifts(context: Context, under: string, now: number): Promise<ShiftOnRecord[]> {
  const { rows } = await context.query<Row>(
    `WITH s AS (
       SELECT f.shift_id, (array_agg(f.gate_id ORDER BY f.at DESC))[1] AS gate_id, (array_agg(f.account_id ORDER BY f.at DESC))[1] AS account_id,
         min(f.at) FILTER (WHERE f.step = 'begin') AS began, max(f.at) AS last, max(f.at) FILTER (WHERE f.step = 'end') AS ended, max(f.made) AS made,
         jsonb_agg(jsonb_build_object('at', f.at, 'made', f.made)) AS beats
       FROM gate.shift_fact f WHERE f.street_id = $1 AND starts_with(f.path, $2) AND f.at > now() - interval '2 days' GROUP BY f.shift_id)
     SELECT s.shift_id AS "shiftId", s.gate_id AS "gateId", platform.account_name(s.account_id) AS keeper, s.began AS "beganAt", s.last AS "lastBeat", s.ended AS "endedAt",
       s.made, s.beats, (SELECT array_agg(c.n) FROM gate.crossing c WHERE c.street_id = $1 AND c.shift_id = s.shift_id) AS numbers,
       (SELECT min(f.at) FROM gate.shift_fact f WHERE f.street_id = $1 AND f.gate_id = s.gate_id AND f.step = 'begin' AND f.at > s.last AND starts_with(f.path, $2)) AS relieved
     FROM s ORDER BY s.ended IS NOT NULL, s.last DESC LIMIT 300`,
    [context.actor.streetId, under],
  )
  return rows.map((row) => shiftOf(row, now))
}

function shiftOf({ beats, numbers, made: told, relieved, ...row }: Row, now: number): ShiftOnRecord {
  const arrived = (numbers ?? []).map(Number)
  // A crossing may overtake the beat that would have told of it.
  const made = arrived.reduce((most, n) => Math.max(most, n), Number(told))
  const gaps = gapsOf(arrived, made)
  const pace = busiestPace(beats.map((b) => ({ at: Date.parse(b.at), made: b.made })))
  const last = row.lastBeat.getTime()
  const until = Math.min(now, relieved?.getTime() ?? now)
  const silent = row.endedAt === null && now - last > SILENT_AFTER
  return {
    ...{
      shiftId: row.shiftId,
      gateId: row.gateId,
      keeper: row.keeper,
      made,
      gaps: gaps.slice(0, 200),
      missing: sizeOf(gaps),
    },
    arrived: new Set(arrived).size,
    beganAt: row.beganAt?.toISOString() ?? null,
    lastBeat: row.lastBeat.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    mostAfter: row.endedAt !== null ? null : silent ? mostAfter(pace, last, until) : 0,
  }
}

/** Who is at a gate now, and how many of them were not heard of for ten minutes. */
export async function countOnDuty(context: Context, under: string): Promise<{ onDuty: number; silent: number }> {
  const { rows } = await context.query<{ onDuty: number; silent: number }>(
    `SELECT count(*)::int AS "onDuty", (count(*) FILTER (WHERE last < now() - make_interval(secs => $3)))::int AS silent FROM (
       SELECT max(f.at) AS last FROM gate.shift_fact f WHERE f.street_id = $1 AND starts_with(f.path, $2) AND f.at > now() - interval '1 day'
       GROUP BY f.shift_id HAVING NOT bool_or(f.step = 'end')) s`,
    [context.actor.streetId, under, SILENT_AFTER / 1000],
  )
  return rows[0] ?? { onDuty: 0, silent: 0 }
}
