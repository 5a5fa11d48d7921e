/** From settings to a migrated database with the app's own login: the embedded one, or the server that DATABASE_URL names. */
import { ensureAppLogin } from '../../platform/server/database/roles.ts'
import { openEmbedded } from '../../platform/server/database/embedded.ts'
import { migrate } from '../../platform/server/database/migrate.ts'
import type { Settings } from '../../platform/server/settings.ts'

export interface OpenedDatabase {
  readonly adminUrl: string
  readonly appUrl: string
  readonly engine: string
  stop(): Promise<void>
}

export async function openServerDatabase(settings: Settings, say: (line: string) => void): Promise<OpenedDatabase> {
  const embedded = settings.databaseUrl ? null : await openEmbedded({ dataDir: settings.dataDir, onProgress: say })
  const adminUrl = settings.databaseUrl ?? embedded!.adminUrl
  try {
    const { applied, already } = await migrate(adminUrl, { onProgress: say })
    if (applied.length > 0) say(`数据库结构 Schema: +${applied.length} (${already + applied.length})`)
    const appUrl = await ensureAppLogin(adminUrl, settings.secret)
    return { adminUrl, appUrl, engine: embedded ? `embedded PostgreSQL ${embedded.version}` : 'PostgreSQL server', stop: async () => embedded?.stop() }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}
