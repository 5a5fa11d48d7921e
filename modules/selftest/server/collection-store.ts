/** SQL of collections, and the figures of one for a day and an area: a count of what stands beside a count of whom the register has. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { ParsedInputOf } from '../../../platform/pure/contract.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { type AreaKind, areaKinds, depthOfKind } from '../../register/model.ts'
import type { selftest } from '../contract.ts'
import { boardDay } from '../due-day.ts'
import type { Collection, Figures } from '../model.ts'

type Draft = ParsedInputOf<(typeof selftest)['operations']['openCollection']>
export type Line = Figures & { path: string; kind: AreaKind; name: string }

export interface CollectionRow extends Omit<Collection, 'openedAt' | 'closedAt' | 'figures' | 'on'> {
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly final: Figures | null
}

const COLLECTION = `SELECT c.id, c.operation_id AS "operationId", c.path, coalesce(a.name, '') AS "areaName", c.name, c.often, c.groups, c.starts_on AS "startsOn",
    c.ends_on AS "endsOn", c.state, c.opened_at AS "openedAt", c.closed_at AS "closedAt", c.final
  FROM selftest.collection c LEFT JOIN register.area a ON a.street_id = c.street_id AND a.path = c.path`

/** `boardDay` of now. */
export const dayOf = (collection: Pick<CollectionRow, 'often' | 'startsOn' | 'endsOn'>, wanted?: string): string =>
  boardDay(collection, shanghaiDay(Date.now()), wanted)

export const toCollection = ({ final, ...row }: CollectionRow, figures: Figures): Collection => ({
  ...row,
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  on: dayOf(row),
  figures: final ?? figures,
})

export async function findCollection(context: Context, id: string): Promise<CollectionRow | null> {
  const { rows } = await context.query<CollectionRow>(`${COLLECTION} WHERE c.street_id = $1 AND c.id = $2`, [
    context.actor.streetId,
    id,
  ])
  return rows[0] ?? null
}

/** Open ones first, the youngest on top. */
export async function listCollections(
  context: Context,
  { operationId, state }: { operationId?: string | undefined; state?: 'open' | 'closed' | undefined },
): Promise<CollectionRow[]> {
  const { rows } = await context.query<CollectionRow>(
    `${COLLECTION} WHERE c.street_id = $1 AND ($2::uuid IS NULL OR c.operation_id = $2) AND ($3::text IS NULL OR c.state = $3)
     ORDER BY c.state = 'closed', c.opened_at DESC, c.id LIMIT 200`,
    [context.actor.streetId, operationId ?? null, state ?? null],
  )
  return rows
}

/** @returns false when one of this id is there already. */
export async function insertCollection(context: Context, draft: Draft): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO selftest.collection (street_id, operation_id, id, path, name, often, groups, starts_on, ends_on, opened_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (street_id, id) DO NOTHING`,
    [
      context.actor.streetId,
      draft.operationId,
      draft.id,
      draft.path,
      draft.name,
      draft.often,
      [...new Set(draft.groups)],
      draft.startsOn,
      draft.endsOn,
      context.actor.accountId,
    ],
  )
  return rowCount === 1
}

/** @returns false when it is closed already, or above the asker's area. */
export async function updateClosed(context: Context, id: string, final: Figures): Promise<boolean> {
  const { rowCount } = await context.query(
    `UPDATE selftest.collection SET state = 'closed', closed_at = now(), closed_by = $3, final = $4 WHERE street_id = $1 AND id = $2 AND state = 'open'`,
    [context.actor.streetId, id, context.actor.accountId, JSON.stringify(final)],
  )
  return rowCount === 1
}

export async function countOpenCollections(context: Context, operationId: string): Promise<number> {
  const { rows } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM selftest.collection WHERE street_id = $1 AND operation_id = $2 AND state = 'open'`,
    [context.actor.streetId, operationId],
  )
  return rows[0]!.n
}

/** Whom a collection asks, as a condition on a person `p`; $1 the street, $2 and $3 the range of paths, $4 the groups. */
export const ASKED = `p.street_id = $1 AND p.path >= $2 AND p.path < $3 AND p.residence <> 'away' AND ($4::text[] = '{}' OR p.groups && $4::text[])`

/**
 * Line by line, one for each area of the kind that has anybody, by names that stand alone (桃影苑 1号楼, 桃影社区 第一网格). Results count everybody who reported, asked or not:
 * negative + positive + invalid = reported + unasked.
 */
export async function countByArea(
  context: Context,
  collection: Pick<CollectionRow, 'id' | 'groups'>,
  day: string,
  under: string,
  kind: AreaKind,
): Promise<Line[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<Omit<Line, 'missing' | 'kind'>>(
    `WITH due AS (SELECT p.id, p.path FROM register.public_resident p WHERE ${ASKED}),
     said AS (SELECT s.resident_id, s.path, s.result FROM selftest.standing s
       WHERE s.street_id = $1 AND s.collection_id = $5 AND s.due_on = $6 AND s.path >= $2 AND s.path < $3),
     line AS (
       SELECT substring(coalesce(d.path, s.path) FROM $7) AS path, count(d.id)::integer AS due, count(s.resident_id) FILTER (WHERE d.id IS NOT NULL)::integer AS reported,
         count(*) FILTER (WHERE s.result = 'negative')::integer AS negative, count(*) FILTER (WHERE s.result = 'positive')::integer AS positive,
         count(*) FILTER (WHERE s.result = 'invalid')::integer AS invalid, count(*) FILTER (WHERE d.id IS NULL)::integer AS unasked
       FROM due d FULL JOIN said s ON s.resident_id = d.id GROUP BY 1)
     SELECT l.*, CASE a.kind WHEN 'building' THEN coalesce(a.address, a.name) WHEN 'grid' THEN concat_ws(' ', c.name, a.name) ELSE coalesce(a.name, '') END AS name
     FROM line l LEFT JOIN register.area a ON a.street_id = $1 AND a.path = l.path
     LEFT JOIN register.area c ON c.street_id = $1 AND c.path = substring(l.path FROM '^(?:[^.]+\\.){3}') AND length($2) < length(c.path) ORDER BY l.path`,
    [
      ...[context.actor.streetId, from, to, collection.groups, collection.id, day],
      `^(?:[^.]+\\.){1,${depthOfKind(kind)}}`,
    ],
  )
  return rows.map((row) => ({
    ...row,
    // Somebody who is registered above that level is shown where they are.
    kind: areaKinds.values[row.path.split('.').length - 2] ?? kind,
    missing: row.due - row.reported,
  }))
}

const nothing: Figures = { due: 0, reported: 0, negative: 0, positive: 0, invalid: 0, missing: 0, unasked: 0 }
export const sumLines = (lines: readonly Figures[]): Figures =>
  lines.reduce(
    (a, b) => ({
      due: a.due + b.due,
      reported: a.reported + b.reported,
      negative: a.negative + b.negative,
      positive: a.positive + b.positive,
      invalid: a.invalid + b.invalid,
      missing: a.missing + b.missing,
      unasked: a.unasked + b.unasked,
    }),
    nothing,
  )
