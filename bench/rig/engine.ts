/**
 * A throw-away PostgreSQL for a bench, with the settings that the product runs with: the one that comes with the product,
 * through its socket, or the machine's own ("server"), through TCP as DATABASE_URL would name it. Gone with its files
 * at the end, on Ctrl-C too.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openEmbedded } from '../../platform/server/database/embedded.ts'
import { migrate } from '../../platform/server/database/migrate.ts'
import { ensureAppLogin } from '../../platform/server/database/roles.ts'
import { systemPostgres } from '../../tests/system-postgres.ts'

export type EngineName = 'embedded' | 'server'
export const SECRET = 'for-benches-only-0123456789-abcdefghij'
const FIRST_PORT = 54_600

export interface BenchDatabase {
  /** Superuser and owner of the tables. */
  readonly adminUrl: string
  /** The app's login, bound by row-level security. */
  readonly appUrl: string
}

export interface Engine {
  readonly name: EngineName
  /** As `SHOW` says: version, fsync, synchronous_commit, full_page_writes. */
  readonly settings: Readonly<Record<string, string>>
  /** Where a server may keep its files. */
  readonly folder: string
  fresh(name: string): Promise<BenchDatabase>
  stop(): Promise<void>
}

export const engines = (): readonly EngineName[] => (systemPostgres() ? ['embedded', 'server'] : ['embedded'])

export async function openEngine(name: EngineName): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), `shouwang-bench-${name}-`))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  const bin = name === 'server' ? systemPostgres() : undefined
  const database = await openEmbedded({ dataDir: folder, ...(bin ? { bin, port: FIRST_PORT } : {}) }).catch(
    (error: unknown) => {
      remove()
      throw error
    },
  )
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => (stopping ??= database.stop().finally(remove))
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => void stop().finally(() => process.exit(code)))

  const settings: Record<string, string> = {}
  for (const key of ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes'])
    settings[key] = Object.values((await run(database.adminUrl, `SHOW ${key}`))[0] ?? {})[0] as string
  return {
    name,
    settings,
    folder,
    async fresh(database_) {
      await run(database.adminUrl, `CREATE DATABASE ${database_}`)
      const adminUrl = withDatabase(database.adminUrl, database_)
      await migrate(adminUrl)
      return { adminUrl, appUrl: await ensureAppLogin(adminUrl, SECRET) }
    },
    stop,
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** One statement on a connection of its own. */
export async function run(url: string, text: string, values?: unknown[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}
