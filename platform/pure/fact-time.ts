/**
 * When a fact happened, from what a phone says: a phone whose clock is off by more than two minutes is corrected by the
 * server's. The offset is taken at sending, so it holds for everything the phone noted while it had no network,
 * unless its clock was set in between. Nothing happens in the future.
 */
export const TOLERATED_SKEW = 2 * 60_000

export interface FactTime {
  /** ms since 1970, by the server's clock. */
  readonly at: number
  readonly skewed: boolean
}

/** How far the phone's clock lies behind the server's, ms; 0 within tolerance. */
export const clockOffset = (sentAt: number, now: number): number =>
  Math.abs(now - sentAt) > TOLERATED_SKEW ? now - sentAt : 0

/** @param takenAt and `sentAt` by the phone's clock, `now` by the server's; ms since 1970. */
export function factTime(takenAt: number, sentAt: number, now: number): FactTime {
  const offset = clockOffset(sentAt, now)
  const at = takenAt + offset
  return { at: Math.min(at, now), skewed: offset !== 0 || at > now + TOLERATED_SKEW }
}
