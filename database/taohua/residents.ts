/**
 * Fills the dwellings of a ward with households. A household depends on seed, ward, building and door only, so a
 * building's people can be made alone; only identity numbers need the order of the whole world (see numbers.ts).
 */
import { doorsOf } from './areas.ts'
import { Dice } from './dice.ts'
import { family, type Member, room, sharers } from './families.ts'
import type { CommunityMake } from './makes.ts'
import { dateOf, documentNumber, elsewhere, HERE, type Numbering, phoneOf, uuidOf, WORLD_DAY } from './numbers.ts'
import { documentOf, groupsOf, type Household, nameOn, phoneKind, residenceOf, workOf } from './occupants.ts'
import { type BuildingPlan, buildingsOf, type WardPlan } from './plan-shapes.ts'
import type { WorldResident } from './shapes.ts'

const LANDLORD_SIZES = [2, 4, 12, 22, 26, 20, 10, 4]
const FULL = 12

/** Persons behind each door, thrown by the make's weights and then evened out until they sum to the building's residents. */
const sizesOf = (dice: Dice, { dwellings, residents }: BuildingPlan, make: CommunityMake): number[] => {
  const village = make.key === 'village'
  const sizes = Array.from({ length: dwellings }, (_, i) =>
    dice.weighted(village && i === 0 ? LANDLORD_SIZES : make.sizes),
  )
  let total = sizes.reduce((a, b) => a + b, 0)
  // Prefer households that stay likely: neither fill the empty nor empty the small, until that no longer suffices.
  for (let tries = 0; total !== residents; tries++) {
    const strict = tries < 8 * dwellings
    const i = dice.below(dwellings)
    const size = sizes[i] as number
    const step = total < residents ? 1 : -1
    if (strict && (step > 0 ? size === 0 || size >= 5 : size < 2)) continue
    if (step > 0 ? size >= FULL : size === 0) continue
    sizes[i] = size + step
    total += step
  }
  return sizes
}

const peopleOf = (
  dice: Dice,
  size: number,
  make: CommunityMake,
  landlord: boolean,
): { tenant: boolean; members: Member[] } => {
  const tenant = !landlord && dice.chance(make.let)
  if (!tenant) return { tenant, members: family(dice, size, make.older) }
  if (make.key === 'village') return { tenant, members: room(dice, size) }
  if (size > 1 && dice.chance(0.35)) return { tenant, members: sharers(dice, size, 45) }
  return { tenant, members: family(dice, size, size < 5 ? 'young' : 0) }
}

/** A resident but for the identity number; `division` is where a resident's card was given out. */
export interface Occupant {
  resident: Omit<WorldResident, 'idNumber'>
  number: number
  birthDay: number
  division: number
  age: number
}

/** The households of one building, door by door; empty dwellings are left out. */
export function* householdsOf(
  seed: number,
  { ward, streetId }: WardPlan,
  building: BuildingPlan,
  make: CommunityMake,
): Generator<Occupant[]> {
  if (building.residents === 0) return
  const village = make.key === 'village'
  const sizes = sizesOf(new Dice(seed, 7, ward, building.serial), building, make)
  let number = building.firstResident
  let at = -1
  for (const { path } of doorsOf(building)) {
    const size = sizes[++at] as number
    if (size === 0) continue
    const dice = new Dice(seed, 8, ward, building.serial, at)
    const { tenant, members } = peopleOf(dice, size, make, village && at === 0)
    const local = dice.chance(tenant ? 0.07 : village ? 0.97 : 0.87)
    const home: Household = {
      tenancy: tenant ? 'tenant' : 'owner',
      local,
      left: local && dice.chance(tenant ? 0.02 : 0.085),
      village,
    }
    const from = local ? HERE : elsewhere(dice)
    let headPhone: string | null = null
    const household = members.map((member): Occupant => {
      const { relation, sex, age, days } = member
      const own = number++
      const idType = documentOf(dice, member)
      const residence = idType === 'resident-id' || idType === 'none' ? residenceOf(dice, member, home) : 'incoming'
      const work = workOf(dice, member, home)
      const kind = phoneKind(dice, member)
      const phone = kind === 'own' ? phoneOf(seed, own) : kind === 'head' ? headPhone : null
      if (relation === 'head') headPhone = phone
      const birthDay = WORLD_DAY - Math.floor(age * 365.2425) - days
      const resident = {
        id: uuidOf(seed, own),
        streetId,
        path,
        name: nameOn(dice, member.name, idType),
        sex,
        birthDate: dateOf(birthDay),
        idType,
        phone,
        residence,
        tenancy: home.tenancy,
        relation,
        work,
        groups: groupsOf(dice, member, work),
      }
      return { resident, number: own, birthDay, division: local && dice.chance(0.15) ? elsewhere(dice) : from, age }
    })
    const present = household.filter(({ resident }) => resident.residence !== 'away')
    const [alone] = present
    if (present.length === 1 && alone && alone.age >= 65) alone.resident.groups.push('alone-old')
    yield household
  }
}

/** All residents of a ward, in the order of their numbers; `numbering` goes on from the wards before. */
export function* residentsOf(seed: number, plan: WardPlan, numbering: Numbering): Generator<WorldResident> {
  for (const community of plan.communities)
    for (const building of buildingsOf(community))
      for (const household of householdsOf(seed, plan, building, community.make))
        for (const { resident, number, birthDay, division } of household) {
          const { idType, sex } = resident
          const idNumber =
            idType === 'resident-id'
              ? numbering.residentId(division, birthDay, sex)
              : idType === 'none'
                ? null
                : documentNumber(idType, number, birthDay)
          yield { ...resident, idNumber }
        }
}
