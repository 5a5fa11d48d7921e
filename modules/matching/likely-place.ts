/** Where a line that is in nobody's household is likely to be found: the building its address speaks of, else the compound. */
import { atDepth, depthOf } from '../../platform/pure/area.ts'
import { parseAddress } from '../register/address.ts'
import type { AddressIndex } from '../register/address-index.ts'
import { compoundsOf, matchDwelling } from '../register/address-match.ts'
import { depthOfKind } from '../register/model.ts'

const BUILDING = depthOfKind('building')

/** Path of a building, else of a compound; null where the address does not tell one. */
export const likelyPlace = (address: string, index: AddressIndex): string | null => {
  if (address === '') return null
  const parts = parseAddress(address)
  const door = matchDwelling(parts, index)
  if (door.found === 'one') return depthOf(door.path) > BUILDING ? atDepth(door.path, BUILDING) : door.path
  const [compound, another] = compoundsOf(parts, index)
  if (compound === undefined || another !== undefined) return null
  const [building, twin] = parts.building === undefined ? [] : (compound.buildings.get(parts.building) ?? [])
  return building !== undefined && twin === undefined ? building.path : compound.path
}
