/** All SQL of property managers and what they look after. */
import { isBelow, rangeBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { PropertyManager } from '../model.ts'
import { nestedIn, type PathRange, rangesLess } from '../nearest.ts'

const MANAGER = `m.id, m.path, m.name, m.contact_name AS "contactName", m.phone, m.note, m.version`

/** Names of areas as a person says them: an address from the compound on, else the name alone. */
const AREAS = `(SELECT coalesce(jsonb_agg(jsonb_build_object('path', l.path, 'name', coalesce(a.address, a.name, l.path)) ORDER BY l.path), '[]')
  FROM enterprise.looked_after l LEFT JOIN register.area a ON a.street_id = l.street_id AND a.path = l.path
  WHERE l.street_id = m.street_id AND l.manager_id = m.id) AS areas`

type Row = Omit<PropertyManager, 'looksAfter' | 'enterprises'>

/** Who looks after each of these places, of those that somebody does. */
export async function managersAt(
  context: Context,
  paths: readonly string[],
): Promise<ReadonlyMap<string, { id: string; name: string }>> {
  const { rows } = await context.query<{ path: string; id: string; name: string }>(
    `SELECT l.path, m.id, m.name FROM enterprise.looked_after l JOIN enterprise.property_manager m ON m.street_id = l.street_id AND m.id = l.manager_id
     WHERE l.path = ANY ($1)`,
    [paths],
  )
  return new Map(rows.map(({ path, ...manager }) => [path, manager]))
}

/** The premises of one manager, or those that nobody looks after. */
export async function premisesOf(context: Context, manager: string, under: string): Promise<PathRange[]> {
  const { rows } = await context.query<{ path: string; manager: string }>(
    'SELECT path, manager_id AS manager FROM enterprise.looked_after',
  )
  const nested = nestedIn(rows.map(({ path }) => path))
  if (manager !== 'none')
    return rows.filter((row) => row.manager === manager).flatMap(({ path }) => rangesLess(path, nested.get(path) ?? []))
  const outermost = nested.get('') ?? []
  if (outermost.some((path) => isBelow(under, path))) return []
  return rangesLess(
    under,
    outermost.filter((path) => isBelow(path, under)),
  )
}

/** Enterprises that are not closed, by whoever looks after the nearest place; under null those that nobody does. */
async function countByManager(context: Context): Promise<Map<string | null, number>> {
  const { from, to } = rangeBelow(context.actor.path)
  const { rows } = await context.query<{ path: string; manager: string | null; n: number }>(
    `SELECT p.path, p.manager, (SELECT count(*)::integer FROM enterprise.enterprise e
       WHERE e.path >= p.path AND e.path < (rtrim(p.path, '.') || '/') COLLATE "C" AND e.path >= $1 AND e.path < $2 AND e.state <> 'closed') AS n
     FROM (SELECT path, manager_id AS manager FROM enterprise.looked_after UNION ALL SELECT $1, NULL) p`,
    [from, to],
  )
  const held = new Map(rows.filter((row) => row.manager !== null).map(({ path, n }) => [path, n]))
  const nested = nestedIn([...held.keys()])
  const less = (path: string): number =>
    (nested.get(path) ?? []).reduce((sum, below) => sum + (held.get(below) ?? 0), 0)
  const counts = new Map<string | null, number>()
  for (const { path, manager, n } of rows)
    counts.set(manager, (counts.get(manager) ?? 0) + n - less(manager === null ? '' : path))
  return counts
}

export async function listManagers(context: Context): Promise<{ managers: PropertyManager[]; withoutManager: number }> {
  const { rows } = await context.query<Row>(
    `SELECT ${MANAGER}, ${AREAS} FROM enterprise.property_manager m ORDER BY m.name, m.id LIMIT 2000`,
  )
  const counts = await countByManager(context)
  return {
    managers: rows.map((row) => ({
      ...row,
      looksAfter: row.areas.map(({ path }) => path),
      enterprises: counts.get(row.id) ?? 0,
    })),
    withoutManager: counts.get(null) ?? 0,
  }
}

export async function findManager(
  context: Context,
  id: string,
): Promise<{ streetId: string; path: string; version: number } | null> {
  const { rows } = await context.query<{ streetId: string; path: string; version: number }>(
    'SELECT street_id AS "streetId", path, version FROM enterprise.property_manager WHERE id = $1 FOR UPDATE',
    [id],
  )
  return rows[0] ?? null
}

export type ManagerValues = Pick<PropertyManager, 'id' | 'path' | 'name' | 'contactName' | 'phone' | 'note'>

export async function putManager(context: Context, streetId: string, values: ManagerValues): Promise<void> {
  await context.query(
    `INSERT INTO enterprise.property_manager (street_id, id, path, name, contact_name, phone, note) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (street_id, id) DO UPDATE SET path = excluded.path, name = excluded.name, contact_name = excluded.contact_name,
       phone = excluded.phone, note = excluded.note, version = property_manager.version + 1, updated_at = now()`,
    [streetId, values.id, values.path, values.name, values.contactName, values.phone, values.note],
  )
}

export async function setLookedAfter(
  context: Context,
  streetId: string,
  id: string,
  paths: readonly string[],
): Promise<void> {
  await context.query('DELETE FROM enterprise.looked_after WHERE street_id = $1 AND manager_id = $2', [streetId, id])
  await context.query(
    'INSERT INTO enterprise.looked_after (street_id, path, manager_id) SELECT $1, unnest($3::text[]), $2',
    [streetId, id, paths],
  )
}

/** Of these areas, those that stand in the register. */
export async function standingAreas(context: Context, streetId: string, paths: readonly string[]): Promise<string[]> {
  const { rows } = await context.query<{ path: string }>(
    'SELECT path FROM register.area WHERE street_id = $1 AND path = ANY ($2)',
    [streetId, paths],
  )
  return rows.map(({ path }) => path)
}

export async function deleteManager(context: Context, streetId: string, id: string): Promise<void> {
  await context.query('DELETE FROM enterprise.looked_after WHERE street_id = $1 AND manager_id = $2', [streetId, id])
  await context.query('DELETE FROM enterprise.property_manager WHERE street_id = $1 AND id = $2', [streetId, id])
}
