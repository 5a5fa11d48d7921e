/** The last few crossings of this phone, for the strip on the screen and for taking one back; and whom older ones were about. */
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import type { CrossingFact } from '../model.ts'
import type { Last } from './crossed.ts'

export const RECENT = 'gate.recent'
export const MOST = 12
/** Whom a fact of this shift is about, for the list of what the server says otherwise. */
export const ABOUT = 'gate.about.'

/** What was just done, for the strip on the screen and for taking it back. */
export interface Done {
  readonly fact: CrossingFact
  /** masked */
  readonly name: string | null
  readonly household: string | null
  readonly before: Last | null
  readonly undone: boolean
}

export const readRecent = async (db: PhoneDatabase): Promise<readonly Done[]> =>
  ((await db.notes.get(RECENT))?.value as Done[] | undefined) ?? []

export const about = async (db: PhoneDatabase, factId: string): Promise<string | null> =>
  ((await db.notes.get(ABOUT + factId))?.value as string | undefined) ?? null

/** The list of the shift before goes with it; names of facts that are still here stay till the next. */
export async function forgetRecent(db: PhoneDatabase): Promise<void> {
  await db.notes.delete(RECENT)
  await db.notes.where('key').startsWith(ABOUT).delete()
}
