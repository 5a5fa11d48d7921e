/** A touch of somebody of the errand squad becomes a fact: stored on the phone with what the screen shows of it, then sent when there is network. */
import { freshId } from '../../../platform/web/fresh-id.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import { change } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { noting } from '../field-contract.ts'
import type { Errand, ErrandStep } from '../parcel.ts'
import { type ErrandBook, saidMore } from './errand-book.ts'

const { operations } = noting
const BOOK = 'visit.errand-book'
const CARRIED = 'visit.errands'

export const readErrandBook = async (db: PhoneDatabase): Promise<ErrandBook> =>
  ((await db.notes.get(BOOK))?.value as ErrandBook | undefined) ?? []

export interface Carried {
  /** When it was fetched, by this phone's clock, ms. */
  readonly at: number
  readonly errands: readonly Errand[]
}
export const readCarried = async (db: PhoneDatabase): Promise<Carried | null> =>
  ((await db.notes.get(CARRIED))?.value as Carried | undefined) ?? null
export async function fetchErrands(db: PhoneDatabase): Promise<void> {
  const { errands } = await ask(operations.errands, {})
  await db.notes.put({ key: CARRIED, value: { at: Date.now(), errands } satisfies Carried })
}
/** Another person has this phone: what waits to be sent stays. */
export const forgetErrands = (db: PhoneDatabase): Promise<void> => db.notes.bulkDelete([BOOK, CARRIED])

export const aboutErrand = async (db: PhoneDatabase, factId: string): Promise<string | null> =>
  (await readErrandBook(db)).find(({ id }) => id === factId)?.text ?? null

export async function noteErrand(
  db: PhoneDatabase,
  { id: parcelId, door }: Pick<Errand, 'id' | 'door'>,
  step: ErrandStep,
): Promise<void> {
  const now = Date.now()
  const fact = { id: freshId(), at: new Date(now).toISOString(), parcelId, step }
  await change(db, now, async (inside) => {
    const book = (await inside.note<ErrandBook>(BOOK)) ?? []
    await inside.send(operations.recordErrands, fact)
    await inside.setNote(BOOK, saidMore(book, { ...fact, text: door }))
  })
}
