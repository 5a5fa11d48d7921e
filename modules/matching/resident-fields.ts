/**
 * The fields of a resident, their levels, and how likely each is before anything is learned. `match` and `stranger` are
 * starting points: learning replaces them in a long list, and agreement is always weighed by how many people share it.
 */
import { mix32 } from '../../platform/pure/hash.ts'
import { words } from '../../platform/pure/words.ts'
import { birthLevels, birthLevelWords, compareBirths } from './birth-compare.ts'
import type { LineSlips } from './line-slips.ts'
import { residentFields } from './model.ts'
import { compareNames, nameLevels, nameLevelWords } from './name-compare.ts'
import { comparePlaces, placeLevels, placeLevelWords } from './place-compare.ts'
import type { Field, Level, Levels, Side, Term } from './plan.ts'
import { column, FROM_NUMBER, stateOf } from './resident-record.ts'

export const fieldAt = { number: 0, name: 1, birthDate: 2, birthBeside: 3, sex: 4, phone: 5, address: 6 } as const

export const numberLevels = ['same', 'one-off', 'two-off', 'rounded', 'other-kind', 'doubtful', 'different'] as const
export type NumberLevel = (typeof numberLevels)[number]
const numberLevelWords = words({
  same: ['证件号码相同', 'Same identity number'],
  'one-off': ['证件号码差一位', 'Identity number one digit off'],
  'two-off': ['证件号码差两位', 'Identity number two digits off'],
  rounded: ['证件号码前十五位相同', 'First fifteen digits of the identity number the same'],
  'other-kind': ['证件种类不同', 'Another kind of document'],
  doubtful: ['证件号码有误，无法比对', 'Identity number cannot be right'],
  different: ['证件号码不同', 'Other identity number'],
})

export const phoneLevels = ['same', 'one-off', 'different'] as const
const phoneLevelWords = words({
  same: ['电话相同', 'Same phone'],
  'one-off': ['电话差一位', 'Phone one digit off'],
  different: ['电话不同', 'Other phone'],
})
export const sexLevels = ['same', 'different'] as const
const sexLevelWords = words({ same: ['性别相同', 'Same sex'], different: ['性别不同', 'Other sex'] })

type Figures = Omit<Level, 'name' | 'words'>
const levelsOf = <N extends string>(
  names: readonly N[],
  labels: Readonly<Record<N, Level['words']>>,
  figures: Readonly<Record<N, Figures>>,
): Level[] => names.map((name) => ({ name, words: labels[name], ...figures[name] }))

/** A name's chance beyond the register: as if 20,000 others had been seen, of whom each name has so many. */
const named = (of: Term['of'], base: number): Term => ({ of, base, weight: 20_000, self: true })

const nameField: Field = {
  name: 'name',
  words: residentFields.words.name,
  levels: levelsOf(nameLevels, nameLevelWords, {
    same: { match: 0.9, stranger: 2e-5, term: named((p) => p.number(column.nameKey), 2e-5) },
    reordered: { match: 0.015, stranger: 2e-5, term: named((p) => p.number(column.nameKey), 2e-5) },
    sound: { match: 0.025, stranger: 5e-5, term: named((p) => p.number(column.sound), 5e-5) },
    alike: { match: 0.02, stranger: 1e-4 },
    part: { match: 0.012, stranger: 1e-3 },
    given: { match: 0.005, stranger: 1e-3, term: named((p) => p.number(column.given), 2e-4) },
    surname: { match: 0.008, stranger: 0.04, term: named((p) => p.number(column.surname), 1e-3) },
    different: { match: 0.005, stranger: 0.95 },
  }),
  compare: (line, person) => {
    const key = line.number(column.nameKey)
    const other = person.number(column.nameKey)
    if (key === 0 || other === 0) return -1
    if (key === other) return 0
    return nameLevels.indexOf(compareNames(line.text(column.name), person.text(column.name)))
  },
}

const at = (level: NumberLevel): number => numberLevels.indexOf(level)

