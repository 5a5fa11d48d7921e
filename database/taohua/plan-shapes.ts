/** A ward as it is planned, before anybody moves in: the tree of its areas with places in metres. */
import type { BuildingType, CommunityMake } from './makes.ts'
import type { Box } from './street-plan.ts'

interface Named {
  path: string
  name: string
}
export interface BuildingPlan extends Named {
  type: BuildingType
  box: Box
  dwellings: number
  /** how many residents live here, and the number of the first of them in the whole world */
  residents: number
  firstResident: number
  /** a number of its own within the ward, for its dice */
  serial: number
}
export interface CompoundPlan extends Named {
  box: Box
  buildings: BuildingPlan[]
}
export interface GridPlan extends Named {
  compounds: CompoundPlan[]
}
export interface PatchPlan extends Named {
  grids: GridPlan[]
}
export interface CommunityPlan extends Named {
  make: CommunityMake
  /** share of the make's full size */
  scale: number
  box: Box
  patches: PatchPlan[]
}
/** Four communities round a crossroads: a whole street, or a part of a large one, whose name and path it bears. */
export interface WardPlan extends Named {
  ward: number
  /** the street itself is told with its first ward */
  firstOfStreet: boolean
  streetId: string
  communities: CommunityPlan[]
}

export function* compoundsOf({ patches }: CommunityPlan): Generator<CompoundPlan> {
  for (const { grids } of patches) for (const { compounds } of grids) yield* compounds
}

export function* buildingsOf(community: CommunityPlan): Generator<BuildingPlan> {
  for (const { buildings } of compoundsOf(community)) yield* buildings
}
