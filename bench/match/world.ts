/**
 * An invented register for comparison: households of a sub-district with the people that lists confuse (twins, siblings of
 * like names, namesakes, one phone for a family, one for a shop). Identity numbers carry divisions that do not exist,
 * telephones the unused block 154. Seeded.
 */
import { Dice } from '../../database/taohua/dice.ts'
import type { ListLine } from '../../modules/matching/model.ts'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import { dottedName, givenOf, passportName, type Sex, siblingOf, surnameOf } from './names.ts'

export interface Dwelling {
  readonly compound: string
  readonly building: number
  readonly unit: number
  readonly room: number
}

export interface Person {
  readonly id: string
  name: string
  surname: string
  given: string
  readonly sex: Sex
  /** YYYY-MM-DD */
  readonly birth: string
  idNumber: string
  phone: string
  readonly dwelling: Dwelling
  readonly household: number
  /** Place in the register of the twin, if any. */
  twin?: number
}

const DIVISIONS = [
  320999, 320999, 320999, 320999, 320999, 330999, 340999, 360999, 410999, 420999, 510999, 520999, 610999, 659999,
]
const TREES = [...'桃松云溪梨杏柳荷竹枫兰梅鹤燕鹭星月霞雪晴']
const SPOTS = [...'影坞渡桥屿亭台径湾谷汀泉岚榭帆矶洲坡野林']
const COURTS = ['苑', '里', '庭', '园', '花园', '家园', '小区', '新村', '公寓', '府']

const two = (n: number): string => String(n).padStart(2, '0')

export class People {
  readonly dice: Dice
  private readonly numbers = new Set<string>()
  private phones = 0
  private readonly seed: number
  private made = 0

  constructor(seed: number) {
    this.seed = seed
    this.dice = new Dice(seed, 900)
  }

  birthIn(from: number, to: number): string {
    const { dice } = this
    const year = dice.between(from, to)
    // Some documents say the first of the year for a day that nobody knew.
    if (dice.chance(0.006)) return `${year}-01-01`
    return `${year}-${two(dice.between(1, 12))}-${two(dice.between(1, 28) + (dice.chance(0.06) ? 2 : 0))}`.replace(
      /-02-(?:29|30)$/,
      '-02-27',
    )
  }

