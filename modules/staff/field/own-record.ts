/** One's own record on the phone, kept with its age for when there is no network. */
import type { OutputOf } from '../../../platform/pure/contract.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import { staff } from '../contract.ts'

const { mine } = staff.operations
const KEY = 'staff.own-record'

interface Kept {
  /** Unix ms by this phone's clock. */
  readonly at: number
  readonly record: OutputOf<typeof mine>
}

export async function fetchRecord(db: PhoneDatabase): Promise<void> {
  const record = await ask(mine, {})
  await db.notes.put({ key: KEY, value: { at: Date.now(), record } satisfies Kept })
}
export const readRecord = async (db: PhoneDatabase): Promise<Kept | null> =>
  ((await db.notes.get(KEY))?.value as Kept | undefined) ?? null

/** Another person took this phone. */
export const forgetRecord = (db: PhoneDatabase): Promise<void> => db.notes.delete(KEY)
