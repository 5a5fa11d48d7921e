/** Empties the phone: databases, caches, choices and the service worker. What was not yet sent goes too; the server asked for it. */
import Dexie from 'dexie'
import type { Word } from '../../pure/words.ts'
import { DATABASE, type PhoneDatabase } from '../pocket/database.ts'
import { cell } from './cell.ts'

/** Why this phone was emptied, once it has been. */
export const wiped = cell<Word | null>(null)
const CHANNEL = 'shouwang-wipe'

let channel: BroadcastChannel | null = null
/** Other tabs hold the words on their screens too: they hear of it and forget. */
export function hearWipeOfOthers(): void {
  if (typeof BroadcastChannel === 'undefined') return
  channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = (event: MessageEvent<Word>) => wiped.set(event.data)
}

export async function wipePhone(db: PhoneDatabase, because: Word): Promise<void> {
  if (wiped.get()) return
  wiped.set(because)
  channel?.postMessage(because)
  db.close()
  await Dexie.delete(DATABASE).catch(() => undefined)
  const names = await indexedDB.databases?.().catch(() => [])
  for (const { name } of names ?? []) if (name !== undefined) indexedDB.deleteDatabase(name)
  if (typeof caches !== 'undefined') for (const name of await caches.keys()) await caches.delete(name)
  try {
    localStorage.clear()
    sessionStorage.clear()
  } catch {
    // Storage that is switched off holds nothing.
  }
  for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister()
}
