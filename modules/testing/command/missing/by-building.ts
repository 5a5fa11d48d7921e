/** People in door order put into buildings and floors, as they stand: the server has sorted them from the top floor down. */
import { atDepth } from '../../../../platform/pure/area.ts'
import { depthOfKind } from '../../../register/model.ts'
import type { MissingPerson } from '../../model.ts'

export interface FloorSheet {
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

/** The address below its building: 2单元1201室 of 桃花苑3号楼2单元1201室. */
export const roomOf = (person: MissingPerson): string => cut(person)[1] || person.address

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

export const byBuilding = (people: readonly MissingPerson[]): BuildingSheet[] =>
  runs(people, buildingPath).map(({ key, items }) => ({
    path: key,
    name: cut(items[0] as MissingPerson)[0],
    people: items.length,
    floors: runs(items, (person) => person.floor).map((floor) => ({ floor: floor.key, people: floor.items })),
  }))
