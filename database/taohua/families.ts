/** Who lives together: families of one to nine, flat-mates, and workers in a rented room, with ages that fit one another. */
import type { Dice } from './dice.ts'
import { dottedPart, givenName, type Sex, surname, twinName } from './person-names.ts'

export type Relation = 'head' | 'spouse' | 'child' | 'parent' | 'other' | 'roommate'

export interface Member {
  relation: Relation
  sex: Sex
  /** full years on the day the world is dated */
  age: number
  /** days since the last birthday */
  days: number
  name: string
}

const OLDEST = 101
const opposite = (sex: Sex): Sex => (sex === 'male' ? 'female' : 'male')
const anySex = (dice: Dice): Sex => (dice.chance(0.512) ? 'male' : 'female')
const clamp = (age: number, low: number): number => Math.max(low, Math.min(OLDEST, age))

interface Count {
  spouse: boolean
  children: number
  parents: number
  others: number
}

/** What a family of `size` is made of. */
const madeOf = (dice: Dice, size: number): Count => {
  const of = (spouse: boolean, children: number, parents: number): Count => ({
    spouse,
    children,
    parents,
    others: size - 1 - (spouse ? 1 : 0) - children - parents,
  })
  const t = dice.next()
  if (size === 1) return of(false, 0, 0)
  if (size === 2) return t < 0.76 ? of(true, 0, 0) : t < 0.92 ? of(false, 1, 0) : of(false, 0, 1)
  if (size === 3) return t < 0.84 ? of(true, 1, 0) : t < 0.93 ? of(true, 0, 1) : of(false, 1, 1)
  if (size === 4) return t < 0.52 ? of(true, 2, 0) : t < 0.9 ? of(true, 1, 1) : of(true, 0, 2)
  if (size === 5) return t < 0.55 ? of(true, 1, 2) : t < 0.92 ? of(true, 2, 1) : of(true, 3, 0)
  if (size === 6) return t < 0.7 ? of(true, 2, 2) : of(true, 3, 1)
  return of(true, 3, 2)
}

/** Years by which heads are older than elsewhere, or 'young' for those who came to work. */
type Heads = number | 'young'

const headAge = (dice: Dice, count: Count, older: Heads): number => {
  if (older === 'young') return dice.between(count.children > 0 ? 25 : 21, 47)
  const shift = dice.below(older + 1)
  if (count.parents > 0) return clamp(dice.between(27, 50) + Math.floor(shift / 2), 27)
  if (count.children > 0) return clamp(dice.between(26, 54) + shift, 26)
  if (count.spouse) return dice.chance(0.42) ? dice.between(23, 38) : clamp(dice.between(50, 78) + shift, 50)
  return dice.chance(0.5) ? dice.between(21, 48) : clamp(dice.between(55, 84) + shift, 55)
}

/** A family of `size`; a young one has no grandparents with it. Children bear the father's surname where there is one. */
export const family = (dice: Dice, size: number, older: Heads): Member[] => {
  const young = older === 'young' && size > 1
  const count = young ? { spouse: true, children: size - 2, parents: 0, others: 0 } : madeOf(dice, size)
  const dotted = dice.chance(0.015)
  const headSex: Sex = dice.chance(count.spouse ? 0.74 : 0.5) ? 'male' : 'female'
  const age = headAge(dice, count, older)
  const line = surname(dice)
  const members: Member[] = []
  const add = (relation: Relation, sex: Sex, years: number, family: string, name?: string, days?: number): Member => {
    const given = name ?? (dotted ? `${dottedPart(dice)}·${dottedPart(dice)}` : family + givenName(dice, sex))
    const member = { relation, sex, age: years, days: days ?? dice.below(365), name: given }
    members.push(member)
    return member
  }
  add('head', headSex, age, line)
  let mother = headSex === 'female' ? age : 99
  let childLine = line
  if (count.spouse) {
    const years = clamp(age + dice.between(-4, 4), 21)
    const spouseLine = surname(dice)
    add('spouse', opposite(headSex), years, spouseLine)
    if (headSex === 'male') mother = years
    else childLine = spouseLine
  }
  let eldest: Member | undefined
  for (let i = 0; i < count.children; i++) {
    const sex = anySex(dice)
    if (eldest === undefined) {
      eldest = add('child', sex, Math.max(0, Math.min(age, mother) - dice.between(21, 35)), childLine)
    } else if (i === 1 && dice.chance(0.035)) {
      const name = dotted ? undefined : twinName(dice, sex, eldest.name)
      add('child', sex, eldest.age, childLine, name, eldest.days)
    } else add('child', sex, Math.max(0, eldest.age - dice.between(1, 7)), childLine)
  }
  for (let i = 0; i < count.parents; i++) {
    const sex: Sex = i === 0 ? (dice.chance(0.36) ? 'male' : 'female') : opposite((members.at(-1) as Member).sex)
    add('parent', sex, clamp(age + dice.between(22, 32), 45), sex === 'male' ? line : surname(dice))
  }
  for (let i = 0; i < count.others; i++) add('other', anySex(dice), dice.between(18, 66), line)
  return members
}

/** Unrelated adults who share a flat or a room; the first signed for it. */
export const sharers = (dice: Dice, size: number, oldest: number): Member[] =>
  Array.from({ length: size }, (_, i): Member => {
    const sex = anySex(dice)
    const name = surname(dice) + givenName(dice, sex)
    return { relation: i === 0 ? 'head' : 'roommate', sex, age: dice.between(18, oldest), days: dice.below(365), name }
  })

/** A rented room in the village: a worker, workmates, or a young couple with or without children. */
export const room = (dice: Dice, size: number): Member[] =>
  size === 1 || size > 5 || (size < 4 && dice.chance(0.35)) ? sharers(dice, size, 52) : family(dice, size, 'young')
