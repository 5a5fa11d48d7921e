/**
 * Taohua 桃花街道, an invented sub-district of any size: seeded, the same on every machine, and streamed, so that a world of
 * millions needs the memory of one street. Nobody in it is real: names are random compositions, telephone numbers begin
 * with 129 (an area no operator hands out), identity numbers carry the division 320999, which does not exist, and the map
 * lies in the open sea.
 */
import { areasOf, districtArea } from './areas.ts'
import { dutiesOf } from './duties.ts'
import { gatesOf } from './gates.ts'
import { STREET_RESIDENTS } from './makes.ts'
import { streetPlan } from './plan.ts'
import type { BuildingPlan, StreetPlan } from './plan-shapes.ts'
import { Numbering } from './numbers.ts'
import { residentsOf } from './residents.ts'
import type { Gate, WorldArea, WorldDuty, WorldResident } from './shapes.ts'

export type * from './shapes.ts'

export interface WorldCounts {
  streets: number
  communities: number
  patches: number
  grids: number
  compounds: number
  buildings: number
  units: number
  dwellings: number
  /** all areas, the district included */
  areas: number
  residents: number
  gates: number
}

export interface World {
  seed: number
  /** exact, and known without making the world */
  counts: WorldCounts
  /** parents before children, in the order of their paths within a street */
  areas(): Generator<WorldArea>
  duties(): Generator<WorldDuty>
  residents(): Generator<WorldResident>
  gates(): Generator<Gate>
}

const countStreet = (plan: StreetPlan): WorldCounts => {
  const patches = plan.communities.flatMap((c) => c.patches)
  const grids = patches.flatMap((p) => p.grids)
  const compounds = grids.flatMap((g) => g.compounds)
  const buildings = compounds.flatMap((c) => c.buildings)
  const sum = (of: (building: BuildingPlan) => number): number => buildings.reduce((total, b) => total + of(b), 0)
  const areas = {
    streets: 1,
    communities: plan.communities.length,
    patches: patches.length,
    grids: grids.length,
    compounds: compounds.length,
    buildings: buildings.length,
    units: sum((b) => b.type.units),
    dwellings: sum((b) => b.dwellings),
  }
  return {
    ...areas,
    areas: Object.values(areas).reduce((a, b) => a + b, 0),
    residents: sum((b) => b.residents),
    gates: [...gatesOf(plan)].length,
  }
}

/** Every full street has the same make, so two plans are enough to count any world. */
const countWorld = (streets: number, residents: number): WorldCounts => {
  const full = countStreet(streetPlan(0, STREET_RESIDENTS, 0))
  const last = countStreet(streetPlan(0, residents - (streets - 1) * STREET_RESIDENTS, 0))
  const counts = { ...last }
  for (const key of Object.keys(counts) as (keyof WorldCounts)[]) counts[key] += (streets - 1) * full[key]
  counts.areas += 1
  return counts
}

/**
 * The world of `seed` with exactly `residents` residents: by default one street of 3,000 + 6,531 + 20,000 + 30,000.
 * A smaller number shrinks the four communities alike; a larger one adds streets (at most 999).
 */
export const taohua = ({
  seed = 1,
  residents = STREET_RESIDENTS,
}: {
  seed?: number
  residents?: number
} = {}): World => {
  if (!Number.isInteger(residents) || residents < 1 || residents > 999 * STREET_RESIDENTS) {
    throw new RangeError(`residents: a whole number from 1 to ${999 * STREET_RESIDENTS}`)
  }
  const streets = Math.ceil(residents / STREET_RESIDENTS)
  function* plans(): Generator<StreetPlan> {
    for (let street = 0; street < streets; street++) {
      const before = street * STREET_RESIDENTS
      yield streetPlan(street, Math.min(STREET_RESIDENTS, residents - before), before)
    }
  }
  return {
    seed,
    counts: countWorld(streets, residents),
    *areas() {
      yield districtArea()
      for (const plan of plans()) yield* areasOf(plan)
    },
    *duties() {
      for (const plan of plans()) yield* dutiesOf(seed, plan)
    },
    *residents() {
      const numbering = new Numbering()
      for (const plan of plans()) yield* residentsOf(seed, plan, numbering)
    },
    *gates() {
      for (const plan of plans()) yield* gatesOf(plan)
    },
  }
}
