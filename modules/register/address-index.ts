/** The dwellings of an area arranged by the way people name them, so that half a million addresses are matched in seconds. */
import { parentOf } from '../../platform/pure/area.ts'
import { compoundKey, parseAddress } from './address.ts'
import type { AreaKind } from './model.ts'

export interface IndexedArea {
  path: string
  kind: AreaKind
  name: string
}

export interface Flat {
  path: string
  unit: string
}
export interface Building {
  path: string
  /** Flats by room. */
  rooms: Map<string, Flat[]>
  units: Set<string>
}
export interface Compound {
  path: string
  name: string
  buildings: Map<string, Building[]>
}
/** The compounds, buildings and flats of one community (or of any area) by the way people name them. */
export interface AddressIndex {
  compounds: Map<string, Compound[]>
  /** Names of areas by path, to show a flat's address. */
  names: Map<string, string>
  dwellings: number
}

const push = <T>(map: Map<string, T[]>, key: string, item: T): void => {
  const list = map.get(key)
  if (list === undefined) map.set(key, [item])
  else list.push(item)
}

/** Keys of parts by name; the same few thousand names stand in every building. */
const partKeys = (kind: 'building' | 'unit' | 'room'): ((name: string) => string) => {
  const known = new Map<string, string>()
  return (name) => {
    let key = known.get(name)
    if (key === undefined) known.set(name, (key = parseAddress(name)[kind] ?? compoundKey(name)))
    return key
  }
}

/** Builds the index; areas may come in any order. A flat stands below a unit or directly below a building. */
export const addressIndex = (areas: Iterable<IndexedArea>): AddressIndex => {
  const byPath = new Map<string, IndexedArea>()
  for (const area of areas) byPath.set(area.path, area)
  const [buildingKey, unitKey, roomKey] = [partKeys('building'), partKeys('unit'), partKeys('room')]
  const index: AddressIndex = { compounds: new Map(), names: new Map(), dwellings: 0 }
  const compoundAt = new Map<string, Compound>()
  const buildingAt = new Map<string, Building>()

  const compoundOf = (path: string): Compound => {
    const known = compoundAt.get(path)
    if (known !== undefined) return known
    const compound: Compound = { path, name: byPath.get(path)?.name ?? '', buildings: new Map() }
    compoundAt.set(path, compound)
    push(index.compounds, compoundKey(compound.name), compound)
    return compound
  }
  const buildingOf = (path: string): Building => {
    const known = buildingAt.get(path)
    if (known !== undefined) return known
    const building: Building = { path, rooms: new Map(), units: new Set() }
    buildingAt.set(path, building)
    push(compoundOf(parentOf(path) ?? '').buildings, buildingKey(byPath.get(path)?.name ?? ''), building)
    return building
  }

  for (const { path, kind, name } of byPath.values()) {
    if (kind === 'compound') compoundOf(path)
    if (kind === 'compound' || kind === 'building' || kind === 'unit' || kind === 'dwelling')
      index.names.set(path, name)
    if (kind === 'building') buildingOf(path)
    if (kind !== 'dwelling') continue
    const above = parentOf(path) ?? ''
    const unit = byPath.get(above)?.kind === 'unit' ? unitKey(byPath.get(above)?.name ?? '') : ''
    const building = buildingOf(unit === '' ? above : (parentOf(above) ?? ''))
    if (unit !== '') building.units.add(unit)
    push(building.rooms, roomKey(name), { path, unit })
    index.dwellings++
  }
  return index
}

/** 桃影苑 3号楼 2单元 1201室, from the names that the register itself gives. */
export const dwellingAddress = (path: string, index: AddressIndex): string => {
  const names: string[] = []
  for (let at: string | null = path; at !== null; at = parentOf(at)) {
    const name = index.names.get(at)
    if (name === undefined) break
    names.unshift(name)
  }
  return names.join(' ')
}
