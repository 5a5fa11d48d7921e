/** From settings to a migrated database with the app's own login: the embedded one, or the server that DATABASE_URL names. */
import { openEmbedded, runningEmbedded } from '../../platform/server/database/embedded.ts'
import { migrate } from '../../platform/server/database/migrate.ts'
import type { OnProgress } from '../../platform/server/database/progress.ts'
import { ensureAppLogin } from '../../platform/server/database/roles.ts'
import type { Settings } from '../../platform/server/settings.ts'

export interface OpenedDatabase {
  readonly adminUrl: string
  readonly appUrl: string
  /** Told if the embedded database ends by itself; never for a server's. */
  readonly lost: Promise<Error>
  stop(): Promise<void>
}

export async function openServerDatabase(settings: Settings, onProgress: OnProgress): Promise<OpenedDatabase> {
  const embedded = settings.databaseUrl ? null : await openEmbedded({ dataDir: settings.dataDir, onProgress })
  const adminUrl = settings.databaseUrl ?? embedded!.adminUrl
  try {
    await migrate(adminUrl, { onProgress })
    return {
      adminUrl,
      appUrl: await ensureAppLogin(adminUrl, settings.secret),
      lost: embedded?.lost ?? new Promise(() => undefined),
      stop: async () => embedded?.stop(),
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** For tools: beside a running server its own database is used, since the folder itself belongs to one process. */
export async function openOwnDatabase(
  settings: Settings,
  onProgress: OnProgress,
): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const running = settings.databaseUrl ? undefined : runningEmbedded(settings.dataDir)
  return running ? { adminUrl: running, stop: async () => undefined } : openServerDatabase(settings, onProgress)
}
