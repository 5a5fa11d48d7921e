/** Row-level security of the register and the platform, tried from every role and area, on the embedded engine and on a server's. */

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import { freshId, HOME, OTHER, type SmallWorld, STREET_ID, smallWorld } from '../small-world.ts'

let made = 0
const keepers: Role[] = ['officer', 'leader', 'grid-worker']
const SPECS: TableSpec[] = [
  {
    table: 'register.area',
    readers: [...roles.values],
    writers: ['officer', 'leader'],
    sharedAbove: true,
    row: (path) => ({
      street_id: text(STREET_ID),
      path: text(`${path}z${++made}.`),
      kind: text('patch'),
      name: text('新片区'),
    }),
  },
  {
    table: 'register.duty',
    readers: [...keepers, 'superior', 'administrator'],
    writers: ['officer', 'leader'],
    sharedAbove: true,
    row: (path) => ({
      street_id: text(STREET_ID),
      id: text(freshId()),
      path: text(path),
      post: text('grid-worker'),
      name: text('溪二'),
    }),
  },
  {
    table: 'register.resident',
    readers: [...keepers, 'superior'],
    writers: keepers,
    row: (path) => ({
      ...{
        street_id: text(STREET_ID),
        id: text(freshId()),
        path: text(path),
        name: text('桃三'),
        name_key: text('桃三'),
        pinyin: text('taosan'),
        initials: text('ts'),
      },
      ...{
        id_type: text('none'),
        residence: text('local'),
        tenancy: text('owner'),
        relation: text('other'),
        work: text('home'),
      },
    }),
  },
  {
    table: 'register.import',
    readers: keepers,
    writers: keepers,
    row: (path) => ({
      street_id: text(STREET_ID),
      id: text(freshId()),
      path: text(path),
      account_id: text(freshId()),
      file_name: text('a.xlsx'),
      file_digest: text('x'),
      state: text('ready'),
    }),
  },
]

describe.each(engines)('on %s PostgreSQL', (engine) => {
  let db: FreshDatabase
  let database: Database
  let world: SmallWorld
  let admin: pg.Client

  beforeAll(async () => {
    db = await freshDatabase({ engine })
    world = await smallWorld(db.adminUrl)
    database = openDatabase(db.appUrl)
    admin = new pg.Client({ connectionString: db.adminUrl })
    await admin.connect()
    for (const spec of SPECS) for (const path of [HOME, OTHER]) await admin.query(insertOf(spec, path))
  })
  afterAll(async () => {
    await admin.end()
    await database.close()
    await db.drop()
  })

  test('every table that the app may touch is guarded', async () => {
    const { rows } = await admin.query<{ name: string; guarded: boolean }>(
      `SELECT format('%s.%s', n.nspname, c.relname) AS name, c.relrowsecurity AS guarded FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public') AND c.relkind IN ('r', 'p') AND has_any_column_privilege('shouwang_app', c.oid, 'SELECT, INSERT, UPDATE') ORDER BY 1`,
    )
    expect(rows.length).toBeGreaterThan(20)
    // What demo logins are called, and how far each reader of the ledger is: nothing of anybody.
    expect(rows.filter((r) => !r.guarded).map((r) => r.name)).toEqual(['platform.reader', 'platform.setting'])
  })
  test('the app’s login owns nothing and bypasses nothing', async () => {
    const [who] = await database.bare<{ super: boolean; bypass: boolean; owns: number }>(
      `SELECT rolsuper AS super, rolbypassrls AS bypass, (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns FROM pg_roles r WHERE rolname = current_user`,
    )
    expect(who).toEqual({ super: false, bypass: false, owns: 0 })
  })
  test('views run with the asker’s rights', async () => {
    const { rows } = await admin.query(
      `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public')
       AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)`,
    )
    expect(rows).toEqual([])
  })
  crossTables(SPECS, () => ({ database, admin }))

  test('whole numbers can be written and never read, in any way that SQL knows', async () => {
    const officer = world.actor('officer')
    const id = world.people[0]!.id
    for (const attempt of [
      'SELECT id_number FROM register.resident_secret',
      'SELECT * FROM register.resident_secret',
      `UPDATE register.resident_secret SET phone = phone RETURNING phone`,
      `UPDATE register.resident_secret SET phone = id_number WHERE id = '${id}'`,
      `SELECT id FROM register.resident_secret WHERE id_number LIKE '3%'`,
      'COPY register.resident_secret TO STDOUT',
      'SELECT testing.pocket',
      'RESET ROLE; SET ROLE postgres',
      'ALTER TABLE register.resident DISABLE ROW LEVEL SECURITY',
      'TRUNCATE platform.ledger',
      `UPDATE platform.ledger SET data = '{}'`,
      'DELETE FROM platform.ledger',
    ])
      await expect(
        database.within(officer, (c) => c.query(attempt)),
        attempt,
      ).rejects.toThrow()
  })
  test('even the owner cannot rewrite the ledger', async () => {
    await database.within(world.actor('leader'), (c) =>
      c.record({ type: 'register.duty-set', data: null as never }, { path: HOME, data: {} }),
    )
    for (const attempt of [
      `UPDATE platform.ledger SET type = 'a.b'`,
      'DELETE FROM platform.ledger',
      'TRUNCATE platform.ledger',
    ])
      await expect(admin.query(attempt), attempt).rejects.toThrow('append-only')
  })
  test('nobody signs another’s name on the ledger', async () => {
    const forged = database.within(world.actor('leader'), (c) =>
      c.query(
        `INSERT INTO platform.ledger (street_id, path, type, account_id, role) VALUES ($1, $2, 'a.b', $3, 'leader')`,
        [STREET_ID, HOME, freshId()],
      ),
    )
    await expect(forged).rejects.toThrow('platform.notFound')
  })
})
