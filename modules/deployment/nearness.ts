/** How far a home lies from a place, told by their area paths alone; no map is asked. */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import type { DeploymentPolicy } from './policy.ts'

export const nearnesses = codes({
  grid: ['家在同一网格', 'lives in the same grid'],
  community: ['家在同一社区', 'lives in the same community'],
  street: ['家在本街道', 'lives in this sub-district'],
  elsewhere: ['家在别处', 'lives elsewhere'],
  unknown: ['住址不详', 'home not known'],
})
export type Nearness = CodeOf<typeof nearnesses>

const STREET = 2
const COMMUNITY = 3
const GRID = 5

/** Segments that both begin with; each ends with a dot, so dots are counted. */
function shared(a: string, b: string): number {
  let segments = 0
  for (let i = 0; i < a.length && a[i] === b[i]; i++) if (a[i] === '.') segments++
  return segments
}

export function nearnessOf(home: string | null, place: string): Nearness {
  if (home === null) return 'unknown'
  const depth = shared(home, place)
  if (depth >= GRID) return 'grid'
  if (depth >= COMMUNITY) return 'community'
  return depth >= STREET ? 'street' : 'elsewhere'
}

export function farness(nearness: Nearness, weights: DeploymentPolicy['weights']): number {
  switch (nearness) {
    case 'grid':
      return 0
    case 'community':
      return weights.sameCommunity
    case 'street':
      return weights.sameStreet
    case 'elsewhere':
      return weights.elsewhere
    case 'unknown':
      return weights.unknownHome
  }
}
