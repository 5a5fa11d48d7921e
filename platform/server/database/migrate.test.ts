/** Migrations: order, history that cannot be bent, two processes at once, and the same structure on both engines. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { engines, type FreshDatabase, freshDatabase } from '../../../tests/cluster.ts'
import { describeDatabase } from './describe.ts'
import { migrate } from './migrate.ts'
import { generateSchema } from './schema-generator.ts'

const realFolder = fileURLToPath(new URL('../../../database/migrations', import.meta.url))
const realFiles = readdirSync(realFolder).filter((file) => file.endsWith('.sql'))
const cleanups: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function fresh(options: Parameters<typeof freshDatabase>[0]): Promise<FreshDatabase> {
  const database = await freshDatabase(options)
  cleanups.push(() => database.drop())
  return database
}

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sw-migrations-'))
  cleanups.push(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

async function rows(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const two = { '0001-first.sql': 'CREATE TABLE a (x integer);', '0002-second.sql': 'CREATE TABLE b (x integer);' }

test.each(engines)('an empty database on %s reaches the state of a fresh one, and then stays', async (engine) => {
  const empty = await fresh({ engine, migrated: false })
  expect(await migrate(empty.adminUrl)).toEqual({ applied: realFiles, already: 0 })
  expect(await migrate(empty.adminUrl)).toEqual({ applied: [], already: realFiles.length })
  const template = await fresh({ engine })
  const structure = await describeDatabase(empty.adminUrl)
  expect(structure).toBe(await describeDatabase(template.adminUrl))
  expect(structure).toContain('relation platform.migration')
  expect(structure.split('\n').length).toBeGreaterThan(100)
})

test('a database migrated in two steps is like one migrated at once', async () => {
  const folder = folderOf({})
  const stepwise = await fresh({ migrated: false })
  for (const file of realFiles) {
    cpSync(join(realFolder, file), join(folder, file))
    expect(await migrate(stepwise.adminUrl, { folder })).toMatchObject({ applied: [file] })
  }
  const atOnce = await fresh({})
  expect(await describeDatabase(stepwise.adminUrl)).toBe(await describeDatabase(atOnce.adminUrl))
})

test('the description tells a missing index, a wider right and a changed policy apart', async () => {
  const { adminUrl } = await fresh({ migrated: false })
  const folder = folderOf({
    '0001-a.sql': `CREATE ROLE reader_of_a; CREATE TABLE a (x integer); CREATE INDEX on_x ON a (x);
      ALTER TABLE a ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON a USING (x > 1);`,
  })
  await migrate(adminUrl, { folder })
  const texts = [await describeDatabase(adminUrl)]
  for (const change of [
    'DROP INDEX on_x',
    'GRANT SELECT (x) ON a TO reader_of_a',
    'ALTER POLICY p ON a USING (true)',
    'ALTER TABLE a DISABLE ROW LEVEL SECURITY',
    'ALTER TABLE a ALTER x SET DEFAULT 3',
  ]) {
    await rows(adminUrl, change)
    texts.push(await describeDatabase(adminUrl))
  }
  expect(new Set(texts).size).toBe(texts.length)
  await rows(adminUrl, 'DROP OWNED BY reader_of_a; DROP ROLE reader_of_a')
})

test('database/schema.ts is what the migrations say (else: node scripts/schema.mjs)', async () => {
  const { adminUrl } = await fresh({})
  const committed = readFileSync(new URL('../../../database/schema.ts', import.meta.url), 'utf8')
  expect(committed.replaceAll('\r\n', '\n')).toBe(await generateSchema(adminUrl))
})

test('types follow the columns', async () => {
  const { adminUrl } = await fresh({ migrated: false })
  const folder = folderOf({
    '0001-a.sql': `CREATE SCHEMA room; CREATE DOMAIN room.code AS text CHECK (VALUE <> '');
      CREATE TABLE room.some_thing (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, own uuid NOT NULL, code room.code NOT NULL, n integer,
        big bigint NOT NULL DEFAULT 0, at timestamptz NOT NULL DEFAULT now(), day date, tags text[] NOT NULL,
        data jsonb, doubled integer GENERATED ALWAYS AS (n * 2) STORED, digest bytea NOT NULL);
      CREATE VIEW room.seen AS SELECT own, n FROM room.some_thing;`,
  })
  await migrate(adminUrl, { folder })
  const text = await generateSchema(adminUrl)
  expect(text).toContain(`export interface RoomSomeThing {
  id: GeneratedAlways<string>
  own: string
  code: string
  n: number | null
  big: Generated<string>
  at: Generated<Timestamp>
  day: string | null
  tags: string[]
  data: unknown
  doubled: GeneratedAlways<number | null>
  digest: Buffer
}`)
  expect(text).toContain('export interface RoomSeen {\n  own: string\n  n: number | null\n}')
  expect(text).toContain("  'room.some_thing': RoomSomeThing\n")
})

test('a file changed after it was applied is refused, and nothing further is applied', async () => {
  const { adminUrl } = await fresh({ migrated: false })
  const folder = folderOf({ '0001-first.sql': two['0001-first.sql'] })
  await migrate(adminUrl, { folder })
  writeFileSync(join(folder, '0001-first.sql'), 'CREATE TABLE a (x bigint);')
  writeFileSync(join(folder, '0002-second.sql'), two['0002-second.sql'])
  await expect(migrate(adminUrl, { folder })).rejects.toMatchObject({ code: 'CHANGED' })
  expect(await rows(adminUrl, `SELECT to_regclass('b') AS b`)).toEqual([{ b: null }])
})

test('line ends of another system are not a change', async () => {
  const { adminUrl } = await fresh({ migrated: false })
  const folder = folderOf({ '0001-first.sql': 'CREATE TABLE a (\n  x integer\n);\n' })
  await migrate(adminUrl, { folder })
  writeFileSync(join(folder, '0001-first.sql'), 'CREATE TABLE a (\r\n  x integer\r\n);\r\n')
  expect(await migrate(adminUrl, { folder })).toEqual({ applied: [], already: 1 })
})

test('a gap, a repeated number and an odd name are refused before anything is applied', async () => {
  const { adminUrl } = await fresh({ migrated: false })
  const [first, second] = Object.values(two) as [string, string]
  for (const folder of [
    folderOf({ '0001-first.sql': first, '0003-third.sql': second }),
    folderOf({ '0001-first.sql': first, '0001-second.sql': second }),
    folderOf({ '0001-first.sql': first, '0002_second.sql': second }),
  ]) {
    await expect(migrate(adminUrl, { folder })).rejects.toMatchObject({ code: 'BAD_NAME' })
  }
  expect(await rows(adminUrl, `SELECT to_regclass('a') AS a`)).toEqual([{ a: null }])
})

test('a database newer than the program is refused', async () => {
  const { adminUrl } = await fresh({ migrated: false })
  const folder = folderOf(two)
  await migrate(adminUrl, { folder })
  renameSync(join(folder, '0002-second.sql'), join(folder, '0002-second.sql.kept'))
  await expect(migrate(adminUrl, { folder })).rejects.toMatchObject({ code: 'NEWER_DATABASE' })
})

test('a file that fails is wholly undone, named with its line, and can be mended', async () => {
  const { adminUrl } = await fresh({ migrated: false })
  const folder = folderOf({ ...two, '0002-second.sql': 'CREATE TABLE b (x integer);\nCREATE TABLE c (x nonsense);' })
  await expect(migrate(adminUrl, { folder })).rejects.toMatchObject({
    code: 'FAILED',
    message: expect.stringContaining('0002-second.sql:2'),
  })
  expect(await rows(adminUrl, `SELECT to_regclass('a') AS a, to_regclass('b') AS b`)).toEqual([{ a: 'a', b: null }])
  writeFileSync(join(folder, '0002-second.sql'), two['0002-second.sql'])
  expect(await migrate(adminUrl, { folder })).toEqual({ applied: ['0002-second.sql'], already: 1 })
})

test('of two processes at once one applies and the other waits, then finds it done', async () => {
  const { adminUrl } = await fresh({ migrated: false })
  const folder = folderOf({ '0001-slow.sql': 'SELECT pg_sleep(0.3); CREATE TABLE a (x integer);' })
  const both = await Promise.all([migrate(adminUrl, { folder }), migrate(adminUrl, { folder })])
  expect(both.map(({ applied }) => applied.length).toSorted((a, b) => a - b)).toEqual([0, 1])
})

test('the app cannot read or write the history', async () => {
  const { appUrl } = await fresh({})
  await expect(rows(appUrl, 'SELECT * FROM platform.migration')).rejects.toMatchObject({ code: '42501' })
})
