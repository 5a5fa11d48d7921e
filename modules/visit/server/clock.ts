/** Who stays past their time is told of once by the database's clock, whichever processes run. */
import type { Database } from '../../../platform/server/database/database.ts'

/** @returns how many have stayed too long since the last look */
export async function keepTime(database: Database): Promise<number> {
  const rows = await database.bare<{ n: number }>('SELECT visit.keep_time() AS n')
  return rows[0]!.n
}
