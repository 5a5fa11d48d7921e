/** Deadlines are watched by the database's clock, whichever processes run: each that passes is told once. */
import type { Database } from '../../../platform/server/database/database.ts'

/** @returns how many deadlines have passed since the last look */
export async function keepTime(database: Database): Promise<number> {
  const rows = await database.bare<{ n: number }>('SELECT laboratory.keep_time() AS n')
  return rows[0]!.n
}
