/** The areas of a ward, from the street itself down to each dwelling; a parent always comes before its children. */
import { DISTRICT_NAME, dwellingName, unitName } from './area-names.ts'
import { DISTRICT_PATH, streetIdOf } from './plan.ts'
import type { BuildingPlan, CommunityPlan, WardPlan } from './plan-shapes.ts'
import type { WorldArea, WorldPoint } from './shapes.ts'
import { type Box, cornersOf, lonLat, type Point } from './street-plan.ts'

export interface Door {
  /** of the dwelling */
  path: string
  unit: number
  floor: number
  door: number
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** Every dwelling of a building: units from 1, in each the floors from 1, on each the doors from 1. */
export function* doorsOf({ path, type }: BuildingPlan): Generator<Door> {
  for (let unit = 1; unit <= type.units; unit++)
    for (let floor = 1; floor <= type.floors; floor++)
      for (let door = 1; door <= type.perFloor; door++)
        yield { path: `${path}u${unit}.h${two(floor)}${two(door)}.`, unit, floor, door }
}

const middle = (boxes: readonly Box[]): Point => [
  boxes.reduce((sum, b) => sum + b.x, 0) / boxes.length,
  boxes.reduce((sum, b) => sum + b.y, 0) / boxes.length,
]

export const districtArea = (): WorldArea => ({
  path: DISTRICT_PATH,
  streetId: streetIdOf(0),
  kind: 'district',
  name: DISTRICT_NAME,
  point: lonLat(0, [0, 0]),
})

export function* areasOf({ path, name, ward, firstOfStreet, streetId, communities }: WardPlan): Generator<WorldArea> {
  const at = (point: Point): WorldPoint => lonLat(ward, point)
  const outline = (box: Box): WorldPoint[] => cornersOf(box).map(at)
  if (firstOfStreet) yield { path, streetId, kind: 'street', name, point: at(middle(communities.map((c) => c.box))) }
  for (const community of communities) {
    yield {
      path: community.path,
      streetId,
      kind: 'community',
      name: community.name,
      point: at([community.box.x, community.box.y]),
    }
    for (const patch of community.patches) {
      const patchBoxes = patch.grids.flatMap((g) => g.compounds.map((c) => c.box))
      yield { path: patch.path, streetId, kind: 'patch', name: patch.name, point: at(middle(patchBoxes)) }
      for (const grid of patch.grids) {
        const gridBoxes = grid.compounds.map((c) => c.box)
        yield { path: grid.path, streetId, kind: 'grid', name: grid.name, point: at(middle(gridBoxes)) }
        for (const { path, name, box, buildings } of grid.compounds) {
          yield { path, streetId, kind: 'compound', name, point: at([box.x, box.y]), footprint: outline(box) }
          for (const building of buildings) yield* buildingAreas(building, community, streetId, at, outline)
        }
      }
    }
  }
}

function* buildingAreas(
  building: BuildingPlan,
  { make }: CommunityPlan,
  streetId: string,
  at: (point: Point) => WorldPoint,
  outline: (box: Box) => WorldPoint[],
): Generator<WorldArea> {
  const { path, name, box, type } = building
  const point = at([box.x, box.y])
  yield { path, streetId, kind: 'building', name, point, footprint: outline(box), floors: type.floors }
  let unitBefore = 0
  for (const { path: dwelling, unit, floor, door } of doorsOf(building)) {
    if (unit !== unitBefore) yield { path: `${path}u${unit}.`, streetId, kind: 'unit', name: unitName(unit) }
    unitBefore = unit
    yield { path: dwelling, streetId, kind: 'dwelling', name: dwellingName(floor, door, make.key), floor }
  }
}
