/** How long a car waits at a checkpoint: those counted by eye, divided by those that went by in the last hour. */

export interface Flow {
  /** Cars counted by eye; null: nobody counted. */
  readonly waiting: number | null
  /** When that was, ms since 1970. */
  readonly notedAt: number | null
  /** Passed within the last hour. */
  readonly passed: number
  /** The first of those, ms; null where none passed. */
  readonly firstAt: number | null
}

export interface QueueEstimate {
  /** Vehicles an hour, by what went by; null: too little to say. */
  readonly perHour: number | null
  /** Minutes that the last in the queue waits; null where that cannot be said. */
  readonly minutes: number | null
  /** The count is so old that the queue is another by now. */
  readonly stale: boolean
}

const HOUR = 3600_000
/** Fewer than this say nothing about a rate. */
const ENOUGH = 4
/** A queue is counted anew after this, ms. */
const FRESH = 20 * 60_000

/** A shift that began a quarter of an hour ago is measured over that quarter, never over less than ten minutes. */
export function estimateQueue({ waiting, notedAt, passed, firstAt }: Flow, now: number): QueueEstimate {
  const stale = notedAt === null || now - notedAt > FRESH
  const since = firstAt === null ? HOUR : Math.min(HOUR, Math.max(now - firstAt, HOUR / 6))
  const perHour = passed < ENOUGH ? null : Math.round((passed * HOUR) / since)
  if (waiting === null) return { perHour, minutes: null, stale }
  if (waiting === 0) return { perHour, minutes: 0, stale }
  return { perHour, minutes: perHour === null ? null : Math.ceil((waiting * 60) / perHour), stale }
}
