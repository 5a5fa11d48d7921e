/** Coming forward from every role: its tables, its doors, and the phones that nobody reads. */
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
const both = (): Readonly<Record<string, string>> => ({ [HOME]: freshId(), [OTHER]: freshId() })
const [CALL, COMING, PERSON] = [both(), both(), both()]
const within = { street_id: text(STREET_ID), operation_id: text(OPERATION) }
const of = (ids: Readonly<Record<string, string>>, path: string): string => text(ids[path] ?? ids[HOME]!)
const at = (path: string, id = freshId()): Record<string, string> => ({ ...within, id: text(id), path: text(path) })

const callRow = (path: string, id?: string): Record<string, string> => ({
  ...{
    ...at(path, id),
    name: text('招募'),
    needs: text('测温'),
    starts_on: text('2026-03-01'),
    ends_on: text('2026-03-05'),
  },
  ...{
    hours: text('8-20'),
    risky: 'true',
    place: text('服务站'),
    token_digest: text(`\\x${freshId().replaceAll('-', '')}`),
    opened_by: text(freshId()),
  },
})
const comingRow = (path: string, id?: string): Record<string, string> => ({
  ...{ ...at(path, id), call_id: of(CALL, path), name: text('桃某'), name_key: text('桃某'), party_member: 'false' },
  ...{ skills: `'{}'`, days: `'{}'`, shifts: `'{}'`, minor: 'false', via: text('page') },
})
const SPECS: TableSpec[] = [
  {
    table: 'volunteer.call',
    readers: ['officer', 'leader', 'grid-worker', 'superior'],
    writers: keepers,
    sharedAbove: true,
    row: (path) => callRow(path),
  },
  { table: 'volunteer.coming', readers: keepers, writers: [], row: (path) => comingRow(path) },
  {
    table: 'volunteer.coming_secret',
    readers: [],
    writers: [],
    row: (path) => ({ street_id: text(STREET_ID), id: of(COMING, path), path: text(path), phone: text('15400000001') }),
  },
  {
    table: 'volunteer.insurance',
    readers: keepers,
    writers: keepers,
    row: (path) => ({
      ...{
        ...at(path),
        coming_id: of(COMING, path),
        kind: text('street'),
        until: text('2026-04-01'),
        noted_by: text(freshId()),
      },
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
    await admin.query(
      `INSERT INTO operation.operation (street_id, id, path, name, hazard, purpose, basis, starts_at, opened_by)
       VALUES ($1, $2, $3, '桃花行动', 'epidemic', '招募志愿者', '{"issuer":"云溪区指挥部","title":"通知","date":"2026-03-01"}', now(), $2)`,
      [STREET_ID, OPERATION, STREET],
    )
    const put = (table: string, row: Record<string, string>) =>
      admin.query(insertOf({ table, readers: [], writers: [], row: () => row }, ''))
    for (const path of [HOME, OTHER]) {
      await put('volunteer.call', callRow(path, CALL[path]))
      await put('volunteer.coming', comingRow(path, COMING[path]))
      await admin.query(
        `UPDATE volunteer.coming SET person_id = $2, linked = false, welcomed_at = now(), phone_digest = '\\x01' WHERE id = $1`,
        [COMING[path], PERSON[path]],
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

  test('whole phones and what was signed cannot be read or written past their doors', async () => {
    const officer = ACTORS.find((a) => a.role === 'officer' && a.path === HOME)!
    for (const attempt of [
      'SELECT phone FROM volunteer.coming_secret',
      `UPDATE volunteer.coming SET name = '别人'`,
      'UPDATE volunteer.coming SET minor = false',
      'DELETE FROM volunteer.coming',
      'UPDATE volunteer.call SET token_digest = id::text::bytea',
      'SELECT volunteer.take(c, NULL, NULL, NULL) FROM volunteer.call c',
    ])
      await expect(
        database.within(officer, (c) => c.query(attempt)),
        attempt,
      ).rejects.toThrow()
  })

  test('each door opens to its roles, within its street and area', async () => {
    for (const actor of ACTORS) {
      const who = `${actor.role} of ${actor.path}`
      const keeps = keepers.includes(actor.role)
      await database
        .within(actor, async (c) => {
          const one = async (sql: string, values: unknown[]) => (await c.query<{ v: unknown }>(sql, values)).rows[0]?.v
          for (const path of [HOME, OTHER]) {
            const phone = await one(`SELECT volunteer.reveal($1, $2, 'call') AS v`, [STREET_ID, COMING[path]])
            expect(phone, who).toBe(keeps && isBelow(path, actor.path) ? '15400000001' : null)
          }
          expect(await one(`SELECT volunteer.reveal($1, $2, 'call') AS v`, ['320999999', COMING[HOME]]), who).toBe(null)
          const asked = [STREET_ID, [PERSON[HOME], PERSON[OTHER]]]
          expect(await one('SELECT count(*)::integer AS v FROM volunteer.risk_facts($1, $2)', asked), who).toBe(
            keeps ? 2 : 0,
          )
          const among = [STREET_ID, OPERATION, [PERSON[HOME], PERSON[OTHER]]]
          await admin.query('UPDATE volunteer.coming SET withdrawn_at = now() WHERE id = $1', [COMING[HOME]])
          const gone = await one('SELECT count(*)::integer AS v FROM volunteer.withdrawn_among($1, $2, $3)', among)
          await admin.query('UPDATE volunteer.coming SET withdrawn_at = NULL WHERE id = $1', [COMING[HOME]])
          expect(gone, who).toBe(keeps ? 1 : 0)
          const figures = await one('SELECT count(*)::integer AS v FROM volunteer.figures($1)', [OPERATION])
          const reads = [...keepers, 'grid-worker', 'superior'].includes(actor.role)
          const near = [HOME, OTHER].filter((path) => isBelow(path, actor.path) || isBelow(actor.path, path)).length
          expect(figures, who).toBe(reads ? near : 0)
          throw new Error('rolled back')
        })
        .catch((error: Error) => expect(error.message, who).toBe('rolled back'))
    }
  })
})
