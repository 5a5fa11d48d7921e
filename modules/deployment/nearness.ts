/** How far a home lies from a place, told by their area paths alone; no map is asked. */
import { atDepth, depthOf } from '../../platform/pure/area.ts'
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

const share = (a: string, b: string, depth: number): boolean =>
  depthOf(a) >= depth && depthOf(b) >= depth && atDepth(a, depth) === atDepth(b, depth)

export function nearnessOf(home: string | null, place: string): Nearness {
  if (home === null) return 'unknown'
  if (share(home, place, GRID)) return 'grid'
  if (share(home, place, COMMUNITY)) return 'community'
  return share(home, place, STREET) ? 'street' : 'elsewhere'
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
