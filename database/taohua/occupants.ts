/** What a person does, is, carries and can be called on, given the household: the rates of an ordinary sub-district. */
import type { Dice } from './dice.ts'
import type { Member } from './families.ts'
import { foreignName } from './person-names.ts'
import type { WorldGroup, WorldResident } from './shapes.ts'

export interface Household {
  tenancy: WorldResident['tenancy']
  /** registered in this sub-district, as far as its members did not go away */
  local: boolean
  /** registered here, the whole of it living elsewhere */
  left: boolean
  /** in the village most work in shifts */
  village: boolean
}

export const residenceOf = (dice: Dice, member: Member, home: Household): WorldResident['residence'] => {
  if (!home.local) return 'incoming'
  if (home.left) return 'away'
  const leaves =
    member.relation === 'child' && member.age >= 18 && member.age < 40
      ? 0.34
      : member.relation === 'head'
        ? 0.01
        : 0.045
  return dice.chance(leaves) ? 'away' : 'local'
}

export const workOf = (dice: Dice, { age, sex }: Member, home: Household): WorldResident['work'] => {
  if (age < 3) return 'home'
  if (age < 18 || (age < 23 && dice.chance(home.tenancy === 'tenant' ? 0.06 : 0.55))) return 'school'
  if (age >= (sex === 'male' ? 60 : 55)) return dice.chance(0.94) ? 'retired' : 'day'
  const t = dice.next()
  const shift = home.village ? 0.5 : 0.17
  return t < shift ? 'shift' : t < 0.9 ? 'day' : 'home'
}

const TRADES: readonly [WorldGroup, number][] = [
  ['medical', 0.014],
  ['courier', 0.018],
  ['market', 0.011],
  ['school-staff', 0.016],
  ['property', 0.01],
  ['public-transport', 0.01],
  ['cold-chain', 0.004],
]

/** Key groups; whether somebody old lives alone is seen from the whole household. */
export const groupsOf = (dice: Dice, { age, sex }: Member, work: WorldResident['work']): WorldGroup[] => {
  const groups: WorldGroup[] = []
  if (work === 'day' || work === 'shift') {
    let at = dice.next()
    for (const [trade, share] of TRADES) {
      at -= share
      if (at < 0) {
        groups.push(trade)
        break
      }
    }
  }
  if (sex === 'female' && age >= 21 && age < 42 && dice.chance(0.018)) groups.push('pregnant')
  const ill = dice.next()
  if (age > 30 && ill < 0.0012) groups.push('dialysis')
  else if (ill > 0.988) groups.push('disabled')
  return groups
}

const FOREIGN = ['passport', 'hk-macau-permit', 'taiwan-permit', 'foreign-resident'] as const

/** About one in 200 carries a foreign document; the newborn and some of the oldest have none yet or any more. */
export const documentOf = (dice: Dice, { age, relation }: Member): WorldResident['idType'] => {
  const t = dice.next()
  if (age > 0 && t < 0.005 && relation !== 'parent')
    return FOREIGN[dice.weighted([40, 22, 16, 22])] as (typeof FOREIGN)[number]
  const lacking = age === 0 ? 0.12 : age >= 88 ? 0.02 : 0.0004
  return t > 1 - lacking ? 'none' : 'resident-id'
}

export const nameOn = (dice: Dice, name: string, idType: WorldResident['idType']): string =>
  idType === 'passport' || idType === 'foreign-resident' ? foreignName(dice) : name

const ownsPhone = (age: number): number => {
  if (age < 6) return 0
  if (age < 12) return 0.05
  if (age < 18) return 0.55
  if (age < 65) return 0.98
  return age < 75 ? 0.88 : age < 85 ? 0.6 : 0.3
}

/** 'own' number, that of the 'head', or none. */
export const phoneKind = (dice: Dice, { age, relation }: Member): 'own' | 'head' | 'none' => {
  if (dice.chance(ownsPhone(age))) return 'own'
  if (relation === 'head' || relation === 'roommate') return 'none'
  return dice.chance(age < 18 ? 0.9 : age < 65 ? 0.3 : 0.6) ? 'head' : 'none'
}
