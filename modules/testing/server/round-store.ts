/** SQL of rounds and sites. Figures are sums of testing.counter over a range of paths, within what the asker may see. */
import { depthOf, isBelow, rangeBelow } from '../../../platform/pure/area.ts'
import type { ParsedInputOf } from '../../../platform/pure/contract.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { testing } from '../contract.ts'
import { figuresOf } from '../coverage.ts'
import type { Figures, Round, Scope, Site } from '../model.ts'

export type RoundDraft = ParsedInputOf<(typeof testing)['operations']['openRound']>
type SiteDraft = RoundDraft['sites'][number]

export interface RoundRow extends Omit<Round, 'scope' | 'opensAt' | 'closesAt' | 'openedAt' | 'closedAt' | 'figures'> {
  readonly kind: 'whole' | 'groups' | 'list'
  readonly groups: string[]
  readonly listed: number | null
  readonly opensAt: Date
  readonly closesAt: Date
  readonly openedAt: Date
  readonly closedAt: Date | null
}

const ROUND = `SELECT r.id, r.operation_id AS "operationId", r.path, coalesce(a.name, '') AS "areaName", r.name, r.scope AS kind, r.groups, r.listed,
    r.pool_size AS "poolSize", r.opens_at AS "opensAt", r.closes_at AS "closesAt", r.state, r.opened_at AS "openedAt", r.closed_at AS "closedAt"
  FROM testing.round r LEFT JOIN register.area a ON a.street_id = r.street_id AND a.path = r.path`

export const toRound = ({ kind, groups, listed, ...row }: RoundRow, figures: Figures): Round => ({
  ...row,
  scope:
    kind === 'whole'
      ? { kind }
      : kind === 'groups'
        ? { kind, groups: groups as Extract<Scope, { kind: 'groups' }>['groups'] }
        : { kind, people: listed ?? 0 },
  opensAt: row.opensAt.toISOString(),
  closesAt: row.closesAt.toISOString(),
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  figures,
})

/** The part of a round's area that the asker answers for: the deeper of the two. */
export const ownPart = (context: Pick<Context, 'actor'>, round: Pick<RoundRow, 'path'>): string =>
  depthOf(context.actor.path) > depthOf(round.path) ? context.actor.path : round.path

/**
 * The area asked about, or the asker's own part of the round's.
 * @throws Problem notFound for an area beside the asker's; of one above it, row-level security leaves their own part.
 */
export function partOf(
  context: Pick<Context, 'actor'>,
  round: Pick<RoundRow, 'path'>,
  wanted: string | undefined,
): string {
  if (wanted === undefined) return ownPart(context, round)
  const { path } = context.actor
  if (!isBelow(wanted, path) && !isBelow(path, wanted)) throw new Problem(platformProblems.notFound)
  return wanted
}

export async function findRound(context: Context, id: string): Promise<RoundRow | null> {
  const { rows } = await context.query<RoundRow>(`${ROUND} WHERE r.street_id = $1 AND r.id = $2`, [
    context.actor.streetId,
    id,
  ])
  return rows[0] ?? null
}

export async function listRounds(
  context: Context,
  { operationId, state }: { operationId?: string | undefined; state?: 'open' | 'closed' | undefined },
): Promise<RoundRow[]> {
  const { rows } = await context.query<RoundRow>(
    `${ROUND} WHERE r.street_id = $1 AND ($2::uuid IS NULL OR r.operation_id = $2) AND ($3::text IS NULL OR r.state = $3)
     ORDER BY r.state = 'closed', r.opens_at DESC, r.id LIMIT 500`,
    [context.actor.streetId, operationId ?? null, state ?? null],
  )
  return rows
}

/** Open rounds of the whole street, for upkeep. */
export async function listOpenRoundIds(context: Context): Promise<{ id: string; path: string; operationId: string }[]> {
  const { rows } = await context.query<{ id: string; path: string; operationId: string }>(
    `SELECT id, path, operation_id AS "operationId" FROM testing.round WHERE street_id = $1 AND state = 'open' ORDER BY id`,
    [context.actor.streetId],
  )
  return rows
}

export async function sumFigures(context: Context, roundId: string, under: string): Promise<Figures> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<Omit<Figures, 'missing'>>(
    `SELECT coalesce(sum(due), 0)::integer AS due, coalesce(sum(tested), 0)::integer AS tested, coalesce(sum(exempt), 0)::integer AS exempt,
       coalesce(sum(walk_in), 0)::integer AS "walkIn"
     FROM testing.counter WHERE street_id = $1 AND round_id = $2 AND path >= $3 AND path < $4`,
    [context.actor.streetId, roundId, from, to],
  )
  return figuresOf(rows[0]!)
}

/** Of many rounds at once, each as far as the asker may see it. */
export async function sumFiguresOf(context: Context, roundIds: readonly string[]): Promise<Map<string, Figures>> {
  const { rows } = await context.query<Omit<Figures, 'missing'> & { id: string }>(
    `SELECT round_id AS id, sum(due)::integer AS due, sum(tested)::integer AS tested, sum(exempt)::integer AS exempt, sum(walk_in)::integer AS "walkIn"
     FROM testing.counter WHERE street_id = $1 AND round_id = ANY ($2::uuid[]) GROUP BY 1`,
    [context.actor.streetId, roundIds],
  )
  return new Map(rows.map(({ id, ...counted }) => [id, figuresOf(counted)]))
}

