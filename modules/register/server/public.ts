/** What neighbours and the app may call of the register on the server. */
import { ancestorsOf, rangeBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { IndexedArea } from '../address-index.ts'
import type { NewArea } from '../area-list.ts'

export { standing } from './area-actions.ts'
export { registerPerson } from './resident-actions.ts'
export { findPlaces } from './store.ts'

/** Names of areas by path; only those the asker may see. */
export async function areaNames(context: Context, paths: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await context.query<{ path: string; name: string }>(
    'SELECT path, name FROM register.area WHERE path = ANY ($1)',
    [paths],
  )
  return new Map(rows.map((r) => [r.path, r.name]))
}

export interface Street {
  readonly path: string
  readonly streetId: string
  readonly name: string
}

/** All sub-districts; for tools that connect as the owner. */
export async function streets(context: Context): Promise<Street[]> {
  const { rows } = await context.query<Street>(
    `SELECT path, street_id AS "streetId", name FROM register.area WHERE kind = 'street' ORDER BY path`,
  )
  return rows
}

/** The areas above, at and below a sub-district, by path and name. */
export async function areasOfStreet(context: Context, path: string): Promise<{ path: string; name: string }[]> {
  const { from, to } = rangeBelow(path)
  const { rows } = await context.query<{ path: string; name: string }>(
    'SELECT path, name FROM register.area WHERE (path >= $1 AND path < $2) OR starts_with($1, path) ORDER BY path',
    [from, to],
  )
  return rows
}

/** What an index of addresses is made of: everything from compounds to dwellings at or below an area, and the names above it. */
export async function addressedAreas(context: Context, under: string): Promise<IndexedArea[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<IndexedArea>(
    `SELECT path, kind, name FROM register.area WHERE ((path >= $1 AND path < $2) OR path = ANY ($3::text[]))
     AND kind IN ('compound', 'building', 'unit', 'dwelling')`,
    [from, to, ancestorsOf(under)],
  )
  return rows
}

export async function insertAreas(context: Context, streetId: string, areas: readonly NewArea[]): Promise<void> {
  await context.query(
    `INSERT INTO register.area (street_id, path, kind, name, address, address_key, floor)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[])`,
    [
      streetId,
      areas.map((a) => a.path),
      areas.map((a) => a.kind),
      areas.map((a) => a.name),
      areas.map((a) => a.address),
      areas.map((a) => a.addressKey),
      areas.map((a) => a.floor),
    ],
  )
}

/** The communities at or below an area, by path and name. */
export async function communities(context: Context, under: string): Promise<{ path: string; name: string }[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<{ path: string; name: string }>(
    `SELECT path, name FROM register.area WHERE path >= $1 AND path < $2 AND kind = 'community' ORDER BY path`,
    [from, to],
  )
  return rows
}
