/** Row-level security of reports, templates, snapshots and asked fields, tried from every role and area on both engines. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { actorAt, crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import { freshId, HOME, OTHER, STREET, STREET_ID, smallWorld } from '../small-world.ts'

const keepers: Role[] = ['officer', 'leader', 'grid-worker']
const readers: Role[] = [...keepers, 'superior']
/** A field of each community, for values to hang on. */
const FIELD: Readonly<Record<string, string>> = { [HOME]: freshId(), [OTHER]: freshId() }

const own = (path: string) => ({ street_id: text(STREET_ID), id: text(freshId()), path: text(path) })
const by = { account_id: text(freshId()) }
const field = (path: string, id = freshId()) => ({
  ...own(path),
  ...{ id: text(id), level: text('community'), name: text('房间数'), kind: text('number'), body: text('卫健局') },
  ...{ person: text('周科长'), purpose: text('安排房源'), basis: `'{"issuer":"a","title":"b","date":"2026-03-01"}'` },
  ...{
    starts_on: `(now() - interval '2 days')::date`,
    ends_on: `(now() + interval '9 days')::date`,
    opened_by: text(freshId()),
  },
})

const SPECS: TableSpec[] = [
  {
    table: 'picture.report',
    readers,
    writers: keepers,
    sharedAbove: true,
    row: (path) => ({ ...own(path), ...by, name: text('报表'), question: `'{}'` }),
  },
  {
    table: 'picture.template',
    readers,
    writers: keepers,
    sharedAbove: true,
    row: (path) => ({ ...own(path), ...by, name: text('模板'), file_name: text('a.xlsx'), content: `'\\x50'` }),
  },
  {
    table: 'picture.snapshot',
    readers: ['officer', 'leader', 'superior'],
    writers: ['officer', 'leader'],
    row: (path) => ({
      ...own(path),
      ...by,
      of: text('daily'),
      of_id: text(freshId()),
      name: text('存档'),
      parts: `'[]'`,
      author: text('x'),
    }),
  },
  { table: 'picture.field', readers, writers: ['officer', 'leader'], sharedAbove: true, row: (path) => field(path) },
  {
    table: 'picture.field_value',
    readers,
    writers: keepers,
    row: (path) => ({
      ...own(path),
      ...by,
      field_id: text(FIELD[path] ?? FIELD[HOME]!),
      number: '1',
      author: text('x'),
    }),
  },
]

describe.each(engines)('on %s PostgreSQL', (engine) => {
  let db: FreshDatabase
  let database: Database
  let admin: pg.Client
  beforeAll(async () => {
    db = await freshDatabase({ engine })
    await smallWorld(db.adminUrl)
    database = openDatabase(db.appUrl)
    admin = new pg.Client({ connectionString: db.adminUrl })
    await admin.connect()
    const put = (spec: Pick<TableSpec, 'table' | 'row'>, path: string) =>
      admin.query(insertOf({ ...spec, readers: [], writers: [] }, path))
    for (const [path, id] of Object.entries(FIELD))
      await put({ table: 'picture.field', row: (p) => field(p, id) }, path)
    for (const spec of SPECS) for (const path of [HOME, OTHER]) await put(spec, path)
  })
  afterAll(async () => {
    await admin.end()
    await database.close()
    await db.drop()
  })

  crossTables(SPECS, () => ({ database, admin }))

  test('the sources of reports show nothing that the tables below would not', async () => {
    const { rows } = await admin.query<{ name: string }>(
      `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND c.relname LIKE 'source\\_%'`,
    )
    expect(rows.length).toBeGreaterThan(8)
    for (const { name } of rows) {
      await expect(database.bare(`SELECT count(*)::int AS n FROM ${name}`), name).resolves.toEqual([{ n: 0 }])
      for (const role of roles.values) {
        const seen = await database.within(actorAt(role, HOME), async (c) =>
          (await c.query<{ path: string }>(`SELECT path FROM ${name}`)).rows.map((r) => r.path),
        )
        // Areas above are shared (operations, duties, asked fields); nothing of the community beside is.
        expect(
          seen.filter((path) => path.startsWith(OTHER)),
          `${role} ${name}`,
        ).toEqual([])
        if (name === 'register.source_residents' && !readers.includes(role)) expect(seen, role).toEqual([])
      }
    }
  })

  test('who asks which files may stay learns of ids only', async () => {
    const id = freshId()
    await admin.query(
      `INSERT INTO platform.file (street_id, id, path, account_id, kind, title, purpose, state) VALUES ($1, $2, $3, $2, 'a.b', 't', '用途', 'ready')`,
      [STREET_ID, id, STREET],
    )
    expect(await database.bare('SELECT platform.kept_files($1) AS id', [[id, freshId()]])).toEqual([{ id }])
    await admin.query(`UPDATE platform.file SET state = 'fetched' WHERE id = $1`, [id])
    expect(await database.bare('SELECT platform.kept_files($1) AS id', [[id]])).toEqual([])
  })
  test('security definers search nothing but the catalogue', async () => {
    const { rows } = await admin.query(
      `SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'picture' AND p.prosecdef AND NOT coalesce('search_path=pg_catalog' = ANY (p.proconfig), false)`,
    )
    expect(rows).toEqual([])
  })
})
