/**
 * Lists that come down, each line with the truth about it: residents written rightly or with one or several mistakes, and
 * outsiders chosen to be mistaken for residents. Seeded.
 */
import { Dice } from '../../database/taohua/dice.ts'
import type { ListLine } from '../../modules/matching/model.ts'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import { dottedName, givenOf, passportName, siblingOf, surnameOf } from './names.ts'
import * as slips from './slips.ts'
import { compoundName, type Person, type Register } from './world.ts'
import { writtenAddress, writtenDate, writtenName, writtenNumber, writtenPhone, writtenSex } from './writing.ts'

export const errors = [
  'exact',
  'number-typo',
  'number-scanned',
  'number-missing',
  'number-old',
  'number-rounded',
  'name-homophone',
  'name-look-alike',
  'name-reordered',
  'name-character',
  'name-pinyin',
  'minority-written',
  'passport',
  'renamed',
  'phone-changed',
  'phone-typo',
  'phone-of-family',
  'moved',
  'room-typo',
  'birth-typo',
  'twin',
  'several',
  'number-of-another',
] as const
export const outsiders = [
  'stranger',
  'namesake-same-birth',
  'namesake-in-building',
  'relative',
  'relative-without-number',
  'twin-of-resident',
  'former-tenant',
  'recycled-phone',
  'namesake-on-family-phone',
  'borrowed-number',
  'misread-into-another',
] as const
export type Kind = (typeof errors)[number] | (typeof outsiders)[number]

export interface Line extends ListLine {
  readonly kind: Kind
  /** Id in the register; null for an outsider. */
  readonly truth: string | null
  /** What the line says is enough to tell who it is. */
  readonly identifiable: boolean
}

/** Shares of lines that leave a cell empty. */
export interface Gaps {
  readonly idNumber: number
  readonly phone: number
  readonly birthDate: number
  readonly sex: number
  readonly address: number
}
export const someGaps: Gaps = { idNumber: 0.06, phone: 0.12, birthDate: 0.2, sex: 0.2, address: 0.2 }

/** What a line will say, before it is written out; `good` counts what is true of the person, `bad` what is not. */
interface Draft {
  name: string
  idNumber: string
  phone: string
  birth: string
  sex: 'male' | 'female'
  address: string
  /** 2: surely the name; 1: partly; 0: another. */
  nameGood: 0 | 1 | 2
  numberGood: 0 | 1 | 2
  phoneGood: boolean
  birthGood: boolean
  doorGood: boolean
}

const draftOf = (dice: Dice, person: Person): Draft => ({
  name: writtenName(dice, person),
  idNumber: person.idNumber,
  phone: person.phone,
  birth: person.birth,
  sex: person.sex,
  address: writtenAddress(dice, person.dwelling),
  ...{ nameGood: 2, numberGood: 2, phoneGood: true, birthGood: true, doorGood: true },
})

const newAddress = (dice: Dice): string =>
  writtenAddress(dice, {
    compound: compoundName(dice.below(300)),
    building: dice.between(1, 30),
    unit: dice.between(1, 4),
    room: dice.between(1, 18) * 100 + dice.between(1, 4),
  })

export class ListMaker {
  private readonly register: Register
  private readonly dice: Dice
  private readonly byKind: Record<'passport' | 'dotted' | 'twin' | 'plain', Person[]>
  private readonly households = new Map<number, Person[]>()

  constructor(register: Register, seed: number) {
    this.register = register
    this.dice = new Dice(seed, 901)
    const { people } = register
    this.byKind = {
      passport: people.filter(({ surname, name }) => surname === '' && /[A-Za-z]/.test(name)),
      dotted: people.filter(({ surname, name }) => surname === '' && !/[A-Za-z]/.test(name)),
      twin: people.filter(({ twin }) => twin !== undefined),
      plain: people.filter(({ surname }) => surname !== ''),
    }
    for (const person of people) {
      const others = this.households.get(person.household)
      if (others === undefined) this.households.set(person.household, [person])
      else others.push(person)
    }
  }

  private anyone(kind: keyof ListMaker['byKind'] = 'plain'): Person {
    const pool = this.byKind[kind]
    return this.dice.pick(pool.length > 0 ? pool : this.register.people)
  }

