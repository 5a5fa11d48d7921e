/**
 * The chain of duty (包干责任制): an officer for the street, a leader for each community and patch, a worker for each grid,
 * a head for each building, a property liaison for each compound outside the village. Building heads are residents of their
 * building; the others are not.
 */
import { Dice } from './dice.ts'
import type { CommunityMake } from './makes.ts'
import { phoneOf } from './numbers.ts'
import { givenName, surname } from './person-names.ts'
import type { BuildingPlan, WardPlan } from './plan-shapes.ts'
import { householdsOf } from './residents.ts'
import type { WorldDuty } from './shapes.ts'

/** Telephone numbers of staff are counted from here, far above those of residents. */
const STAFF = 70_000_000
const STAFF_PER_WARD = 10_000

/** The first owner or tenant between 40 and 75 with a telephone who lives here; in a building of the young, anybody grown up. */
const headOf = (
  seed: number,
  plan: WardPlan,
  building: BuildingPlan,
  make: CommunityMake,
): { name: string; phone: string } | null => {
  let second: { name: string; phone: string } | null = null
  for (const household of householdsOf(seed, plan, building, make))
    for (const { resident, age } of household) {
      const { name, phone, residence, relation } = resident
      if (phone === null || residence === 'away' || age < 20 || (relation !== 'head' && relation !== 'spouse')) continue
      if (age >= 40 && age <= 75) return { name, phone }
      second ??= { name, phone }
    }
  return second
}

export function* dutiesOf(seed: number, plan: WardPlan): Generator<WorldDuty> {
  const { ward, streetId } = plan
  let count = 0
  const staff = (path: string, post: WorldDuty['post']): WorldDuty => {
    const dice = new Dice(seed, 9, ward, count)
    const name = surname(dice) + givenName(dice, dice.chance(0.5) ? 'male' : 'female')
    return { path, streetId, post, name, phone: phoneOf(seed, STAFF + ward * STAFF_PER_WARD + count++) }
  }
  if (plan.firstOfStreet) yield staff(plan.path, 'street-officer')
  for (const { path, make, patches } of plan.communities) {
    yield staff(path, 'community-leader')
    for (const patch of patches) {
      yield staff(patch.path, 'patch-leader')
      for (const grid of patch.grids) {
        yield staff(grid.path, 'grid-worker')
        for (const compound of grid.compounds) {
          if (make.key !== 'village') yield staff(compound.path, 'property-liaison')
          for (const building of compound.buildings) {
            const head = headOf(seed, plan, building, make)
            if (head) yield { path: building.path, streetId, post: 'building-head', ...head }
          }
        }
      }
    }
  }
}
