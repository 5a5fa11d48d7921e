/**
 * Row-level security of deployment and the doors in the database beside it, tried from every role and area on both engines: placements
 * have no writer but the door, a link's digest no reader, facts do not change.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBelow } from '../../platform/pure/area.ts'
import type { Role } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { ACTORS, crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import { freshId, HOME, OTHER, STREET, STREET_ID, smallWorld } from '../small-world.ts'

const keepers: Role[] = ['officer', 'leader']
const OPERATION = freshId()
const AREAS = [HOME, OTHER] as const
type Ids = Readonly<Record<string, string>>
const each = (): Ids => Object.fromEntries([STREET, ...AREAS].map((path) => [path, freshId()]))
/** One of each in every area, for what must point at something. */
const [PLACE, POST, DRAFT, PLACEMENT, PARTY, BRIEFING, PERSON, LINK, LIST] = Array.from({ length: 9 }, each) as [
  Ids,
  Ids,
  Ids,
  Ids,
  Ids,
  Ids,
  Ids,
  Ids,
  Ids,
]
const nearest = (ids: Ids, path: string): string =>
  text(ids[path] ?? ids[AREAS.find((a) => isBelow(path, a)) ?? STREET]!)

const of = (path: string) => ({ street_id: text(STREET_ID), operation_id: text(OPERATION), path: text(path) })
const withId = (path: string, id = freshId()) => ({ ...of(path), id: text(id) })
const someone = () => ({ person_id: text(freshId()) })
const by = () => ({ account_id: text(freshId()) })
const placeRow = (path: string, id = freshId()) => ({ ...withId(path, id), name: text('桃影广场') })
const postRow = (path: string, id = freshId()) => ({
  ...{ ...withId(path, id), place_id: nearest(PLACE, path), task: text('值守'), needed: '2', night: 'false' },
  ...{ starts_at: 'now()', ends_at: `now() + interval '8 hours'` },
})
const draftRow = (path: string, id = freshId()) => ({
  ...{ ...withId(path, id), from_day: 'current_date', to_day: 'current_date', outcome: text('{}') },
  ...{ made_by: text(freshId()), state: text('discarded'), settled_at: 'now()' },
})
const placementRow = (path: string, id = freshId(), person = freshId()) => ({
  ...{ ...withId(path, id), ...by(), post_id: nearest(POST, path), person_id: text(person), how: text('by-hand') },
})
const partyRow = (path: string, id = freshId()) => ({
  ...{ ...withId(path, id), name: text('一组'), kind: text('work-group') },
  ...{ leader_id: text(freshId()), formed_by: text(freshId()) },
})
let version = 1
const briefingRow = (path: string, id = freshId()) => ({
  ...{ ...withId(path, id), ...by(), post_id: nearest(POST, path), version: String(++version), body: text('须知') },
})
const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest().subarray(0, 16)
const linkRow = (path: string, id = freshId(), person = freshId(), key = id) => ({
  ...{ ...withId(path, id), person_id: text(person), issued_by: text(freshId()) },
  token_digest: `'\\x${digestOf(key).toString('hex')}'::bytea`,
})
const listRow = (path: string, id = freshId()) => ({ ...withId(path, id), ...by() })
const importRow = (path: string, id = freshId()) => ({
  ...{ street_id: text(STREET_ID), id: text(id), path: text(path), ...by() },
  ...{ file_name: text('a.xlsx'), file_digest: text('x'), state: text('ready') },
})
const NUMBERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
let made = 0
const numberOf = (n: number): string =>
  Array.from({ length: 16 }, (_, i) => NUMBERS[Math.trunc(n / 32 ** (i % 6)) % 32]).join('')

