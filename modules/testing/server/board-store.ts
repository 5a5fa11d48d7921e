/** SQL of the board: sums of the counters per area, lanes at work and the hours, each over a range of paths. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { areaKinds, depthOfKind, type AreaKind } from '../../register/model.ts'
import { figuresOf, lastFullQuarter, perHour } from '../coverage.ts'
import type { boardLine, hourLine, laneLine } from '../model.ts'
import type { z } from 'zod'

type BoardLine = z.infer<typeof boardLine>
type LaneLine = z.infer<typeof laneLine>
type HourLine = z.infer<typeof hourLine>

/**
 * One line per area of the kind asked for. Walk-ins counted at an area above that kind (a site in the square of a community)
 * stand in a line of that area, so that lines always add up to the whole.
 */
export async function sumByArea(
  context: Context,
  roundId: string,
  under: string,
  kind: AreaKind,
): Promise<BoardLine[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<
    Omit<BoardLine, 'missing' | 'kind' | 'name'> & { kind: AreaKind | null; name: string | null; depth: number }
  >(
    `SELECT l.path, a.kind, a.name, l.depth, l.due, l.tested, l.exempt, l.walk_in AS "walkIn" FROM (
       SELECT substring(c.path FROM $5) AS path, min(array_length(string_to_array(substring(c.path FROM $5), '.'), 1)) - 1 AS depth,
         sum(c.due)::integer AS due, sum(c.tested)::integer AS tested, sum(c.exempt)::integer AS exempt, sum(c.walk_in)::integer AS walk_in
       FROM testing.counter c WHERE c.street_id = $1 AND c.round_id = $2 AND c.path >= $3 AND c.path < $4 GROUP BY 1
     ) l LEFT JOIN register.area a ON a.street_id = $1 AND a.path = l.path
     WHERE l.due <> 0 OR l.exempt <> 0 OR l.walk_in <> 0 ORDER BY l.path COLLATE "C"`,
    [context.actor.streetId, roundId, from, to, `^(?:[^.]+\\.){0,${depthOfKind(kind)}}`],
  )
  return rows.map(({ path, kind: known, name, depth, ...counted }) => ({
    path,
    kind: known ?? areaKinds.values[depth - 1] ?? kind,
    name: name ?? '',
    ...figuresOf(counted),
  }))
}

/** Lanes of the sites at or below an area, with their pace in the last full quarter of an hour. */
export async function listLanes(context: Context, roundId: string, under: string, now: number): Promise<LaneLine[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<Omit<LaneLine, 'perHour' | 'lastAt'> & { lately: number; lastAt: Date | null }>(
    `SELECT site_id AS "siteId", lane, sum(samples)::integer AS samples, sum(walk_in)::integer AS "walkIn",
       coalesce(sum(samples) FILTER (WHERE quarter = $5), 0)::integer AS lately, max(last_at) AS "lastAt"
     FROM testing.lane_counter WHERE street_id = $1 AND round_id = $2 AND path >= $3 AND path < $4 GROUP BY 1, 2 ORDER BY 1, 2`,
    [context.actor.streetId, roundId, from, to, new Date(lastFullQuarter(now))],
  )
  return rows.map(({ lately, lastAt, ...lane }) => ({
    ...lane,
    perHour: perHour(lately),
    lastAt: lastAt?.toISOString() ?? null,
  }))
}

/** By the hour of the swab, at the sites of an area. */
export async function listHours(context: Context, roundId: string, under: string): Promise<HourLine[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<Omit<HourLine, 'hour'> & { hour: Date }>(
    `SELECT date_trunc('hour', quarter, 'UTC') AS hour, sum(tested)::integer AS tested, sum(walk_in)::integer AS "walkIn"
     FROM testing.lane_counter WHERE street_id = $1 AND round_id = $2 AND path >= $3 AND path < $4
     GROUP BY 1 HAVING sum(tested) <> 0 OR sum(walk_in) <> 0 ORDER BY 1`,
    [context.actor.streetId, roundId, from, to],
  )
  return rows.map((row) => ({ ...row, hour: row.hour.toISOString() }))
}
