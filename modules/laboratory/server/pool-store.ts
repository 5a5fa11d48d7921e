/** SQL of opened tubes, their people and the re-tests asked of them. Row-level security leaves each asker the people of their own area. */
import type { CodeOf } from '../../../platform/pure/codes.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { criteria, Member, Pool, Retest, tellingOutcomes, tellingWays } from '../model.ts'
import { HOURS } from './enter.ts'

type Criterion = CodeOf<typeof criteria>
type MemberRow = {
  readonly [K in keyof Member]: K extends 'resampledAt' | 'lastToldAt' | 'judgedAt' | 'freedAt'
    ? Date | null
    : Member[K]
} & {
  readonly tubeId: string
}
type PoolRow = Omit<
  Pool,
  'members' | 'elsewhere' | 'openedAt' | 'retestDue' | 'judgeDue' | 'alarmedAt' | 'closedAt'
> & {
  readonly [K in 'openedAt' | 'retestDue' | 'judgeDue']: Date
} & { readonly [K in 'alarmedAt' | 'closedAt']: Date | null } & { readonly people: number }

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** Who somebody is, by the register or by the walk-in's papers, and what came of telling them. `m` has the person. */
const WHO = `coalesce(p.name, w.name, '') AS name, coalesce(p.phone_masked, w.phone_masked) AS "phoneMasked", coalesce(a.address, '') AS address,
  x.at AS "resampledAt", d.outcome AS "lastTold", d.at AS "lastToldAt"`
const WHO_FROM = `LEFT JOIN register.public_resident p ON p.street_id = $1 AND p.id = m.resident_id
  LEFT JOIN register.area a ON a.street_id = $1 AND a.path = m.path
  LEFT JOIN testing.public_walk_in w ON w.street_id = $1 AND w.round_id = m.round_id AND w.key = m.paper_key
  LEFT JOIN laboratory.resampled($1, (SELECT array_agg(sample_id) FROM m)) x ON x.sample_id = m.sample_id
  LEFT JOIN LATERAL (SELECT t.outcome, t.at FROM laboratory.told t WHERE t.street_id = $1 AND t.sample_id = m.sample_id ORDER BY t.at DESC, t.id DESC LIMIT 1) d ON true`

async function membersOf(context: Context, tubeIds: readonly string[]): Promise<Map<string, Member[]>> {
  const { rows } = await context.query<MemberRow>(
    `WITH m AS MATERIALIZED (SELECT * FROM laboratory.member WHERE street_id = $1 AND tube_id = ANY ($2::uuid[]))
     SELECT m.tube_id AS "tubeId", m.sample_id AS "sampleId", m.path, m.resident_id AS "residentId", ${WHO}, m.judged, m.judged_at AS "judgedAt", m.criterion,
       platform.account_name(m.free_asked_by) AS "freeAskedBy", coalesce(m.free_asked_by = $3, false) AS "freeAskedByMe", platform.account_name(m.freed_by) AS "freedBy",
       m.freed_at AS "freedAt", m.withdrawn_at IS NOT NULL AS withdrawn
     FROM m ${WHO_FROM} ORDER BY m.tube_id, m.path, name, m.sample_id`,
    [context.actor.streetId, tubeIds, context.actor.accountId],
  )
  const members = Map.groupBy(rows, (row) => row.tubeId)
  return new Map(
    [...members].map(([id, list]) => [
      id,
      list.map(({ tubeId: _, ...row }) => ({
        ...row,
        resampledAt: iso(row.resampledAt),
        lastToldAt: iso(row.lastToldAt),
        judgedAt: iso(row.judgedAt),
        freedAt: iso(row.freedAt),
      })),
    ]),
  )
}

export async function listPools(
  context: Context,
  filter: { roundId?: string | undefined; open: boolean },
): Promise<Pool[]> {
  const { rows } = await context.query<PoolRow>(
    `SELECT tube_id AS "tubeId", code, round_id AS "roundId", round_name AS "roundName", site_name AS "siteName", cause, opened_at AS "openedAt",
       coalesce(platform.account_name(opened_by), '') AS "openedBy", retest_due AS "retestDue", judge_due AS "judgeDue", alarmed_at AS "alarmedAt", closed_at AS "closedAt",
       closed_how AS "closedHow", people
     FROM laboratory.pools_seen($1, $2, $3)`,
    [context.actor.streetId, filter.roundId ?? null, filter.open],
  )
  const members = await membersOf(
    context,
    rows.map((row) => row.tubeId),
  )
  return rows.map(({ people, ...row }) => {
    const seen = members.get(row.tubeId) ?? []
    return {
      ...row,
      openedAt: row.openedAt.toISOString(),
      retestDue: row.retestDue.toISOString(),
      judgeDue: row.judgeDue.toISOString(),
      alarmedAt: iso(row.alarmedAt),
      closedAt: iso(row.closedAt),
      members: seen,
      elsewhere: people - seen.length,
    }
  })
}

