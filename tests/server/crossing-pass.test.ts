/** Passes from every role: their tables, the doors of gates, and the links that open one place each. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../platform/pure/roles.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { ACTORS, crossTables, insertOf, type TableSpec, text } from '../crossing.ts'
import { freshId, HOME, OTHER, STREET, STREET_ID, smallWorld } from '../small-world.ts'

const deciders: Role[] = ['officer', 'leader']
const keepers: Role[] = ['officer', 'leader', 'grid-worker']
const OPERATION = freshId()
const both = (): Readonly<Record<string, string>> => ({ [HOME]: freshId(), [OTHER]: freshId() })
const [MEASURE, APPLICATION, LINK, PASS, DRAW, DRAW2] = [both(), both(), both(), both(), both(), both()]
const of = (ids: Readonly<Record<string, string>>, path: string): string => text(ids[path] ?? ids[HOME]!)
const within = { street_id: text(STREET_ID), operation_id: text(OPERATION) }
const at = (path: string, id = freshId()): Record<string, string> => ({ ...within, id: text(id), path: text(path) })
const bytes = (): string => `'\\x${freshId().replaceAll('-', '')}'::bytea`
let digits = 100_000_000
const POLICY = `'{"validDays":{},"household":null,"householdExempt":[],"outHours":null,"askReason":false,"feverAt":37.3,"codeMinutes":5,"codesAheadHours":2,"listStaleHours":12}'`

const measureRow = (path: string, id?: string): Record<string, string> => ({
  ...{ ...at(path, id), decided_by: text('区政府'), document: text('1号'), document_on: text('2026-03-01') },
  ...{
    article: text('第六十三条'),
    evidence: text('流调报告'),
    starts_at: 'now()',
    ends_at: `now() + interval '7 days'`,
  },
  ...{ policy: POLICY, rules: text('凭证进出'), call: text('0571-1'), appeal_to: text('行政复议'), appeal_days: '15' },
  ...{ drafted_by: text(freshId()) },
})
const applicationRow = (path: string, id?: string): Record<string, string> => ({
  ...{ ...at(path, id), kind: text('tenant'), name: text('桃某'), name_key: text('桃某'), pinyin: text('taomou') },
  ...{
    initials: text('tm'),
    id_type: text('none'),
    wants_card: 'false',
    via: text('desk'),
    entered_by: text(freshId()),
  },
  token_digest: bytes(),
})
const linkRow = (path: string, id?: string): Record<string, string> => ({
  ...{ ...at(path, id), who: text('landlord'), name: text('桃房东'), token_digest: bytes(), made_by: text(freshId()) },
})
/** Ended, so that any number may stand at one place. */
const passRow = (path: string, id?: string): Record<string, string> => ({
  ...{ ...at(path, id), application_id: of(APPLICATION, path), number: text(String(++digits)), kind: text('tenant') },
  ...{
    scope: `ARRAY[${text(path)}]`,
    name: text('桃某'),
    name_key: text('桃某'),
    pinyin: text('t'),
    initials: text('t'),
  },
  ...{ holder: text('桃*'), from_at: 'now()', until_at: `now() + interval '9 days'`, verified_by: text(freshId()) },
  ...{ issued_by: text(freshId()), standing: text('surrendered'), ended_at: 'now()' },
})
const drawRow = (path: string, id?: string): Record<string, string> => ({
  ...{
    ...at(path, id),
    members: `'{甲,乙,丙}'`,
    seed: text('0'.repeat(32)),
    of_passes: '1',
    drawn_by: text(freshId()),
  },
})
let samples = 0
const SPECS: TableSpec[] = [
  {
    ...{ table: 'pass.measure', readers: [...keepers, 'gate-keeper', 'superior'], writers: deciders },
    ...{ sharedAbove: true, row: (path) => measureRow(path) },
  },
  {
    ...{ table: 'pass.key', readers: [...keepers, 'gate-keeper', 'administrator'], writers: ['officer'] },
    sharedAbove: true,
    row: (path) => ({
      ...{ street_id: text(STREET_ID), key_id: text(freshId().slice(-8)), path: text(path), from_at: 'now()' },
      ...{ public_key: text('0'.repeat(64)), salt: bytes() },
    }),
  },
  { table: 'pass.link', readers: keepers, writers: keepers, row: (path) => linkRow(path) },
  { table: 'pass.application', readers: keepers, writers: keepers, row: (path) => applicationRow(path) },
  {
    ...{ table: 'pass.objection', readers: keepers, writers: keepers },
    row: (path) => ({
      ...{ ...at(path), application_id: of(APPLICATION, path), link_id: of(LINK, path), ground: text('other') },
    }),
  },
  { table: 'pass.pass', readers: keepers, writers: keepers, row: (path) => passRow(path) },
  {
    ...{ table: 'pass.scope', readers: [], writers: [] },
    row: (path) => ({ ...within, path: text(`${path}z.`), pass_id: of(PASS, path) }),
  },
  {
    ...{ table: 'pass.appeal', readers: deciders, writers: deciders },
    row: (path) => ({
      ...{ ...at(path), measure_id: of(MEASURE, path), name: text('桃某'), grounds: text('照顾家人') },
      due_at: `now() + interval '5 days'`,
    }),
  },
  { table: 'pass.draw', readers: deciders, writers: deciders, row: (path) => drawRow(path) },
  {
    ...{ table: 'pass.sample', readers: deciders, writers: deciders },
    // A pass is drawn once in a draw: the rows that stay are of one, those that are tried of another.
    row: (path) => ({ ...at(path), draw_id: of(samples++ < 2 ? DRAW : DRAW2, path), pass_id: of(PASS, path) }),
  },
]

