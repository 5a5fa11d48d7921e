/**
 * Row-level security of call-ups and the doors in the database beside it, tried from every role and area on both engines: answers and
 * arrivals have no writer but the doors, a link's digest no reader, and a personal link nothing beyond its own call.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { ACTORS, crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import { freshId, HOME, OTHER, STREET, STREET_ID, smallWorld } from '../small-world.ts'

const leaders: Role[] = ['officer', 'leader']
const watchers: Role[] = [...leaders, 'superior']
const [OPERATION, CALL_UP, CHANNEL] = [freshId(), freshId(), freshId()]
const hash = text('0'.repeat(64))
const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest().subarray(0, 16)

const of = (path: string) => ({ street_id: text(STREET_ID), operation_id: text(OPERATION), path: text(path) })
const callUpRow = (path: string, id = freshId()) => ({
  ...{
    ...of(path),
    id: text(id),
    name: text('支援'),
    way: text('drawn'),
    muster_at: `now() + interval '1 hour'`,
    seats: '9',
  },
  ...{ policy: `'{}'`, place_name: text('广场'), site_code: text('ABCDEF'), opened_by: text(freshId()) },
})
const inCallUp = (path: string) => ({ ...of(path), call_up_id: text(CALL_UP) })
const channelRow = (path: string, id = freshId()) => ({
  ...{
    street_id: text(STREET_ID),
    path: text(path),
    id: text(id),
    kind: text('wecom'),
    name: text('群'),
    sealed_url: `'\\x00'::bytea`,
  },
})
let turn = 0

const SPECS: TableSpec[] = [
  { table: 'mobilize.call_up', readers: watchers, writers: leaders, sharedAbove: true, row: (path) => callUpRow(path) },
  {
    ...{ table: 'mobilize.wave', readers: watchers, writers: leaders, sharedAbove: true },
    row: (path) => ({ ...inCallUp(path), no: String(1 + (turn++ % 50)), seats: '9', made_by: text(freshId()) }),
  },
  {
    ...{ table: 'mobilize.commitment', readers: watchers, writers: leaders, sharedAbove: true },
    row: (path) => ({
      ...inCallUp(path),
      wave: '1',
      turn: '1',
      account_id: text(freshId()),
      by_name: text('溪一'),
      hash,
    }),
  },
  {
    ...{ table: 'mobilize.transcript', readers: leaders, writers: leaders },
    row: (path) => ({
      ...inCallUp(path),
      wave: '1',
      turn: String(turn++),
      draft: `'{}'`,
      salt: text('x'),
      people: `'{}'`,
    }),
  },
  {
    ...{ table: 'mobilize.call', readers: leaders, writers: leaders },
    row: (path) => ({
      ...inCallUp(path),
      id: text(freshId()),
      department_id: text(freshId()),
      person_id: text(freshId()),
      wave: '1',
    }),
  },
  {
    ...{ table: 'mobilize.answer', readers: leaders, writers: [] },
    row: (path) => ({
      ...{
        ...inCallUp(path),
        id: text(freshId()),
        call_id: text(freshId()),
        said: text('coming'),
        at: 'now()',
        source: text('page'),
      },
    }),
  },
  {
    ...{ table: 'mobilize.muster', readers: leaders, writers: [] },
    row: (path) => ({
      ...inCallUp(path),
      id: text(freshId()),
      call_id: text(freshId()),
      how: text('tap'),
      at: 'now()',
    }),
  },
  {
    ...{ table: 'mobilize.tally', readers: watchers, writers: [] },
    row: (path) => ({ ...inCallUp(path), department_id: text(freshId()) }),
  },
  {
    ...{ table: 'mobilize.forecast_figures', readers: watchers, writers: ['officer'], sharedAbove: true },
    row: (path) => ({
      ...{
        street_id: text(STREET_ID),
        path: text(path),
        id: text(freshId()),
        half_answer: '10',
        yes: '0.8',
        shows: '0.9',
      },
      ...{ way: '20', weight: '10', patience: '5', basis: text('演练'), set_by: text(freshId()) },
    }),
  },
  {
    table: 'mobilize.channel',
    readers: leaders,
    writers: ['officer'],
    sharedAbove: true,
    row: (path) => channelRow(path),
  },
  {
    ...{ table: 'mobilize.message', readers: leaders, writers: leaders },
    row: (path) => ({
      ...{
        ...inCallUp(path),
        id: text(freshId()),
        channel_id: text(CHANNEL),
        thing: text('call:1'),
        call_id: text(freshId()),
      },
      state: text('dropped'),
    }),
  },
]

describe.each(engines)('on %s PostgreSQL', (engine) => {
  let db: FreshDatabase
  let database: Database
  let admin: pg.Client
  /** A department, a person who is called and their key, in each community. */
  const people = [HOME, OTHER].map((path) => ({
    path,
    department: freshId(),
    person: freshId(),
    call: freshId(),
    key: `${path}key`,
  }))
  const put = (table: string, row: Record<string, string>) =>
    admin.query(insertOf({ table, readers: [], writers: [], row: () => row }, ''))

  beforeAll(async () => {
    db = await freshDatabase({ engine })
    await smallWorld(db.adminUrl)
    database = openDatabase(db.appUrl)
    admin = new pg.Client({ connectionString: db.adminUrl })
    await admin.connect()
    await put('operation.operation', {
      ...{ street_id: text(STREET_ID), id: text(OPERATION), path: text(STREET), name: text('行动') },
      ...{ hazard: text('epidemic'), purpose: text('抽调人员'), starts_at: 'now()', opened_by: text(freshId()) },
      basis: `'{"issuer":"a","title":"b","date":"2026-03-01"}'`,
    })
    await put('mobilize.call_up', { ...callUpRow(STREET, CALL_UP), state: text('called') })
    await put('mobilize.channel', channelRow(STREET, CHANNEL))
    for (const { path, department, person, call, key } of people) {
      const named = { name: text(`桃${path}`), name_key: text(`桃${path}`) }
      const staff = { street_id: text(STREET_ID), path: text(path) }
      await put('staff.department', { ...staff, ...named, id: text(department), kind: text('other') })
      await put('staff.person', {
        ...staff,
        ...named,
        id: text(person),
        department_id: text(department),
        pinyin: text('tao'),
        initials: text('t'),
      })
      await put('mobilize.call', {
        ...{
          ...inCallUp(path),
          id: text(call),
          department_id: text(department),
          person_id: text(person),
          wave: '1',
          asked_at: 'now()',
        },
        token_digest: `'\\x${digestOf(key).toString('hex')}'::bytea`,
      })
    }
    for (const spec of SPECS) for (const path of [HOME, OTHER]) await admin.query(insertOf(spec, path))
  })
  afterAll(async () => {
    await admin.end()
    await database.close()
    await db.drop()
  })

  crossTables(SPECS, () => ({ database, admin }))

  test('digests of links are read by nobody, and what was said or tapped is changed by nobody', async () => {
    for (const actor of ACTORS)
      for (const column of ['token_digest', '*'])
        await expect(
          database.within(actor, (c) => c.query(`SELECT ${column} FROM mobilize.call`)),
          actor.role,
        ).rejects.toThrow()
    await expect(admin.query(`UPDATE mobilize.answer SET said = 'cannot', reason = 'other'`)).rejects.toThrow(
      'append-only',
    )
    await expect(admin.query(`UPDATE mobilize.muster SET how = 'undo'`)).rejects.toThrow('append-only')
    await expect(admin.query('DELETE FROM mobilize.call WHERE asked_at IS NOT NULL')).rejects.toThrow('stays on record')
  })
  test('a revealed value is told once and stands', async () => {
    await admin.query(`UPDATE mobilize.commitment SET value = 'a', nonce = 'b', revealed_at = now()`)
    await expect(admin.query(`UPDATE mobilize.commitment SET value = 'c'`)).rejects.toThrow('append-only')
  })
  test('security definers search nothing but the catalogue; what only functions may do cannot be called', async () => {
    const { rows } = await admin.query<{ name: string; definer: boolean; safe: boolean; open: boolean }>(
      `SELECT p.proname AS name, p.prosecdef AS definer, coalesce('search_path=pg_catalog' = ANY (p.proconfig), false) AS safe,
         has_function_privilege('shouwang_app', p.oid, 'EXECUTE') AS open FROM pg_proc p WHERE p.pronamespace = 'mobilize'::regnamespace AND p.prorettype <> 'trigger'::regtype`,
    )
    expect(rows.filter((r) => r.definer && !r.safe)).toEqual([])
    expect(
      rows
        .filter((r) => !r.definer)
        .map((r) => r.name)
        .sort(),
    ).toEqual(['call_of', 'take_answer', 'take_muster'])
    expect(rows.filter((r) => !r.definer && r.open)).toEqual([])
  })

  test('answers told by phone: by officers and leaders, of people in their area', async () => {
    for (const actor of ACTORS)
      for (const { path, call } of people) {
        let outcome = 'thrown'
        await database
          .within(actor, async (c) => {
            const item = { id: freshId(), callId: call, said: 'coming', at: new Date() }
            const { rows } = await c.query<{ outcome: string }>(
              'SELECT * FROM mobilize.record_answers($1, $2::jsonb)',
              [STREET_ID, JSON.stringify([item])],
            )
            outcome = rows[0]!.outcome
            throw new Error('rolled back')
          })
          .catch(() => undefined)
        const may = leaders.includes(actor.role) && path.startsWith(actor.path)
        expect(outcome === 'new', `${actor.role} of ${actor.path} at ${path}: ${outcome}`).toBe(may)
      }
  })

  test('a personal link opens its own call and nothing beside, and ends with the operation', async () => {
    const open = async (key: string) =>
      (
        await database.bare<{ own: { department: string } | null }>('SELECT mobilize.open_call($1) AS own', [
          digestOf(key),
        ])
      )[0]!.own
    const answer = async (key: string) =>
      (
        await database.bare<{ outcome: string | null }>(
          `SELECT mobilize.answer_by_link($1, $2, 'coming', NULL, NULL, now()) AS outcome`,
          [digestOf(key), freshId()],
        )
      )[0]!.outcome
    const muster = async (key: string, code: string) =>
      (
        await database.bare<{ outcome: string | null }>(
          `SELECT mobilize.muster_by_link($1, $2, $3, 'scan', now()) AS outcome`,
          [digestOf(key), freshId(), code],
        )
      )[0]!.outcome
    for (const { path, key } of people) expect((await open(key))?.department).toBe(`桃${path}`)
    expect(await answer(people[0]!.key)).toBe('new')
    expect(await muster(people[0]!.key, 'WRONG2')).toBe('wrong-code')
    expect(await muster(people[0]!.key, 'ABCDEF')).toBe('new')
    const { rows } = await admin.query('SELECT id FROM mobilize.call WHERE here_at IS NOT NULL')
    expect(rows).toEqual([{ id: people[0]!.call }])
    // An account is no link: nobody but the linked person is told, answers or checks in, whatever their role.
    for (const actor of ACTORS) {
      const told = await database.within(actor, async (c) => {
        const { rows: told } = await c.query<Record<string, unknown>>(
          `SELECT mobilize.own_calls() AS own, mobilize.answer_own($1, $2, $3, 'coming', NULL, NULL, now()) AS said,
             mobilize.muster_own($1, $2, $4, 'ABCDEF', 'code', now()) AS here`,
          [STREET_ID, people[0]!.call, freshId(), freshId()],
        )
        return told[0]
      })
      expect(told, actor.role).toEqual({ own: [], said: null, here: null })
    }
    expect([await open('made up'), await answer('made up'), await muster('made up', 'ABCDEF')]).toEqual([
      null,
      null,
      null,
    ])
    await admin.query(`UPDATE operation.operation SET state = 'ended', ended_at = now()`)
    for (const { key } of people) expect([await open(key), await answer(key)]).toEqual([null, null])
  })
})
