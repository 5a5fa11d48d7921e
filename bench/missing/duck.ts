/** The floor: DuckDB with the same rows in tables of its own, in memory, both cores; the anti-join written into a table. */
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { COLUMNS, type Filled } from './fill.ts'

export interface Duck {
  /** ms of the anti-join. */
  antiJoin(): Promise<number>
  /** `id path` of everybody missing, in order. */
  missing(): Promise<string[]>
  close(): void
}

export async function openDuck(filled: Filled, folder: string): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:')
  const duck = await instance.connect()
  // Its fastest way; the order is of no consequence here.
  await duck.run('SET preserve_insertion_order = false')
  const files = join(folder, 'duck')
  mkdirSync(files, { recursive: true })
  const of = `WHERE round_id = '${filled.roundId}'`
  for (const [table, columns, select] of [
    ['due', { resident_id: 'UUID', path: 'VARCHAR' }, `SELECT ${COLUMNS} FROM testing.due ${of} AND state = 'due'`],
    ['sample', { resident_id: 'UUID' }, `SELECT resident_id FROM testing.sample ${of}`],
  ] as const) {
    const file = join(files, `${table}.csv`)
    await copyOut(filled.database.adminUrl, select, file)
    const types = Object.entries(columns).map(([name, type]) => `'${name}': '${type}'`)
    await duck.run(
      `CREATE TABLE ${table} AS SELECT * FROM read_csv('${file}', header = false, columns = {${types.join(', ')}})`,
    )
    rmSync(file)
  }
  return {
    async antiJoin() {
      const start = performance.now()
      await duck.run(
        `CREATE OR REPLACE TABLE missing AS SELECT ${COLUMNS} FROM due ANTI JOIN sample USING (resident_id)`,
      )
      return performance.now() - start
    },
    async missing() {
      const reader = await duck.runAndReadAll(`SELECT resident_id::VARCHAR || ' ' || path FROM missing ORDER BY 1`)
      return reader.getRows().map(([line]) => String(line))
    },
    close() {
      duck.closeSync()
      instance.closeSync()
    },
  }
}

async function copyOut(url: string, select: string, file: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await pipeline(client.query(to(`COPY (${select}) TO STDOUT (FORMAT csv)`)), createWriteStream(file))
  } finally {
    await client.end()
  }
}
