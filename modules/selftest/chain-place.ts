/** Where an address in a chain leads: one dwelling, several, a part of the area (a building, a unit), or nowhere. */
import { type AddressParts, compoundKey } from '../register/address.ts'
import type { AddressIndex, Building } from '../register/address-index.ts'
import { matchDwelling } from '../register/address-match.ts'

export type Place =
  | { readonly kind: 'one'; readonly path: string }
  | { readonly kind: 'several'; readonly paths: readonly string[] }
  /** Everything whose path begins with one of these: no room was given. */
  | { readonly kind: 'part'; readonly within: readonly string[] }
  | { readonly kind: 'none' }

/** Depths of paths: a unit's has eight segments, a building's seven. */
const upTo = (path: string, segments: number): string => `${path.split('.').slice(0, segments).join('.')}.`

function buildingsOf(parts: AddressParts, index: AddressIndex): Building[] {
  const said = compoundKey(parts.compound ?? '')
  return [...index.compounds].flatMap(([key, compounds]) => {
    if (said !== '' && key !== '' && !said.includes(key) && !key.includes(said)) return []
    return compounds.flatMap(({ buildings }) =>
      parts.building === undefined ? [...buildings.values()].flat() : (buildings.get(parts.building) ?? []),
    )
  })
}

/** @param index of the dwellings of the area that the chain is of */
export function placeOf(parts: AddressParts, index: AddressIndex): Place {
  if (parts.room !== undefined) {
    const match = matchDwelling(parts, index)
    if (match.found === 'one') return { kind: 'one', path: match.path }
    if (match.found === 'none') return { kind: 'none' }
    // The match names a few; a name may yet tell which of all of them is meant.
    const doors = buildingsOf(parts, index).flatMap((building) => building.rooms.get(parts.room ?? '') ?? [])
    const paths = doors.filter(({ unit }) => parts.unit === undefined || unit === parts.unit).map(({ path }) => path)
    return { kind: 'several', paths: [...new Set([...match.candidates, ...paths])].sort() }
  }
  if (parts.building === undefined && parts.unit === undefined) return { kind: 'none' }
  const within = new Set<string>()
  for (const building of buildingsOf(parts, index)) {
    const flats = [...building.rooms.values()].flat()
    // Where a building is not divided, a unit that somebody writes tells nothing.
    const divided = building.units.size > 1
    for (const { path, unit } of flats)
      if (parts.unit === undefined || !divided) within.add(upTo(path, 7))
      else if (unit === parts.unit) within.add(upTo(path, 8))
  }
  return within.size > 0 ? { kind: 'part', within: [...within].sort() } : { kind: 'none' }
}
