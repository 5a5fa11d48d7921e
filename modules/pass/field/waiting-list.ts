/** Applications that wait in one's own area, kept on the phone with their age: readable without network, decided only with it. */
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { keepList, type KeptList, readList } from '../../../platform/web/pocket/kept-list.ts'
import type { Application } from '../application.ts'
import type { Draft } from './draft.ts'

export interface WaitingMeta {
  /** All that wait, also beyond those that this phone carries. */
  readonly total: number
}
export type WaitingList = KeptList<WaitingMeta, Application>
export type Order = 'age' | 'door'

const LIST = 'pass.waiting'

export const keepWaiting = (db: PhoneDatabase, list: WaitingList): Promise<void> => keepList(db, LIST, list)
export const readWaiting = (db: PhoneDatabase): Promise<WaitingList | null> => readList(db, LIST)

/** What became of one, until the list is read anew: gone when it was decided, else as it stands. */
export async function noteStanding(db: PhoneDatabase, application: Application): Promise<void> {
  const list = await readWaiting(db)
  if (!list?.rows.some(({ id }) => id === application.id)) return
  const waits = application.state === 'asked' || application.state === 'verified'
  await keepWaiting(db, {
    at: list.at,
    meta: { total: list.meta.total - (waits ? 0 : 1) },
    rows: list.rows.flatMap((row) => (row.id !== application.id ? [row] : waits ? [application] : [])),
  })
}

export async function forgetWaiting(db: PhoneDatabase): Promise<void> {
  await db.transaction('rw', db.kept, db.chunks, async () => {
    await db.kept.delete(LIST)
    await db.chunks.where('key').equals(LIST).delete()
  })
}

export interface Line {
  readonly application: Application
  /** Something was chosen here and has not arrived. */
  readonly drafted: boolean
  /** It waits no more, as far as the list knows; only what was chosen is left. */
  readonly gone: boolean
}
/** What was begun and waits no more on top, for it wants to be dropped; then the oldest first, or door by door as a stairwell has them. */
export function linesOf(rows: readonly Application[], drafts: readonly Draft[], order: Order): Line[] {
  const drafted = new Set(drafts.map(({ application }) => application.id))
  const waiting = new Set(rows.map(({ id }) => id))
  const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  const sorted = rows.toSorted(
    (a, b) => (order === 'door' ? before(a.path, b.path) : 0) || before(a.askedAt, b.askedAt) || before(a.id, b.id),
  )
  return [
    ...drafts
      .filter(({ application }) => !waiting.has(application.id))
      .map(({ application }) => ({ application, drafted: true, gone: true })),
    ...sorted.map((application) => ({ application, drafted: drafted.has(application.id), gone: false })),
  ]
}
