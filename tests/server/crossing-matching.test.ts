/** Row-level security of compared lists, tried from every role and area, on both engines; and the one door to whole numbers. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBelow } from '../../platform/pure/area.ts'
import type { Role } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { ACTORS, crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import { freshId, HOME, OTHER, STREET_ID, smallWorld } from '../small-world.ts'

const leaders: Role[] = ['officer', 'leader']
const operation = freshId()
const BRINGER = freshId()
/** A compared list of each community with one line in it, of which the numbers are kept. */
const LIST: Readonly<Record<string, string>> = { [HOME]: freshId(), [OTHER]: freshId() }
const of = { street_id: text(STREET_ID), operation_id: text(operation) }
let made = 1

const listAt = (path: string): string => text(LIST[path] ?? (LIST[HOME] as string))
const listRow = (path: string, id = freshId(), state = 'comparing') => ({
  ...{ ...of, id: text(id), path: text(path), account_id: text(BRINGER), state: text(state) },
})
const lineRow = (path: string, rowNo = ++made) => ({
  ...{ ...of, list_id: listAt(path), row_no: String(rowNo), path: text(path), name: text('溪陌生') },
})
const importRow = (path: string, id = freshId()) => ({
  ...{ street_id: text(STREET_ID), id: text(id), path: text(path), account_id: text(BRINGER) },
  ...{ file_name: text('a.xlsx'), file_digest: text('x'), state: text('ready') },
})

const SPECS: TableSpec[] = [
  { table: 'matching.list', readers: leaders, writers: leaders, row: (path) => listRow(path) },
  { table: 'matching.line', readers: leaders, writers: leaders, row: (path) => lineRow(path) },
  {
    table: 'matching.decision',
    readers: leaders,
    writers: leaders,
    row: (path) => ({
      ...{ ...of, list_id: listAt(path), row_no: '1', seq: String(++made), path: text(path) },
      ...{ kind: text('nobody'), account_id: text(BRINGER) },
    }),
  },
  {
    table: 'matching.import_row',
    readers: leaders,
    writers: leaders,
    row: (path) => ({
      ...{ street_id: text(STREET_ID), import_id: listAt(path), row_no: String(++made), path: text(path) },
      ...{ cells: `'[]'`, verdict: text('new') },
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
    const put = (table: string, row: Record<string, string>) =>
      admin.query(insertOf({ table, readers: [], writers: [], row: () => row }, ''))
    for (const path of [HOME, OTHER]) {
      await put('matching.list', listRow(path, LIST[path]))
      await put('matching.line', lineRow(path, 1))
      await put('matching.import', importRow(path, LIST[path]))
      await put('matching.line_secret', {
        ...{ ...of, list_id: listAt(path), row_no: '1', path: text(path), id_number: text('N1'), phone: text('P1') },
      })
      for (const spec of SPECS) await admin.query(insertOf(spec, path))
    }
  })
  afterAll(async () => {
    await admin.end()
    await database.close()
    await db.drop()
  })

  crossTables(SPECS, () => ({ database, admin }))

  test('a file on its way in is seen where its list is, and takes its operation', async () => {
    for (const actor of ACTORS) {
      const seen = await database.within(actor, async (c) => {
        const { rows } = await c.query<{ path: string; o: string }>(
          'SELECT path, operation_id AS o FROM matching.import',
        )
        return rows
      })
      const mine = [HOME, OTHER].filter((path) => leaders.includes(actor.role) && isBelow(path, actor.path))
      expect(seen.map((row) => row.path).sort(), actor.role).toEqual(mine)
      expect(seen.every((row) => row.o === operation)).toBe(true)
    }
    const officer = ACTORS.find((a) => a.role === 'officer' && a.path === HOME)!
    const stray = insertOf({ table: 'matching.import', readers: [], writers: [], row: () => importRow(HOME) }, '')
    await expect(database.within(officer, (c) => c.query(stray))).rejects.toThrow('operation_id')
  })

  test('whole numbers are written and never read, decisions never changed or taken away', async () => {
    const officer = ACTORS.find((a) => a.role === 'officer' && a.path === HOME)!
    for (const attempt of [
      'SELECT id_number FROM matching.line_secret',
      'SELECT count(*) FROM matching.line_secret',
      `UPDATE matching.line_secret SET phone = 'x'`,
      `DELETE FROM matching.line_secret`,
      `UPDATE matching.decision SET kind = 'undone'`,
      'DELETE FROM matching.decision',
      'DELETE FROM matching.line',
      'DELETE FROM matching.list',
    ])
      await expect(
        database.within(officer, (c) => c.query(attempt)),
        attempt,
      ).rejects.toThrow()
    const outside = `INSERT INTO matching.line_secret (street_id, operation_id, list_id, row_no, path) VALUES ('${STREET_ID}', '${operation}', '${LIST[OTHER]}', 2, '${OTHER}')`
    await expect(database.within(officer, (c) => c.query(outside))).rejects.toThrow()
  })

  test('the door to numbers: one line to leaders of the area, a whole list to its bringer while it is compared, all on the ledger', async () => {
    const read = (actor: (typeof ACTORS)[number], path: string, most: number) =>
      database.within(actor, async (c) => {
        const { rows } = await c.query('SELECT id_number FROM matching.numbers($1, $2, 0, $3)', [
          STREET_ID,
          LIST[path],
          most,
        ])
        return rows.length
      })
    let opened = 0
    for (const actor of ACTORS)
      for (const path of [HOME, OTHER]) {
        const may = leaders.includes(actor.role) && isBelow(path, actor.path)
        expect(await read(actor, path, 1), `${actor.role} of ${actor.path}`).toBe(may ? 1 : 0)
        expect(await read(actor, path, 100), `${actor.role} of ${actor.path}`).toBe(0)
        expect(await read({ ...actor, accountId: BRINGER }, path, 100)).toBe(may ? 1 : 0)
        if (may) opened += 2
      }
    expect(opened).toBeGreaterThan(0)
    const { rows } = await admin.query(
      `SELECT FROM platform.ledger WHERE type = 'matching.numbers-read' AND operation_id = $1`,
      [operation],
    )
    expect(rows).toHaveLength(opened)
    await admin.query(`UPDATE matching.list SET state = 'compared'`)
    const officer = ACTORS.find((a) => a.role === 'officer' && a.path === HOME)!
    expect(await read({ ...officer, accountId: BRINGER }, HOME, 100)).toBe(0)
  })
})
