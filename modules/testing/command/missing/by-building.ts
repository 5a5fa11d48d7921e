/** People in door order put into buildings and floors, as they stand: the server has sorted them from the top floor down. */
import type { MissingPerson } from '../../model.ts'

export interface FloorSheet {
  readonly floor: number | null
  readonly people: readonly MissingPerson[]
}
export interface BuildingSheet {
  /** The building's own name, and the path of its first dwelling's building. */
  readonly building: string
  readonly people: number
  readonly floors: readonly FloorSheet[]
}

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
  runs(people, (person) => person.building).map(({ key, items }) => ({
    building: key,
    people: items.length,
    floors: runs(items, (person) => person.floor).map((floor) => ({ floor: floor.key, people: floor.items })),
  }))