  private mistake(kind: Kind, draft: Draft, person: Person): void {
    const { dice } = this
    const { maker } = this.register
    const resident = person.idNumber.length === 18
    if (kind === 'number-typo') {
      draft.idNumber = slips.typo(dice, person.idNumber)
      draft.numberGood = 1
    } else if (kind === 'number-scanned') {
      draft.idNumber = slips.scanned(dice, person.idNumber)
      draft.numberGood = 1
    } else if (kind === 'number-missing') draft.idNumber = ''
    else if (kind === 'number-old' && resident && person.idNumber.slice(6, 8) === '19')
      draft.idNumber = person.idNumber.slice(0, 6) + person.idNumber.slice(8, 17)
    else if (kind === 'number-rounded' && resident) {
      draft.idNumber = dice.chance(0.5)
        ? `${person.idNumber[0]}.${person.idNumber.slice(1, 14)}E+17`
        : `${person.idNumber.slice(0, 15)}000`
      draft.numberGood = 1
    } else if (kind === 'name-homophone') draft.name = slips.homophone(dice, person.name)
    else if (kind === 'name-look-alike') draft.name = slips.lookAlike(dice, person.name)
    else if (kind === 'name-reordered') draft.name = slips.reordered(dice, person)
    else if (kind === 'name-character') {
      draft.name = slips.otherCharacter(dice, person.name)
      draft.nameGood = 1
    } else if (kind === 'name-pinyin') draft.name = slips.inPinyin(dice, person)
    else if (kind === 'minority-written') draft.name = slips.rendered(dice, person.name)
    else if (kind === 'passport') {
      draft.name = slips.reordered(dice, person)
      if (dice.chance(0.3)) draft.name = slips.typoInLetters(dice, draft.name)
      if (dice.chance(0.3)) {
        draft.idNumber = slips.typo(dice, person.idNumber)
        draft.numberGood = 1
      }
    } else if (kind === 'renamed') this.rename(draft, person)
    else if (kind === 'phone-changed') {
      draft.phone = maker.phone()
      draft.phoneGood = false
    } else if (kind === 'phone-typo') draft.phone = slips.typo(dice, person.phone)
    else if (kind === 'phone-of-family') {
      const others = this.households.get(person.household) as Person[]
      draft.phone = dice.pick(others).phone
      draft.phoneGood = draft.phone === person.phone
    } else if (kind === 'moved') {
      draft.address = newAddress(dice)
      draft.doorGood = false
    } else if (kind === 'room-typo') {
      const { dwelling } = person
      const room = Number(slips.typo(dice, String(dwelling.room)))
      draft.address = writtenAddress(dice, { ...dwelling, room })
    } else if (kind === 'birth-typo') {
      draft.birth = slips.wrongBirth(dice, person.birth)
      draft.birthGood = false
    } else if (kind === 'number-of-another') {
      const others = this.households.get(person.household) as Person[]
      const owner =
        others.length > 1 && dice.chance(0.3) ? dice.pick(others.filter((o) => o !== person)) : this.anyone()
      draft.idNumber = owner.idNumber
      draft.numberGood = 0
    }
  }

  private rename(draft: Draft, person: Person): void {
    const { dice } = this
    const { surname, given, sex, birth, name } = person
    const year = Number(birth.slice(0, 4))
    draft.nameGood = 0
    if (surname === '') {
      draft.name = /[A-Za-z]/.test(name) ? passportName(dice) : dottedName(dice, sex)
      return
    }
    const way = dice.weighted([45, 25, 30])
    const newGiven = siblingOf(dice, given, sex, year, 0.15)
    draft.name = way === 0 ? surname + newGiven : way === 1 ? surnameOf(dice) + given : surnameOf(dice) + newGiven
    if (draft.name === person.name) draft.name = `${surname}${newGiven}`
  }

  private write(draft: Draft, gaps: Gaps): Omit<ListLine, 'id'> {
    const { dice } = this
    const keep = (share: number, text: string): string => (dice.chance(share) ? dice.pick(['', '', '无', '/']) : text)
    return {
      name: draft.name,
      idNumber: draft.idNumber === '' ? '' : keep(gaps.idNumber, writtenNumber(dice, draft.idNumber)),
      phone: keep(gaps.phone, writtenPhone(dice, draft.phone)),
      birthDate: keep(gaps.birthDate, writtenDate(dice, draft.birth)),
      sex: keep(gaps.sex, writtenSex(dice, draft.sex)),
      address: keep(gaps.address, draft.address),
    }
  }

  /** A line about a resident. */
  resident(id: string, kind: (typeof errors)[number], gaps: Gaps): Line {
    const { dice } = this
    const person = this.anyone(
      kind === 'passport' ? 'passport' : kind === 'minority-written' ? 'dotted' : kind === 'twin' ? 'twin' : 'plain',
    )
    const draft = draftOf(dice, person)
    if (kind === 'several') {
      const times = dice.weighted([0, 0, 70, 30])
      for (let i = 0; i < times; i++)
        this.mistake(
          dice.pick(errors.filter((e) => !['exact', 'several', 'twin', 'passport', 'minority-written'].includes(e))),
          draft,
          person,
        )
    } else if (kind === 'twin') {
      if (dice.chance(0.5))
        this.mistake(
          dice.pick(['number-missing', 'number-typo', 'number-scanned', 'name-homophone', 'birth-typo']),
          draft,
          person,
        )
    } else this.mistake(kind, draft, person)
    const cells = this.write(draft, gaps)
    const said = (cell: string | null | undefined): boolean => cell !== undefined && cell !== null && cell.length > 1
    const number = said(cells.idNumber) ? draft.numberGood : 0
    const others =
      Number(said(cells.phone) && draft.phoneGood) +
      Number(said(cells.birthDate) && draft.birthGood) +
      Number(said(cells.address) && draft.doorGood)
    const against =
      Number(said(cells.phone) && !draft.phoneGood) +
      Number(said(cells.birthDate) && !draft.birthGood) +
      Number(said(cells.address) && !draft.doorGood) +
      Number(said(cells.idNumber) && draft.numberGood === 0)
    const support = others + (number > 0 ? 1 : 0)
    const identifiable =
      number === 2
        ? draft.nameGood > 0 || others > 0
        : draft.nameGood === 2
          ? support > against || support >= 2
          : draft.nameGood === 1 && support >= 2 && support > against
    return { id, ...cells, kind, truth: person.id, identifiable }
  }

