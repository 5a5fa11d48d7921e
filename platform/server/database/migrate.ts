/**
 * Brings a database to the state this program expects: the numbered SQL files in order, each in one transaction with
 * the line that records it, one process at a time. History is never guessed at: a changed file, a gap or a database
 * that is newer than the program is refused before anything is touched.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Params, sayBoth, type Word, words } from '../../pure/words.ts'
import type { OnProgress } from './progress.ts'

const folderOfMigrations = fileURLToPath(new URL('../../../database/migrations', import.meta.url))
const OLDEST_SERVER = 15
/** Any number, as long as it is ours: two processes of one database wait for each other on it. */
const LOCK = 7_303_014_015

const failures = words({
  BAD_NAME: [
    '迁移文件 {file} 的编号不对：应为 {expected}-名称.sql',
    'Migration file {file} is out of sequence: expected {expected}-name.sql',
  ],
  CHANGED: [
    '迁移 {file} 在执行之后被改过。请恢复原文件，改动写进新的迁移',
    'Migration {file} was changed after it had been applied. Restore it and put the change into a new one',
  ],
  NEWER_DATABASE: [
    '数据库已执行迁移 {file}，而本程序没有它：数据库比程序新。请用新版程序启动',
    'The database has migration {file}, which this program does not: the database is newer. Start the newer program',
  ],
  OLD_SERVER: [
    '数据库服务器是 PostgreSQL {found}，需要 {needed} 以上',
    'The database server is PostgreSQL {found}; {needed} or later is needed',
  ],
  NOT_UTF8: ['数据库的编码是 {found}，需要 UTF8', 'The encoding of the database is {found}; UTF8 is needed'],
  DISK_FULL: [
    '磁盘已满，迁移 {file} 没有执行。已确认的数据都在；请腾出空间后重新启动',
    'The disk is full and migration {file} was not applied. All that was acknowledged is safe; free some space and start again',
  ],
  FAILED: ['迁移 {file} 没有成功，已全部撤回：{detail}', 'Migration {file} failed and was wholly undone: {detail}'],
})

export class MigrationError extends Error {
  readonly code: keyof typeof failures
  readonly words: Word

  constructor(code: keyof typeof failures, params: Params, cause?: unknown) {
    const both = sayBoth(failures[code], params)
    super(`${both[0]}\n${both[1]}`, cause === undefined ? undefined : { cause })
    this.name = 'MigrationError'
    this.code = code
    this.words = both
  }
}

const steps = words({
  waiting: ['等待另一个进程完成数据库升级', 'Waiting for another process to finish updating the database'],
  applying: ['升级数据库 {file}', 'Updating the database {file}'],
})

export interface MigrateOptions {
  readonly onProgress?: OnProgress
  /** Where the files lie; those of the product unless a test says otherwise. */
  readonly folder?: string
}

export interface Migrated {
  /** Names of the files applied now, in order. */
  readonly applied: string[]
  /** How many had been applied before. */
  readonly already: number
}

interface Migration {
  readonly number: number
  readonly file: string
  readonly sha256: string
  readonly text: string
}

/** @throws MigrationError with a stable `code` and words in both languages; the database is then as it was. */
export async function migrate(adminUrl: string, options: MigrateOptions = {}): Promise<Migrated> {
  const { onProgress, folder = folderOfMigrations } = options
  const migrations = readMigrations(folder)
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await assertServer(client)
    await lock(client, () => onProgress?.({ words: steps.waiting }))
    const already = await compareHistory(client, migrations)
    const applied: string[] = []
    for (const migration of migrations.slice(already)) {
      const done = migration.number - 1
      onProgress?.({ words: sayBoth(steps.applying, { file: migration.file }), done, total: migrations.length })
      await apply(client, migration)
      applied.push(migration.file)
    }
    return { applied, already }
  } finally {
    await client.end()
  }
}

function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return files.map((file, index) => {
    const expected = String(index + 1).padStart(4, '0')
    if (!new RegExp(`^${expected}-[a-z0-9-]+\\.sql$`).test(file))
      throw new MigrationError('BAD_NAME', { file, expected })
    // A checkout on Windows may end its lines otherwise.
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
    return { number: index + 1, file, text, sha256: createHash('sha256').update(text).digest('hex') }
  })
}

async function assertServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding`,
  )
  const { version = '', encoding = '' } = rows[0] ?? {}
  if (Number.parseInt(version, 10) < OLDEST_SERVER) {
    throw new MigrationError('OLD_SERVER', { found: version, needed: OLDEST_SERVER })
  }
  if (encoding !== 'UTF8') throw new MigrationError('NOT_UTF8', { found: encoding })
}

/** Held by the connection, so it ends with it. */
async function lock(client: pg.Client, onWait: () => void): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [LOCK])
  if (rows[0]?.free) return
  onWait()
  await client.query('SELECT pg_advisory_lock($1)', [LOCK])
}

/** Returns how many of the files have been applied. */
async function compareHistory(client: pg.Client, migrations: readonly Migration[]): Promise<number> {
  await client.query(`
    SET client_min_messages = warning;
    CREATE SCHEMA IF NOT EXISTS platform;
    CREATE TABLE IF NOT EXISTS platform.migration (
      number integer PRIMARY KEY,
      file text NOT NULL,
      sha256 text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`)
  const { rows } = await client.query<{ number: number; file: string; sha256: string }>(
    'SELECT number, file, sha256 FROM platform.migration ORDER BY number',
  )
  for (const [index, { file, sha256 }] of rows.entries()) {
    const ours = migrations[index]
    if (!ours) throw new MigrationError('NEWER_DATABASE', { file })
    if (ours.file !== file || ours.sha256 !== sha256) throw new MigrationError('CHANGED', { file })
  }
  return rows.length
}

async function apply(client: pg.Client, { number, file, sha256, text }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(text)
    await client.query('INSERT INTO platform.migration (number, file, sha256) VALUES ($1, $2, $3)', [
      number,
      file,
      sha256,
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    const { code, message, position } = error as pg.DatabaseError
    if (code === '53100') throw new MigrationError('DISK_FULL', { file }, error)
    const line = position ? text.slice(0, Number(position)).split('\n').length : undefined
    throw new MigrationError('FAILED', { file, detail: line ? `${message} (${file}:${line})` : message }, error)
  }
}
