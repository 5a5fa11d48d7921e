/**
 * What somebody of the errand squad has said on this phone, laid over what it carries: so that what was taken before the stairs is on the list on the
 * stairs, with or without network. Of two words on one parcel the later counts; their ids tell which.
 */
import type { Errand, ErrandStep } from '../parcel.ts'
import { errandStanding, type ErrandStanding, shelfOrder, walkOrder } from '../shelf.ts'

export interface Said {
  /** The fact's id, ordered by time. */
  readonly id: string
  readonly parcelId: string
  readonly step: ErrandStep
  readonly at: string
  /** The door, for the eyes of whoever holds the phone. */
  readonly text: string
}
/** The latest first. */
export type ErrandBook = readonly Said[]

const DAYS = 3 * 86_400_000
const MOST = 400

/** With one more line; what the server no longer asks about is forgotten. */
export const saidMore = (book: ErrandBook, line: Said): ErrandBook =>
  [line, ...book.filter(({ at }) => Date.parse(line.at) - Date.parse(at) < DAYS)].slice(0, MOST)

export interface ErrandNow extends Errand {
  readonly standing: ErrandStanding
}
/** Each as it stands for this person now. */
export function errandsNow(errands: readonly Errand[], book: ErrandBook): ErrandNow[] {
  const mine = new Map<string, Said>()
  for (const line of book) if (!mine.has(line.parcelId)) mine.set(line.parcelId, line)
  return errands.map((errand) => {
    const here = mine.get(errand.id)
    const said = here && (errand.said === null || here.id > errand.said.id) ? here : errand.said
    return { ...errand, said, standing: errandStanding(said) }
  })
}

export interface Point {
  readonly id: string
  readonly name: string
  /** On the shelf for all that is known; what others say they took stands last. */
  readonly waiting: readonly ErrandNow[]
  readonly free: number
  readonly medicine: boolean
}
export interface Round {
  /** What this person carries, door by door. */
  readonly carrying: readonly ErrandNow[]
  /** Where something waits, the most urgent first. */
  readonly points: readonly Point[]
  /** Brought to its door by this person, the latest first. */
  readonly delivered: readonly ErrandNow[]
}
export function roundOf(errands: readonly ErrandNow[]): Round {
  const waiting = errands.filter(({ standing, fetched }) => standing === 'waiting' && fetched === null)
  const free = shelfOrder(waiting.filter(({ others }) => others === 0))
  const all = [...free, ...shelfOrder(waiting.filter(({ others }) => others > 0))]
  return {
    carrying: walkOrder(errands.filter(({ standing }) => standing === 'carrying')),
    points: [...new Map(all.map(({ placeId, place }) => [placeId, place]))].map(([id, name]) => {
      const here = all.filter(({ placeId }) => placeId === id)
      const left = here.filter(({ others }) => others === 0)
      return { id, name, waiting: here, free: left.length, medicine: left.some(({ kind }) => kind === 'medicine') }
    }),
    delivered: errands
      .filter(({ standing }) => standing === 'delivered')
      .toSorted((a, b) => (b.said?.id ?? '').localeCompare(a.said?.id ?? '')),
  }
}
