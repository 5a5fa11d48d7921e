/** SQL of results and of the balance: figures, tubes, a tube's history, what was refused. Everything rests on laboratory.tube_lines(). */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { OutputOf, ParsedInputOf } from '../../../platform/pure/contract.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { laboratory } from '../contract.ts'
import { isLate } from '../custody.ts'
import type { Balance, Outcome, TubeLine } from '../model.ts'
import type { Oddity } from '../oddities.ts'
import { POLICY } from '../policy.ts'

type Ops = (typeof laboratory)['operations']

const BALANCE = `count(*) FILTER (WHERE t.heads > 0)::integer AS sampled, count(t.packed_at)::integer AS packed, count(t.handed_at)::integer AS "handedOver",
  count(t.received_at)::integer AS received, count(*) FILTER (WHERE t.turns > 0)::integer AS resulted, coalesce(sum(t.heads), 0)::integer AS heads,
  count(*) FILTER (WHERE cardinality(t.differences) > 0)::integer AS differing`
const TUBES = 'FROM laboratory.tube_lines($1, $2) t'

export interface RoundFigures {
  readonly balance: Balance
  readonly outstanding: number
  readonly oldestSince: Date | null
}
export async function sumRound(context: Context, roundId: string): Promise<RoundFigures> {
  const { rows } = await context.query<Balance & Omit<RoundFigures, 'balance'>>(
    `SELECT ${BALANCE}, count(*) FILTER (WHERE t.heads > 0 AND t.turns = 0)::integer AS outstanding,
       min(t.opened_at) FILTER (WHERE t.heads > 0 AND t.turns = 0) AS "oldestSince" ${TUBES}`,
    [context.actor.streetId, roundId],
  )
  const { outstanding, oldestSince, ...balance } = rows[0]!
  return { balance, outstanding, oldestSince }
}

export async function countOutcomes(context: Context, roundId: string): Promise<Record<Outcome, number>> {
  const { rows } = await context.query<{ outcome: Outcome; tubes: number }>(
    'SELECT outcome, tubes FROM laboratory.outcome_counts($1, $2)',
    [context.actor.streetId, roundId],
  )
  const none = { negative: 0, positive: 0, recheck: 0, invalid: 0 }
  return { ...none, ...Object.fromEntries(rows.map((r) => [r.outcome, r.tubes])) }
}

export const countRefused = async (context: Context, roundId: string): Promise<number> =>
  (
    await context.query<{ n: number }>(
      'SELECT count(*)::integer AS n FROM laboratory.refused WHERE street_id = $1 AND round_id = $2',
      [context.actor.streetId, roundId],
    )
  ).rows[0]!.n

/** What was found about the files of a round, summed by what it was. */
export async function sumOddities(context: Context, roundId: string): Promise<Oddity[]> {
  const { rows } = await context.query<Oddity>(
    `SELECT o->>'code' AS code, sum((o->>'n')::integer)::integer AS n
     FROM laboratory.import_of f JOIN laboratory.import i ON i.street_id = $1 AND i.id = f.import_id AND i.state = 'applied', jsonb_array_elements(f.oddities) o
     WHERE f.street_id = $1 AND f.round_id = $2 GROUP BY 1 ORDER BY 1`,
    [context.actor.streetId, roundId],
  )
  return rows
}

const GROUPS = {
  site: { key: 't.site_id::text', at: 'NULL::timestamptz', place: 'NULL::text' },
  lab: { key: `coalesce(t.lab_id::text, '')`, at: 'NULL::timestamptz', place: 'NULL::text' },
  batch: {
    key: `concat_ws('|', t.site_id, date_trunc('minute', t.handed_at), t.place)`,
    at: `date_trunc('minute', t.handed_at)`,
    place: 't.place',
  },
} as const
const NAME_OF = {
  site: 'SELECT s.name FROM testing.public_site s WHERE s.street_id = $1 AND s.id::text = g.key',
  lab: 'SELECT l.name FROM laboratory.lab l WHERE l.street_id = $1 AND l.id::text = g.key',
  batch: `SELECT s.name FROM testing.public_site s WHERE s.street_id = $1 AND s.id::text = split_part(g.key, '|', 1)`,
} as const

type Custody = Omit<OutputOf<Ops['custody']>, 'refused'>

/** The balance of a round, by groups and by differences: its tubes are gone through once, since that is what takes time. */
export async function balanceOf(context: Context, roundId: string, by: keyof typeof GROUPS): Promise<Custody> {
  const { key, at, place } = GROUPS[by]
  type Group = Balance & {
    key: string
    name: string
    at: Date | null
    place: string | null
    byDifference: Custody['byDifference'] | null
  }
  const { rows } = await context.query<Group>(
    `WITH t AS MATERIALIZED (SELECT * ${TUBES}),
       d AS (SELECT jsonb_agg(jsonb_build_object('difference', x.difference, 'tubes', x.tubes) ORDER BY x.tubes DESC, x.difference) AS all FROM (
         SELECT difference, count(*)::integer AS tubes FROM t, unnest(t.differences) AS difference GROUP BY 1) x),
       g AS (SELECT ${key} AS key, ${at} AS at, ${place} AS place, ${BALANCE} FROM t GROUP BY 1, 2, 3)
     SELECT g.*, coalesce((${NAME_OF[by]}), '') AS name, NULL AS "byDifference" FROM g
       WHERE g.sampled + g.packed + g."handedOver" + g.received + g.resulted > 0
     UNION ALL SELECT NULL, NULL, NULL, ${BALANCE}, '', (SELECT d.all FROM d) FROM t
     ORDER BY at NULLS FIRST, name, key`,
    [context.actor.streetId, roundId],
  )
  const whole = rows.find((row) => row.key === null)!
  const { key: _, at: __, place: ___, name: ____, byDifference, ...total } = whole
  const groups = rows.filter((row) => row !== whole)
  return {
    total,
    groups: groups.map(({ byDifference: _none, ...row }) => ({ ...row, at: row.at?.toISOString() ?? null })),
    byDifference: byDifference ?? [],
  }
}

