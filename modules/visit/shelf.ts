/** What waits at a hand-over point: medicine first, then what can wait the least longer; and what of it goes up the stairs. */
import type { Errand, ErrandStep, ParcelKind } from './parcel.ts'

interface Waiting {
  readonly id: string
  readonly kind: ParcelKind
  readonly at: string
}

/** Minutes after which something waits too long: medicine and hot food sooner than parcels. */
export const PATIENCE: Readonly<Record<ParcelKind, number>> = {
  medicine: 30,
  takeaway: 30,
  groceries: 120,
  parcel: 720,
  other: 720,
}
/** ms since 1970 from which it waits too long. */
const tooLongAt = ({ kind, at }: Waiting): number => Date.parse(at) + PATIENCE[kind] * 60_000
export const waitsTooLong = (parcel: Waiting, now: number): boolean => now > tooLongAt(parcel)

/** So what has waited too long stands before what has not. */
export const shelfOrder = <P extends Waiting>(parcels: readonly P[]): P[] =>
  parcels.toSorted(
    (a, b) =>
      Number(b.kind === 'medicine') - Number(a.kind === 'medicine') ||
      tooLongAt(a) - tooLongAt(b) ||
      a.id.localeCompare(b.id),
  )

/** Without what the errand squad took. */
export const onShelf = <P extends { readonly takenAt: string | null }>(parcels: readonly P[]): P[] =>
  parcels.filter(({ takenAt }) => takenAt === null)

/** Minutes that the errand squad needs to a door and back; who has something longer is asked. */
const ROUND = 60
export const carriedTooLong = (takenAt: string, now: number): boolean => now - Date.parse(takenAt) > ROUND * 60_000

/** Where an errand stands for whoever looks at it. */
export type ErrandStanding = 'waiting' | 'carrying' | 'delivered'
export const errandStanding = (said: { readonly step: ErrandStep } | null): ErrandStanding =>
  said === null || said.step === 'put-back' ? 'waiting' : said.step === 'delivered' ? 'delivered' : 'carrying'

/** In the order of a walk: door by door, the third floor before the tenth. */
export const walkOrder = <E extends Pick<Errand, 'id' | 'door'>>(errands: readonly E[]): E[] =>
  errands.toSorted((a, b) => a.door.localeCompare(b.door, 'zh', { numeric: true }) || a.id.localeCompare(b.id))

const NUMBER = /\d{7,}|1\d{2}[\s-]\d{4}[\s-]\d{4}/gu
/** Of what could be a phone number the last four digits are left, as parcels are marked. */
export const withoutNumbers = (text: string): string =>
  text.normalize('NFKC').replace(NUMBER, (number) => `*${number.slice(-4)}`)
