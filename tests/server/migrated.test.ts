/**
 * A database that has lived through every migration one by one, with data in it all the while, ends up exactly like a fresh
 * one; and the rows of before are still there and still reached by the app.
 */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { openDatabase } from '../../platform/server/database/database.ts'
import { describeDatabase } from '../../platform/server/database/describe.ts'
import { migrate } from '../../platform/server/database/migrate.ts'
import { ensureAppLogin } from '../../platform/server/database/roles.ts'
import { engines, freshDatabase } from '../cluster.ts'
import { LOGINS, SECRET, smallWorld } from '../small-world.ts'

const all = join(import.meta.dirname, '..', '..', 'database', 'migrations')

test.each(engines)('fresh and migrated are the same on %s PostgreSQL', async (engine) => {
  const [fresh, migrated] = [await freshDatabase({ engine }), await freshDatabase({ engine, migrated: false })]
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-migrations-'))
  const files = readdirSync(all).filter((f) => f.endsWith('.sql'))
  let world: Awaited<ReturnType<typeof smallWorld>> | undefined
  for (const file of files) {
    cpSync(join(all, file), join(folder, file))
    await migrate(migrated.adminUrl, { folder })
    // From the register's own migration on, there are people to be kept.
    if (file.startsWith('0002')) world = await smallWorld(migrated.adminUrl)
  }
  expect(files.length).toBeGreaterThan(3)
  const appUrl = await ensureAppLogin(migrated.adminUrl, SECRET)
  expect(await describeDatabase(migrated.adminUrl)).toBe(await describeDatabase(fresh.adminUrl))

  const database = openDatabase(appUrl)
  const seen = await database.within(
    world!.actor(LOGINS[0]![0]),
    async (c) => (await c.query('SELECT FROM register.resident')).rowCount,
  )
  expect(seen).toBe(world!.people.length)
  await database.close()
  const admin = new pg.Client({ connectionString: migrated.adminUrl })
  await admin.connect()
  expect((await migrate(migrated.adminUrl)).applied).toEqual([])
  await admin.end()
  rmSync(folder, { recursive: true })
  await Promise.all([fresh.drop(), migrated.drop()])
})