const SPECS: TableSpec[] = [
  { table: 'place', row: (path: string) => placeRow(path) },
  { table: 'post', row: (path: string) => postRow(path) },
  { table: 'at_hand', row: (path: string) => ({ ...withId(path), ...someone(), ...by(), here: 'true' }) },
  { table: 'draft', row: (path: string) => draftRow(path) },
  {
    table: 'draft_seat',
    row: (path: string) => ({
      ...{ ...of(path), ...someone(), draft_id: nearest(DRAFT, path), post_id: nearest(POST, path) },
      ...{ pinned: 'false', because: text('{}') },
    }),
  },
  { table: 'placement', writers: [] as Role[], row: (path: string) => placementRow(path) },
  {
    table: 'presence',
    row: (path: string) => ({
      ...{ ...withId(path), ...someone(), ...by(), placement_id: nearest(PLACEMENT, path) },
      ...{ kind: text('came'), happened_at: 'now()' },
    }),
  },
  { table: 'party', row: (path: string) => partyRow(path) },
  { table: 'party_member', row: (path: string) => ({ ...of(path), ...someone(), party_id: nearest(PARTY, path) }) },
  { table: 'briefing', row: (path: string) => briefingRow(path) },
  {
    table: 'briefing_read',
    row: (path: string) => ({ ...of(path), ...someone(), ...by(), briefing_id: nearest(BRIEFING, path) }),
  },
  { table: 'link', row: (path: string) => linkRow(path) },
  { table: 'list', row: (path: string) => listRow(path) },
  {
    table: 'import_row',
    row: (path: string) => ({
      ...{ street_id: text(STREET_ID), path: text(path), import_id: nearest(LIST, path), row_no: String(++made) },
      ...{ cells: `'[]'`, verdict: text('new') },
    }),
  },
  {
    table: 'certificate',
    row: (path: string) => ({
      ...{
        ...withId(path),
        ...someone(),
        number: text(numberOf(++made)),
        from_day: 'current_date',
        to_day: 'current_date',
      },
      ...{ days: '1', hours: '8', nights: '0', tasks: text('{}'), issued_by: text(freshId()) },
    }),
  },
].map((spec) => ({ readers: keepers, writers: keepers, ...spec, table: `deployment.${spec.table}` }))

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
    await put('operation.operation', {
      ...{ street_id: text(STREET_ID), id: text(OPERATION), path: text(STREET), name: text('行动') },
      ...{ hazard: text('flood'), purpose: text('防汛值守'), starts_at: 'now()', opened_by: text(freshId()) },
      basis: `'{"issuer":"a","title":"b","date":"2026-03-01"}'`,
    })
    for (const path of [STREET, ...AREAS]) {
      const department = freshId()
      const named = {
        name: text(`局${path}`),
        name_key: text(`局${path}`),
        path: text(path),
        street_id: text(STREET_ID),
      }
      await put('staff.department', { ...named, id: text(department), kind: text('bureau') })
      await put('staff.person', {
        ...{
          ...named,
          id: text(PERSON[path]!),
          department_id: text(department),
          pinyin: text('t'),
          initials: text('t'),
        },
      })
      await put('deployment.place', placeRow(path, PLACE[path]))
      await put('deployment.post', postRow(path, POST[path]))
      await put('deployment.draft', draftRow(path, DRAFT[path]))
      await put('deployment.placement', placementRow(path, PLACEMENT[path], PERSON[path]))
      await put('deployment.party', partyRow(path, PARTY[path]))
      await put('deployment.briefing', briefingRow(path, BRIEFING[path]))
      await put('deployment.link', linkRow(path, LINK[path], PERSON[path]))
      await put('deployment.list', listRow(path, LIST[path]))
      await put('deployment.import', importRow(path, LIST[path]))
    }
    for (const spec of SPECS) for (const path of AREAS) await admin.query(insertOf(spec, path))
  })
  afterAll(async () => {
    await admin.end()
    await database.close()
    await db.drop()
  })

  crossTables(SPECS, () => ({ database, admin }))

  test('a file on its way in is seen where its list is, and takes its operation; one without a list cannot come in', async () => {
    for (const actor of ACTORS) {
      const { rows } = await database.within(actor, (c) =>
        c.query<{ path: string; o: string }>('SELECT path, operation_id AS o FROM deployment.import ORDER BY path'),
      )
      const mine = [STREET, ...AREAS].filter((path) => keepers.includes(actor.role) && isBelow(path, actor.path))
      expect(
        rows.map(({ path }) => path),
        `${actor.role} of ${actor.path}`,
      ).toEqual(mine)
      expect(rows.every(({ o }) => o === OPERATION)).toBe(true)
    }
    const officer = ACTORS.find((a) => a.role === 'officer' && a.path === HOME)!
    const stray = insertOf({ table: 'deployment.import', readers: [], writers: [], row: () => importRow(HOME) }, '')
    await expect(database.within(officer, (c) => c.query(stray))).rejects.toThrow('operation_id')
    for (const attempt of [`UPDATE deployment.list SET path = '${OTHER}'`, 'DELETE FROM deployment.list'])
      await expect(
        database.within(officer, (c) => c.query(attempt)),
        attempt,
      ).rejects.toThrow()
  })

  test('digests of links are read by nobody; facts are changed by nobody', async () => {
    for (const actor of ACTORS)
      await expect(
        database.within(actor, (c) => c.query('SELECT token_digest FROM deployment.link')),
        actor.role,
      ).rejects.toThrow()
    for (const [table, set] of [
      ['placement', `how = 'pinned'`],
      ['presence', 'happened_at = now()'],
      ['briefing', `body = 'x'`],
      ['at_hand', 'here = false'],
    ])
      await expect(admin.query(`UPDATE deployment.${table} SET ${set}`), table).rejects.toThrow('append-only')
  })

  test('security definers search nothing but the catalogue, and what only they use cannot be called', async () => {
    const { rows } = await admin.query<{ name: string; open: boolean; safe: boolean; definer: boolean }>(
      `SELECT p.proname AS name, p.prosecdef AS definer, has_function_privilege('shouwang_app', p.oid, 'EXECUTE') AS open,
         coalesce('search_path=pg_catalog' = ANY (p.proconfig), false) AS safe FROM pg_proc p WHERE p.pronamespace = 'deployment'::regnamespace`,
    )
    expect(rows.filter((r) => r.definer && !r.safe)).toEqual([])
    expect(
      rows
        .filter((r) => !r.open)
        .map((r) => r.name)
        .sort(),
    ).toEqual(['briefings_of', 'link_of'])
  })

  test('putting on, names, times and phones: by officers and leaders, within their area', async () => {
    for (const actor of ACTORS)
      for (const path of AREAS) {
        const may = keepers.includes(actor.role) && isBelow(path, actor.path)
        const said = `${actor.role} of ${actor.path} at ${path}`
        const told = { put: 'refused', names: 0, busy: 0, line: 0 }
        await database
          .within(actor, async (c) => {
            told.names = (
              await c.query('SELECT * FROM deployment.people($1, $2)', [STREET_ID, [PERSON[path]]])
            ).rows.length
            const span = [`now() - interval '1 day'`, `now() + interval '1 day'`]
            told.busy = (
              await c.query(`SELECT * FROM deployment.busy($1, $2, ${span.join(', ')})`, [STREET_ID, [PERSON[path]]])
            ).rows.length
            await c.query(`SELECT deployment.reveal($1, $2, 'call')`, [STREET_ID, PLACEMENT[path]])
            // Has come already, which the door says to whom it may concern.
            const items = [{ id: freshId(), how: 'taken-off', reason: 'ill', cancels: PLACEMENT[path] }]
            await c.query('SAVEPOINT s')
            await c
              .query<{ outcome: string }>('SELECT outcome FROM deployment.put_on($1, $2)', [
                STREET_ID,
                JSON.stringify(items),
              ])
              .then(
                ({ rows }) => {
                  told.put = rows[0]!.outcome
                },
                () => c.query('ROLLBACK TO s'),
              )
            throw new Error('rolled back')
          })
          .catch(() => undefined)
        expect({ names: told.names, busy: told.busy, put: told.put === 'started' }, said).toEqual({
          ...{ names: may ? 1 : 0, busy: may ? 1 : 0, put: may },
        })
      }
    const { rowCount } = await admin.query(`SELECT FROM platform.ledger WHERE type = 'staff.number-revealed'`)
    expect(rowCount).toBe(0)
  })

  test('a link opens its own person’s posts and confirms their own briefing; any other key opens nothing', async () => {
    const open = async (key: string) =>
      (
        await database.bare<{ d: { posts: { id: string }[]; briefings: { id: string }[] } | null }>(
          'SELECT deployment.open_duty($1) AS d',
          [digestOf(key)],
        )
      )[0]!.d
    const confirm = async (key: string, id: string) =>
      (
        await database.bare<{ d: boolean | null }>('SELECT deployment.confirm_duty($1, $2) AS d', [digestOf(key), id])
      )[0]!.d
    const { rows } = await admin.query<{ id: string; post: string }>(
      'SELECT DISTINCT ON (post_id) id, post_id AS post FROM deployment.briefing ORDER BY post_id, version DESC',
    )
    const latest = (path: string): string => rows.find((r) => r.post === POST[path])!.id
    for (const path of AREAS) {
      const page = await open(LINK[path]!)
      expect(page!.posts.map((p) => p.id)).toEqual([POST[path]])
      expect(page!.briefings.map((b) => b.id)).toEqual([latest(path)])
    }
    expect(await confirm(LINK[HOME]!, latest(OTHER))).toBe(false)
    expect(await confirm(LINK[HOME]!, latest(HOME))).toBe(true)
    expect([await open('none'), await confirm('none', latest(HOME))]).toEqual([null, null])
    await admin.query('UPDATE deployment.link SET revoked_at = now() WHERE id = $1', [LINK[HOME]])
    expect(await open(LINK[HOME]!)).toBeNull()
    await admin.query(`UPDATE operation.operation SET state = 'ended', ended_at = now() WHERE id = $1`, [OPERATION])
    expect(await open(LINK[OTHER]!)).toBeNull()
  })
})
