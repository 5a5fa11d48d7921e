/**
 * Whoever looks after the nearest place counts: a mall within a compound has a manager of its own. What is a place's own is
 * therefore the place less the places directly below it that somebody looks after as well.
 */
import { isBelow } from '../../platform/pure/area.ts'

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
