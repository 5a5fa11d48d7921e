/** One's own record on the phone, kept with its age for when there is no network. */
import type { OutputOf } from '../../../platform/pure/contract.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import type { staff } from '../contract.ts'

const KEY = 'staff.own-record'

export type OwnRecord = OutputOf<typeof staff.operations.mine>

interface Kept {
  /** Unix ms by this phone's clock. */
  readonly at: number
  readonly record: OwnRecord
}

export async function keepRecord(db: PhoneDatabase, record: OwnRecord): Promise<void> {
  await db.notes.put({ key: KEY, value: { at: Date.now(), record } satisfies Kept })
}
export const readRecord = async (db: PhoneDatabase): Promise<Kept | null> =>
  ((await db.notes.get(KEY))?.value as Kept | undefined) ?? null

/** Another person took this phone. */
export const forgetRecord = (db: PhoneDatabase): Promise<void> => db.notes.delete(KEY)
