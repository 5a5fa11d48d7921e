/** Visits and vehicles from every role: their tables, their doors, the names that gates do not read and the numbers that nobody does. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBelow } from '../../platform/pure/area.ts'
import type { Role } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { ACTORS, actorAt, crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import { dwelling, freshId, HOME, OTHER, STREET, STREET_ID, smallWorld } from '../small-world.ts'

const leaders: Role[] = ['officer', 'leader']
const keepers: Role[] = [...leaders, 'grid-worker']
const atGates: Role[] = [...keepers, 'gate-keeper']
const OPERATION = freshId()
const PLACE = freshId()
const both = (): Readonly<Record<string, string>> => ({ [HOME]: freshId(), [OTHER]: freshId() })
const [VISIT, PARCEL, RETURNEE, PERSON] = [both(), both(), both(), both()]
const of = (ids: Readonly<Record<string, string>>, path: string): string => text(ids[path] ?? ids[HOME]!)
const at = (path: string, id = freshId()): Record<string, string> => ({
  ...{ street_id: text(STREET_ID), operation_id: text(OPERATION), id: text(id), path: text(path) },
})

const visitRow = (path: string, id?: string): Record<string, string> => ({
  ...{
    ...at(path, id),
    purpose: text('family'),
    people: '1',
    expected_on: 'current_date',
    hours: '2',
    via: text('desk'),
  },
})
const parcelRow = (path: string, id?: string): Record<string, string> => ({
  ...{ ...at(path, id), place_id: text(PLACE), kind: text('medicine'), pieces: '1', at: 'now()' },
})
const returneeRow = (path: string, id?: string): Record<string, string> => ({
  ...{ ...at(path, id), people: '1', told: 'true', met_at: 'now()', contact_by: 'now()' },
})
const personRow = (path: string, id?: string): Record<string, string> => ({
  ...{ ...at(path, id), fact_id: of(VISIT, path), part: text('visitor'), name: text('溪客人') },
  ...{ name_masked: text('溪*人'), id_type: text('none') },
})
const SPECS: TableSpec[] = [
  {
    table: 'visit.checkpoint',
    readers: [...atGates, 'superior'],
    writers: leaders,
    sharedAbove: true,
    row: (path) => ({ ...at(path), name: text('收费站'), opened_by: text(freshId()) }),
  },
  {
    table: 'visit.rules',
    readers: [...atGates, 'superior'],
    writers: leaders,
    sharedAbove: true,
    row: (path) => ({ ...at(path), visit_hours: '6', contact_hours: '6', set_by: text(freshId()) }),
  },
  {
    table: 'visit.known_vehicle',
    readers: atGates,
    writers: keepers,
    sharedAbove: true,
    row: (path) => ({
      ...{ ...at(path), plate: text(freshId().slice(0, 12)), belongs: text('firm'), until: 'current_date' },
      registered_by: text(freshId()),
    }),
  },
  {
    table: 'visit.vehicle',
    readers: [...keepers, 'superior'],
    writers: atGates,
    row: (path) => ({
      ...{ ...at(path), place_id: text(PLACE), direction: text('in'), kind: text('car'), plate_kind: text('none') },
      ...{ light: text('ask'), outcome: text('passed'), at: 'now()' },
    }),
  },
  {
    table: 'visit.queue_note',
    readers: [...atGates, 'superior'],
    writers: atGates,
    row: (path) => ({ ...at(path), place_id: text(PLACE), waiting: '3', at: 'now()' }),
  },
  { table: 'visit.returnee', readers: [...keepers, 'superior'], writers: [], row: (path) => returneeRow(path) },
  {
    table: 'visit.returnee_step',
    readers: keepers,
    writers: keepers,
    row: (path) => ({
      ...at(path),
      returnee_id: of(RETURNEE, path),
      step: text('called'),
      account_id: text(freshId()),
    }),
  },
  { table: 'visit.visit', readers: [...atGates, 'superior'], writers: atGates, row: (path) => visitRow(path) },
  {
    table: 'visit.visit_step',
    readers: atGates,
    writers: atGates,
    row: (path) => ({ ...at(path), visit_id: of(VISIT, path), step: text('arrived'), at: 'now()' }),
  },
  { table: 'visit.parcel', readers: [...atGates, 'superior'], writers: atGates, row: (path) => parcelRow(path) },
  {
    table: 'visit.pickup',
    readers: [...atGates, 'superior'],
    writers: atGates,
    row: (path) => ({ ...at(path), parcel_id: of(PARCEL, path), how: text('errand'), at: 'now()' }),
  },
  {
    table: 'visit.errand',
    readers: [],
    writers: [],
    row: (path) => ({
      ...at(path),
      parcel_id: of(PARCEL, path),
      step: text('taken'),
      at: 'now()',
      account_id: text(freshId()),
    }),
  },
  {
    table: 'visit.correction',
    readers: [...atGates, 'superior'],
    writers: [],
    row: (path) => ({ ...at(path), fact_id: text(freshId()), of: text('vehicle'), why: text('slip'), at: 'now()' }),
  },
  { table: 'visit.person', readers: keepers, writers: [], row: (path) => personRow(path) },
  {
    table: 'visit.person_secret',
    readers: [],
    writers: [],
    row: (path) => ({ street_id: text(STREET_ID), id: of(PERSON, path), path: text(path), phone: text('15400000001') }),
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
    await admin.query(
      `INSERT INTO operation.operation (street_id, id, path, name, hazard, purpose, basis, starts_at, opened_by)
       VALUES ($1, $2, $3, '桃花行动', 'epidemic', '卡口值守', '{"issuer":"云溪区指挥部","title":"通知","date":"2026-03-01"}', now(), $2)`,
      [STREET_ID, OPERATION, STREET],
    )
    const put = (table: string, row: Record<string, string>) =>
      admin.query(insertOf({ table, readers: [], writers: [], row: () => row }, ''))
    for (const path of [HOME, OTHER]) {
      await put('visit.visit', visitRow(path, VISIT[path]))
      await put('visit.parcel', parcelRow(path, PARCEL[path]))
      await put('visit.returnee', returneeRow(path, RETURNEE[path]))
      await put('visit.person', personRow(path, PERSON[path]))
      for (const spec of SPECS) await admin.query(insertOf(spec, path))
    }
  })
  afterAll(async () => {
    await admin.end()
    await database.close()
    await db.drop()
  })

  crossTables(SPECS, () => ({ database, admin }))

  test('what happened is changed by nobody, and what counts beside it by its lines alone', async () => {
    const officer = actorAt('officer', STREET)
    for (const attempt of [
      `UPDATE visit.vehicle SET plate = 'X'`,
      'UPDATE visit.visit SET left_at = now()',
      'UPDATE visit.parcel SET picked_at = now()',
      'UPDATE visit.returnee SET joined_at = now()',
      'DELETE FROM visit.visit_step',
      `SELECT visit.write_people('${STREET_ID}', '${OPERATION}', '${HOME}', '${freshId()}', '[]')`,
      'SELECT visit.at_work(street_id) FROM visit.visit',
      'SELECT visit.on_errands(street_id) FROM visit.visit',
      `SELECT visit.settle_parcel('${STREET_ID}', '${PARCEL[HOME]}')`,
    ])
      await expect(
        database.within(officer, (c) => c.query(attempt)),
        attempt,
      ).rejects.toThrow()
    for (const table of ['vehicle', 'returnee_step', 'visit_step', 'pickup', 'errand', 'correction', 'person'])
      await expect(admin.query(`DELETE FROM visit.${table}`), table).rejects.toThrow('append-only')
  })

  test('an ambulance that was turned back cannot be written down', async () => {
    const row = { ...SPECS[3]!.row(HOME), kind: text('ambulance'), outcome: text('turned-back') }
    await expect(
      admin.query(insertOf({ table: 'visit.vehicle', readers: [], writers: [], row: () => row }, '')),
    ).rejects.toThrow('violates check')
  })

  test('each door opens to its roles, within its street and area', async () => {
    for (const actor of ACTORS) {
      const who = `${actor.role} of ${actor.path}`
      const gates = atGates.includes(actor.role)
      // Whose area the register does not know stands nowhere.
      const known = actor.path !== `${HOME}p9.`
      await database
        .within(actor, async (c) => {
          const rows = async (sql: string, values: unknown[]) => (await c.query(sql, values)).rows
          for (const path of [HOME, OTHER]) {
            const inside = isBelow(path, actor.path)
            const [told] = await rows(`SELECT visit.reveal($1, $2, 'phone', 'call') AS v`, [STREET_ID, PERSON[path]])
            expect(told?.v, who).toBe(keepers.includes(actor.role) && inside ? '15400000001' : null)
            const masked = await rows('SELECT name FROM visit.masked_visitors($1, $2)', [STREET_ID, [VISIT[path]]])
            expect([...new Set(masked.map((row) => row.name))], who).toEqual(gates && inside ? ['溪*人'] : [])
            const placed = await rows('SELECT kind FROM visit.place_of($1, $2)', [STREET_ID, PARCEL[path]])
            expect(placed.length, who).toBe(gates && inside ? 1 : 0)
          }
          const [elsewhere] = await rows(`SELECT visit.reveal('320999999', $1, 'phone', 'call') AS v`, [PERSON[HOME]])
          expect(elsewhere?.v, who).toBeNull()
          // Doors of houses are known in the whole sub-district, and who lives there is not.
          const homes = await rows('SELECT * FROM visit.addresses($1, $2)', [STREET_ID, [dwelling(OTHER, 1)]])
          expect(homes.length, who).toBe(gates && known ? 1 : 0)
          expect(
            (await rows('SELECT * FROM visit.addresses($1, $2)', ['320999999', [dwelling(OTHER, 1)]])).length,
          ).toBe(0)
          const carried = await rows('SELECT id FROM visit.errands($1)', [STREET_ID])
          const squad = [...keepers, 'lane-crew'].includes(actor.role) && known
          const seen = [HOME, OTHER].filter((path) => squad && isBelow(path, actor.path)).map((path) => PARCEL[path])
          const wanted = new Set(Object.values(PARCEL))
          expect(new Set(carried.map(({ id }) => id).filter((id) => wanted.has(id))), who).toEqual(new Set(seen))
          expect(await rows('SELECT id FROM visit.errands($1)', ['320999999']), who).toEqual([])
          const operations = await rows('SELECT * FROM visit.operations($1, true)', [STREET_ID])
          expect(operations.length, who).toBe(gates && known ? 1 : 0)
          throw new Error('rolled back')
        })
        .catch((error: Error) => expect(error.message, who).toBe('rolled back'))
    }
  })

  test('the squad speaks of parcels in its own area alone, and nobody else speaks for it', async () => {
    const item = (path: string) =>
      JSON.stringify({ id: freshId(), parcelId: PARCEL[path], step: 'taken', at: new Date() })
    const carry = (role: Role, area: string, path: string) =>
      database.within(
        actorAt(role, area),
        async (c) => (await c.query('SELECT known FROM visit.carry($1, $2)', [STREET_ID, item(path)])).rows.length,
      )
    expect(await carry('lane-crew', HOME, HOME)).toBe(1)
    expect(await carry('lane-crew', HOME, OTHER)).toBe(0)
    for (const role of ['gate-keeper', 'superior', 'administrator'] as const)
      await expect(carry(role, STREET, HOME), role).rejects.toThrow('platform.notFound')
  })

  test('who has no business at gates takes nothing in and settles nothing', async () => {
    for (const role of ['lane-crew', 'superior', 'administrator'] as const)
      for (const attempt of [
        `SELECT visit.take_returnee('${STREET_ID}', '{}')`,
        `SELECT visit.take_back('${STREET_ID}', '{}')`,
        `SELECT visit.settle('${STREET_ID}', '${VISIT[HOME]}')`,
        `SELECT visit.put_people('${STREET_ID}', '${VISIT[HOME]}', '[]')`,
      ])
        await expect(
          database.within(actorAt(role, STREET), (c) => c.query(attempt)),
          `${role}: ${attempt}`,
        ).rejects.toThrow('platform.notFound')
  })
})
