/**
 * Throw-away databases for tests and benches: one cluster per engine, started when first asked for, with one migrated
 * database that every fresh one is copied from. Lives in one process; tests reach it through cluster.ts.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { loadTaohua } from '../database/taohua/load.ts'
import { type EmbeddedDatabase, openEmbedded } from '../platform/server/database/embedded.ts'
import { migrate } from '../platform/server/database/migrate.ts'
import { ensureAppLogin } from '../platform/server/database/roles.ts'
import { digestWith } from '../platform/server/digest.ts'
import { systemPostgres } from './system-postgres.ts'

/** `embedded` comes with the product; `system` is the machine's own PostgreSQL 15 or later. */
export type EngineName = 'embedded' | 'system'

export interface FreshOptions {
  readonly engine?: EngineName
  /** false: an empty database, for tests of the migrations themselves. It has no appUrl. */
  readonly migrated?: boolean
  /** Taohua, loaded once a run and copied; the secret is that of the server that will search in it. */
  readonly demo?: { readonly residents: number; readonly secret: string }
}

export interface FreshUrls {
  readonly name: string
  readonly adminUrl: string
  readonly appUrl: string
}

export interface Clusters {
  fresh(options?: FreshOptions): Promise<FreshUrls>
  drop(engine: EngineName, name: string): Promise<void>
  /** The superuser's address of a cluster itself, starting it if need be. */
  adminUrl(engine?: EngineName): Promise<string>
  close(): Promise<void>
}

const SECRET = 'for-tests-only'

interface Cluster {
  readonly database: EmbeddedDatabase
  readonly folder: string
}

export function openClusters(): Clusters {
  const clusters = new Map<EngineName, Promise<Cluster>>()
  const demos = new Map<string, Promise<string>>()
  let made = 0

  const cluster = (engine: EngineName) => {
    const running = clusters.get(engine) ?? startCluster(engine)
    clusters.set(engine, running)
    return running
  }

  const copied = async ({ database }: Cluster, template: string) => {
    made += 1
    const name = `t${made}`
    await execute(maintenance(database.adminUrl), `CREATE DATABASE ${name} TEMPLATE ${template}`)
    return { name, adminUrl: withDatabase(database.adminUrl, name) }
  }
  const migratedIn = ({ database }: Cluster) => new URL(database.adminUrl).pathname.slice(1)

  const loadDemo = async (
    within: Cluster,
    { residents, secret }: NonNullable<FreshOptions['demo']>,
  ): Promise<string> => {
    const { name, adminUrl } = await copied(within, migratedIn(within))
    // What journeys ask of duty they bring themselves.
    await loadTaohua(adminUrl, { digest: digestWith(secret), residents, duty: false })
    return name
  }

  return {
    async fresh({ engine = 'embedded', migrated = true, demo } = {}) {
      const within = await cluster(engine)
      const key = `${engine} ${demo?.residents} ${demo?.secret}`
      if (demo && !demos.has(key)) demos.set(key, loadDemo(within, demo))
      const template = (await demos.get(key)) ?? (migrated ? migratedIn(within) : 'template0')
      const { name, adminUrl } = await copied(within, template)
      return { name, adminUrl, appUrl: migrated ? await ensureAppLogin(adminUrl, SECRET) : '' }
    },
    async drop(engine, name) {
      const { database } = await cluster(engine)
      await execute(maintenance(database.adminUrl), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
    async adminUrl(engine = 'embedded') {
      return (await cluster(engine)).database.adminUrl
    },
    async close() {
      for (const running of clusters.values()) {
        // One that never came up has told so where it was asked for.
        await running.then(stopCluster, () => undefined)
      }
      clusters.clear()
    },
  }
}

async function startCluster(engine: EngineName): Promise<Cluster> {
  const bin = engine === 'system' ? systemPostgres() : undefined
  if (engine === 'system' && bin === undefined) throw new Error('this machine has no PostgreSQL 15 or later of its own')
  const folder = mkdtempSync(join(tmpdir(), `shouwang-${engine}-`))
  const database = await openEmbedded({ dataDir: folder, ...(bin === undefined ? {} : { bin }) })
  const cluster = { database, folder }
  try {
    await migrate(database.adminUrl)
    return cluster
  } catch (error) {
    await stopCluster(cluster)
    throw error
  }
}

async function stopCluster({ database, folder }: Cluster): Promise<void> {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** A template may have no connection, so databases are made from this one. */
const maintenance = (adminUrl: string) => withDatabase(adminUrl, 'postgres')

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

async function execute(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