export async function insertRound(context: Context, draft: RoundDraft): Promise<void> {
  const { scope } = draft
  const people = scope.kind === 'list' ? [...new Set(scope.residentIds)] : null
  await context.query(
    `INSERT INTO testing.round (street_id, operation_id, id, path, name, scope, groups, listed, pool_size, opens_at, closes_at, opened_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      context.actor.streetId,
      draft.operationId,
      draft.id,
      draft.path,
      draft.name,
      scope.kind,
      scope.kind === 'groups' ? scope.groups : [],
      people?.length ?? null,
      draft.poolSize,
      draft.opensAt,
      draft.closesAt,
      context.actor.accountId,
    ],
  )
  if (people)
    await context.query(
      `INSERT INTO testing.listed (street_id, operation_id, round_id, resident_id, path) SELECT $1, $2, $3, p, $4 FROM unnest($5::uuid[]) p`,
      [context.actor.streetId, draft.operationId, draft.id, draft.path, people],
    )
}

/** Fixes the due list. @returns how many are due, and how many are registered here but away. */
export async function fixDue(context: Context, roundId: string): Promise<{ due: number; away: number }> {
  const { rows } = await context.query<{ due: number; away: number }>('SELECT due, away FROM testing.fix_due($1, $2)', [
    context.actor.streetId,
    roundId,
  ])
  return rows[0] ?? { due: 0, away: 0 }
}

const SITE = `SELECT id, round_id AS "roundId", path, name, kind, lanes, pool_size AS "poolSize", catchment, opens_at AS "opensAt", closes_at AS "closesAt" FROM testing.site`
type SiteRow = Omit<Site, 'opensAt' | 'closesAt'> & { opensAt: Date; closesAt: Date }
const toSite = (row: SiteRow): Site => ({
  ...row,
  opensAt: row.opensAt.toISOString(),
  closesAt: row.closesAt.toISOString(),
})

export async function listSites(context: Context, roundId: string): Promise<Site[]> {
  const { rows } = await context.query<SiteRow>(
    `${SITE} WHERE street_id = $1 AND round_id = $2 ORDER BY path, name, id`,
    [context.actor.streetId, roundId],
  )
  return rows.map(toSite)
}

export async function findSite(context: Context, id: string): Promise<Site | null> {
  const { rows } = await context.query<SiteRow>(`${SITE} WHERE street_id = $1 AND id = $2`, [
    context.actor.streetId,
    id,
  ])
  return rows[0] ? toSite(rows[0]) : null
}

/** @returns false when a site of this id is there already. */
export async function insertSite(
  context: Context,
  round: Pick<RoundRow, 'id' | 'operationId'>,
  site: SiteDraft,
): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO testing.site (street_id, operation_id, round_id, id, path, name, kind, lon, lat, lanes, pool_size, catchment, opens_at, closes_at)
     SELECT a.street_id, $2, $3, $4, a.path, $6, $7, a.lon, a.lat, $8, $9, $10, $11, $12 FROM register.area a WHERE a.street_id = $1 AND a.path = $5
     ON CONFLICT (street_id, id) DO NOTHING`,
    [context.actor.streetId, round.operationId, round.id, ...siteValues(site)],
  )
  return rowCount === 1
}

/** @returns false when it is not of this round, or not in the asker's area. */
export async function updateSite(context: Context, roundId: string, site: SiteDraft): Promise<boolean> {
  const { rowCount } = await context.query(
    `UPDATE testing.site s SET path = a.path, name = $5, kind = $6, lanes = $7, pool_size = $8, catchment = $9, opens_at = $10, closes_at = $11, lon = a.lon, lat = a.lat
     FROM register.area a WHERE s.street_id = $1 AND s.round_id = $2 AND s.id = $3 AND a.street_id = $1 AND a.path = $4`,
    [context.actor.streetId, roundId, ...siteValues(site)],
  )
  return rowCount === 1
}

const siteValues = (site: SiteDraft): unknown[] => [
  site.id,
  site.path,
  site.name,
  site.kind,
  site.lanes,
  site.poolSize,
  [...new Set(site.catchment)],
  site.opensAt,
  site.closesAt,
]

/** Of these, the areas that are in the register and visible to the asker. */
export async function knownAreas(context: Context, paths: readonly string[]): Promise<Set<string>> {
  const { rows } = await context.query<{ path: string }>(
    'SELECT path FROM register.area WHERE street_id = $1 AND path = ANY ($2)',
    [context.actor.streetId, [...new Set(paths)]],
  )
  return new Set(rows.map((r) => r.path))
}

/** Ingest holds the round's lock shared; with this nothing arrives until the transaction ends. */
export const lockRoundAlone = async (context: Context, id: string): Promise<void> =>
  void (await context.query('SELECT pg_advisory_xact_lock(testing.lock_key($1))', [id]))

export const countOpenRounds = async (context: Context, operationId: string): Promise<number> =>
  (
    await context.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM testing.round WHERE street_id = $1 AND operation_id = $2 AND state = 'open'`,
      [context.actor.streetId, operationId],
    )
  ).rows[0]!.n
