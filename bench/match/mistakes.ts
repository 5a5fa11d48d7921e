/** What goes wrong in lines about residents, by kind: each puts one mistake into a draft. */
import type { Dice } from '../../database/taohua/dice.ts'
import type { Draft } from './draft.ts'
import { dottedName, passportName, siblingOf, surnameOf } from './names.ts'
import * as slips from './slips.ts'
import type { Cast } from './cast.ts'
import type { Person } from './world.ts'
import { writtenAddress } from './writing.ts'

type Mistake = (draft: Draft, person: Person, cast: Cast) => void

const wrongNumber = (draft: Draft, number: string): void => {
  draft.idNumber = number
  draft.numberTruth = 1
}

const newNameOf = (dice: Dice, { surname, given, sex, birth, name }: Person): string => {
  if (surname === '') return /[A-Za-z]/.test(name) ? passportName(dice) : dottedName(dice, sex)
  const newGiven = siblingOf(dice, given, sex, Number(birth.slice(0, 4)), 0.15)
  const way = dice.weighted([45, 25, 30])
  const made = way === 0 ? surname + newGiven : way === 1 ? surnameOf(dice) + given : surnameOf(dice) + newGiven
  return made === name ? surname + newGiven : made
}

const single = {
  exact: () => {},
  'number-typo': (draft, { idNumber }, { dice }) => wrongNumber(draft, slips.typo(dice, idNumber)),
  'number-scanned': (draft, { idNumber }, { dice }) => wrongNumber(draft, slips.scanned(dice, idNumber)),
  'number-missing': (draft) => {
    draft.idNumber = ''
  },
  'number-old': (draft, { idNumber }) => {
    if (/^\d{6}19/.test(idNumber) && idNumber.length === 18)
      draft.idNumber = idNumber.slice(0, 6) + idNumber.slice(8, 17)
  },
  'number-rounded': (draft, { idNumber }, { dice }) => {
    if (idNumber.length !== 18) return
    const figure = `${idNumber[0]}.${idNumber.slice(1, 14)}E+17`
    wrongNumber(draft, dice.chance(0.5) ? figure : `${idNumber.slice(0, 15)}000`)
  },
  'name-homophone': (draft, { name }, { dice }) => {
    draft.name = slips.homophone(dice, name)
  },
  'name-look-alike': (draft, { name }, { dice }) => {
    draft.name = slips.lookAlike(dice, name)
  },
  'name-reordered': (draft, person, { dice }) => {
    draft.name = slips.reordered(dice, person)
  },
  'name-character': (draft, { name }, { dice }) => {
    draft.name = slips.otherCharacter(dice, name)
    draft.nameTruth = 1
  },
  'name-pinyin': (draft, person, { dice }) => {
    draft.name = slips.inPinyin(dice, person)
  },
  'minority-written': (draft, { name }, { dice }) => {
    draft.name = slips.rendered(dice, name)
  },
  passport: (draft, person, { dice }) => {
    draft.name = slips.reordered(dice, person)
    if (dice.chance(0.3)) draft.name = slips.typoInLetters(dice, draft.name)
    if (dice.chance(0.3)) wrongNumber(draft, slips.typo(dice, person.idNumber))
  },
  renamed: (draft, person, { dice }) => {
    draft.name = newNameOf(dice, person)
    draft.nameTruth = 0
  },
  'phone-changed': (draft, _person, { maker }) => {
    draft.phone = maker.phone()
    draft.phoneIsTrue = false
  },
  'phone-typo': (draft, { phone }, { dice }) => {
    draft.phone = slips.typo(dice, phone)
  },
  'phone-of-family': (draft, person, cast) => {
    draft.phone = cast.dice.pick(cast.householdOf(person)).phone
    draft.phoneIsTrue = draft.phone === person.phone
  },
  moved: (draft, _person, cast) => {
    draft.address = cast.anyAddress()
    draft.doorIsTrue = false
  },
  'room-typo': (draft, { dwelling }, { dice }) => {
    const room = Number(slips.typo(dice, String(dwelling.room)))
    draft.address = writtenAddress(dice, { ...dwelling, room })
  },
  'birth-typo': (draft, { birth }, { dice }) => {
    draft.birth = slips.wrongBirth(dice, birth)
    draft.birthIsTrue = false
  },
  'number-of-another': (draft, person, cast) => {
    const others = cast.householdOf(person).filter((other) => other !== person)
    const owner = others.length > 0 && cast.dice.chance(0.3) ? cast.dice.pick(others) : cast.anyone()
    draft.idNumber = owner.idNumber
    draft.numberTruth = 0
  },
} satisfies Record<string, Mistake>

type Single = keyof typeof single
const AMONG_TWINS: readonly Single[] = [
  'number-missing',
  'number-typo',
  'number-scanned',
  'name-homophone',
  'birth-typo',
]
const APART: readonly Single[] = ['exact', 'passport', 'minority-written']
const COMBINED = (Object.keys(single) as Single[]).filter((kind) => !APART.includes(kind))

export const mistakes = {
  ...single,
  twin: (draft, person, cast) => {
    const { dice } = cast
    if (dice.chance(0.5)) single[dice.pick(AMONG_TWINS)](draft, person, cast)
  },
  several: (draft, person, cast) => {
    const { dice } = cast
    const times = dice.chance(0.7) ? 2 : 3
    for (let i = 0; i < times; i++) single[dice.pick(COMBINED)](draft, person, cast)
  },
} satisfies Record<string, Mistake>

export type ErrorKind = keyof typeof mistakes
export const errors = Object.keys(mistakes) as ErrorKind[]
