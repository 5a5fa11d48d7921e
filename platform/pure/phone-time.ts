/**
 * What time it is, on a phone whose clock anybody can set: the server's time when they last met, carried on by the steady clock that nobody can.
 * A clock set while the page is watched is corrected to the millisecond. While nobody watches (screen off, page closed) the steady clock may stand
 * still, so a jump ahead may be sleep and is believed for some hours; a clock set back is always found out, and found again when it was put right.
 */
/** Differences below this are drift, ms; decide.ts grants as much between two phones. */
const DRIFT = 60_000
/** So long a phone may sleep in one stretch and be believed, ms. */
const SLEEP = 2 * 3600_000

export interface PhoneTime {
  /** Server's clock minus this phone's, ms; null: they have never met. */
  readonly offset: number | null
  /** The same when they met, before anybody set the phone's. */
  readonly home: number | null
  /** This phone's clock at the last look, Unix ms. */
  readonly wall: number
  /** The steady clock at the last look, ms; null: a page before this one looked. */
  readonly steady: number | null
  /** Drift since the last meeting, ms: many small steps are one big one. */
  readonly crept: number
  readonly doubt: Doubt | null
}
/** Why the time cannot be sworn to: the server never said it, the phone was away for long, its clock was set back meanwhile. */
export type Doubt = 'never-met' | 'away' | 'set-back'
export interface Look {
  readonly wall: number
  readonly steady: number
  /** The page was in sight the whole time since the last look. */
  readonly watched: boolean
}

export const neverMet = (wall: number): PhoneTime => ({
  ...{ offset: null, home: null, wall, steady: null, crept: 0, doubt: 'never-met' },
})

export function looked(time: PhoneTime, { wall, steady, watched }: Look): PhoneTime {
  const ran = time.steady === null ? 0 : steady - time.steady
  const jump = wall - time.wall - ran
  const at = { ...time, wall, steady }
  const crept = time.crept + jump
  if (Math.abs(jump) <= DRIFT && Math.abs(crept) <= DRIFT) return { ...at, crept }
  const carriedOn = { ...at, offset: time.offset === null ? null : time.offset - jump }
  if (watched && time.steady !== null) return carriedOn
  // Ahead again at least as far as it had been set back: as it was when they met, and no earlier than what was known.
  const { home, offset } = time
  if (time.doubt === 'set-back' && home !== null && offset !== null && wall + home >= time.wall + offset)
    return { ...at, offset: home, crept: 0, doubt: 'away' }
  if (jump > 0 && jump <= SLEEP) return at
  // Set back, or away for too long: the time goes on from what was known, and is not sworn to.
  if (jump < 0) return { ...carriedOn, doubt: time.doubt === 'never-met' ? time.doubt : 'set-back' }
  return { ...at, doubt: time.doubt ?? 'away' }
}

/** The server said its time in an answer; `wall` and `steady` are the middle of asking and hearing. */
export const met = (serverNow: number, wall: number, steady: number): PhoneTime => ({
  offset: serverNow - wall,
  home: serverNow - wall,
  wall,
  steady,
  crept: 0,
  doubt: null,
})

export interface AgreedTime {
  /** Unix ms, by the server's clock as well as it is known. */
  readonly now: number
  /** It can be sworn to. */
  readonly trusted: boolean
  readonly doubt: Doubt | null
}
export const timeOf = ({ offset, wall, doubt }: PhoneTime): AgreedTime => ({
  now: wall + (offset ?? 0),
  trusted: doubt === null,
  doubt,
})