type TubesInput = ParsedInputOf<Ops['tubes']>
export type TubesFilter = Omit<TubesInput, 'after' | 'limit'>
interface TubeRow extends Omit<TubeLine, 'since' | 'late' | 'resultedAt'> {
  readonly since: Date
  readonly resultedAt: Date | null
}
const CURSOR = /^[^|]{0,80}\|[0-9a-f-]{36}$/

export async function listTubes(
  context: Context,
  filter: TubesFilter,
  page: { after?: string | undefined; limit: number; now: number },
): Promise<{ rows: TubeLine[]; next: string | null; total: number }> {
  if (page.after !== undefined && !CURSOR.test(page.after)) throw new Problem(platformProblems.badRequest)
  const [code, id] = page.after?.split('|') ?? [null, null]
  const { rows } = await context.query<TubeRow & { total: number }>(
    `WITH found AS MATERIALIZED (
       SELECT t.*, coalesce(t.code, '') COLLATE "C" AS key ${TUBES}
       WHERE t.stage <> 'empty' AND ($3::uuid IS NULL OR t.site_id = $3) AND ($4::text[] IS NULL OR t.stage = ANY ($4)) AND ($5::text[] IS NULL OR t.outcome = ANY ($5))
         AND ($6::text[] IS NULL OR t.differences && $6) AND (NOT $7 OR cardinality(t.differences) > 0) AND ($8::text IS NULL OR starts_with(upper(t.code), $8)))
     SELECT f.tube_id AS "tubeId", f.code, f.site_id AS "siteId", f.lane, f.heads, f.counted, f.place, f.lab_id AS "labId", f.stage, f.since, f.differences, f.outcome,
       f.resulted_at AS "resultedAt", f.turns, (SELECT count(*)::integer FROM found) AS total
     FROM found f WHERE $9::text IS NULL OR (f.key, f.tube_id) > ($9::text COLLATE "C", $10::uuid) ORDER BY f.key, f.tube_id LIMIT $11`,
    [
      context.actor.streetId,
      filter.roundId,
      filter.siteId ?? null,
      filter.stage ?? null,
      filter.outcome ?? null,
      filter.difference ?? null,
      filter.onlyDiffering,
      filter.code?.toUpperCase() || null,
      code,
      id,
      page.limit + 1,
    ],
  )
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ total: _, since, resultedAt, ...row }) => ({
      ...row,
      since: since.toISOString(),
      late: isLate(row.stage, since.getTime(), page.now, POLICY),
      resultedAt: resultedAt?.toISOString() ?? null,
    })),
    next: rows.length > page.limit && last ? `${last.code ?? ''}|${last.tubeId}` : null,
    total: rows[0]?.total ?? 0,
  }
}

/** All of them, page by page, for an export. */
export async function* eachTube(context: Context, filter: TubesFilter, now: number): AsyncGenerator<TubeLine> {
  let after: string | undefined
  do {
    const page = await listTubes(context, filter, { after, limit: 20_000, now })
    yield* page.rows
    after = page.next ?? undefined
  } while (after)
}

type History = OutputOf<Ops['tubeHistory']>['rows'][number]
export async function tubeHistory(context: Context, tubeId: string): Promise<History[]> {
  type Row = Omit<History, 'testedAt' | 'enteredAt'> & { testedAt: Date | null; enteredAt: Date }
  const { rows } = await context.query<Row>(
    `SELECT r.turn, r.outcome, r.tested_at AS "testedAt", r.entered_at AS "enteredAt", coalesce(platform.account_name(r.account_id), '') AS "enteredBy",
       l.name AS "labName", i.file_name AS "fileName", r.row_no AS "rowNo", r.reason
     FROM laboratory.result r LEFT JOIN laboratory.lab l ON l.street_id = $1 AND l.id = r.lab_id LEFT JOIN laboratory.import i ON i.street_id = $1 AND i.id = r.import_id
     WHERE r.street_id = $1 AND r.tube_id = $2 ORDER BY r.turn DESC`,
    [context.actor.streetId, tubeId],
  )
  return rows.map((row) => ({
    ...row,
    testedAt: row.testedAt?.toISOString() ?? null,
    enteredAt: row.enteredAt.toISOString(),
  }))
}

export interface RefusedRow {
  readonly key: string
  readonly rowNo: number
  readonly fileName: string
  readonly labName: string | null
  readonly code: string | null
  readonly name: string | null
  readonly idMasked: string | null
  readonly outcome: Outcome | null
  readonly problem: string
  readonly at: Date
}
export async function listRefused(context: Context, roundId: string): Promise<RefusedRow[]> {
  const { rows } = await context.query<RefusedRow>(
    `SELECT f.import_id || '|' || f.row_no AS key, f.row_no AS "rowNo", coalesce(i.file_name, '') AS "fileName", l.name AS "labName", f.code, f.name, f.id_masked AS "idMasked", f.outcome,
       f.problem, f.refused_at AS at
     FROM laboratory.refused f LEFT JOIN laboratory.import i ON i.street_id = $1 AND i.id = f.import_id LEFT JOIN laboratory.lab l ON l.street_id = $1 AND l.id = f.lab_id
     WHERE f.street_id = $1 AND f.round_id = $2 ORDER BY f.refused_at DESC, f.import_id, f.row_no LIMIT 1000`,
    [context.actor.streetId, roundId],
  )
  return rows
}
