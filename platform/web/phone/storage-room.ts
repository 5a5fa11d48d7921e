/** Room left on the phone: asked to be kept for good, and watched, so that a full phone is told before it hurts. */
import { cell } from './cell.ts'

export interface StorageRoom {
  /** The browser promised not to clear it by itself. */
  readonly kept: boolean
  /** Bytes; null where the browser does not say. */
  readonly used: number | null
  readonly free: number | null
}
export const storageRoom = cell<StorageRoom>({ kept: false, used: null, free: null })

/** A site's list takes about 10 MB, a shift's facts about 2. */
export const LITTLE_ROOM = 60 * 1024 * 1024

export async function measureRoom(): Promise<void> {
  const storage = navigator.storage
  if (!storage) return
  const kept = (await storage.persisted?.().catch(() => false)) ?? false
  const { usage, quota } = (await storage.estimate?.().catch(() => null)) ?? {}
  storageRoom.set({
    kept,
    used: usage ?? null,
    free: usage !== undefined && quota !== undefined ? quota - usage : null,
  })
}

export async function askToKeep(): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false)
  await measureRoom()
}
