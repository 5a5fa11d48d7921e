/**
 * One process per data folder, held by the operating system: an exclusive SQLite transaction on an empty file is a
 * real file lock, which Node otherwise lacks. It ends with the process however it dies, and a reused pid cannot fake it.
 */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EmbeddedDatabaseError } from './failure.ts'
import { roomLeft } from './settings.ts'

/** Result codes of SQLite. */
const BUSY = 5
const FULL = 13

/** A lock whose handle were collected would be let go. */
const held = new Set<DatabaseSync>()

export interface FolderLock {
  readonly files: readonly string[]
  release(): void
}

/** @throws EmbeddedDatabaseError FOLDER_IN_USE naming the holder, FOLDER_NOT_OURS without permission. */
export function lockFolder(folder: string): FolderLock {
  const file = join(folder, 'lock')
  const holderFile = join(folder, 'lock-holder.json')
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(file)
    // With its journal in memory it writes nothing at all, so a full disk cannot keep the folder from being locked.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    chmodSync(file, 0o600)
  } catch (error) {
    lock?.close()
    const { errcode } = error as { errcode?: number }
    if (errcode === BUSY) throw new EmbeddedDatabaseError('FOLDER_IN_USE', { folder, holder: readHolder(holderFile) })
    if (errcode === FULL) throw new EmbeddedDatabaseError('DISK_FULL', { folder, free: roomLeft(folder) }, error)
    throw new EmbeddedDatabaseError('FOLDER_NOT_OURS', { folder }, error)
  }
  const taken = lock
  held.add(taken)
  try {
    writeFileSync(holderFile, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }), { mode: 0o600 })
  } catch {
    // The lock itself needs no room on the disk; only the name in a refusal does.
  }
  return {
    files: [file, holderFile],
    release() {
      if (held.delete(taken)) taken.close()
    },
  }
}

function readHolder(file: string): string {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as { pid?: unknown; since?: unknown }
    return `pid ${String(holder.pid)}, ${String(holder.since)}`
  } catch {
    return 'pid ?'
  }
}
