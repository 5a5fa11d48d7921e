/** Row-level security of enterprises, tried from every role and area, on the embedded engine and on a server's; and its doors. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBelow } from '../../platform/pure/area.ts'
import type { Role } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { ACTORS, crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import { freshId, HOME, OTHER, STREET_ID, smallWorld } from '../small-world.ts'

const keepers: Role[] = ['officer', 'leader', 'grid-worker']
const readers: Role[] = [...keepers, 'superior']
const street = { street_id: text(STREET_ID) }
/** A manager and a list of each community, and places that nobody looks after yet. */
const MANAGER: Readonly<Record<string, string>> = { [HOME]: freshId(), [OTHER]: freshId() }
const LIST: Readonly<Record<string, string>> = { [HOME]: freshId(), [OTHER]: freshId() }
let made = 0

const enterpriseRow = (path: string, id = freshId(), code: string | null = null): Record<string, string> => ({
  ...{ ...street, id: text(id), path: text(path), name: text('桃店'), name_key: text('桃店'), pinyin: text('taodian') },
  ...{
    initials: text('td'),
    kind: text('shop'),
    code_type: text(code ? 'credit-code' : 'none'),
    code: code ? text(code) : 'NULL',
  },
})
const listRow = (path: string, id = freshId()): Record<string, string> => ({
  ...{ ...street, id: text(id), path: text(path), account_id: text(freshId()) },
  ...{ file_name: text('a.xlsx'), file_digest: text('x'), state: text('ready') },
})
const managerRow = (path: string, id = freshId()) => ({
  ...street,
  id: text(id),
  path: text(path),
  name: text('桃物业'),
})

const SPECS: TableSpec[] = [
  { table: 'enterprise.enterprise', readers, writers: keepers, row: (path) => enterpriseRow(path) },
  {
    table: 'enterprise.property_manager',
    readers,
    writers: ['officer', 'leader'],
    sharedAbove: true,
    row: (path) => managerRow(path),
  },
  {
    table: 'enterprise.looked_after',
    readers,
    writers: ['officer', 'leader'],
    sharedAbove: true,
    row: (path) => ({ ...street, path: text(`${path}z${++made}.`), manager_id: text(MANAGER[path] ?? MANAGER[HOME]!) }),
  },
  { table: 'enterprise.import', readers: keepers, writers: keepers, row: (path) => listRow(path) },
  {
    table: 'enterprise.import_row',
    readers: keepers,
    writers: keepers,
    row: (path) => ({
      ...{ ...street, import_id: text(LIST[path] ?? LIST[HOME]!), row_no: String(++made), path: text(path) },
      ...{ cells: `'[]'`, verdict: text('new') },
    }),
  },
]

describe.each(engines)('on %s PostgreSQL', (engine) => {
  let db: FreshDatabase
  let database: Database
  let admin: pg.Client
  const shops: Record<string, string> = { [HOME]: freshId(), [OTHER]: freshId() }

  beforeAll(async () => {
    db = await freshDatabase({ engine })
    await smallWorld(db.adminUrl)
    database = openDatabase(db.appUrl)
    admin = new pg.Client({ connectionString: db.adminUrl })
    await admin.connect()
    const put = (table: string, row: Record<string, string>) =>
      admin.query(insertOf({ table, readers: [], writers: [], row: () => row }, ''))
    for (const path of [HOME, OTHER]) {
      await put('enterprise.property_manager', managerRow(path, MANAGER[path]))
      await put('enterprise.import', listRow(path, LIST[path]))
      await put('enterprise.enterprise', enterpriseRow(path, shops[path], `CODE${path}`))
      await admin.query(
        `INSERT INTO enterprise.enterprise_secret (street_id, id, path, contact_phone) VALUES ($1, $2, $3, '15400000001')`,
        [STREET_ID, shops[path], path],
      )
      for (const spec of SPECS) await admin.query(insertOf(spec, path))
    }
  })
  afterAll(async () => {
    await admin.end()
    await database.close()
    await db.drop()
  })

  crossTables(SPECS, () => ({ database, admin }))

  test('whole phones can be written and never read, in any way that SQL knows', async () => {
    const officer = ACTORS.find((a) => a.role === 'officer' && a.path === HOME)!
    for (const attempt of [
      'SELECT contact_phone FROM enterprise.enterprise_secret',
      'SELECT * FROM enterprise.enterprise_secret',
      'UPDATE enterprise.enterprise_secret SET legal_phone = contact_phone',
      'UPDATE enterprise.enterprise_secret SET contact_phone = contact_phone RETURNING contact_phone',
      `SELECT id FROM enterprise.enterprise_secret WHERE contact_phone LIKE '154%'`,
      'DELETE FROM enterprise.enterprise_secret',
      'DELETE FROM enterprise.enterprise',
    ])
      await expect(
        database.within(officer, (c) => c.query(attempt)),
        attempt,
      ).rejects.toThrow()
  })

  test('the door to a phone opens to keepers in the area alone, and each opening is on the ledger', async () => {
    let opened = 0
    for (const actor of ACTORS)
      for (const [path, id] of Object.entries(shops)) {
        const value = await database.within(actor, async (c) => {
          const { rows } = await c.query<{ value: string | null }>(
            `SELECT enterprise.reveal($1, $2, 'contact-phone', 'call') AS value`,
            [STREET_ID, id],
          )
          return rows[0]?.value
        })
        const may = keepers.includes(actor.role) && isBelow(path, actor.path)
        if (may) opened++
        expect(value, `${actor.role} of ${actor.path}`).toBe(may ? '15400000001' : null)
      }
    const { rows } = await admin.query(`SELECT FROM platform.ledger WHERE type = 'enterprise.number-revealed'`)
    expect(rows).toHaveLength(opened)
    expect(opened).toBeGreaterThan(0)
  })

  test('of codes brought along one hears only whether they stand out of sight', async () => {
    for (const actor of ACTORS) {
      const heard = await database.within(actor, async (c) => {
        const { rows } = await c.query<{ code: string }>('SELECT code FROM enterprise.codes_elsewhere($1, $2)', [
          STREET_ID,
          [`CODE${HOME}`, `CODE${OTHER}`, 'CODE'],
        ])
        return rows.map((r) => r.code).sort()
      })
      const unseen = [HOME, OTHER].filter((path) => !isBelow(path, actor.path)).map((path) => `CODE${path}`)
      expect(heard, `${actor.role} of ${actor.path}`).toEqual(keepers.includes(actor.role) ? unseen : [])
    }
  })
})
