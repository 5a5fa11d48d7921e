/**
 * Row-level security of operations and testing, and the doors in the database that stand beside it, tried from every role
 * and area on both engines. What the counters count has no writer but those doors.
 */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBelow } from '../../platform/pure/area.ts'
import { type Role, roles } from '../../platform/pure/roles.ts'
import type { Actor } from '../../platform/server/actor.ts'
import { type Database, openDatabase } from '../../platform/server/database/database.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'
import { ACTORS, crossTables, insertOf, text } from '../crossing.ts'
import { dwelling, freshId, HOME, OTHER, STREET, STREET_ID, smallWorld } from '../small-world.ts'
import { crews, EMPTY, keepers, OPERATION, ROUND, round, SPARE, SPECS } from './crossing-testing-tables.ts'

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
    await put('operation.operation', { ...SPECS[0]!.row(STREET), id: text(OPERATION) })
    for (const [path, id] of [...Object.entries(ROUND), ...Object.entries(EMPTY)])
      await put('testing.round', round(id, path))
    for (const id of SPARE) await put('testing.round', round(id, HOME))
    for (const spec of SPECS) for (const path of [HOME, OTHER]) await admin.query(insertOf(spec, path))
  })
  afterAll(async () => {
    await admin.end()
    await database.close()
    await db.drop()
  })

  crossTables(SPECS, () => ({ database, admin }))

  test('what only functions of the database may do cannot be called by the app', async () => {
    const { rows } = await admin.query<{ name: string; open: boolean }>(
      `SELECT p.proname AS name, has_function_privilege('shouwang_app', p.oid, 'EXECUTE') AS open FROM pg_proc p WHERE p.pronamespace = 'testing'::regnamespace
       AND NOT p.prosecdef AND p.proname NOT IN ('building', 'door', 'quarter', 'lock_key')`,
    )
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.filter((r) => r.open).map((r) => r.name)).toEqual([])
  })
  test('security definers search nothing but the catalogue', async () => {
    const { rows } = await admin.query(
      `SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public') AND p.prosecdef
       AND NOT coalesce('search_path=pg_catalog' = ANY (p.proconfig), false)`,
    )
    expect(rows).toEqual([])
  })

  describe('doors', () => {
    // a round with a due list and a site in each community; written by the owner, opened by the very functions
    const rounds: Record<string, { id: string; site: string; person: string }> = {}
    beforeAll(async () => {
      await admin.query(`SET shouwang.role = 'officer'; SET shouwang.area = '${STREET}'`)
      for (const path of [HOME, OTHER]) {
        const [id, site] = [freshId(), freshId()]
        await admin.query(insertOf({ ...SPECS[1]!, row: () => round(id, path) }, path))
        await admin.query(
          insertOf({ ...SPECS[2]!, row: (p) => ({ ...SPECS[2]!.row(p), id: text(site), round_id: text(id) }) }, path),
        )
        const { rows } = await admin.query<{ due: number }>('SELECT * FROM testing.fix_due($1, $2)', [STREET_ID, id])
        expect(rows[0]!.due).toBeGreaterThan(0)
        const due = await admin.query<{ id: string }>(
          `SELECT resident_id AS id FROM testing.due WHERE round_id = $1 AND path = $2 AND state = 'due'`,
          [id, dwelling(path, 1)],
        )
        rounds[path] = { id, site, person: due.rows[0]!.id }
      }
    })
    const rolledBack = async <T>(
      actor: Actor,
      work: (ask: (sql: string, values?: unknown[]) => Promise<pg.QueryResultRow[]>) => Promise<T>,
    ): Promise<T> => {
      let result: { value: T } | undefined
      await database
        .within(actor, async (c) => {
          result = { value: await work(async (sql, values) => (await c.query(sql, values)).rows) }
          throw new Error('rolled back')
        })
        .catch((error: Error) => {
          if (error.message !== 'rolled back') throw error
        })
      return result!.value
    }
    /** Who may use a door on something at a path: these roles, placed at or above it. */
    const each = async (
      allowed: readonly Role[],
      at: (path: string) => string,
      use: (actor: Actor, path: string) => Promise<boolean>,
    ) => {
      for (const actor of ACTORS)
        for (const path of [HOME, OTHER]) {
          const may = allowed.includes(actor.role) && isBelow(at(path), actor.path)
          expect(await use(actor, path), `${actor.role} of ${actor.path} at ${path}`).toBe(may)
        }
    }
    const whole = (path: string): string => path
    const person = (path: string): string => dwelling(path, 1)

    test('fixing a due list', async () => {
      await each(['officer', 'leader'], whole, (actor, path) =>
        rolledBack(
          actor,
          async (ask) => (await ask('SELECT * FROM testing.fix_due($1, $2)', [STREET_ID, EMPTY[path]])).length > 0,
        ).catch(() => false),
      )
    })
    test('reconciling, and finding what differs', async () => {
      await admin.query(`UPDATE register.resident SET residence = 'away' WHERE id = ANY ($1)`, [
        Object.values(rounds).map((r) => r.person),
      ])
      await each(['officer', 'leader'], whole, (actor, path) =>
        rolledBack(actor, async (ask) => {
          const [change] = await ask('SELECT * FROM testing.reconcile($1, $2, $3)', [
            STREET_ID,
            rounds[path]!.id,
            [rounds[path]!.person],
          ])
          return change!['withdrawn'] === 1
        }),
      )
      await each(['officer', 'leader'], whole, (actor, path) =>
        rolledBack(
          actor,
          async (ask) => (await ask('SELECT testing.differing($1, $2)', [STREET_ID, rounds[path]!.id])).length > 0,
        ),
      )
      await admin.query(`UPDATE register.resident SET residence = 'local' WHERE id = ANY ($1)`, [
        Object.values(rounds).map((r) => r.person),
      ])
    })
    test('exempting', async () => {
      await each(keepers, person, (actor, path) =>
        rolledBack(actor, async (ask) => {
          const [d] = await ask('SELECT * FROM testing.decide_due($1, $2, $3, $4, $5, NULL)', [
            STREET_ID,
            rounds[path]!.id,
            rounds[path]!.person,
            'exempt',
            'other',
          ])
          return d!['verdict'] === 'ok'
        }),
      )
    })
    test('recording a sample: by the sender’s area, whoever the transaction belongs to', async () => {
      const item = (path: string, area: string): unknown[] => {
        const one = (v: unknown) => [v]
        const { id, site, person: who } = rounds[path]!
        return [
          ...[STREET_ID, one(id), one(site), one(1), one(null), one(freshId()), one(area)],
          ...[
            one(freshId()),
            one(1),
            one(freshId()),
            one(who),
            one('scan'),
            one(new Date()),
            one(new Date()),
            one(null),
          ],
          ...[[], [], [], [], [], [], [], []],
        ]
      }
      const call = `SELECT * FROM testing.take_in(${Array.from({ length: 23 }, (_, i) => `$${i + 1}`).join(', ')})`
      await each(crews, whole, (actor, path) =>
        rolledBack(actor, async (ask) => {
          const answer = await ask(call, item(path, actor.path))
          // seen as the street's officer: is the person still missing?
          await ask(`SET LOCAL shouwang.role = 'officer'; SET LOCAL shouwang.area = '${STREET}'`)
          const [left] = await ask(
            'SELECT count(*)::int AS n FROM testing.missing WHERE round_id = $1 AND resident_id = $2',
            [...[rounds[path]!.id, rounds[path]!.person]],
          )
          expect(left!['n'] === 0).toBe(crews.includes(actor.role) && !answer.some((a) => a['refused'] !== null))
          return left!['n'] === 0
        }),
      )
    })
    test('voiding a sample', async () => {
      const sample = freshId()
      const { id, site } = rounds[HOME]!
      await admin.query(
        insertOf(
          {
            ...SPECS[9]!,
            row: (p) => ({ ...SPECS[9]!.row(p), id: text(sample), round_id: text(id), site_id: text(site) }),
          },
          HOME,
        ),
      )
      for (const actor of ACTORS) {
        const [v] = await rolledBack(actor, (ask) =>
          ask('SELECT testing.take_back($1, $2, $3, $4, $5, now()) AS outcome', [
            STREET_ID,
            freshId(),
            id,
            sample,
            'wrong-person',
          ]),
        )
        expect(v!['outcome'] === 'done', `${actor.role} of ${actor.path}`).toBe(
          crews.includes(actor.role) && isBelow(HOME, actor.path),
        )
      }
      await admin.query('DELETE FROM testing.sample WHERE id = $1', [sample])
    })
    test('a phone’s list, and who was tested since', async () => {
      await each(crews, whole, (actor, path) =>
        rolledBack(
          actor,
          async (ask) =>
            (await ask('SELECT * FROM testing.pocket($1, $2)', [STREET_ID, rounds[path]!.site])).length > 0,
        ),
      )
      await each(crews, whole, (actor, path) =>
        rolledBack(
          actor,
          async (ask) =>
            (await ask('SELECT * FROM testing.tested_since($1, $2, NULL)', [STREET_ID, rounds[path]!.site])).length > 0,
        ),
      )
    })
    test('heads in tubes, totals and the recount tell nothing of other areas', async () => {
      const tubes = (await admin.query<{ id: string; path: string }>('SELECT id, path FROM testing.tube')).rows
      const everyone: Role[] = [...roles.values]
      await each(everyone, whole, (actor, path) =>
        rolledBack(actor, async (ask) => {
          const ids = tubes.filter((t) => t.path === path).map((t) => t.id)
          return (await ask('SELECT * FROM testing.heads($1, $2)', [STREET_ID, ids])).length === ids.length
        }),
      )
      await admin.query('UPDATE testing.counter SET due = due + 1 WHERE round_id = ANY ($1)', [
        Object.values(rounds).map((r) => r.id),
      ])
      await each(everyone, whole, (actor, path) =>
        rolledBack(
          actor,
          async (ask) =>
            (await ask('SELECT * FROM testing.check_round($1, $2)', [STREET_ID, rounds[path]!.id])).length > 0,
        ),
      )
    })
  })
})
