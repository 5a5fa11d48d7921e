/**
 * The floor: the very rows that the API is about to record, into a table of the same columns, checks, indexes and trigger,
 * by its owner (so without row-level security), 500 to a statement on 4 connections, arrays ready before the clock starts.
 * Nobody is taken off a list, no counter moves, no duplicate is tolerated.
 */
import pg from 'pg'
import type { BenchDatabase } from '../rig/engine.ts'
import type { Swab } from './crews.ts'
import type { OpenRound, Street } from './street.ts'

const CONNECTIONS = 4
const ROWS = 500

const COLUMNS: readonly [column: string, type: string, of: (swab: Swab) => string | number | null][] = [
  ['id', 'uuid', (s) => s.fact.id],
  ['site_id', 'uuid', (s) => s.fact.siteId],
  ['lane', 'integer', (s) => s.fact.lane],
  ['tube_id', 'uuid', (s) => s.fact.tubeId],
  ['resident_id', 'uuid', (s) => s.fact.residentId],
  ['path', 'text', (s) => s.path],
  ['how', 'text', (s) => s.fact.how],
  ['taken_at', 'timestamptz', (s) => s.fact.takenAt],
  ['device_taken_at', 'timestamptz', (s) => s.fact.takenAt],
  ['device_id', 'uuid', (s) => s.deviceId],
  ['account_id', 'uuid', (s) => s.accountId],
]
const NAMES = COLUMNS.map(([name]) => name).join(', ')
const TEXT = `INSERT INTO bench.sample (street_id, operation_id, round_id, first, ${NAMES})
  SELECT $1, $2, $3, true, ${NAMES} FROM unnest(${COLUMNS.map(([, type], i) => `$${i + 4}::${type}[]`).join(', ')}) AS t (${NAMES})`

export interface Floor {
  /** Rows per second, each statement committed by itself. */
  insert(round: OpenRound, swabs: readonly Swab[]): Promise<number>
  close(): Promise<void>
}

export async function openFloor({ adminUrl }: BenchDatabase, { streetId }: Pick<Street, 'streetId'>): Promise<Floor> {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: adminUrl }))
  for (const client of clients) {
    client.on('error', () => undefined)
    await client.connect()
  }
  await clients[0]!.query(`CREATE SCHEMA bench; CREATE TABLE bench.sample (LIKE testing.sample INCLUDING ALL);
    CREATE TRIGGER append_only BEFORE UPDATE ON bench.sample FOR EACH ROW EXECUTE FUNCTION platform.refuse_change()`)
  return {
    async insert(round, swabs) {
      const statements = Array.from({ length: Math.ceil(swabs.length / ROWS) }, (_, i) => {
        const rows = swabs.slice(i * ROWS, (i + 1) * ROWS)
        const arrays = COLUMNS.map(([, , of]) => `{${rows.map((row) => of(row) ?? 'NULL').join(',')}}`)
        return { name: 'floor', text: TEXT, values: [streetId, round.operationId, round.id, ...arrays] }
      })
      const start = performance.now()
      await Promise.all(
        clients.map(async (client, n) => {
          for (let i = n; i < statements.length; i += CONNECTIONS) await client.query(statements[i]!)
        }),
      )
      return swabs.length / ((performance.now() - start) / 1000)
    },
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  }
}
