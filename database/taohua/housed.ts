/** Residents with the names of the places they live in, as a list would give them; streamed like the world itself. */
import type { World, WorldArea, WorldResident } from './world.ts'

export interface Housed {
  resident: WorldResident
  /** path of the community */
  communityPath: string
  community: string
  grid: string
  compound: string
  building: string
  unit: string
  room: string
}

/** Areas and residents come in the same order, so the two streams are walked side by side. */
export function* housed(world: World): Generator<Housed> {
  const names: Partial<Record<WorldArea['kind'], string>> = {}
  const areas = world.areas()
  let dwelling = ''
  let communityPath = ''
  for (const resident of world.residents()) {
    while (dwelling !== resident.path) {
      const { value: area, done } = areas.next()
      if (done || area === undefined) return
      names[area.kind] = area.name
      if (area.kind === 'community') communityPath = area.path
      if (area.kind === 'dwelling') dwelling = area.path
    }
    const { community = '', grid = '', compound = '', building = '', unit = '', dwelling: room = '' } = names
    yield { resident, communityPath, community, grid, compound, building, unit, room }
  }
}
