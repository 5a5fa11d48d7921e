/** Where this phone works: round, site and lane, and the keys under which the lane's state lies on the phone. */
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import type { PoolSize } from '../tube.ts'

export interface Shift {
  readonly roundId: string
  readonly roundName: string
  readonly siteId: string
  readonly siteName: string
  readonly lane: number
  /** The site's usual pool; a tube may be opened with another. */
  readonly poolSize: PoolSize
}

export const SHIFT = 'testing.shift'
export const OPEN_TUBE = 'testing.open-tube'
export const ALL_TUBES = 'testing.tube.'
export const tubeKeys = (roundId: string): string => `${ALL_TUBES}${roundId}.`
export const tubeKey = (roundId: string, tubeId: string): string => `${tubeKeys(roundId)}${tubeId}`
/** The site's list on the phone, and the marks on it. */
export const pocketKey = (siteId: string): string => `testing.pocket.${siteId}`
/** Up to where this phone has heard who is tested elsewhere. */
export const sinceKey = (siteId: string): string => `testing.since.${siteId}`
/** The mark of a walk-in with a number, so that the same document is known again on this phone. */
export const walkInMark = (idKey: string): string => `number:${idKey}`

export const readShift = async (db: PhoneDatabase): Promise<Shift | null> =>
  ((await db.notes.get(SHIFT))?.value as Shift | undefined) ?? null
