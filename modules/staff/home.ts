/** Homes: which area of the register an address means, and how such an area is read (patches and grids left out). */
import { ancestorsOf, depthOf } from '../../platform/pure/area.ts'
import { parseAddress } from '../register/address.ts'
import type { AddressIndex } from '../register/address-index.ts'
import { compoundsOf, matchDwelling } from '../register/address-match.ts'
import { depthOfKind } from '../register/model.ts'

const COMMUNITY = depthOfKind('community')
const UNSAID = [depthOfKind('patch'), depthOfKind('grid')]

/** The areas whose names say where a home is. */
export const homeAreas = (path: string): string[] =>
  ancestorsOf(path).filter((at) => depthOf(at) >= COMMUNITY && !UNSAID.includes(depthOf(at)))

export const homeText = (path: string, names: ReadonlyMap<string, string>): string =>
  homeAreas(path)
    .map((at) => names.get(at) ?? '')
    .filter((name, i, all) => name !== '' && name !== all[i - 1])
    .join(' ')

/**
 * The area that a home's address means, from a compound down; null where it cannot be told with certainty. Surprising: most
 * of the staff live elsewhere, so an address that is not of the register is no fault.
 */
export const matchHome = (address: string, index: AddressIndex): string | null => {
  const parts = parseAddress(address)
  if (parts.compound === undefined) return null
  const door = matchDwelling(parts, index)
  if (door.found === 'one' && door.confidence >= 0.8) return door.path
  const [compound, another] = compoundsOf(parts, index)
  if (compound === undefined || another !== undefined) return null
  const buildings = parts.building === undefined ? [] : (compound.buildings.get(parts.building) ?? [])
  return buildings.length === 1 ? (buildings[0]?.path ?? null) : compound.path
}
