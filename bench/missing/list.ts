/** The whole list: as the app reads it under row-level security, and what carrying the same rows from a bare table costs. */
import pg from 'pg'
import { openDatabase } from '../../platform/server/database/database.ts'
import { COLUMNS, type Filled, STREET_ID } from './fill.ts'

export interface Row {
  readonly resident_id: string
  readonly path: string
}
export interface WholeList {
  full(): Promise<{ ms: number; rows: Row[] }>
  transfer(): Promise<{ ms: number; rows: Row[] }>
  close(): Promise<void>
}

export async function openWholeList({ database, roundId, officer }: Filled): Promise<WholeList> {
  const app = openDatabase(database.appUrl, { max: 1 })
  const owner = new pg.Client({ connectionString: database.adminUrl })
  await owner.connect()
  await owner.query(`CREATE TABLE bench.bare AS SELECT ${COLUMNS} FROM testing.missing WHERE round_id = '${roundId}'`)
  await owner.query('VACUUM (ANALYZE) bench.bare')
  return {
    async full() {
      const start = performance.now()
      const { rows } = await app.within(
        officer.actor,
        (context) =>
          context.query<{ resident_id: string; path: string }>(
            `SELECT ${COLUMNS} FROM testing.missing WHERE street_id = $1 AND round_id = $2`,
            [STREET_ID, roundId],
          ),
        { readOnly: true },
      )
      return { ms: performance.now() - start, rows }
    },
    async transfer() {
      const start = performance.now()
      const { rows } = await owner.query<{ resident_id: string; path: string }>(`SELECT ${COLUMNS} FROM bench.bare`)
      return { ms: performance.now() - start, rows }
    },
    async close() {
      await app.close()
      await owner.end()
    },
  }
}

export const inOrder = (rows: readonly Row[]): string[] => rows.map((r) => `${r.resident_id} ${r.path}`).sort()
