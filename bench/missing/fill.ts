/**
 * A street with a round of any size, nine tenths tested, written by SQL: due list, who is missing, samples, counters, and the
 * register's lines of those missing (nothing else of the register is read by what is measured). Indexes are built after
 * the rows are in, as a bulk load does; every one of them is there when the measuring begins.
 */
import pg from 'pg'
import type { BenchDatabase } from '../rig/engine.ts'
import { freshId, type Seat, seat } from '../rig/people.ts'
import { say } from '../rig/report.ts'

export const STREET_ID = '320999001'
export const STREET = 'd01.s01.'
const SITE_PATH = 'd01.s01.c000.p0.g0.'
export const COLUMNS = 'resident_id, path'

export interface Filled {
  readonly database: BenchDatabase
  readonly due: number
  readonly roundId: string
  readonly siteId: string
  readonly officer: Seat
  readonly crew: Seat
}

/** Everything about person `i` follows from `i`: 10,000 a community, 50 a building, 3 a dwelling; whether tested, by a hash. */
const WORLD = `
  CREATE SCHEMA IF NOT EXISTS bench;
  CREATE FUNCTION bench.person(i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT ('01999999-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid $$;
  CREATE FUNCTION bench.tube(i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT ('01999999-0001-7000-8000-' || lpad(to_hex(i / 10), 12, '0'))::uuid $$;
  CREATE FUNCTION bench.swab(i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT ('01999999-0002-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid $$;
  CREATE FUNCTION bench.tested(i bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT hashint8(i) % 10 <> 0 $$;
  CREATE FUNCTION bench.building(b bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '${STREET}c' || lpad((b / 200)::text, 3, '0') || '.p' || b / 50 % 4
    || '.g' || b / 10 % 5 || '.x' || b / 5 % 2 || '.b' || b % 5 || '.' $$;`

/** `i`, `path` and `tested` of everybody; a building's path is put together once for its 50 people. */
const everybody = (due: number): string => `(
  SELECT i, x.building || 'u' || k / 25 || '.h' || k % 25 / 3 || '.' AS path, bench.tested(i) AS tested
  FROM (SELECT b, bench.building(b) AS building FROM generate_series(0::bigint, ${Math.ceil(due / 50) - 1}) b OFFSET 0) x
  CROSS JOIN generate_series(0, 49) k, LATERAL (SELECT x.b * 50 + k AS i) n) AS everybody`

