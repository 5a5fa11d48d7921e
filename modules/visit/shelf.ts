/** What waits at a hand-over point: medicine first, then what has waited longest. */
import type { ParcelKind } from './model.ts'

interface Waiting {
  readonly id: string
  readonly kind: ParcelKind
  readonly at: string
}

export const shelfOrder = <P extends Waiting>(parcels: readonly P[]): P[] =>
  parcels.toSorted(
    (a, b) =>
      Number(b.kind === 'medicine') - Number(a.kind === 'medicine') ||
      a.at.localeCompare(b.at) ||
      a.id.localeCompare(b.id),
  )

/** Minutes after which something waits too long: medicine and hot food sooner than parcels. */
const PATIENCE: Readonly<Record<ParcelKind, number>> = {
  medicine: 30,
  takeaway: 30,
  groceries: 120,
  parcel: 720,
  other: 720,
}
export const waitsTooLong = ({ kind, at }: Waiting, now: number): boolean =>
  now - Date.parse(at) > PATIENCE[kind] * 60_000