const numberField = (slips: LineSlips): Field => ({
  name: 'number',
  words: residentFields.words.number,
  levels: levelsOf(numberLevels, numberLevelWords, {
    same: { match: 0.93, stranger: 1e-6, perPerson: true },
    'one-off': { match: 0.03, stranger: 0.1, perPerson: true },
    'two-off': { match: 0.01, stranger: 0.5, perPerson: true },
    rounded: { match: 0.01, stranger: 0.5, perPerson: true },
    'other-kind': { match: 0.003, stranger: 0.01 },
    doubtful: { match: 0.015, stranger: 0.03 },
    different: { match: 0.003, stranger: 0.96 },
  }),
  compare: (line, person) => {
    const [own, other] = [line.number(column.number), person.number(column.number)]
    if (own === 0 || other === 0) return -1
    if (own === other) return 0
    const [ours, theirs] = [stateOf(line), stateOf(person)]
    // Two numbers that both hold are two numbers: no single slip leads from one to the other.
    if (ours === 'holds' && theirs === 'holds') return at('different')
    if ((ours === 'other') !== (theirs === 'other') && ours !== 'doubtful' && theirs !== 'doubtful')
      return at(ours === 'rounded' ? 'doubtful' : 'other-kind')
    const { one, two } = slips.numbers(line, theirs === 'doubtful' && ours !== 'rounded')
    if (one.has(other)) return at(ours === 'rounded' ? 'rounded' : 'one-off')
    if (two.has(other)) return at('two-off')
    return at(ours === 'other' && theirs === 'other' ? 'different' : 'doubtful')
  },
})

/** The number speaks for this person, and the date in it with the number. */
const agreesInNumber = (found: Levels): boolean => {
  const number = found[fieldAt.number] as number
  return number >= 0 && number <= at('rounded')
}

const birthField: Field = {
  name: 'birthDate',
  words: residentFields.words.birthDate,
  levels: levelsOf(birthLevels, birthLevelWords, {
    same: {
      match: 0.95,
      stranger: 5e-5,
      term: { of: (p) => p.number(column.birth), base: 5e-5, weight: 20_000, self: true },
    },
    swapped: { match: 0.006, stranger: 4e-5 },
    slip: { match: 0.02, stranger: 1.5e-3 },
    partly: { match: 0.012, stranger: 4e-3 },
    different: { match: 0.012, stranger: 0.99 },
  }),
  compare: (line, person, found) => {
    const [own, other] = [line.number(column.birth), person.number(column.birth)]
    if (other === 0 || agreesInNumber(found)) return -1
    const hint = line.number(column.birthHint)
    if (own === 0) return hint === other ? 0 : -1
    const level = birthLevels.indexOf(compareBirths(own, other))
    // The date in a number that is not this person's has been counted against them with the number.
    if (found[fieldAt.number] === at('different') && line.number(column.birthFrom) === FROM_NUMBER)
      return level === 0 ? 0 : -1
    return level > birthLevels.indexOf('slip') && hint === other ? birthLevels.indexOf('slip') : level
  },
}

const birthBesideField: Field = {
  name: 'birthBeside',
  words: residentFields.words.birthBeside,
  levels: levelsOf(birthLevels, birthLevelWords, {
    same: { match: 0.95, stranger: 0.7 },
    swapped: { match: 0.006, stranger: 0.01 },
    slip: { match: 0.02, stranger: 0.1 },
    partly: { match: 0.012, stranger: 0.02 },
    different: { match: 0.012, stranger: 0.17 },
  }),
  compare: (line, person, found) => {
    const [own, other] = [line.number(column.birth), person.number(column.birth)]
    // A date that was read from the number itself says nothing that the number has not said.
    if (own === 0 || other === 0 || !agreesInNumber(found) || line.number(column.birthFrom) === FROM_NUMBER) return -1
    return birthLevels.indexOf(compareBirths(own, other))
  },
}

