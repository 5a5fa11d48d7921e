/**
 * Tries to cross a table's row-level security from every role, placed in the row's own area, beside it, above it and below it:
 * what each may read is compared with what the specification says, row by row; writes that are not allowed must fail or touch nothing.
 */
import type pg from 'pg'
import { describe, expect, test } from 'vitest'
import { isBelow } from '../platform/pure/area.ts'
import { type Role, roles } from '../platform/pure/roles.ts'
import type { Actor } from '../platform/server/actor.ts'
import type { Database } from '../platform/server/database/database.ts'
import { freshId, HOME, OTHER, STREET, STREET_ID } from './small-world.ts'

export interface TableSpec {
  readonly table: string
  /** [] where no role may read: the app then has no privilege at all, and asking fails. */
  readonly readers: readonly Role[]
  /** [] where the app may not write: only functions of the database do. */
  readonly writers: readonly Role[]
  /** Rows above the asker are read too. */
  readonly sharedAbove?: true
  /** A new row of this table at `path`, as column → SQL literal. */
  readonly row: (path: string) => Record<string, string>
}

export const text = (value: string): string => `'${value}'`
export const insertOf = ({ table, row }: TableSpec, path: string): string => {
  const columns = row(path)
  return `INSERT INTO ${table} (${Object.keys(columns).join(', ')}) VALUES (${Object.values(columns).join(', ')})`
}

/** Where askers stand, seen from a row at HOME: in it, beside it, above it, below it. */
export const AREAS: readonly string[] = [HOME, OTHER, STREET, `${HOME}p1.g01.`]

export const actorAt = (role: Role, path: string): Actor => ({
  ...{ accountId: freshId(), name: '', role, path, streetId: STREET_ID },
  ...{ grantId: null, sessionId: null, deviceId: null },
})

/** Every role in every area. */
export const ACTORS: readonly Actor[] = roles.values.flatMap((role) => AREAS.map((path) => actorAt(role, path)))

const nameOf = (actor: Actor): string => `${actor.role} of ${actor.path}`

/** Declares the tests; rows at HOME and OTHER must be there before they run. */
export function crossTables(specs: readonly TableSpec[], of: () => { database: Database; admin: pg.Client }): void {
  test('without an actor nothing is seen', async () => {
    for (const { table, readers } of specs) {
      const read = of().database.bare<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)
      if (readers.length === 0) await expect(read, table).rejects.toThrow()
      else expect((await read)[0], table).toEqual({ n: 0 })
    }
  })

  describe.each(specs)('$table', (spec) => {
    test('is read by whom it should, and exactly where it should', async () => {
      const { database, admin } = of()
      const all = (await admin.query<{ path: string }>(`SELECT path FROM ${spec.table}`)).rows.map((r) => r.path)
      expect(all.some((path) => isBelow(path, HOME)) && all.some((path) => isBelow(path, OTHER))).toBe(true)
      for (const actor of ACTORS) {
        const mine = all.filter((p) => isBelow(p, actor.path) || (spec.sharedAbove && isBelow(actor.path, p)))
        const read = database.within(actor, async (c) =>
          (await c.query<{ path: string }>(`SELECT path FROM ${spec.table}`)).rows.map((r) => r.path),
        )
        if (spec.readers.length === 0) await expect(read, nameOf(actor)).rejects.toThrow()
        else expect((await read).sort(), nameOf(actor)).toEqual(spec.readers.includes(actor.role) ? mine.sort() : [])
      }
    })

    test('is written by whom it should, and only where it should', async () => {
      const { database } = of()
      for (const actor of ACTORS)
        for (const path of [HOME, OTHER]) {
          const allowed = spec.writers.includes(actor.role) && isBelow(path, actor.path)
          const write = database.within(actor, async (c) => {
            await c.query(insertOf(spec, path))
            throw new Error('rolled back')
          })
          await expect(write, `${nameOf(actor)} at ${path}`).rejects.toThrow(
            allowed ? 'rolled back' : 'platform.notFound',
          )
          if (allowed) continue
          for (const change of [
            `UPDATE ${spec.table} SET street_id = street_id WHERE path = $1`,
            `DELETE FROM ${spec.table} WHERE path = $1`,
          ]) {
            const touched = database.within(actor, async (c) => (await c.query(change, [path])).rowCount)
            expect(await touched.catch(() => 0), `${nameOf(actor)}: ${change}`).toBe(0)
          }
        }
    })

    test('a row cannot be pushed out of the area', async () => {
      for (const role of roles.values) {
        const push = of().database.within(actorAt(role, HOME), async (c) => {
          const { rowCount } = await c.query(`UPDATE ${spec.table} SET path = $1 WHERE path = $2`, [
            `${OTHER}z8.`,
            HOME,
          ])
          if (!rowCount) throw new Error('nothing to push')
        })
        await expect(push, role).rejects.toThrow()
      }
    })
  })
}
