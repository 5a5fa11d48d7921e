/**
 * Where in the register an enterprise stands, from its address as written: a door where it can be told with certainty, else
 * its building, compound, or no more than the community. Surprising: a vague address is no fault here, because a factory on
 * a road of its own stands in no compound; it is said, and can be made exact later.
 */
import { commonArea, depthOf, isBelow } from '../../platform/pure/area.ts'
import type { Word } from '../../platform/pure/words.ts'
import { type AddressParts, parseAddress } from '../register/address.ts'
import type { AddressIndex } from '../register/address-index.ts'
import { compoundsOf, matchDwelling } from '../register/address-match.ts'
import { depthOfKind } from '../register/model.ts'
import { textKey } from './search.ts'

export interface PremisesIndex {
  /** The area that the list is of. */
  readonly under: string
  readonly addresses: AddressIndex
  /** Communities, patches and grids by the key of their name. */
  readonly areas: ReadonlyMap<string, readonly string[]>
}

export type Premises =
  | { readonly path: string; readonly vague: Word | null; readonly areaKnown: boolean }
  /** Not even the community can be told. */
  | { readonly path: null; readonly areaKnown: boolean }

const COMMUNITY = depthOfKind('community')
const COMPOUND: Word = [
  '地址只对上小区或市场，没有具体门牌',
  'Only the compound or market is told by the address, no door',
]
const WHOLE: Word = [
  '地址在底册里对不上，先记在社区一级，可在该单位页面选准位置',
  'The register has no such address; kept at the level of the community, to be made exact on its own page',
]

/** Shops say where along a building they are, which is no door of the register: 2号楼底商3号, 1号楼南侧门面. */
const ALONG =
  /(?:底商|底层|沿街|裙楼|商铺|店铺|门面房?|铺面|车库|档口|摊位)+(?:[A-Z]?\d{1,3}(?:号|铺|室)?)?|[东南西北]侧|门口|旁边|对面/giu

/** 松影社区 and 松影 are one name. */
export const areaKey = (name: string): string => textKey(name).replace(/(?:社区|居委会|村委会|村)$/u, '')

const namedArea = (name: string | undefined, { areas, under }: PremisesIndex): string | null => {
  if (name === undefined) return null
  const found = (areas.get(areaKey(name)) ?? []).filter((path) => isBelow(path, under))
  return found.length === 1 ? (found[0] as string) : null
}

/** The building or compound that an address means, as far as it says. */
const placeOf = (parts: AddressParts, within: string, addresses: AddressIndex): string | null => {
  const compounds = compoundsOf(parts, addresses).filter(({ path }) => isBelow(path, within))
  const buildings = compounds.flatMap((compound) =>
    parts.building === undefined ? [] : (compound.buildings.get(parts.building) ?? []),
  )
  if (buildings.length === 1) return (buildings[0] as (typeof buildings)[number]).path
  const common = commonArea(compounds.map(({ path }) => path))
  return depthOf(common) >= COMMUNITY ? common : null
}

export const matchPremises = (address: string, areaName: string | undefined, index: PremisesIndex): Premises => {
  const area = namedArea(areaName, index)
  const areaKnown = areaName === undefined || area !== null
  const within = area ?? index.under
  const parts = parseAddress(address.replace(ALONG, ' '))
  if (address !== '') {
    const door = parts.compound === undefined ? null : matchDwelling(parts, index.addresses)
    if (door?.found === 'one' && door.confidence >= 0.8 && isBelow(door.path, within))
      return { path: door.path, vague: null, areaKnown }
    const place = placeOf(parts, within, index.addresses)
    if (place !== null)
      return { path: place, vague: depthOf(place) >= depthOfKind('building') ? null : COMPOUND, areaKnown }
  }
  if (depthOf(within) < COMMUNITY) return { path: null, areaKnown }
  return { path: within, vague: address === '' ? null : WHOLE, areaKnown }
}
