/** The roster from every role: its tables, its doors, whose record is one's own, and the reasons that officers alone may read. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBelow } from '../../platform/pure/area.ts'
import { type Role, roles } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { ACTORS, crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import { freshId, HOME, OTHER, STREET_ID, smallWorld } from '../small-world.ts'

const keepers: Role[] = ['officer', 'leader']
const street = { street_id: text(STREET_ID) }
const both = (): Readonly<Record<string, string>> => ({ [HOME]: freshId(), [OTHER]: freshId() })
const [DEPARTMENT, PERSON, LIST] = [both(), both(), both()]
/** Exemptions without a reason yet: each reason belongs to one. */
const WITHHELD: Readonly<Record<string, string[]>> = { [HOME]: [], [OTHER]: [] }
const OWN = freshId()
let made = 0

const of = (ids: Readonly<Record<string, string>>, path: string): string => text(ids[path] ?? ids[HOME]!)
const departmentRow = (path: string, id = freshId()): Record<string, string> => ({
  ...{
    ...street,
    id: text(id),
    path: text(path),
    name: text('桃局'),
    name_key: text(`桃局${++made}`),
    kind: text('bureau'),
  },
})
const personRow = (path: string, id = freshId()): Record<string, string> => ({
  ...{
    ...street,
    id: text(id),
    path: text(path),
    department_id: of(DEPARTMENT, path),
    name: text('桃某'),
    name_key: text('桃某'),
  },
  ...{ pinyin: text('taomou'), initials: text('tm') },
})
const exemptionRow = (path: string, id = freshId(), kind = 'leave'): Record<string, string> => ({
  ...{ ...street, id: text(id), path: text(path), person_id: of(PERSON, path), kind: text(kind) },
  ...{ starts_on: text('2026-03-01'), ends_on: text('2026-04-01') },
})
const listRow = (path: string, id = freshId()): Record<string, string> => ({
  ...{ ...street, id: text(id), path: text(path), account_id: text(freshId()) },
  ...{ file_name: text('a.xlsx'), file_digest: text('x'), state: text('ready') },
})

