/** Which of the codes that a holder's phone keeps is to be shown, how long they last without network, and when what is kept is to go. */
import type { Slot } from './codes-ahead.ts'

export interface HeldCode extends Slot {
  readonly code: string
}
/** Seconds since 1970. `lasts`: from now until then one code follows the other without a gap. */
export type Showing =
  | { readonly state: 'good'; readonly code: HeldCode; readonly lasts: number }
  | { readonly state: 'early'; readonly from: number }
  | { readonly state: 'out'; readonly since: number | null }

/** In any order, overlapping or with gaps. @param now seconds since 1970, fractions allowed */
export function showingAt(codes: readonly HeldCode[], now: number): Showing {
  const inOrder = [...codes].sort((a, b) => a.notBefore - b.notBefore)
  let code: HeldCode | null = null
  let lasts = now
  let next: number | null = null
  let since: number | null = null
  for (const one of inOrder) {
    if (one.expires <= now) since = Math.max(since ?? one.expires, one.expires)
    else if (one.notBefore <= now) {
      // Of two that are good the one that stays good for longer.
      if (code === null || one.expires > code.expires) code = one
      lasts = Math.max(lasts, one.expires)
    } else if (code !== null && one.notBefore <= lasts) lasts = Math.max(lasts, one.expires)
    else next ??= one.notBefore
  }
  if (code !== null) return { state: 'good', code, lasts }
  return next === null ? { state: 'out', since } : { state: 'early', from: next }
}

/** Without those that are over. */
export const stillAhead = (codes: readonly HeldCode[], now: number): HeldCode[] =>
  codes.filter(({ expires }) => expires > now)

/** After the codes the number is still worth something at a gate, but no phone keeps it for long unless it meets the network. */
const KEPT_DAYS = 7

/** Until when a phone keeps what it was told, ms. @param until of the pass, and when the phone met the server: ms since 1970 */
export const keptUntil = (until: number, met: number): number => Math.min(until, met + KEPT_DAYS * 86_400_000)
