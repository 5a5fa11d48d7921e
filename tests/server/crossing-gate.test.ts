/** Gates from every role: tables, doors, and temperatures, which nobody reads but leaders and whoever measured them. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBelow } from '../../platform/pure/area.ts'
import type { Role } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { ACTORS, actorAt, crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import { freshId, HOME, OTHER, STREET_ID, smallWorld } from '../small-world.ts'

const leaders: Role[] = ['officer', 'leader']
const atGates: Role[] = ['officer', 'leader', 'grid-worker', 'gate-keeper']
const GATES: Readonly<Record<string, string>> = { [HOME]: freshId(), [OTHER]: freshId() }
const KEEPER = freshId()
const base = (path: string) => ({ street_id: text(STREET_ID), path: text(path) })
const gateOf = (path: string) => text(GATES[path] ?? GATES[HOME]!)
const gateRow = (path: string, id = freshId()): Record<string, string> => ({
  ...{ ...base(path), id: text(id), name: text('东门'), serves: `ARRAY['${path}']`, state: text('open') },
  ...{ key_name: text('桃管家'), key_phone: text('12900000002') },
})
const crossingRow = (path: string): Record<string, string> => ({
  ...{ ...base(path), id: text(freshId()), gate_id: gateOf(path), shift_id: text(freshId()), n: '1', at: 'now()' },
  ...{ device_at: 'now()', direction: text('out'), means: text('none'), way: text('other'), light: text('go') },
  ...{ because: `'{valid}'`, outcome: text('passed'), temperature: '366', server_light: text('go') },
  ...{ server_because: `'{valid}'`, counts: 'false', account_id: text(KEEPER) },
})
const SPECS: TableSpec[] = [
  {
    table: 'gate.gate',
    readers: [...atGates, 'superior'],
    writers: leaders,
    sharedAbove: true,
    row: (path) => gateRow(path),
  },
  { table: 'gate.crossing', readers: leaders, writers: [], row: crossingRow },
  {
    table: 'gate.undone',
    readers: leaders,
    writers: [],
    row: (path) => ({ ...base(path), crossing_id: text(freshId()), shift_id: text(freshId()), by_id: text(freshId()) }),
  },
  {
    table: 'gate.hour_count',
    readers: [...atGates, 'superior'],
    writers: [],
    row: (path) => ({ ...base(path), gate_id: text(freshId()), hour: 'now()' }),
  },
  {
    table: 'gate.alert',
    readers: leaders,
    writers: [],
    row: (path) => ({ ...base(path), id: text(freshId()), kind: text('medical'), gate_id: gateOf(path), at: 'now()' }),
  },
  {
    table: 'gate.shift_fact',
    readers: atGates,
    writers: atGates,
    row: (path) => ({
      ...{ ...base(path), id: text(freshId()), shift_id: text(freshId()), gate_id: gateOf(path), step: text('beat') },
      ...{ at: 'now()', device_at: 'now()', made: '1', account_id: text(KEEPER) },
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
    for (const path of [HOME, OTHER]) {
      await admin.query(
        insertOf({ table: 'gate.gate', readers: [], writers: [], row: () => gateRow(path, GATES[path]) }, path),
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

  test('a keeper reads the crossings of their own, within their own area', async () => {
    const own = async (path: string) =>
      database.within({ ...actorAt('gate-keeper', path), accountId: KEEPER }, async (c) =>
        (await c.query<{ path: string }>('SELECT path FROM gate.crossing')).rows.map((r) => r.path),
      )
    expect(new Set(await own(HOME))).toEqual(new Set([HOME]))
    expect(new Set(await own(OTHER))).toEqual(new Set([OTHER]))
  })

  test('crossings are written through their door alone, and never changed', async () => {
    const officer = actorAt('officer', HOME)
    for (const attempt of [
      'UPDATE gate.crossing SET temperature = NULL',
      'UPDATE gate.alert SET seen_at = now()',
      'UPDATE gate.hour_count SET ins = 0',
      'SELECT gate.count($$320999001$$, NULL, 1)',
      'SELECT gate.shut_in($$320999001$$, NULL)',
    ])
      await expect(
        database.within(officer, (c) => c.query(attempt)),
        attempt,
      ).rejects.toThrow()
    await expect(admin.query('UPDATE gate.crossing SET temperature = NULL')).rejects.toThrow('append-only')
    await expect(admin.query('UPDATE gate.shift_fact SET made = 0')).rejects.toThrow('append-only')
  })

  test('each door opens to its roles, within its street and area', async () => {
    for (const actor of ACTORS) {
      const who = `${actor.role} of ${actor.path}`
      const near = (path: string) => isBelow(path, actor.path) || isBelow(actor.path, path)
      await database
        .within(actor, async (c) => {
          const rows = async (sql: string, values: unknown[]) => (await c.query(sql, values)).rowCount
          for (const path of [HOME, OTHER]) {
            const opens = atGates.includes(actor.role) && near(path)
            const chain = await rows('SELECT FROM gate.duty_chain($1, $2)', [STREET_ID, GATES[path]])
            if (!opens) expect(chain, who).toBe(0)
            const elsewhere = await rows('SELECT FROM gate.duty_chain($1, $2)', ['320999999', GATES[path]])
            expect(elsewhere, who).toBe(0)
            const exits = await rows('SELECT FROM gate.exits_of($1, $2)', [STREET_ID, [path]])
            expect((exits ?? 0) > 0, `${who} exits`).toBe(leaders.includes(actor.role) && near(path))
            const crossed = await rows(`SELECT FROM gate.crossed_since($1, $2, '0', '0', 0, '2020-01-01', 10)`, [
              STREET_ID,
              GATES[path],
            ])
            expect(crossed, who).toBe(0)
          }
          const taken = await rows('SELECT FROM gate.take_in($1, $2)', [
            STREET_ID,
            JSON.stringify([{ ...crossingFact(), path: OTHER }]),
          ])
          expect(taken, `${who} takes in`).toBe(atGates.includes(actor.role) && isBelow(OTHER, actor.path) ? 1 : 0)
          const alerts = await rows(`SELECT FROM gate.alert a, gate.see_alert($1, a.id, a.kind)`, [STREET_ID])
          const seen =
            leaders.includes(actor.role) && actor.accountId
              ? [HOME, OTHER].filter((p) => isBelow(p, actor.path)).length
              : 0
          expect(alerts, `${who} takes up`).toBe(seen)
          throw new Error('rolled back')
        })
        .catch((error: Error) => expect(error.message, who).toBe('rolled back'))
    }
  })
})

const crossingFact = () => ({
  ...{
    id: freshId(),
    gate_id: GATES[OTHER],
    shift_id: freshId(),
    n: 1,
    at: '2026-03-01T00:00:00Z',
    scope: [],
    doubts: [],
  },
  ...{
    device_at: '2026-03-01T00:00:00Z',
    direction: 'out',
    means: 'none',
    way: 'other',
    light: 'go',
    because: ['valid'],
  },
  ...{ outcome: 'passed', server_light: 'go', server_because: ['valid'], counts: false, account_id: KEEPER },
})
