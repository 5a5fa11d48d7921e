/** People who are not in the register, chosen to be taken for somebody who is: each puts on what would give them away as another. */
import type { Cast } from './cast.ts'
import { type Draft, draftOf, type Gaps } from './draft.ts'
import { dottedName, givenOf, siblingOf, surnameOf } from './names.ts'
import type { Person } from './world.ts'
import { writtenAddress } from './writing.ts'

/** `near` is the resident that the outsider may be taken for. */
type Disguise = (own: Draft, near: Person, cast: Cast) => void

const relative: Disguise = (own, near, cast) => {
  const { dice } = cast
  const year = Number(own.birth.slice(0, 4))
  if (dice.chance(0.6))
    own.name =
      near.surname + (dice.chance(0.3) ? siblingOf(dice, near.given, own.sex, year, 1) : givenOf(dice, own.sex, year))
  if (dice.chance(0.7)) own.phone = dice.pick(cast.householdOf(near)).phone
  if (dice.chance(0.8)) own.address = writtenAddress(dice, near.dwelling)
}

const disguises = {
  stranger: () => {},
  'namesake-same-birth': (own, near, { maker }) => {
    Object.assign(own, { name: near.name, birth: near.birth, sex: near.sex })
    own.idNumber = maker.residentNumber(near.birth, near.sex)
  },
  'namesake-in-building': (own, { name, dwelling }, { dice }) => {
    const room = dice.between(1, 18) * 100 + dice.between(1, 4)
    own.name = name
    own.address = writtenAddress(dice, { ...dwelling, room, unit: dice.between(1, 4) })
  },
  relative,
  'relative-without-number': relative,
  'twin-of-resident': (own, near, { dice, maker }) => {
    const { birth, sex, phone, surname, given, idNumber } = near
    own.name = surname + siblingOf(dice, given, sex, Number(birth.slice(0, 4)), 0.8)
    Object.assign(own, { birth, sex, phone, address: writtenAddress(dice, near.dwelling) })
    own.idNumber = maker.residentNumber(birth, sex, Number(idNumber.slice(0, 6)), idNumber)
  },
  'former-tenant': (own, { dwelling }, { dice }) => {
    own.address = writtenAddress(dice, dwelling)
  },
  'recycled-phone': (own, { phone }) => {
    own.phone = phone
  },
  'namesake-on-family-phone': (own, { phone }, cast) => {
    own.phone = phone
    own.name = cast.anyone().name
  },
  'borrowed-number': (own, { idNumber }) => {
    own.idNumber = idNumber
  },
  'misread-into-another': (own, { idNumber, birth }, { dice }) => {
    own.idNumber = idNumber
    if (dice.chance(0.5)) own.birth = birth
  },
} satisfies Record<string, Disguise>

export type OutsiderKind = keyof typeof disguises
export const outsiders = Object.keys(disguises) as OutsiderKind[]

/** Kinds that are meant to bear a resident's name; the others must not bear it by chance, or nobody could tell. */
const NAMESAKES: readonly OutsiderKind[] = ['namesake-same-birth', 'namesake-in-building', 'namesake-on-family-phone']

export const outsider = (cast: Cast, kind: OutsiderKind, gaps: Gaps): { draft: Draft; gaps: Gaps } => {
  const { dice, maker } = cast
  const near = cast.anyone()
  for (;;) {
    const sex = dice.chance(0.5) ? 'male' : 'female'
    const birth = maker.birthIn(1940, 2022)
    const own: Draft = {
      ...draftOf(dice, near),
      name: dice.chance(0.03) ? dottedName(dice, sex) : surnameOf(dice) + givenOf(dice, sex, Number(birth.slice(0, 4))),
      idNumber: maker.residentNumber(birth, sex),
      phone: maker.phone(),
      birth,
      sex,
      address: cast.anyAddress(),
    }
    disguises[kind](own, near, cast)
    if (!NAMESAKES.includes(kind) && cast.householdOf(near).some(({ name }) => name === own.name)) continue
    return { draft: own, gaps: kind === 'relative-without-number' ? { ...gaps, idNumber: 1, birthDate: 0.5 } : gaps }
  }
}
