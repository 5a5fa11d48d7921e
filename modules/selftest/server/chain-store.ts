/** SQL behind the matching of a chain: people by name, people at doors, and what is on record of them. Only whom the asker may see. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { KnownResident } from '../chain-match.ts'
import type { TestResult } from '../model.ts'

const MOST_READ = 100
const RESIDENT = `p.id, p.path, p.name, p.name_key AS key, p.pinyin, p.residence = 'away' AS away`

const grouped = <T>(rows: readonly T[], keyOf: (row: T) => string): ((key: string) => readonly T[]) => {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return (key) => groups.get(key) ?? []
}

/** Of a very common name a hundred: whom a building holds is told from them, and nobody chooses among more than a few. */
export async function residentsNamed(
  context: Context,
  under: string,
  keys: readonly string[],
): Promise<(key: string) => readonly KnownResident[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<KnownResident>(
    `SELECT x.* FROM unnest($4::text[]) AS k (key) CROSS JOIN LATERAL (
       SELECT ${RESIDENT} FROM register.public_resident p WHERE p.street_id = $1 AND p.name_key = k.key AND p.path >= $2 AND p.path < $3
       ORDER BY p.path, p.id LIMIT $5) x WHERE k.key <> ''`,
    [context.actor.streetId, from, to, keys, MOST_READ],
  )
  return grouped(rows, ({ key }) => key)
}

export async function residentsAt(
  context: Context,
  doors: readonly string[],
): Promise<(path: string) => readonly KnownResident[]> {
  const { rows } = await context.query<KnownResident>(
    `SELECT ${RESIDENT} FROM register.public_resident p WHERE p.street_id = $1 AND p.path = ANY ($2::text[]) ORDER BY p.path, p.birth_date NULLS LAST, p.id`,
    [context.actor.streetId, doors],
  )
  return grouped(rows, ({ path }) => path)
}

export interface OnRecordRow {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly standing: TestResult | null
  readonly chain: TestResult | null
}

/** What stands of these people on a day, and what the last chain said. */
export async function onRecord(
  context: Context,
  collectionId: string,
  day: string,
  ids: readonly string[],
): Promise<OnRecordRow[]> {
  const { rows } = await context.query<OnRecordRow>(
    `SELECT p.id, p.name, coalesce(a.address, '') AS address, s.result AS standing, r.result AS chain
     FROM register.public_resident p LEFT JOIN register.area a ON a.street_id = p.street_id AND a.path = p.path
     LEFT JOIN selftest.standing s ON s.street_id = $1 AND s.collection_id = $2 AND s.due_on = $3 AND s.resident_id = p.id
     LEFT JOIN LATERAL (
       SELECT x.result FROM selftest.report x WHERE x.street_id = $1 AND x.collection_id = $2 AND x.due_on = $3 AND x.resident_id = p.id AND x.source = 'chain'
       ORDER BY x.stated_at DESC, x.id DESC LIMIT 1) r ON true
     WHERE p.street_id = $1 AND p.id = ANY ($4::uuid[])`,
    [context.actor.streetId, collectionId, day, ids],
  )
  return rows
}
