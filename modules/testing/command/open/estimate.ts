/** How many people a catchment has, which areas no site serves, and which are served twice. Pure arithmetic on area paths. */
import { ancestorsOf } from '../../../../platform/pure/area.ts'

export interface Counted {
  readonly path: string
  readonly people: number
}

/**
 * People due in any area: known for the places that were counted, shared out by residents below them, summed above them.
 * @param residents residents of every area that was looked at, by path
 */
export function headcount(
  places: readonly Counted[],
  residents: ReadonlyMap<string, number>,
): (path: string) => number {
  const known = new Map(places.map((place) => [place.path, place.people]))
  return (path) => {
    const exact = known.get(path)
    if (exact !== undefined) return exact
    const above = places.find((place) => path.startsWith(place.path))
    if (!above) return places.filter((place) => place.path.startsWith(path)).reduce((sum, p) => sum + p.people, 0)
    const all = residents.get(above.path) ?? 0
    return all === 0 ? 0 : Math.round((above.people * (residents.get(path) ?? 0)) / all)
  }
}

/** Paths without those that lie below another of them. */
export const topmost = (paths: readonly string[]): string[] =>
  [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && path.startsWith(other)))

/** The smallest area that holds all of them; empty for none, or when they share nothing. */
export function commonArea(paths: readonly string[]): string {
  const [first, ...rest] = paths
  if (first === undefined) return ''
  return ancestorsOf(first).findLast((area) => rest.every((path) => path.startsWith(area))) ?? ''
}

/** The parts of `places` that no catchment covers, not even in pieces: a place covered in part counts as served. */
export const unserved = (places: readonly Counted[], catchments: readonly (readonly string[])[]): string[] => {
  const served = catchments.flat()
  return places
    .filter((place) => place.people > 0)
    .filter((place) => !served.some((path) => place.path.startsWith(path) || path.startsWith(place.path)))
    .map((place) => place.path)
}

/** Areas that lie in the catchments of two sites. */
export function servedTwice(catchments: readonly (readonly string[])[]): string[] {
  const twice = new Set<string>()
  catchments.forEach((own, i) => {
    for (const other of catchments.slice(i + 1).flat())
      for (const path of own)
        if (path.startsWith(other)) twice.add(path)
        else if (other.startsWith(path)) twice.add(other)
  })
  return [...twice].sort()
}