const SPECS: TableSpec[] = [
  {
    table: 'staff.department',
    readers: [...roles.values],
    writers: keepers,
    sharedAbove: true,
    row: (path) => departmentRow(path),
  },
  { table: 'staff.person', readers: keepers, writers: keepers, row: (path) => personRow(path) },
  { table: 'staff.exemption', readers: keepers, writers: keepers, row: (path) => exemptionRow(path) },
  {
    table: 'staff.exemption_reason',
    readers: ['officer'],
    writers: keepers,
    row: (path) => ({
      ...{ ...street, id: text(WITHHELD[path]?.at(-1) ?? freshId()), path: text(path), person_id: of(PERSON, path) },
      ...{ kind: text('ill') },
    }),
  },
  {
    table: 'staff.service_day',
    readers: keepers,
    writers: [],
    row: (path) => ({
      ...{ ...street, id: text(freshId()), path: text(path), person_id: of(PERSON, path), day: text('2026-03-01') },
      ...{ hours: '8', night: 'false', source: text('deployment.post') },
    }),
  },
  {
    ...{ table: 'staff.work_caps', readers: [...roles.values], writers: ['officer'], sharedAbove: true },
    row: (path) => ({
      ...{ street_id: text(STREET_ID), path: text(path), id: text(freshId()), cap_hours: '60', near_hours: '44' },
      ...{ nights_in_row: '3', days_in_row: '6', basis: text('演练'), set_by: text(freshId()) },
    }),
  },
  { table: 'staff.import', readers: keepers, writers: keepers, row: (path) => listRow(path) },
  {
    table: 'staff.import_row',
    readers: keepers,
    writers: keepers,
    row: (path) => ({
      ...{ ...street, import_id: of(LIST, path), row_no: String(++made), path: text(path) },
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
      WITHHELD[path]?.splice(0)
      await put('staff.department', departmentRow(path, DEPARTMENT[path]))
      await put('staff.import', listRow(path, LIST[path]))
      await put('staff.person', personRow(path, PERSON[path]))
      await admin.query(
        `INSERT INTO staff.person_secret (street_id, id, path, phone) VALUES ($1, $2, $3, '15400000001')`,
        [STREET_ID, PERSON[path], path],
      )
      for (let i = 0; i < 2; i++) {
        const id = freshId()
        await put('staff.exemption', exemptionRow(path, id, 'withheld'))
        WITHHELD[path]?.push(id)
        if (i === 0) for (const spec of SPECS) await admin.query(insertOf(spec, path))
      }
    }
    await admin.query('UPDATE staff.person SET account_id = $1, number = $2 WHERE id = $3', [OWN, 'N1', PERSON[HOME]])
  })
  afterAll(async () => {
    await admin.end()
    await database.close()
    await db.drop()
  })

  crossTables(SPECS, () => ({ database, admin }))

  test('whole phones, counters and old lines cannot be read or written past their doors', async () => {
    const officer = ACTORS.find((a) => a.role === 'officer' && a.path === HOME)!
    for (const attempt of [
      'SELECT phone FROM staff.person_secret',
      'SELECT * FROM staff.person_secret',
      'UPDATE staff.person_secret SET phone = phone',
      `SELECT id FROM staff.person_secret WHERE phone LIKE '154%'`,
      'UPDATE staff.person SET line_days = 9',
      'DELETE FROM staff.person',
      'DELETE FROM staff.exemption',
      `UPDATE staff.exemption SET kind = 'other'`,
      'UPDATE staff.service_day SET hours = 1',
    ])
      await expect(
        database.within(officer, (c) => c.query(attempt)),
        attempt,
      ).rejects.toThrow()
    await expect(admin.query('DELETE FROM staff.service_day')).rejects.toThrow('append-only')
    await expect(admin.query('UPDATE staff.service_day SET hours = 1')).rejects.toThrow('append-only')
  })

  test('the door to a phone opens to keepers in the area alone, and each opening is on the ledger', async () => {
    let opened = 0
    for (const actor of ACTORS)
      for (const [path, id] of Object.entries(PERSON)) {
        const value = await database.within(actor, async (c) => {
          const { rows } = await c.query<{ value: string | null }>(`SELECT staff.reveal($1, $2, 'call') AS value`, [
            STREET_ID,
            id,
          ])
          return rows[0]?.value
        })
        const may = keepers.includes(actor.role) && isBelow(path, actor.path)
        if (may) opened++
        expect(value, `${actor.role} of ${actor.path}`).toBe(may ? '15400000001' : null)
      }
    const { rows } = await admin.query(`SELECT FROM platform.ledger WHERE type = 'staff.number-revealed'`)
    expect(rows).toHaveLength(opened)
    expect(opened).toBeGreaterThan(0)
  })

  test('whoever is linked sees their own record, exemptions and days, and nothing of why', async () => {
    for (const actor of ACTORS.map((a) => ({ ...a, accountId: OWN }))) {
      const seen = await database.within(actor, async (c) => {
        const ids = async (table: string, column: string) =>
          (await c.query<{ id: string }>(`SELECT DISTINCT ${column} AS id FROM staff.${table}`)).rows.map((r) => r.id)
        return {
          person: await ids('person', 'id'),
          exemption: await ids('exemption', 'person_id'),
          service: await ids('service_day', 'person_id'),
          reason: await ids('exemption_reason', 'person_id'),
        }
      })
      for (const part of ['person', 'exemption', 'service'] as const)
        expect(seen[part], `${actor.role} of ${actor.path}`).toContain(PERSON[HOME])
      if (!keepers.includes(actor.role)) expect([...seen.person, ...seen.exemption]).not.toContain(PERSON[OTHER])
      if (actor.role !== 'officer') expect(seen.reason).toEqual([])
    }
  })

  test('figures, service and numbers out of sight: each door to its roles, within its street', async () => {
    for (const actor of ACTORS) {
      const at = `${actor.role} of ${actor.path}`
      await database
        .within(actor, async (c) => {
          const { rows } = await c.query<{ n: number }>(
            `SELECT coalesce(sum(in_service), 0)::integer AS n FROM staff.headcounts('2026-03-01')`,
          )
          const reads = [...keepers, 'superior'].includes(actor.role)
          const below = [HOME, OTHER].filter((path) => isBelow(path, actor.path)).length
          expect(rows[0]?.n, at).toBe(reads ? below * 2 : 0)
          const elsewhere = await c.query(`SELECT number FROM staff.numbers_elsewhere($1, '{N1,N2}')`, [STREET_ID])
          const hidden = keepers.includes(actor.role) && !isBelow(HOME, actor.path)
          expect(elsewhere.rows, at).toEqual(hidden ? [{ number: 'N1' }] : [])
          const line = { id: freshId(), personId: PERSON[OTHER], day: '2026-03-02', hours: 8, night: false }
          const added = await c.query<{ n: number }>('SELECT staff.add_service($1, $2) AS n', [
            STREET_ID,
            JSON.stringify([{ ...line, source: 'deployment.post' }]),
          ])
          expect(added.rows[0]?.n, at).toBe(keepers.includes(actor.role) ? 1 : 0)
          const named = await c.query('SELECT id FROM staff.names_of($1, $2)', [STREET_ID, [PERSON[OTHER], freshId()]])
          const atWork = ['officer', 'leader', 'grid-worker', 'lane-crew'].includes(actor.role)
          expect(named.rows, at).toEqual(atWork ? [{ id: PERSON[OTHER] }] : [])
          const strange = await c.query<{ n: number }>('SELECT staff.add_service($1, $2) AS n', [
            '320999999',
            JSON.stringify([{ ...line, id: freshId(), source: 'deployment.post' }]),
          ])
          expect(strange.rows[0]?.n, at).toBe(0)
          throw new Error('rolled back')
        })
        .catch((error: Error) => expect(error.message, at).toBe('rolled back'))
    }
  })
})
