/**
 * Whoever looks after the nearest place counts: a mall within a compound has a manager of its own. What is a place's own is
 * therefore the place less the places directly below it that somebody looks after as well.
 */
import { isBelow, rangeBelow } from '../../platform/pure/area.ts'

/** For each path those directly below it; under '' those that lie below no other. Equal paths count once. */
export const nestedIn = (paths: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const nested = new Map<string, string[]>([['', []]])
  const above: string[] = []
  // In order of text a path comes right after those above it.
  for (const path of [...new Set(paths)].sort((a, b) => (a < b ? -1 : 1))) {
    while (above.length > 0 && !isBelow(path, above.at(-1) as string)) above.pop()
    nested.get(above.at(-1) ?? '')?.push(path)
    nested.set(path, [])
    above.push(path)
  }
  return nested
}

/** Half-open, as areas are compared: `from` ≤ path < `to`. */
export interface PathRange {
  readonly from: string
  readonly to: string
}

/** What lies at or below `of` but not below any of `less`, as ranges: `less` lie below it and not below each other, in order. */
export const rangesLess = (of: string, less: readonly string[]): PathRange[] => {
  const { from, to } = rangeBelow(of)
  const taken = less.map(rangeBelow)
  const begins = [from, ...taken.map((range) => range.to)]
  const ends = [...taken.map((range) => range.from), to]
  return begins.map((begin, i) => ({ from: begin, to: ends[i] as string })).filter((range) => range.from < range.to)
}
