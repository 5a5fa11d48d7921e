/** A database of its own for a test: migrated, empty, gone with `drop()` or at the latest with the run. */
import { inject } from 'vitest'
import type { Request } from './cluster-setup.ts'
import type { FreshOptions, FreshUrls } from './clusters.ts'
import { systemPostgres } from './system-postgres.ts'

export type { EngineName } from './clusters.ts'

/** Engines this machine can test on; the product's own always, a server's where PostgreSQL 15 or later is installed. */
export const engines = systemPostgres() ? (['embedded', 'system'] as const) : (['embedded'] as const)

export interface FreshDatabase {
  readonly name: string
  /** Superuser; never what the product's own code runs as. */
  readonly adminUrl: string
  /** The app's login, bound by row-level security; empty for a database without migrations. */
  readonly appUrl: string
  drop(): Promise<void>
}

/** Kept here, for a test may replace the global one. */
const { fetch } = globalThis

export async function freshDatabase(options: FreshOptions = {}): Promise<FreshDatabase> {
  const { engine = 'embedded' } = options
  const urls = (await ask({ fresh: options })) as FreshUrls
  return { ...urls, drop: async () => void (await ask({ drop: { engine, name: urls.name } })) }
}

async function ask(request: Request): Promise<unknown> {
  const response = await fetch(inject('clusterHost'), { method: 'POST', body: JSON.stringify(request) })
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return JSON.parse(text)
}