  residentNumber(birth: string, sex: Sex, division = this.dice.pick(DIVISIONS), near?: string): string {
    for (let tries = 0; ; tries++) {
      const base = near === undefined ? this.dice.below(500) : Math.floor(Number(near.slice(14, 17)) / 2) + tries
      const sequence = (base * 2 + (sex === 'male' ? 1 : 0)) % 1000
      const region = tries > 400 ? this.dice.pick(DIVISIONS) : division
      const first = `${region}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
      const number = first + checkCharacterOf(first)
      if (this.numbers.has(number)) continue
      this.numbers.add(number)
      return number
    }
  }

  passportNumber(): string {
    return `${this.dice.pick([...'EGXPN'])}${String(this.dice.below(1e8)).padStart(8, '0')}`
  }

  phone(): string {
    this.phones++
    return `154${String((this.phones * 38_196_601 + this.seed * 7_919) % 100_000_000).padStart(8, '0')}`
  }

  id(): string {
    this.made++
    return `R${String((this.made * 7_368_787) % 10_000_019).padStart(8, '0')}`
  }
}

export const compoundName = (n: number): string =>
  `${TREES[n % TREES.length]}${SPOTS[Math.floor(n / TREES.length) % SPOTS.length]}${COURTS[(n * 7 + Math.floor(n / 400)) % COURTS.length]}`

interface Cast {
  readonly surname: string
  readonly given: string
  readonly sex: Sex
  readonly birth: string
  readonly twinOf?: number
  readonly phone: 'own' | 'head' | 'none'
}

const other = (sex: Sex): Sex => (sex === 'male' ? 'female' : 'male')

/** One family: head, perhaps spouse, children (twins at times), a parent. */
const family = (people: People, dice: Dice): Cast[] => {
  const born = dice.between(1950, 1996)
  const headSex: Sex = dice.chance(0.7) ? 'male' : 'female'
  const surname = surnameOf(dice)
  const cast: Cast[] = []
  const add = (own: string, sex: Sex, from: number, to: number, phone: Cast['phone']): Cast => {
    const birth = people.birthIn(from, to)
    const made = { surname: own, given: givenOf(dice, sex, Number(birth.slice(0, 4))), sex, birth, phone }
    cast.push(made)
    return made
  }
  add(surname, headSex, born, born + 3, 'own')
  if (dice.chance(0.7)) add(surnameOf(dice), other(headSex), born - 3, born + 6, 'own')
  const children = dice.weighted([30, 45, 22, 3])
  let before: Cast | undefined
  for (let i = 0; i < children; i++) {
    const sex: Sex = dice.chance(0.52) ? 'male' : 'female'
    const grown = born + 26 < 2006
    if (before !== undefined && dice.chance(0.07)) {
      const year = Number(before.birth.slice(0, 4))
      const twinSex = dice.chance(0.7) ? before.sex : sex
      const given = siblingOf(dice, before.given, twinSex, year, 0.8)
      cast.push({ ...before, given, sex: twinSex, twinOf: cast.indexOf(before) })
      continue
    }
    const from = born + 24 + i * 3
    const made = add(surname, sex, Math.min(2025, from), Math.min(2025, from + 4), grown ? 'own' : 'head')
    if (before !== undefined && dice.chance(0.35)) {
      const given = siblingOf(dice, before.given, sex, Number(made.birth.slice(0, 4)), 1)
      cast[cast.length - 1] = { ...made, given }
    }
    before = cast.at(-1)
  }
  if (dice.chance(0.18))
    add(
      headSex === 'male' ? surname : surnameOf(dice),
      other(headSex),
      born - 32,
      born - 22,
      dice.chance(0.6) ? 'head' : 'own',
    )
  return cast
}

export interface Register {
  readonly people: Person[]
  readonly maker: People
  readonly households: number
}

/** Makes `count` people (a few more or less by the last family). */
export const makeRegister = (count: number, seed: number): Register => {
  const maker = new People(seed)
  const { dice } = maker
  const people: Person[] = []
  const compounds = Math.max(3, Math.ceil(count / 2500))
  let household = 0
  let shop = maker.phone()
  while (people.length < count) {
    household++
    if (dice.chance(0.001)) shop = maker.phone()
    const dwelling = {
      compound: compoundName(dice.below(compounds)),
      building: dice.between(1, 30),
      unit: dice.between(1, 4),
      room: dice.between(1, 18) * 100 + dice.between(1, 4),
    }
    const kind = dice.next()
    const first = people.length
    const head = maker.phone()
    if (kind < 0.012) {
      const birth = maker.birthIn(1960, 2000)
      const idNumber = maker.passportNumber()
      const sex: Sex = dice.chance(0.5) ? 'male' : 'female'
      const name = passportName(dice)
      people.push({
        id: maker.id(),
        name,
        surname: '',
        given: '',
        sex,
        birth,
        idNumber,
        phone: head,
        dwelling,
        household,
      })
      continue
    }
    const dotted = kind < 0.05
    const cast = kind > 0.9 ? [family(maker, dice)[0] as Cast] : family(maker, dice)
    for (const member of cast) {
      const { surname, given, sex, birth, twinOf, phone } = member
      const twin = twinOf === undefined ? undefined : people[first + twinOf]
      const idNumber =
        twin === undefined
          ? maker.residentNumber(birth, sex)
          : maker.residentNumber(birth, sex, Number(twin.idNumber.slice(0, 6)), twin.idNumber)
      people.push({
        id: maker.id(),
        name: dotted ? dottedName(dice, sex) : surname + given,
        surname: dotted ? '' : surname,
        given: dotted ? '' : given,
        sex,
        birth,
        idNumber,
        phone: dice.chance(0.004) ? shop : phone === 'head' ? head : people.length === first ? head : maker.phone(),
        dwelling,
        household,
        ...(twin === undefined ? {} : { twin: first + (twinOf as number) }),
      })
      if (twin !== undefined) twin.twin = people.length - 1
    }
  }
  return { people, maker, households: household }
}

/** As a register's file has them. */
export const cellsOf = ({ id, name, idNumber, phone, birth, sex, dwelling }: Person): ListLine => ({
  id,
  name,
  idNumber,
  phone,
  birthDate: birth,
  sex: sex === 'male' ? '男' : '女',
  address: addressOf(dwelling),
})

export const addressOf = ({ compound, building, unit, room }: Dwelling): string =>
  `${compound}${building}号楼${unit}单元${room}室`
