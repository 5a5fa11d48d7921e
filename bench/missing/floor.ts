/** The floor: DuckDB's anti-join of the same due people and samples, all its threads, everything in memory beforehand. */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { to as copyTo } from 'pg-copy-streams'
import type { Street } from './street.ts'

const RUNS = 7

export interface FloorFigures {
  /** Seconds of each run, the list made as a table. */
  readonly runs: readonly number[]
  readonly missing: number
  readonly version: string
}

export async function measureFloor(street: Street, folder: string): Promise<FloorFigures> {
  const files = { due: join(folder, 'due.csv'), sample: join(folder, 'sample.csv') }
  const wanted = {
    due: `SELECT resident_id, path FROM testing.due WHERE round_id = '${street.roundId}' AND state = 'due'`,
    sample: `SELECT resident_id FROM testing.sample WHERE round_id = '${street.roundId}'`,
  }
  const duck = await DuckDBInstance.create(':memory:')
  const db = await duck.connect()
  try {
    for (const table of ['due', 'sample'] as const) {
      await pipeline(
        street.admin.query(copyTo(`COPY (${wanted[table]}) TO STDOUT (FORMAT csv)`)),
        createWriteStream(files[table]),
      )
      const columns = table === 'due' ? `{'resident_id': 'UUID', 'path': 'VARCHAR'}` : `{'resident_id': 'UUID'}`
      await db.run(
        `CREATE TABLE ${table} AS SELECT * FROM read_csv('${files[table]}', header = false, columns = ${columns})`,
      )
      await rm(files[table])
    }
    const runs: number[] = []
    for (let i = 0; i <= RUNS; i++) {
      const start = performance.now()
      await db.run(
        'CREATE OR REPLACE TABLE missing AS SELECT resident_id, path FROM due ANTI JOIN sample USING (resident_id)',
      )
      if (i > 0) runs.push((performance.now() - start) / 1000)
    }
    const read = async (sql: string): Promise<string> => String((await db.runAndReadAll(sql)).getRows()[0]![0])
    return {
      runs,
      missing: Number(await read('SELECT count(*) FROM missing')),
      version: await read('SELECT version()'),
    }
  } finally {
    db.closeSync()
    duck.closeSync()
  }
}
