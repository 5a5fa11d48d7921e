/**
 * Row-level security of self-tests and the doors in the database beside it, tried from every role and area on both engines:
 * a report has no writer but the doors, a slip's digests no reader, and a household's key nothing beyond its own door.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBelow } from '../../platform/pure/area.ts'
import type { Role } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { ACTORS, crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import {
  digest,
  dwelling,
  freshId,
  HOME,
  OTHER,
  type SmallWorld,
  STREET,
  STREET_ID,
  smallWorld,
} from '../small-world.ts'

const keepers: Role[] = ['officer', 'leader', 'grid-worker']
const watchers: Role[] = [...keepers, 'superior']
const OPERATION = freshId()
const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest().subarray(0, 16)
const bytes = (key: string): string => `'\\x${digestOf(key).toString('hex')}'::bytea`

const of = (path: string) => ({ street_id: text(STREET_ID), operation_id: text(OPERATION), path: text(path) })
const collectionRow = (path: string, id = freshId()) => ({
  ...{ ...of(path), id: text(id), name: text('自测'), often: text('daily'), starts_on: 'current_date - 1' },
  ...{ ends_on: 'current_date + 1', opened_by: text(freshId()) },
})
const ids = () => ({ collection_id: text(freshId()), id: text(freshId()), resident_id: text(freshId()) })
/** Revoked, so that any number may stand at one place. */
let door = 0
const slipRow = (path: string, at = `${path}z${door++}.`) => ({
  ...{ ...of(path), id: text(freshId()), issued_by: text(freshId()) },
  ...{ token_digest: bytes(`${at}t`), code_digest: bytes(`${at}c`), revoked_at: 'now()' },
})

const SPECS: TableSpec[] = [
  {
    table: 'selftest.collection',
    readers: watchers,
    writers: ['officer', 'leader'],
    sharedAbove: true,
    row: (path) => collectionRow(path),
  },
  { table: 'selftest.slip', readers: keepers, writers: keepers, row: (path) => slipRow(path) },
  {
    table: 'selftest.report',
    readers: keepers,
    writers: [],
    row: (path) => ({
      ...{ ...of(path), ...ids(), due_on: 'current_date', result: text('negative'), stated_at: 'now()' },
      ...{ source: text('proxy'), account_id: text(freshId()) },
    }),
  },
  {
    table: 'selftest.standing',
    readers: watchers,
    writers: [],
    row: (path) => ({
      ...{ ...of(path), collection_id: text(freshId()), resident_id: text(freshId()), due_on: 'current_date' },
      ...{ result: text('negative'), source: text('proxy'), report_id: text(freshId()), stated_at: 'now()' },
    }),
  },
  {
    table: 'selftest.follow_up',
    readers: keepers,
    writers: [],
    row: (path) => ({ ...of(path), ...ids(), report_id: text(freshId()) }),
  },
  {
    table: 'selftest.follow_up_step',
    readers: keepers,
    writers: keepers,
    row: (path) => ({
      ...{ ...of(path), follow_up_id: text(freshId()), id: text(freshId()), step: text('informed') },
      ...{ account_id: text(freshId()) },
    }),
  },
  {
    table: 'selftest.wrong_number',
    readers: [],
    writers: [],
    row: (path) => ({ ...of(path), resident_id: text(freshId()) }),
  },
  {
    table: 'selftest.contact_try',
    readers: watchers,
    writers: keepers,
    row: (path) => ({
      ...{ ...of(path), ...ids(), due_on: 'current_date', outcome: text('no-answer'), account_id: text(freshId()) },
    }),
  },
]