export async function fill(database: BenchDatabase, due: number): Promise<Filled> {
  const officer = await seat(database.adminUrl, STREET_ID, 'officer', STREET)
  const crew = await seat(database.adminUrl, STREET_ID, 'lane-crew', STREET)
  const [roundId, siteId, operationId] = [freshId(), freshId(), freshId()]
  const account = `'${crew.actor.accountId}'`
  const ids = `'${STREET_ID}', '${operationId}', '${roundId}'`
  const people = `FROM ${everybody(due)}`
  const step = (what: string, table: string, statement: string): Promise<void> =>
    timed(`${due}: ${what}`, () => withoutIndexes(database.adminUrl, table, statement))

  await each(database.adminUrl, [
    WORLD,
    `INSERT INTO register.area (street_id, path, kind, name) VALUES ('${STREET_ID}', 'd01.', 'district', 'Yunxi'), ('${STREET_ID}', '${STREET}', 'street', 'Taohua')`,
    `INSERT INTO register.area (street_id, path, kind, name) SELECT '${STREET_ID}', bench.building(b), 'building', 'No. ' || b FROM generate_series(0, ${Math.ceil(due / 50) - 1}) b`,
    `INSERT INTO operation.operation (street_id, id, path, name, hazard, purpose, basis, starts_at, opened_by)
      VALUES ('${STREET_ID}', '${operationId}', '${STREET}', 'Bench', 'epidemic', 'Measuring', '{"issuer": "Bench", "title": "Bench", "date": "2026-01-01"}', now(), ${account})`,
    `INSERT INTO testing.round (street_id, operation_id, id, path, name, scope, pool_size, opens_at, closes_at, opened_by)
      VALUES (${ids}, '${STREET}', 'Bench', 'whole', 10, now() - interval '1 day', now() + interval '1 day', ${account})`,
    `INSERT INTO testing.site (street_id, operation_id, round_id, id, path, name, kind, lanes, pool_size, catchment, opens_at, closes_at)
      VALUES (${ids}, '${siteId}', '${SITE_PATH}', 'Bench', 'fixed', 60, 10, '{${STREET}}', now() - interval '1 day', now() + interval '1 day')`,
  ])
  await Promise.all([
    step(
      'due list',
      'testing.due',
      `INSERT INTO testing.due (street_id, operation_id, round_id, resident_id, path, state) SELECT ${ids}, bench.person(i), path, 'due' ${people}`,
    ),
    step(
      'samples',
      'testing.sample',
      `INSERT INTO testing.sample (street_id, operation_id, round_id, id, site_id, lane, tube_id, resident_id, path, how, taken_at, device_taken_at, account_id, first)
        SELECT ${ids}, bench.swab(i), '${siteId}', i % 60 + 1, bench.tube(i), bench.person(i), path, 'scan', t.at, t.at, ${account}, true
        ${people}, LATERAL (SELECT now() - i % 36000 * interval '1 second' AS at) t WHERE tested`,
    ),
  ])
  const missing = `${people} WHERE NOT tested`
  await Promise.all([
    step(
      'who is missing',
      'testing.missing',
      `INSERT INTO testing.missing (street_id, round_id, resident_id, path, door)
        SELECT '${STREET_ID}', '${roundId}', bench.person(i), path, testing.door(path, 1) ${missing}`,
    ),
    step(
      'register of those missing',
      'register.resident',
      `INSERT INTO register.resident (street_id, id, path, name, name_key, pinyin, initials, birth_date, id_type, phone_masked, phone_tail, residence, tenancy, relation, work)
        SELECT '${STREET_ID}', bench.person(i), path, 'P' || i, 'p' || i, 'p', 'p', date '1950-01-01' + (i % 25000)::integer, 'none', '154****' || lpad((i % 10000)::text, 4, '0'),
          lpad((i % 10000)::text, 4, '0'), 'local', 'owner', 'other', 'day' ${missing}`,
    ),
  ])
  await step(
    'counters',
    'testing.counter',
    `INSERT INTO testing.counter (street_id, round_id, path, due, tested) SELECT '${STREET_ID}', '${roundId}', bench.building(b.b), b.due, b.tested
      FROM (SELECT i / 50 AS b, count(*) AS due, count(*) FILTER (WHERE tested) AS tested ${people} GROUP BY 1) b`,
  )
  await timed(`${due}: vacuum`, () =>
    each(database.adminUrl, [
      'VACUUM (ANALYZE) testing.due, testing.sample, testing.missing, testing.counter, testing.round, testing.site, register.resident, register.area',
      'CHECKPOINT',
    ]),
  )
  return { database, due, roundId, siteId, officer, crew }
}

async function timed(what: string, work: () => Promise<void>): Promise<void> {
  const start = performance.now()
  await work()
  say(`${what} in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

async function each(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

async function withoutIndexes(url: string, table: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ drop: string; make: string }>(
      `SELECT CASE WHEN c.oid IS NULL THEN format('DROP INDEX %s', i.indexrelid::regclass) ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', i.indrelid::regclass, c.conname) END AS drop,
         CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid) ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) END AS make
       FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u') WHERE i.indrelid = $1::regclass
         AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.conindid = i.indexrelid AND f.contype = 'f')`,
      [table],
    )
    await client.query(`SET maintenance_work_mem = '512MB'; SET synchronous_commit = off`)
    for (const { drop } of rows) await client.query(drop)
    await client.query(statement)
    for (const { make } of rows) await client.query(make)
  } finally {
    await client.end()
  }
}
