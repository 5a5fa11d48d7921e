/** Afterwards: is every acknowledged sample there exactly once, is nothing else there, and do the counters agree with the facts? */
import pg from 'pg'
import type { Street } from './street.ts'

export interface Verdict {
  readonly acknowledged: number
  /** Acknowledged and not in the database. */
  readonly lost: number
  /** In the database more than once, or without having been acknowledged. */
  readonly surplus: number
  /** Rows of testing.check_round(). */
  readonly countersWrong: number
}

export async function verify(
  street: Pick<Street, 'database' | 'streetId' | 'path'>,
  roundIds: readonly string[],
  acknowledged: readonly string[],
): Promise<Verdict> {
  const client = new pg.Client({ connectionString: street.database.adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM testing.sample WHERE street_id = $1 AND round_id = ANY ($2::uuid[])',
      [street.streetId, roundIds],
    )
    const there = new Set(rows.map((row) => row.id))
    const told = new Set(acknowledged)
    // testing.check_round answers only whom the area is open to.
    await client.query(`SELECT set_config('shouwang.role', 'officer', false), set_config('shouwang.area', $1, false)`, [
      street.path,
    ])
    let countersWrong = 0
    for (const id of roundIds)
      countersWrong +=
        (await client.query('SELECT FROM testing.check_round($1, $2)', [street.streetId, id])).rowCount ?? 0
    return {
      acknowledged: told.size,
      lost: [...told].filter((id) => !there.has(id)).length,
      surplus: rows.length - there.size + [...there].filter((id) => !told.has(id)).length,
      countersWrong,
    }
  } finally {
    await client.end()
  }
}
