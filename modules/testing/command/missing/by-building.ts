/** People in door order put into buildings, staircases and floors, as they stand: the server has sorted them, each staircase from its top floor down. */
import { atDepth } from '../../../../platform/pure/area.ts'
import { depthOfKind } from '../../../register/model.ts'
import type { MissingPerson } from '../../model.ts'

export interface FloorSheet {
  /** Path of the staircase and the floor, for a key. */
  readonly key: string
  /** The staircase's name; empty where the address does not tell. */
  readonly unit: string
  readonly floor: number | null
  readonly people: readonly MissingPerson[]
}
export interface BuildingSheet {
  readonly path: string
  /** With its compound: 桃影苑1号楼. */
  readonly name: string
  readonly people: number
  readonly floors: readonly FloorSheet[]
}

const buildingPath = (person: MissingPerson): string => atDepth(person.path, depthOfKind('building'))

/** The address cut behind the building's name: what stands before it and what follows. */
function cut(person: MissingPerson): readonly [before: string, after: string] {
  const at = person.building === '' ? -1 : person.address.indexOf(person.building)
  if (at < 0) return [person.building, person.address]
  const end = at + person.building.length
  return [person.address.slice(0, end), person.address.slice(end).trim()]
}

/** What follows the building: staircase and room, 2单元 and 1201室 of 桃花苑 3号楼 2单元 1201室. */
function door(person: MissingPerson): readonly [unit: string, room: string] {
  const below = cut(person)[1] || person.address
  const at = below.lastIndexOf(' ')
  return at < 0 ? ['', below] : [below.slice(0, at), below.slice(at + 1)]
}
export const roomOf = (person: MissingPerson): string => door(person)[1]

/** Groups runs of equal keys, keeping the order. */
function runs<T, K>(items: readonly T[], keyOf: (item: T) => K): { key: K; items: T[] }[] {
  const found: { key: K; items: T[] }[] = []
  for (const item of items) {
    const key = keyOf(item)
    const last = found.at(-1)
    if (last && last.key === key) last.items.push(item)
    else found.push({ key, items: [item] })
  }
  return found
}

const unitPath = (person: MissingPerson): string => atDepth(person.path, depthOfKind('unit'))

const floorsOf = (people: readonly MissingPerson[]): FloorSheet[] =>
  runs(people, unitPath).flatMap(({ key, items }) =>
    runs(items, (person) => person.floor).map((floor) => ({
      key: `${key} ${floor.key}`,
      unit: door(floor.items[0] as MissingPerson)[0],
      floor: floor.key,
      people: floor.items,
    })),
  )

export const byBuilding = (people: readonly MissingPerson[]): BuildingSheet[] =>
  runs(people, buildingPath).map(({ key, items }) => ({
    path: key,
    name: cut(items[0] as MissingPerson)[0],
    people: items.length,
    floors: floorsOf(items),
  }))
