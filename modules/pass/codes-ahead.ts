/** The codes that a holder's phone may hold ahead: each good for minutes, one after the other without a gap, none beyond the pass. */

export interface Slot {
  /** Seconds since 1970. */
  readonly notBefore: number
  readonly expires: number
}
/** More are not handed out at once: about 100 kB. */
export const MOST_CODES = 300

/**
 * Slots begin at whole multiples of their length, so that asking again gives the same ones.
 * @param now seconds since 1970  @param pass from and until, seconds
 */
export function slotsAhead(
  now: number,
  pass: { readonly from: number; readonly until: number },
  { codeMinutes, codesAheadHours }: { readonly codeMinutes: number; readonly codesAheadHours: number },
): Slot[] {
  const length = codeMinutes * 60
  const start = Math.floor(Math.max(now, pass.from) / length) * length
  const end = Math.min(now + codesAheadHours * 3600, pass.until)
  const slots: Slot[] = []
  if (now >= pass.until) return slots
  for (let at = start; at < end && slots.length < MOST_CODES; at += length)
    slots.push({ notBefore: Math.max(at, pass.from), expires: Math.min(at + length, pass.until) })
  return slots
}
