/**
 * Taohua 桃花街道, an invented sub-district of any size: seeded, the same on every machine, and streamed, so that a world of
 * millions needs the memory of one ward. Nobody in it is real: names are random compositions, telephone numbers begin
 * with 154 (a block that no operator has), identity numbers carry the division 320999, which does not exist, and the map
 * lies in the open sea.
 */
import { areasOf, districtArea } from './areas.ts'
import { dutiesOf } from './duties.ts'
import { firmsOf, propertyManagersOf } from './firms.ts'
import { gatesOf } from './gates.ts'
import { WARD_RESIDENTS } from './makes.ts'
import { wardPlan } from './plan.ts'
import type { BuildingPlan, WardPlan } from './plan-shapes.ts'
import { Numbering } from './numbers.ts'
import { residentsOf } from './residents.ts'
import type { Gate, WorldArea, WorldDuty, WorldFirm, WorldPropertyManager, WorldResident } from './shapes.ts'

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
  /** parents before children, in the order of their making */
  areas(): Generator<WorldArea>
  duties(): Generator<WorldDuty>
  residents(): Generator<WorldResident>
  gates(): Generator<Gate>
  firms(): Generator<WorldFirm>
  propertyManagers(): Generator<WorldPropertyManager>
}

const countWard = (residents: number): WorldCounts => {
  const plan = wardPlan({ ward: 0, residents, firstResident: 0, street: 0, wardInStreet: 0 })
  const patches = plan.communities.flatMap((c) => c.patches)
  const grids = patches.flatMap((p) => p.grids)
  const compounds = grids.flatMap((g) => g.compounds)
  const buildings = compounds.flatMap((c) => c.buildings)
  const sum = (of: (building: BuildingPlan) => number): number => buildings.reduce((total, b) => total + of(b), 0)
  const areas = {
    streets: 0,
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

/** Every full ward has the same make, so two plans are enough to count any world. */
const countWorld = (streets: number, wards: number, residents: number): WorldCounts => {
  const full = countWard(WARD_RESIDENTS)
  const counts = countWard(residents - (wards - 1) * WARD_RESIDENTS)
  for (const key of Object.keys(counts) as (keyof WorldCounts)[]) counts[key] += (wards - 1) * full[key]
  return { ...counts, streets, areas: counts.areas + streets + 1 }
}

export interface WorldOptions {
  seed?: number
  residents?: number
  streets?: number
}

/**
 * The world of `seed` with exactly `residents` residents: by default one street of 3,000 + 6,531 + 20,000 + 30,000.
 * A smaller number shrinks the four communities alike; a larger one adds wards of the same make, each a street of its own
 * unless fewer `streets` are asked for (one street of 500,000 has 36 communities). At most 999 wards.
 */
export const taohua = ({ seed = 1, residents = WARD_RESIDENTS, streets }: WorldOptions = {}): World => {
  if (!Number.isInteger(residents) || residents < 1 || residents > 999 * WARD_RESIDENTS) {
    throw new RangeError(`residents: a whole number from 1 to ${999 * WARD_RESIDENTS}`)
  }
  const wards = Math.ceil(residents / WARD_RESIDENTS)
  const streetCount = streets ?? wards
  if (!Number.isInteger(streetCount) || streetCount < 1 || streetCount > wards) {
    throw new RangeError(`streets: a whole number from 1 to ${wards}, as ${residents} residents fill ${wards} wards`)
  }
  function* plans(): Generator<WardPlan> {
    let streetBefore = -1
    let wardInStreet = 0
    for (let ward = 0; ward < wards; ward++) {
      const street = Math.floor((ward * streetCount) / wards)
      wardInStreet = street === streetBefore ? wardInStreet + 1 : 0
      streetBefore = street
      const firstResident = ward * WARD_RESIDENTS
      const own = Math.min(WARD_RESIDENTS, residents - firstResident)
      yield wardPlan({ ward, residents: own, firstResident, street, wardInStreet })
    }
  }
  return {
    seed,
    counts: countWorld(streetCount, wards, residents),
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
    *firms() {
      for (const plan of plans()) yield* firmsOf(seed, plan)
    },
    *propertyManagers() {
      for (const plan of plans()) yield* propertyManagersOf(seed, plan)
    },
  }
}