const sexField: Field = {
  name: 'sex',
  words: residentFields.words.sex,
  levels: levelsOf(sexLevels, sexLevelWords, {
    same: { match: 0.99, stranger: 0.5 },
    different: { match: 0.01, stranger: 0.5 },
  }),
  compare: (line, person, found) => {
    const [own, other] = [line.number(column.sex), person.number(column.sex)]
    if (own === 0 || other === 0) return -1
    if ((found[fieldAt.number] as number) >= 0 && line.number(column.sexFrom) === FROM_NUMBER) return -1
    return own === other ? 0 : 1
  },
}

const phoneField = (slips: LineSlips): Field => ({
  name: 'phone',
  words: residentFields.words.phone,
  levels: levelsOf(phoneLevels, phoneLevelWords, {
    // One in a hundred thousand strangers of a small register; a hotline that hundreds share counts as they are many.
    same: {
      match: 0.85,
      stranger: 1e-7,
      term: { of: (p) => p.number(column.phone), base: 1e-7, weight: 1, self: true },
    },
    'one-off': { match: 0.02, stranger: 0.05, perPerson: true },
    different: { match: 0.13, stranger: 0.999 },
  }),
  compare: (line, person, found) => {
    const [own, second] = [line.number(column.phone), line.number(column.otherPhone)]
    const [other, fourth] = [person.number(column.phone), person.number(column.otherPhone)]
    if (own === 0 || other === 0) return -1
    if (own === other || own === fourth || (second !== 0 && (second === other || second === fourth))) return 0
    // Only worth the making of a hundred numbers where something else agrees.
    if ((found[fieldAt.name] as number) > 5 && !agreesInNumber(found)) return 2
    return slips.phonesOf(line).has(other) ? 1 : 2
  },
})

const place = (side: Side) => ({
  compound: side.text(column.compound),
  building: side.text(column.building),
  unit: side.text(column.unit),
  room: side.text(column.room),
})
const roomOnly = (side: Side): number =>
  side.number(column.building) === 0 ? 0 : mix32(side.number(column.building), side.number(column.room)) + 1

const addressField: Field = {
  name: 'address',
  words: residentFields.words.address,
  levels: levelsOf(placeLevels, placeLevelWords, {
    door: {
      match: 0.8,
      stranger: 1e-6,
      term: { of: (p) => p.number(column.door), base: 1e-6, weight: 1, self: false },
    },
    unnamed: { match: 0.01, stranger: 1e-4, term: { of: roomOnly, base: 1e-4, weight: 1, self: false } },
    near: { match: 0.03, stranger: 5e-5 },
    building: {
      match: 0.03,
      stranger: 3e-3,
      term: { of: (p) => p.number(column.block), base: 1e-4, weight: 1, self: false },
    },
    compound: {
      match: 0.02,
      stranger: 0.02,
      term: { of: (p) => p.number(column.compoundKey), base: 1e-3, weight: 1, self: false },
    },
    different: { match: 0.11, stranger: 0.97 },
  }),
  compare: (line, person) => {
    const door = line.number(column.door)
    const other = person.number(column.door)
    if ((door === 0 && line.number(column.compound) === 0) || (other === 0 && person.number(column.compound) === 0))
      return -1
    if (door === other && line.number(column.unit) === 0 && person.number(column.unit) === 0) return 0
    return placeLevels.indexOf(comparePlaces(place(line), place(person)))
  },
}

export const residentFieldsWith = (slips: LineSlips): readonly Field[] => [
  numberField(slips),
  nameField,
  birthField,
  birthBesideField,
  sexField,
  phoneField(slips),
  addressField,
]

/** Level of a field by its name; undefined where one side says nothing. */
export const readLevels = (levels: Levels) => ({
  number: numberLevels[levels[fieldAt.number] as number],
  name: nameLevels[levels[fieldAt.name] as number],
  birthDate: birthLevels[Math.max(levels[fieldAt.birthDate] as number, levels[fieldAt.birthBeside] as number)],
  sex: sexLevels[levels[fieldAt.sex] as number],
  phone: phoneLevels[levels[fieldAt.phone] as number],
  address: placeLevels[levels[fieldAt.address] as number],
})
