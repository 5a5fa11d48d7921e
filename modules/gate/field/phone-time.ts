/**
 * What time it is, on a phone whose clock anybody can set: the server's time when they last met, carried on by the steady clock that nobody can.
 * A clock set while the page is watched is corrected to the millisecond. While nobody watches (screen off, page closed) the steady clock may stand
 * still, so a jump ahead may be sleep and is believed for some hours; a clock set back is always found out.
 */
/** Differences below this are drift, ms; decide.ts grants as much between two phones. */
const DRIFT = 60_000
/** So long a phone may sleep in one stretch and be believed, ms. */
const SLEEP = 2 * 3600_000

export interface PhoneTime {
  /** Server's clock minus this phone's, ms; null: they have never met. */
  readonly offset: number | null
  /** This phone's clock at the last look, Unix ms. */
  readonly wall: number
  /** The steady clock at the last look, ms; null: a page before this one looked. */
  readonly steady: number | null
  /** Drift since the last meeting, ms: many small steps are one big one. */
  readonly crept: number
  readonly believed: boolean
}
export interface Look {
  readonly wall: number
  readonly steady: number
  /** The page was in sight the whole time since the last look. */
  readonly watched: boolean
}

export const neverMet = (wall: number): PhoneTime => ({ offset: null, wall, steady: null, crept: 0, believed: false })

export function looked(time: PhoneTime, { wall, steady, watched }: Look): PhoneTime {
  const ran = time.steady === null ? 0 : steady - time.steady
  const jump = wall - time.wall - ran
  const at = { ...time, wall, steady }
  const crept = time.crept + jump
  if (Math.abs(jump) <= DRIFT && Math.abs(crept) <= DRIFT) return { ...at, crept }
  const carriedOn = { ...at, offset: time.offset === null ? null : time.offset - jump }
  if (watched && time.steady !== null) return carriedOn
  if (jump > 0 && jump <= SLEEP) return at
  // Set back, or away for too long: the time goes on from what was known, and is not sworn to.
  return { ...(jump < 0 ? carriedOn : at), believed: false }
}

/** The server said its time in an answer; `wall` and `steady` are the middle of asking and hearing. */
export const met = (serverNow: number, wall: number, steady: number): PhoneTime => ({
  offset: serverNow - wall,
  wall,
  steady,
  crept: 0,
  believed: true,
})

export const timeOf = ({ offset, wall, believed }: PhoneTime): { readonly now: number; readonly trusted: boolean } => ({
  now: wall + (offset ?? 0),
  trusted: offset !== null && believed,
})