describe.each(engines)('on %s PostgreSQL', (engine) => {
  let db: FreshDatabase
  let database: Database
  let admin: pg.Client
  let world: SmallWorld
  /** Open collections of the two communities, and a key for each household of the street. */
  const collections: Record<string, string> = { [HOME]: freshId(), [OTHER]: freshId() }
  const doors = [dwelling(HOME, 1), dwelling(HOME, 2), dwelling(HOME, 3), dwelling(OTHER, 1), dwelling(OTHER, 2)]

  beforeAll(async () => {
    db = await freshDatabase({ engine })
    world = await smallWorld(db.adminUrl)
    database = openDatabase(db.appUrl)
    admin = new pg.Client({ connectionString: db.adminUrl })
    await admin.connect()
    const put = (table: string, row: Record<string, string>) =>
      admin.query(insertOf({ table, readers: [], writers: [], row: () => row }, ''))
    await put('operation.operation', {
      ...{ street_id: text(STREET_ID), id: text(OPERATION), path: text(STREET), name: text('行动') },
      ...{ hazard: text('epidemic'), purpose: text('抗原自测'), starts_at: 'now()', opened_by: text(freshId()) },
      basis: `'{"issuer":"a","title":"b","date":"2026-03-01"}'`,
    })
    for (const [path, id] of Object.entries(collections)) await put('selftest.collection', collectionRow(path, id))
    for (const path of doors) await put('selftest.slip', { ...slipRow(path, path), revoked_at: 'NULL' })
    for (const spec of SPECS) for (const path of [HOME, OTHER]) await admin.query(insertOf(spec, path))
  })
  afterAll(async () => {
    await admin.end()
    await database.close()
    await db.drop()
  })

  crossTables(SPECS, () => ({ database, admin }))

  test('digests of keys are read by nobody', async () => {
    for (const actor of ACTORS)
      for (const column of ['token_digest', 'code_digest', '*'])
        await expect(
          database.within(actor, (c) => c.query(`SELECT ${column} FROM selftest.slip`)),
          `${actor.role} ${column}`,
        ).rejects.toThrow()
  })
  test('a report is not changed, by nobody', async () => {
    await expect(admin.query(`UPDATE selftest.report SET result = 'positive'`)).rejects.toThrow('append-only')
  })
  test('what only functions of the database may do cannot be called by the app', async () => {
    const { rows } = await admin.query<{ name: string; open: boolean }>(
      `SELECT p.proname AS name, has_function_privilege('shouwang_app', p.oid, 'EXECUTE') AS open FROM pg_proc p
       WHERE p.pronamespace = 'selftest'::regnamespace AND NOT p.prosecdef AND p.proname <> 'shanghai_day'`,
    )
    expect(rows.map((r) => r.name).sort()).toEqual(['asks', 'slip_of', 'take'])
    expect(rows.filter((r) => r.open)).toEqual([])
  })
  test('security definers search nothing but the catalogue', async () => {
    const { rows } = await admin.query(
      `SELECT proname FROM pg_proc p WHERE p.pronamespace = 'selftest'::regnamespace AND p.prosecdef
       AND NOT coalesce('search_path=pg_catalog' = ANY (p.proconfig), false)`,
    )
    expect(rows).toEqual([])
  })

  test('recording for others: by these roles, of people in their area, in a collection above or below them', async () => {
    for (const actor of ACTORS)
      for (const [path, collectionId] of Object.entries(collections)) {
        const person = world.people.find((p) => p.draft.path === dwelling(path, 1))!
        const may = keepers.includes(actor.role) && isBelow(dwelling(path, 1), actor.path)
        let outcome = 'thrown'
        await database
          .within(actor, async (c) => {
            const item = {
              id: freshId(),
              collectionId,
              residentId: person.id,
              result: 'negative',
              testedAt: new Date(),
              statedAt: new Date(),
            }
            const { rows } = await c.query<{ outcome: string }>('SELECT * FROM selftest.record($1, $2::jsonb, $3)', [
              ...[STREET_ID, JSON.stringify([item]), 'proxy'],
            ])
            outcome = rows[0]!.outcome
            throw new Error('rolled back')
          })
          .catch(() => undefined)
        expect(outcome === 'new', `${actor.role} of ${actor.path} at ${path}: ${outcome}`).toBe(may)
      }
  })
  test('codes that are taken are told to whoever issues slips, and only of codes they have drawn', async () => {
    const taken = digestOf(`${doors[3]}c`)
    for (const actor of ACTORS) {
      const { rows } = await database.within(actor, (c) =>
        c.query('SELECT selftest.codes_taken($1::bytea[]) AS d', [[taken, digestOf('none')]]),
      )
      expect(rows.length, actor.role).toBe(keepers.includes(actor.role) ? 1 : 0)
    }
  })

  describe('a household’s key', () => {
    const open = async (digest: Buffer) =>
      (
        await database.bare<{ h: { members: { id: string }[] } | null }>('SELECT selftest.open_household($1) AS h', [
          digest,
        ])
      )[0]!.h
    const record = (digest: Buffer, residentId: string, more: object = {}) =>
      database.bare<{ outcome: string }>('SELECT outcome FROM selftest.record_by_slip($1, $2::jsonb)', [
        digest,
        JSON.stringify([
          { id: freshId(), residentId, result: 'positive', testedAt: new Date(), statedAt: new Date(), ...more },
        ]),
      ])

    test('shows its own members and none beside', async () => {
      for (const path of doors)
        for (const kind of ['t', 'c']) {
          const own = world.people.filter((p) => p.draft.path === path).map((p) => p.id)
          expect((await open(digestOf(path + kind)))!.members.map((m) => m.id).sort()).toEqual(own.sort())
        }
    })
    test('records for its own members and for none beside, whatever else the item says', async () => {
      const before = (await admin.query('SELECT FROM selftest.report')).rowCount
      for (const path of doors)
        for (const person of world.people.filter((p) => p.draft.path !== path)) {
          const forged = {
            collectionId: collections[HOME],
            path: person.draft.path,
            streetId: STREET_ID,
            slipId: freshId(),
          }
          expect(await record(digestOf(`${path}t`), person.id, forged)).toEqual([{ outcome: 'refused' }])
        }
      expect((await admin.query('SELECT FROM selftest.report')).rowCount).toBe(before)
      const own = world.people.find((p) => p.draft.path === doors[0])!
      expect(await record(digestOf(`${doors[0]}c`), own.id)).toEqual([{ outcome: 'new' }])
      const { rows } = await admin.query(
        'SELECT DISTINCT path, source, account_id FROM selftest.report WHERE slip_id IS NOT NULL',
      )
      expect(rows).toEqual([{ path: doors[0], source: 'page', account_id: null }])
    })
    test('opens what is one member’s own by that member’s number alone, and never beside the household', async () => {
      const own = async (door: string, residentId: string, number: string | null) =>
        (
          await database.bare<{ outcome: string; path: string | null }>(
            'SELECT outcome, path FROM selftest.own_door($1, $2, $3)',
            [digestOf(`${door}t`), residentId, digest('id', number ?? '')],
          )
        )[0]
      for (const path of doors)
        for (const { id, draft } of world.people) {
          const here = draft.path === path
          const opens = { outcome: 'open', path }
          const shut = { outcome: here && draft.idNumber === null ? 'none' : 'wrong', path: null }
          expect(await own(path, id, draft.idNumber)).toEqual(here && draft.idNumber !== null ? opens : shut)
        }
      expect(
        await database.bare('SELECT * FROM selftest.own_door($1, $2, $3)', [
          digestOf('made up'),
          world.people[0]!.id,
          digest('id', world.people[0]!.draft.idNumber!),
        ]),
      ).toEqual([])
    })
    test('opens nothing once it is revoked, or its operation has ended, or when it is none', async () => {
      const nothing = async (digest: Buffer) => {
        expect(await open(digest)).toBeNull()
        expect(await record(digest, world.people[0]!.id)).toEqual([])
      }
      await nothing(digestOf('made up'))
      await nothing(Buffer.alloc(0))
      await admin.query('UPDATE selftest.slip SET revoked_at = now() WHERE path = $1', [doors[1]])
      await nothing(digestOf(`${doors[1]}t`))
      await admin.query(`UPDATE operation.operation SET state = 'ended', ended_at = now()`)
      for (const path of doors) await nothing(digestOf(`${path}t`))
    })
  })
})
