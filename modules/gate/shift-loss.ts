/**
 * What a phone took with it. A shift counts its crossings 1, 2, 3 … and its beats say how far it had come: so what never arrived is known to the number
 * up to the last beat, and bounded after it by the busiest pace that the shift itself ever had.
 */
/** A phone that beats every minute and was not heard of for so long is silent, ms. */
export const SILENT_AFTER = 10 * 60_000

/** Numbers 1 … `made` that are not among `arrived`, as ranges. */
export function gapsOf(arrived: readonly number[], made: number): [number, number][] {
  const gaps: [number, number][] = []
  let next = 1
  for (const n of [...new Set(arrived)].sort((a, b) => a - b)) {
    if (n > made) break
    if (n > next) gaps.push([next, n - 1])
    next = n + 1
  }
  if (next <= made) gaps.push([next, made])
  return gaps
}

export const sizeOf = (gaps: readonly (readonly [number, number])[]): number =>
  gaps.reduce((sum, [from, to]) => sum + to - from + 1, 0)

/** The most crossings that the shift ever made between two beats, per minute; at least one a minute. */
export function busiestPace(beats: readonly { readonly at: number; readonly made: number }[]): number {
  const sorted = [...beats].sort((a, b) => a.at - b.at)
  const paces = sorted.slice(1).map((beat, i) => {
    const before = sorted[i] as { at: number; made: number }
    // Beats that arrive within one breath (after a flapping network) tell of no pace.
    return (beat.made - before.made) / Math.max(1, (beat.at - before.at) / 60_000)
  })
  return Math.max(1, ...paces)
}

/** What may have been made after the last beat, until somebody was at the gate again or now; ms. */
export const mostAfter = (pace: number, lastBeat: number, until: number): number =>
  Math.ceil(pace * Math.max(0, (until - lastBeat) / 60_000))
