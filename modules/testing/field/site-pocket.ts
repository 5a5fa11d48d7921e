/** The site's list on this phone: fetched with its age, held in memory as an index, kept fresh by who is tested elsewhere. */
import type { OutputFor } from '../../../platform/web/client.ts'
import { heldNow } from '../../../platform/web/outbox/outbox.ts'
import { hmacSha256 } from '../../../platform/web/pocket/hmac-sha256.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { addMarks, dropListsExcept, keepList, readList } from '../../../platform/web/pocket/kept-list.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import { testing } from '../contract.ts'
import { indexOf, type Listed, type ListIndex, type Mark } from '../identify.ts'
import { pocketKey, sinceKey } from './shift.ts'

export type PocketMeta = Omit<OutputFor<typeof testing.operations.pocket>, 'people'>
export interface SitePocket {
  /** Unix ms by this phone's clock when it was fetched. */
  readonly at: number
  readonly meta: PocketMeta
  readonly index: ListIndex
}

const ELSEWHERE: Mark = { tested: true, sampleId: null, at: null, tube: null }
/** A list of 30,000 people is about 6 MB: on a poor line that takes a while. */
const LONG = 180_000

/**
 * Fetches the list of a site and keeps it. The cursor is asked for first, so that nobody tested in between is missed;
 * whoever was tested before it is marked so in the list itself.
 */
export async function fetchPocket(db: PhoneDatabase, siteId: string): Promise<void> {
  const since = await ask(testing.operations.testedSince, { siteId, cursor: null })
  const { people, ...meta } = await ask(testing.operations.pocket, { siteId }, { timeout: LONG })
  const key = pocketKey(siteId)
  await keepList(db, key, { at: Date.now(), meta, rows: people })
  await db.notes.put({ key: sinceKey(siteId), value: since.cursor })
  // Lists of sites this phone no longer works at are other people's data.
  await dropListsExcept(db, await keptBeside(db, key))
}

const keptBeside = async (db: PhoneDatabase, mine: string): Promise<string[]> => {
  const keys = await db.kept.toCollection().primaryKeys()
  return [mine, ...keys.filter((key) => !key.startsWith(pocketKey('')))]
}

export async function loadPocket(db: PhoneDatabase, siteId: string): Promise<SitePocket | null> {
  const list = await readList<PocketMeta, Listed>(db, pocketKey(siteId))
  return list && { at: list.at, meta: list.meta, index: indexOf(list.rows) }
}

/** Asks who was tested elsewhere since the last time; true when the round has been closed. */
export async function hearTested(db: PhoneDatabase, siteId: string): Promise<boolean> {
  // While a void of this phone waits to be sent, the server still counts the swab that was taken back.
  const told = (await heldNow(db)).waiting === 0
  const note = await db.notes.get(sinceKey(siteId))
  const cursor = (note?.value as string | undefined) ?? null
  const answer = await ask(testing.operations.testedSince, { siteId, cursor })
  await addMarks(db, pocketKey(siteId), answer.residentIds, ELSEWHERE, (old) => told && !(old as Mark).tested)
  await db.notes.put({ key: sinceKey(siteId), value: answer.cursor })
  return answer.closed
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))

/** The key under which the list knows a document number: the number itself never leaves the database for a phone. */
export async function idKeyOf(salt: string, number: string): Promise<string> {
  const digest = await hmacSha256(bytesOf(salt), new TextEncoder().encode(number))
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
