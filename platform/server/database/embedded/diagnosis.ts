/** Why the engine did not start, or ended: a full disk is told apart from all else, for a person can mend that. */
import type { EngineLog } from './engine-log.ts'
import { EmbeddedDatabaseError } from './failure.ts'
import { roomLeft } from './settings.ts'

/** Below this the engine cannot even begin a new file of its log of changes. */
const FULL_MB = 16

export const saysFull = (log: EngineLog) => log.says(/No space left on device/)

const looksFull = (folder: string, log: EngineLog) => saysFull(log) || roomLeft(folder) < FULL_MB

export function explainEnd(folder: string, log: EngineLog): EmbeddedDatabaseError {
  if (looksFull(folder, log)) return new EmbeddedDatabaseError('DISK_FULL', { folder, free: roomLeft(folder) })
  return new EmbeddedDatabaseError('STOPPED', { detail: log.lastWords() })
}

export function explain(error: unknown, folder: string, log: EngineLog): EmbeddedDatabaseError {
  if (error instanceof EmbeddedDatabaseError) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === '53100' || looksFull(folder, log)) {
    return new EmbeddedDatabaseError('DISK_FULL', { folder, free: roomLeft(folder) }, error)
  }
  if (code === 'EACCES' || code === 'EPERM') return new EmbeddedDatabaseError('FOLDER_NOT_OURS', { folder }, error)
  return new EmbeddedDatabaseError('START_FAILED', { detail: message }, error)
}