export interface Place {
  readonly roundId: string
  readonly operationId: string
  readonly path: string
}

/** @returns null when the tube is not to be opened by hand, or not in the asker's area. */
export async function askRetests(context: Context, tubeId: string): Promise<(Place & { people: number }) | null> {
  const { rows } = await context.query<Place & { people: number }>(
    `SELECT round_id AS "roundId", operation_id AS "operationId", path, people FROM laboratory.ask_retests($1, $2, $3)`,
    [context.actor.streetId, tubeId, HOURS],
  )
  return rows[0] ?? null
}

/** The first official proposes, the second confirms. @returns those for whom it was done */
export async function free(
  context: Context,
  sampleIds: readonly string[],
  criterion: Criterion,
  confirm: boolean,
): Promise<(Place & { sampleId: string })[]> {
  const { rows } = await context.query<Place & { sampleId: string }>(
    `SELECT sample_id AS "sampleId", round_id AS "roundId", operation_id AS "operationId", path FROM laboratory.free($1, $2, $3, $4)`,
    [context.actor.streetId, sampleIds, criterion, confirm],
  )
  return rows
}

/** Re-tests that are still to be done, of the asker's area, the most urgent first. */
export async function listRetests(context: Context, from: string, to: string): Promise<Retest[]> {
  type Row = Omit<Retest, 'askedAt' | 'dueAt' | 'resampledAt' | 'lastToldAt'> & {
    readonly [K in 'askedAt' | 'dueAt']: Date
  } & { readonly [K in 'resampledAt' | 'lastToldAt']: Date | null }
  const { rows } = await context.query<Row>(
    `WITH m AS MATERIALIZED (
       SELECT * FROM laboratory.retest WHERE street_id = $1 AND ended_at IS NULL AND path >= $2 AND path < $3 ORDER BY due_at, sample_id LIMIT 5000)
     SELECT m.sample_id AS "sampleId", m.round_id AS "roundId", m.path, m.resident_id AS "residentId", m.asked_at AS "askedAt", m.due_at AS "dueAt", ${WHO}
     FROM m ${WHO_FROM} ORDER BY m.due_at, m.path, m.sample_id`,
    [context.actor.streetId, from, to],
  )
  return rows.map((row) => ({
    ...row,
    askedAt: row.askedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    resampledAt: iso(row.resampledAt),
    lastToldAt: iso(row.lastToldAt),
  }))
}

export interface Telling {
  readonly id: string
  readonly sampleId: string
  readonly way: CodeOf<typeof tellingWays>
  readonly outcome: CodeOf<typeof tellingOutcomes>
  readonly at: string
}

/** Where the people of these re-tests are, by sample; absent when they are not in the asker's area. */
export async function placesOfRetests(context: Context, sampleIds: readonly string[]): Promise<Map<string, Place>> {
  const { rows } = await context.query<Place & { sampleId: string }>(
    `SELECT sample_id AS "sampleId", round_id AS "roundId", operation_id AS "operationId", path FROM laboratory.retest WHERE street_id = $1 AND sample_id = ANY ($2::uuid[])`,
    [context.actor.streetId, sampleIds],
  )
  return new Map(rows.map(({ sampleId, ...place }) => [sampleId, place]))
}

/** @returns false when it had arrived before. */
export async function insertTold(context: Context, place: Place, item: Telling): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO laboratory.told (street_id, operation_id, round_id, id, sample_id, path, way, outcome, at, account_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (street_id, id) DO NOTHING`,
    [
      context.actor.streetId,
      place.operationId,
      place.roundId,
      item.id,
      item.sampleId,
      place.path,
      item.way,
      item.outcome,
      item.at,
      context.actor.accountId,
    ],
  )
  return rowCount === 1
}