  /** A line about somebody who is not in the register. */
  outsider(id: string, kind: (typeof outsiders)[number], gaps: Gaps): Line {
    const { dice } = this
    const { maker } = this.register
    const near = this.anyone(kind === 'twin-of-resident' ? 'plain' : undefined)
    const sex = dice.chance(0.5) ? 'male' : 'female'
    const birth = maker.birthIn(1940, 2022)
    const year = Number(birth.slice(0, 4))
    const own: Draft = {
      ...draftOf(dice, { ...near, dwelling: near.dwelling }),
      name: dice.chance(0.03) ? dottedName(dice, sex) : surnameOf(dice) + givenOf(dice, sex, year),
      ...{ idNumber: maker.residentNumber(birth, sex), phone: maker.phone(), birth, sex, address: newAddress(dice) },
    }
    const theirs = draftOf(dice, near)
    const household = this.households.get(near.household) as Person[]
    let cells = gaps
    if (kind === 'namesake-same-birth') {
      Object.assign(own, { name: theirs.name, birth: theirs.birth, sex: theirs.sex })
      own.idNumber = maker.residentNumber(near.birth, near.sex)
    } else if (kind === 'namesake-in-building') {
      own.name = theirs.name
      own.address = writtenAddress(dice, {
        ...near.dwelling,
        room: dice.between(1, 18) * 100 + dice.between(1, 4),
        unit: dice.between(1, 4),
      })
    } else if (kind === 'relative' || kind === 'relative-without-number') {
      if (dice.chance(0.6))
        own.name =
          near.surname + (dice.chance(0.3) ? siblingOf(dice, near.given, sex, year, 1) : givenOf(dice, sex, year))
      own.phone = dice.chance(0.7) ? dice.pick(household).phone : own.phone
      if (dice.chance(0.8)) own.address = theirs.address
      if (kind === 'relative-without-number') cells = { ...gaps, idNumber: 1, birthDate: 0.5 }
    } else if (kind === 'twin-of-resident') {
      own.name = near.surname + siblingOf(dice, near.given, near.sex, Number(near.birth.slice(0, 4)), 0.8)
      Object.assign(own, { birth: theirs.birth, sex: near.sex, phone: theirs.phone, address: theirs.address })
      own.idNumber = maker.residentNumber(near.birth, near.sex, Number(near.idNumber.slice(0, 6)), near.idNumber)
    } else if (kind === 'former-tenant') own.address = theirs.address
    else if (kind === 'recycled-phone') own.phone = theirs.phone
    else if (kind === 'namesake-on-family-phone') {
      own.phone = theirs.phone
      own.name = this.anyone().name
    } else if (kind === 'borrowed-number') own.idNumber = near.idNumber
    else if (kind === 'misread-into-another') {
      // Two digits of their own number misread so that it becomes the resident's, and holds.
      own.idNumber = near.idNumber.slice(0, 17) + checkCharacterOf(near.idNumber)
      own.birth = dice.chance(0.5) ? near.birth : own.birth
    }
    return { id, ...this.write(own, cells), kind, truth: null, identifiable: false }
  }

  private errorOr(exact: number): (typeof errors)[number] {
    const { dice } = this
    if (dice.chance(exact)) return 'exact'
    const kind = dice.pick(errors)
    // Rarer than the others by far: somebody else's number in one's own line.
    return kind === 'number-of-another' && dice.chance(0.8) ? 'exact' : kind
  }

  /** Lines in random order: `share` of them residents, their errors as likely as `weights` says. */
  *list(count: number, { share = 0.85, gaps = someGaps, exact = 0.3 } = {}): Generator<Line> {
    const { dice } = this
    for (let i = 0; i < count; i++) {
      const id = `L${String(i + 1).padStart(7, '0')}`
      if (!dice.chance(share)) {
        yield this.outsider(id, dice.chance(0.3) ? 'stranger' : dice.pick(outsiders), gaps)
        continue
      }
      yield this.resident(id, this.errorOr(exact), gaps)
    }
  }
}