describe.each(engines)('on %s PostgreSQL', (engine) => {
  let db: FreshDatabase
  let database: Database
  let admin: pg.Client
  beforeAll(async () => {
    samples = 0
    db = await freshDatabase({ engine })
    await smallWorld(db.adminUrl)
    database = openDatabase(db.appUrl)
    admin = new pg.Client({ connectionString: db.adminUrl })
    await admin.connect()
    const put = (table: string, row: Record<string, string>) =>
      admin.query(insertOf({ table, readers: [], writers: [], row: () => row }, ''))
    await put('operation.operation', {
      ...{ street_id: text(STREET_ID), id: text(OPERATION), path: text(STREET), name: text('行动') },
      ...{ hazard: text('epidemic'), purpose: text('门岗管控'), starts_at: 'now()', opened_by: text(freshId()) },
      basis: `'{"issuer":"a","title":"b","date":"2026-03-01"}'`,
    })
    for (const path of [HOME, OTHER]) {
      await put('pass.measure', measureRow(path, MEASURE[path]))
      await put('pass.application', applicationRow(path, APPLICATION[path]))
      await put('pass.link', linkRow(path, LINK[path]))
      await put('pass.pass', passRow(path, PASS[path]))
      for (const draws of [DRAW, DRAW2]) await put('pass.draw', drawRow(path, draws[path]))
    }
    for (const spec of SPECS) for (const path of [HOME, OTHER]) await admin.query(insertOf(spec, path))
  })
  afterAll(async () => {
    await admin.end()
    await database.close()
    await db.drop()
  })

  crossTables(SPECS, () => ({ database, admin }))

  test('digests of links are read by nobody', async () => {
    for (const actor of ACTORS)
      for (const table of ['link', 'application'])
        for (const column of ['token_digest', '*'])
          await expect(database.within(actor, (c) => c.query(`SELECT ${column} FROM pass.${table}`))).rejects.toThrow(
            'platform.notFound',
          )
  })

  test('a gate’s list is given to whoever works there, of gates in their area, and of the masked line alone', async () => {
    const mine: Role[] = [...keepers, 'gate-keeper']
    for (const actor of ACTORS) {
      const list = (area: string) =>
        database.within(actor, async (c) =>
          (
            await c.query<{ line: object }>(
              `SELECT line FROM pass.list_for($1, $2, '0', '0', '00000000-0000-0000-0000-000000000000', 100)`,
              [STREET_ID, [area]],
            )
          ).rows.map(({ line }) => Object.keys(line).toSorted()),
        )
      const found = await list(actor.path)
      expect(found.length > 0, `${actor.role} of ${actor.path}`).toBe(mine.includes(actor.role))
      for (const keys of found)
        expect(keys).toEqual(['from', 'holder', 'household', 'kind', 'number', 'passId', 'scope', 'standing', 'until'])
      if (actor.path === HOME) expect(await list(OTHER)).toEqual([])
      const one = await database.within(
        actor,
        async (c) =>
          (await c.query<{ line: unknown }>('SELECT pass.one_at_gate($1, $2, NULL) AS line', [STREET_ID, PASS[OTHER]]))
            .rows[0]?.line,
      )
      expect(one !== null && one !== undefined, `${actor.role} of ${actor.path}`).toBe(mine.includes(actor.role))
    }
  })

  test('a stranger’s doors answer their own key and no other', async () => {
    const { rows } = await admin.query<{ id: string; token_digest: Buffer }>(
      'SELECT id, token_digest FROM pass.link WHERE id = $1',
      [LINK[HOME]],
    )
    const open = (digest: Buffer) =>
      database.bare<{ id: string; path: string }>('SELECT * FROM pass.link_of($1)', [digest])
    expect(await open(rows[0]!.token_digest)).toMatchObject([{ id: LINK[HOME], path: HOME }])
    expect(await open(Buffer.alloc(16))).toEqual([])
    await admin.query('UPDATE pass.link SET revoked_at = now() WHERE id = $1', [LINK[HOME]])
    expect(await open(rows[0]!.token_digest)).toEqual([])
    const own = await admin.query<{ token_digest: Buffer }>('SELECT token_digest FROM pass.application WHERE id = $1', [
      APPLICATION[OTHER],
    ])
    const openOwn = () => database.bare('SELECT * FROM pass.own_of($1)', [own.rows[0]!.token_digest])
    expect(await openOwn()).toMatchObject([{ id: APPLICATION[OTHER], path: OTHER }])
    await admin.query(`UPDATE operation.operation SET state = 'ended', ended_at = now() WHERE id = $1`, [OPERATION])
    expect(await openOwn()).toEqual([])
  })
})
