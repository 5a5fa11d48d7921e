/**
 * How many buildings of which type stand in which compound, grid and patch of a community.
 * Depends on the community's make and size only, never on the seed: another seed is other people in the same houses.
 */
import { type BuildingType, type CommunityMake, dwellingsOf, MALL } from './makes.ts'

export interface CompoundBlock {
  patch: number
  grid: number
  buildings: BuildingType[]
}

/** As many grids as hold 300 to 500 households each, where the number of dwellings allows it. */
const gridsFor = (dwellings: number, size: number): number => {
  const grids = Math.max(1, Math.round(dwellings / size))
  if (dwellings / grids > 500) return grids + 1
  return grids > 1 && dwellings / grids < 300 && dwellings / (grids - 1) <= 500 ? grids - 1 : grids
}

/** A hamlet has no tower: a type that is more than twice what is needed loses units and floors. */
const cutDown = (type: BuildingType, room: number): BuildingType => {
  if (dwellingsOf(type) <= 2 * room) return type
  const perFloor = Math.min(type.perFloor, room)
  return { ...type, units: 1, perFloor, floors: Math.max(1, Math.min(type.floors, Math.round(room / perFloor))) }
}

const halves = (buildings: BuildingType[]): BuildingType[][] => {
  const middle = Math.ceil(buildings.length / 2)
  return [buildings.slice(0, middle), buildings.slice(middle)]
}

/** The compounds of one community with `residents` residents; at the make's full size it comes out exactly as stated. */
export const blocksOf = (make: CommunityMake, residents: number): CompoundBlock[] => {
  const dwellings = Math.max(1, Math.round((make.dwellings * residents) / make.residents))
  const grids = gridsFor(dwellings, make.gridSize)
  const patches = Math.max(1, Math.round((make.patches * grids) / Math.round(make.dwellings / make.gridSize)))
  const blocks: CompoundBlock[] = []
  const turns = make.palettes.map(() => 0)
  let built = 0
  for (let grid = 0; grid < grids; grid++) {
    const which = grid % make.palettes.length
    const palette = make.palettes[which] as readonly BuildingType[]
    const target = (dwellings * (grid + 1)) / grids
    const buildings: BuildingType[] = []
    for (;;) {
      const turn = turns[which] as number
      const next = palette[turn % palette.length] as BuildingType
      const type = buildings.length > 0 ? next : cutDown(next, Math.max(1, Math.round(target - built)))
      // Stop where the total is nearest to the target, so that errors do not add up from grid to grid.
      if (buildings.length > 0 && built + dwellingsOf(type) / 2 > target) break
      buildings.push(type)
      built += dwellingsOf(type)
      turns[which] = turn + 1
    }
    const patch = Math.floor((grid * Math.min(patches, grids)) / grids)
    const parts = make.splits && grid % 2 === 1 && buildings.length > 1 ? halves(buildings) : [buildings]
    for (const part of parts) blocks.push({ patch, grid, buildings: part })
    if (make.mall && grid === Math.floor((grids - 1) / 2)) blocks.push({ patch, grid, buildings: [MALL] })
  }
  return blocks
}
