/**
 * Row-level security of the laboratory and the doors in the database beside it, tried from every role and area: outcomes and the people
 * of opened tubes are seen by officers and leaders of their area only, and nobody writes them but the database's own functions.
 */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBelow } from '../../platform/pure/area.ts'
import type { Role } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { type FreshDatabase, freshDatabase } from '../cluster.ts'
import { ACTORS, crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import { dwelling, freshId, HOME, OTHER, STREET_ID, smallWorld } from '../small-world.ts'

const leaders: Role[] = ['officer', 'leader']
const [OPERATION, ACCOUNT] = [freshId(), freshId()]
const ROUND: Readonly<Record<string, string>> = { [HOME]: freshId(), [OTHER]: freshId() }
const LAB: Readonly<Record<string, string>> = { [HOME]: freshId(), [OTHER]: freshId() }
const FILE: Readonly<Record<string, string>> = { [HOME]: freshId(), [OTHER]: freshId() }
const street = { street_id: text(STREET_ID) }
let row = 0
const of = (path: string) => ({
  ...street,
  operation_id: text(OPERATION),
  round_id: text(ROUND[path] ?? ROUND[HOME]!),
  path: text(path),
})
const lab = (id: string, path: string) => ({
  ...{ ...street, id: text(id), path: text(path), name: text('云溪检测车'), capacity: '30000', made_by: text(ACCOUNT) },
})
const file = (id: string, path: string) => ({
  ...{ ...street, id: text(id), path: text(path), account_id: text(ACCOUNT), file_name: text('结果.xlsx') },
  ...{ file_digest: text('x'), state: text('ready') },
})
const inFile = (path: string) => ({
  ...street,
  import_id: text(FILE[path] ?? FILE[HOME]!),
  path: text(path),
  row_no: String(++row),
})
const person = { sample_id: () => text(freshId()), taken_at: 'now()' }

const SPECS: TableSpec[] = [
  {
    table: 'laboratory.lab',
    readers: [...leaders, 'grid-worker', 'lane-crew', 'superior'],
    writers: leaders,
    sharedAbove: true,
    row: (path) => lab(freshId(), path),
  },
  {
    table: 'laboratory.consignment',
    readers: [...leaders, 'superior'],
    writers: leaders,
    row: (path) => ({
      ...{ ...of(path), id: text(freshId()), lab_id: text(LAB[path] ?? LAB[HOME]!), day: `'2026-03-05'`, tubes: '1' },
      ...{ over_capacity: 'false', made_by: text(ACCOUNT) },
    }),
  },
  {
    table: 'laboratory.consigned',
    readers: [...leaders, 'superior'],
    writers: leaders,
    row: (path) => {
      const { round_id: _, ...rest } = of(path)
      return { ...rest, consignment_id: text(freshId()), tube_id: text(freshId()) }
    },
  },
  { table: 'laboratory.import', readers: leaders, writers: leaders, row: (path) => file(freshId(), path) },
  {
    table: 'laboratory.import_row',
    readers: leaders,
    writers: leaders,
    row: (path) => ({ ...inFile(path), cells: `'[]'`, verdict: text('new') }),
  },
  {
    table: 'laboratory.import_result',
    readers: leaders,
    writers: leaders,
    row: (path) => ({
      ...inFile(path),
      tube_id: text(freshId()),
      turn: '1',
      outcome: text('negative'),
      corrects: 'false',
    }),
  },
  {
    table: 'laboratory.import_of',
    readers: leaders,
    writers: leaders,
    row: (path) => ({ ...of(path), import_id: text(freshId()) }),
  },
  {
    table: 'laboratory.refused',
    readers: leaders,
    writers: leaders,
    row: (path) => ({ ...of(path), import_id: text(freshId()), row_no: '1', problem: text('never-sampled-tube') }),
  },
  {
    table: 'laboratory.result',
    readers: leaders,
    writers: [],
    row: (path) => ({
      ...{ ...of(path), id: text(freshId()), tube_id: text(freshId()), turn: '1', outcome: text('positive') },
      account_id: text(ACCOUNT),
    }),
  },
  {
    table: 'laboratory.recheck',
    readers: leaders,
    writers: [],
    row: (path) => ({ ...of(path), tube_id: text(freshId()), owner_id: text(ACCOUNT), due_at: 'now()' }),
  },
  {
    table: 'laboratory.pool',
    readers: leaders,
    writers: [],
    row: (path) => ({
      ...{ ...of(path), tube_id: text(freshId()), cause: text('positive'), opened_by: text(ACCOUNT) },
      ...{ retest_due: 'now()', judge_due: 'now()' },
    }),
  },
  {
    table: 'laboratory.member',
    readers: leaders,
    writers: [],
    row: (path) => ({
      ...of(path),
      tube_id: text(freshId()),
      sample_id: person.sample_id(),
      taken_at: person.taken_at,
    }),
  },
  {
    table: 'laboratory.retest',
    readers: [...leaders, 'grid-worker'],
    writers: [],
    row: (path) => ({ ...of(path), sample_id: person.sample_id(), due_at: 'now()' }),
  },
  {
    table: 'laboratory.told',
    readers: [...leaders, 'grid-worker'],
    writers: [...leaders, 'grid-worker'],
    row: (path) => ({
      ...{ ...of(path), id: text(freshId()), sample_id: person.sample_id(), way: text('call'), outcome: text('told') },
      ...{ at: 'now()', account_id: text(ACCOUNT) },
    }),
  },
]

let db: FreshDatabase
let database: Database
let admin: pg.Client
beforeAll(async () => {
  db = await freshDatabase()
  await smallWorld(db.adminUrl)
  database = openDatabase(db.appUrl)
  admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  const put = (table: string, values: Record<string, string>) =>
    admin.query(insertOf({ table, readers: [], writers: [], row: () => values }, ''))
  await put('operation.operation', {
    ...{ ...street, id: text(OPERATION), path: text('d01.s01.'), name: text('行动'), hazard: text('epidemic') },
    ...{
      purpose: text('全员检测'),
      basis: `'{"issuer":"a","title":"b","date":"2026-03-01"}'`,
      starts_at: 'now()',
      opened_by: text(ACCOUNT),
    },
  })
  for (const path of [HOME, OTHER]) {
    await put('testing.round', {
      ...{ ...street, operation_id: text(OPERATION), id: text(ROUND[path]!), path: text(path), name: text('轮次') },
      ...{
        scope: text('whole'),
        pool_size: '10',
        opens_at: 'now()',
        closes_at: `now() + interval '1 hour'`,
        opened_by: text(ACCOUNT),
      },
    })
    await put('laboratory.lab', lab(LAB[path]!, path))
    await put('laboratory.import', file(FILE[path]!, path))
  }
  for (const spec of SPECS) for (const path of [HOME, OTHER]) await admin.query(insertOf(spec, path))
})
afterAll(async () => {
  await admin.end()
  await database.close()
  await db.drop()
})

crossTables(SPECS, () => ({ database, admin }))

test('every table of the laboratory is tried here', async () => {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT 'laboratory.' || tablename AS name FROM pg_tables WHERE schemaname = 'laboratory'`,
  )
  expect(rows.map((r) => r.name).sort()).toEqual(SPECS.map((s) => s.table).sort())
})

test('what follows from a result cannot be called by the app; definers search nothing but the catalogue', async () => {
  const { rows } = await admin.query<{ name: string; open: boolean; definer: boolean; safe: boolean }>(
    `SELECT p.proname AS name, has_function_privilege('shouwang_app', p.oid, 'EXECUTE') AS open, p.prosecdef AS definer,
       coalesce('search_path=pg_catalog' = ANY (p.proconfig), false) AS safe FROM pg_proc p WHERE p.pronamespace = 'laboratory'::regnamespace`,
  )
  expect(rows.length).toBeGreaterThan(15)
  expect(rows.filter((r) => r.open && !r.definer).map((r) => r.name)).toEqual(['may_enter'])
  expect(rows.filter((r) => r.definer && !r.safe)).toEqual([])
})

describe('doors', () => {
  // A tube at each community, its one person living in that community, with a result, a pool and a re-check.
  const at: Record<string, { tube: string; sample: string; resident: string; site: string }> = {}
  beforeAll(async () => {
    for (const path of [HOME, OTHER]) {
      const { rows } = await admin.query<{ id: string }>(
        'SELECT id FROM register.resident WHERE path = $1 ORDER BY id',
        [dwelling(path, 1)],
      )
      const it = { tube: freshId(), sample: freshId(), resident: rows[0]!.id, site: freshId() }
      at[path] = it
      const key = [STREET_ID, OPERATION, ROUND[path], path]
      await admin.query(
        `INSERT INTO testing.site (street_id, operation_id, round_id, path, id, name, kind, lanes, pool_size, catchment, opens_at, closes_at) VALUES ($1, $2, $3, $4::text, $5, '点', 'fixed', 1, 10, ARRAY[$4::text], now(), now() + interval '1 hour')`,
        [...key, it.site],
      )
      await admin.query(
        `INSERT INTO testing.tube (street_id, operation_id, round_id, path, id, site_id, lane, code, pool_size, opened_at, account_id) VALUES ($1, $2, $3, $4, $5, $6, 1, 'T1', 10, now(), $7)`,
        [...key, it.tube, it.site, ACCOUNT],
      )
      await admin.query(
        `INSERT INTO testing.sample (street_id, operation_id, round_id, path, id, site_id, lane, tube_id, resident_id, how, taken_at, device_taken_at, account_id, first)
         SELECT $1, $2, $3, $8, CASE WHEN n = 1 THEN $5::uuid ELSE gen_random_uuid() END, $6, 1, $7, CASE WHEN n = 1 THEN $9::uuid ELSE gen_random_uuid() END, 'scan', now(), now(), $10, true
         FROM generate_series(1, 2) n WHERE $4::text IS NOT NULL`,
        [...key, it.sample, it.site, it.tube, dwelling(path, 1), it.resident, ACCOUNT],
      )
    }
  })

  const each = async (
    roles: readonly Role[],
    where: (path: string) => string,
    use: (ask: (sql: string, values: unknown[]) => Promise<pg.QueryResultRow[]>, path: string) => Promise<boolean>,
  ) => {
    for (const actor of ACTORS)
      for (const path of [HOME, OTHER]) {
        let did: boolean | undefined
        await database
          .within(actor, async (c) => {
            did = await use(async (sql, values) => (await c.query(sql, values)).rows, path)
            throw new Error('rolled back')
          })
          .catch((error: Error & { code?: string }) => {
            if (error.message === 'rolled back') return
            if (error.code !== 'LB001') throw error
            did = false
          })
        const may = roles.includes(actor.role) && isBelow(where(path), actor.path)
        expect(did, `${actor.role} of ${actor.path} at ${path}`).toBe(may)
      }
  }
  const whole = (path: string): string => path
  const enter = (outcome: string, path: string): [string, unknown[]] => [
    `SELECT * FROM laboratory.enter($1, $2, ARRAY[$3]::uuid[], '{1}', ARRAY[$4], '{NULL}', '{NULL}', NULL, NULL, '来电', '{6,24,6}')`,
    [STREET_ID, ROUND[path], at[path]!.tube, outcome],
  ]

  test('entering a result, and reading what a file is judged by', async () => {
    await each(leaders, whole, async (ask, path) => (await ask(...enter('positive', path))).length === 1)
    await each(
      leaders,
      whole,
      async (ask, path) =>
        (await ask('SELECT * FROM laboratory.tube_facts($1, $2, $3)', [STREET_ID, ROUND[path], ['T1']])).length > 0,
    )
    await each(leaders, whole, async (ask, path) => {
      const { rows } = await admin.query<{ d: Buffer }>('SELECT id_digest AS d FROM register.resident WHERE id = $1', [
        at[path]!.resident,
      ])
      const found = await ask('SELECT * FROM laboratory.person_facts($1, $2, $3, $4, $5)', [
        STREET_ID,
        ROUND[path],
        ['T1'],
        [rows[0]!.d],
        [null],
      ])
      return (found[0]!['tubes'] as string[]).length > 0
    })
  })

  test('what follows: re-tests by hand, freeing, owners', async () => {
    for (const path of [HOME, OTHER]) {
      await admin.query(
        `SELECT set_config('shouwang.role', 'officer', false), set_config('shouwang.area', 'd01.s01.', false), set_config('shouwang.account', '${ACCOUNT}', false)`,
      )
      await admin.query(...enter('recheck', path))
    }
    await each(
      leaders,
      whole,
      async (ask, path) =>
        (await ask('SELECT * FROM laboratory.ask_retests($1, $2, $3)', [STREET_ID, at[path]!.tube, [6, 24, 6]]))
          .length > 0,
    )
    await each(
      leaders,
      whole,
      async (ask, path) => (await ask('SELECT * FROM laboratory.owners($1, $2)', [STREET_ID, path])).length > 0,
    )
    for (const path of [HOME, OTHER])
      await admin.query('SELECT * FROM laboratory.ask_retests($1, $2, $3)', [STREET_ID, at[path]!.tube, [6, 24, 6]])
    await each(
      leaders,
      (path) => dwelling(path, 1),
      async (ask, path) =>
        (await ask('SELECT * FROM laboratory.free($1, $2, $3, false)', [STREET_ID, [at[path]!.sample], 'lab-withdrew']))
          .length > 0,
    )
    // the tube’s own record is seen from both sides: where it stands, and where its people live
    await each(
      leaders,
      (path) => dwelling(path, 1),
      async (ask, path) => {
        const seen = await ask('SELECT tube_id FROM laboratory.pools_seen($1, NULL, true)', [STREET_ID])
        return seen.some((p) => p['tube_id'] === at[path]!.tube)
      },
    )
  })

  test('the way of tubes and numbers', async () => {
    const readers: Role[] = [...leaders, 'superior']
    await each(readers, whole, async (ask, path) => {
      const lines = await ask('SELECT outcome FROM laboratory.tube_lines($1, $2) WHERE tube_id = $3', [
        STREET_ID,
        ROUND[path],
        at[path]!.tube,
      ])
      return lines.length > 0
    })
    await each(leaders, whole, async (ask, path) => {
      const lines = await ask('SELECT outcome FROM laboratory.tube_lines($1, $2) WHERE tube_id = $3', [
        STREET_ID,
        ROUND[path],
        at[path]!.tube,
      ])
      return lines.some((l) => l['outcome'] === 'recheck')
    })
    await each(
      readers,
      whole,
      async (ask, path) =>
        (await ask('SELECT * FROM laboratory.outcome_counts($1, $2)', [STREET_ID, ROUND[path]])).length > 0,
    )
  })

  test('a person’s own results', async () => {
    await each(
      leaders,
      (path) => dwelling(path, 1),
      async (ask, path) =>
        (await ask('SELECT * FROM laboratory.results_of($1, $2)', [STREET_ID, at[path]!.resident])).length > 0,
    )
  })
})
