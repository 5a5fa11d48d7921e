/** The last few crossings of this phone, for the strip on the screen and for taking one back; and whom older ones were about. */
import type { Change } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import type { CrossingFact } from '../model.ts'
import type { Last } from './crossed.ts'

const RECENT = 'gate.done.'
/** Older ones leave as newer ones come: a shift of thousands must not be read to draw one line. */
const MOST = 12
/** By the shift's own count, so that the newest is the last. */
const doneKey = (n: number): string => RECENT + String(n).padStart(9, '0')

/** Whom a fact of this shift is about, for the list of what the server says otherwise. */
const ABOUT = 'gate.about.'

/** What was just done, for the strip on the screen and for taking it back. */
export interface Done {
  readonly fact: CrossingFact
  /** masked */
  readonly name: string | null
  readonly household: string | null
  readonly before: Last | null
  readonly undone: boolean
}

export async function keepDone(inside: Change, done: Done): Promise<void> {
  const { id, n } = done.fact
  await inside.setNote(doneKey(n), done)
  if (n > MOST) await inside.setNote(doneKey(n - MOST), null)
  if (done.name !== null && !done.undone) await inside.setNote(ABOUT + id, done.name)
}
export const doneNow = (inside: Change): Promise<Done[]> => inside.notesUnder<Done>(RECENT)

/** The newest first. */
export const readRecent = async (db: PhoneDatabase): Promise<readonly Done[]> =>
  (await db.notes.where('key').startsWith(RECENT).reverse().toArray()).map(({ value }) => value as Done)

export const about = async (db: PhoneDatabase, factId: string): Promise<string | null> =>
  ((await db.notes.get(ABOUT + factId))?.value as string | undefined) ?? null

/** A new shift begins with an empty strip; names of facts go with it. */
export async function forgetRecent(db: PhoneDatabase): Promise<void> {
  await db.notes.where('key').startsWithAnyOf([RECENT, ABOUT]).delete()
}
