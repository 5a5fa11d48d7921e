/**
 * How a line of a list is compared with the residents of the register: the number first, then everything together, and
 * nobody on a name alone. `keyOf` stands between: this file never sees a number of the register's side.
 */
import { hash53, mix32 } from '../../platform/pure/hash.ts'
import type { Word } from '../../platform/pure/words.ts'
import type { KeyOf, ListLine, RegisterPerson } from './model.ts'
import type { Alternative, Bar, Block, Emit, Levels, Plan, Side } from './plan.ts'
import { fieldAt, readLevels, type ResidentComparison, residentComparison } from './resident-fields.ts'
import { COLUMNS, column, stateOf, writeLine, writePerson } from './resident-record.ts'
import { nameLevels } from './name-compare.ts'
import { matchingWords as words } from './words.ts'

/** Chances by level, in the order of resident-fields.ts. */
const SAME_PERSON = {
  name: [0.93, 0.015, 0.02, 0.015, 0.01, 0.003, 0.004, 0.003],
  birthDate: [0.96, 0.005, 0.015, 0.01, 0.01],
  phone: [0.95, 0.01, 0.04],
}
const SAME_HOUSEHOLD = {
  phone: [0.45, 0.002, 0.548],
  address: [0.82, 0.02, 0.03, 0.03, 0.02, 0.08],
}

const alternatives: readonly Alternative[] = [
  {
    ...{ name: 'kin', words: words.kin, share: 0.01, household: true },
    levels: {
      ...SAME_HOUSEHOLD,
      number: [5e-4, 5e-4, 2e-3, 0.01, 0.03, 0.957],
      name: [1e-5, 3e-5, 5e-4, 1e-3, 0.05, 2e-3, 0.4, 0.55],
      birthDate: [2e-3, 1e-4, 2e-3, 6e-3, 0.99],
      sex: [0.48, 0.52],
    },
    // A person who stands in the register twice must not teach that relatives share names, or numbers of the day.
    learnt: {
      block: 'door',
      fields: ['name', 'birthDate', 'sex'],
      most: { name: [1e-5, 3e-5, 1e-3, 2e-3, 1, 1, 1, 1], birthDate: [0.01, 2e-4, 1, 1, 1] },
    },
  },
  {
    ...{ name: 'twin', words: words.twin, share: 1e-3, household: true },
    levels: {
      ...SAME_HOUSEHOLD,
      number: [1e-4, 2e-3, 0.01, 0.01, 0.03, 0.948],
      name: [1e-5, 2e-3, 0.01, 0.02, 0.5, 1e-3, 0.45, 0.02],
      birthDate: SAME_PERSON.birthDate,
      sex: [0.65, 0.35],
    },
  },
  {
    ...{ name: 'same-day', words: words.sameDay, share: 2e-4 },
    levels: { name: SAME_PERSON.name, birthDate: SAME_PERSON.birthDate, sex: [0.9, 0.1] },
  },
  {
    ...{ name: 'same-phone', words: words.samePhone, share: 2e-4 },
    levels: { name: SAME_PERSON.name, phone: SAME_PERSON.phone, sex: [0.7, 0.3] },
  },
  {
    ...{ name: 'borrowed', words: words.borrowed, share: 1e-3 },
    levels: { number: [0.93, 0.03, 0.01, 0.003, 0.015, 0.003], birthDate: [0.4, 0.005, 0.015, 0.01, 0.57] },
  },
]

const eachLetters = (side: Side, use: (letters: number) => void): void => {
  for (let at = 0; at < 4; at++) {
    const letters = side.number(column.letters + at)
    if (letters !== 0) use(letters)
  }
}
/** Month and day in either order. */
const daysOf = (birth: number): number => {
  const [month, day] = [Math.floor(birth / 100) % 100, birth % 100]
  return Math.min(month, day) * 100 + Math.max(month, day)
}
const emitNumber = (value: number, emit: Emit): void => {
  if (value !== 0) emit(value)
}

/** A block whose keys are made alike for both sides. */
const bothSides = (name: string, stage: 0 | 1 | 2, most: number, keys: (side: Side, emit: Emit) => void): Block => ({
  ...{ name, stage, most },
  ofPerson: keys,
  ofLine: keys,
})

const blocksOf = ({ slips }: ResidentComparison): readonly Block[] => [
  bothSides('number', 0, 50, (side, emit) => emitNumber(side.number(column.number), emit)),
  bothSides('phone', 1, 60, (side, emit) => {
    emitNumber(side.number(column.phone), emit)
    emitNumber(side.number(column.otherPhone), emit)
  }),
  bothSides('door', 1, 60, (side, emit) => emitNumber(side.number(column.door), emit)),
  // With its first or last character: one character wrong leaves the other, and a day alone is shared by dozens.
  bothSides('birth', 1, 60, (side, emit) => {
    const name = side.text(column.name)
    if (name === '') return
    const latin = /^[a-z]/u.test(name)
    for (const birth of [side.number(column.birth), side.number(column.birthHint)]) {
      if (birth === 0) continue
      if (latin) emit(mix32(birth, 1))
      else {
        emit(mix32(birth, name.charCodeAt(0)))
        emit(mix32(birth, name.charCodeAt(name.length - 1)))
      }
    }
  }),
  bothSides('name-year', 1, 60, (side, emit) => {
    const year = Math.floor(side.number(column.birth) / 10000)
    if (year !== 0) eachLetters(side, (letters) => emit(mix32(letters, year)))
  }),
  bothSides('name-day', 1, 60, (side, emit) => {
    const birth = side.number(column.birth)
    if (birth !== 0) eachLetters(side, (letters) => emit(mix32(letters, daysOf(birth))))
  }),
  bothSides('name-room', 1, 60, (side, emit) => {
    const place = hash53(`${side.text(column.building)}/${side.text(column.room)}`, 7)
    if (side.number(column.room) !== 0) eachLetters(side, (letters) => emit(mix32(letters, place)))
  }),
  bothSides('surname-room', 1, 60, (side, emit) => {
    const surname = side.number(column.surname)
    const place = `${side.text(column.building)}/${side.text(column.unit)}/${side.text(column.room)}`
    if (surname !== 0 && side.number(column.room) !== 0) emit(mix32(surname, hash53(place, 8)))
  }),
  bothSides('name-building', 2, 60, (side, emit) => {
    const block = side.number(column.block)
    if (block !== 0) eachLetters(side, (letters) => emit(mix32(letters, block)))
  }),
  bothSides('name', 2, 60, (side, emit) => eachLetters(side, emit)),
  {
    ...{ name: 'number-slips', stage: 2, most: 50 },
    ofPerson: (person, emit) => {
      if (stateOf(person) !== 'doubtful') emitNumber(person.number(column.number), emit)
    },
    ofLine: (line, emit) => {
      const state = stateOf(line)
      if (state !== 'doubtful' && state !== 'other') return
      const { one, two } = slips.numbers(line, false)
      for (const key of one) emit(key)
      for (const key of two) emit(key)
    },
  },
  {
    ...{ name: 'doubtful-number', stage: 2, most: 50 },
    ofPerson: (person, emit) => {
      if (stateOf(person) === 'doubtful') emitNumber(person.number(column.number), emit)
    },
    ofLine: (line, emit) => {
      if (line.number(column.number) !== 0) for (const key of slips.numbers(line, true).one) emit(key)
    },
  },
  {
    ...{ name: 'phone-slips', stage: 2, most: 20 },
    ofPerson: (person, emit) => emitNumber(person.number(column.phone), emit),
    ofLine: (line, emit) => {
      if (line.number(column.phoneText) !== 0) for (const key of slips.phonesOf(line)) emit(key)
    },
  },
]

/** What of a pair speaks for the person, field by field. */
const supportOf = (levels: Levels) => {
  const { number, name, birthDate, phone, address } = readLevels(levels)
  return {
    name: isOneOf(name, 'same', 'reordered', 'sound', 'alike'),
    birth: isOneOf(birthDate, 'same', 'swapped', 'slip'),
    number: isOneOf(number, 'same', 'one-off', 'two-off'),
    reached: isOneOf(phone, 'same', 'one-off') || isOneOf(address, 'door', 'unnamed'),
    reachedTwice: isOneOf(phone, 'same', 'one-off') && isOneOf(address, 'door', 'unnamed'),
  }
}
const isOneOf = <T>(value: T | undefined, ...of: readonly T[]): boolean => value !== undefined && of.includes(value)
const isAgainst = (name: string | undefined): boolean => name === 'surname' || name === 'different'

const bar = (name: string, word: Word, atMost: Bar['atMost'], holds: Bar['holds']): Bar => ({
  name,
  words: word,
  atMost,
  holds,
})

/** In this order: the first that holds gives the reason. */
const bars: readonly Bar[] = [
  bar('name-against', words.nameAgainst, 'none', (_line, best) => {
    const { number, birth, reached } = supportOf(best)
    return isAgainst(readLevels(best).name) && !number && !(birth && reached)
  }),
  bar('other-number', words.otherNumber, 'none', (_line, best) => {
    if (readLevels(best).number !== 'different') return false
    const { name, birth, reached, reachedTwice } = supportOf(best)
    const { phone, address } = readLevels(best)
    return !name || !(birth || reachedTwice) || (!reached && (phone !== undefined || address !== undefined))
  }),
  bar('name-missing', words.nameMissing, 'review', (_line, best) => {
    const { name, number } = readLevels(best)
    return name === undefined && number !== 'same'
  }),
  bar('name-alone', words.nameAlone, 'review', (_line, best) => {
    const { number, birth, reached } = supportOf(best)
    return !(number || birth || reached)
  }),
  bar('name-doubtful', words.nameAgainst, 'review', (_line, best) => {
    const { number, birth, reached } = supportOf(best)
    const { name } = readLevels(best)
    if (name === 'given') return !number && !birth
    return isAgainst(name) && readLevels(best).number !== 'same' && !(number && birth && reached)
  }),
  bar('numbers-differ', words.numbersDiffer, 'review', (_line, best) => {
    const { birth, reached, reachedTwice } = supportOf(best)
    const { number, name } = readLevels(best)
    return number === 'different' && !(name === 'same' && ((birth && reached) || reachedTwice))
  }),
  bar('number-of-another', words.numberOfAnother, 'review', (_line, best, others) => {
    if (readLevels(best).number === 'same') return false
    const { name, reached, reachedTwice } = supportOf(best)
    const sure = name && ((readLevels(best).birthDate === 'same' && reached) || reachedTwice)
    return !sure && others.some((levels) => readLevels(levels).number === 'same')
  }),
  bar('name-of-another', words.nameOfAnother, 'review', (_line, best, others) => {
    const own = best[fieldAt.name] as number
    if (readLevels(best).number !== 'same' || own < nameLevels.indexOf('part')) return false
    return others.some((levels) => {
      const name = levels[fieldAt.name] as number
      const { birth, reached } = supportOf(levels)
      return name >= 0 && name <= own && name <= nameLevels.indexOf('part') && (birth || reached)
    })
  }),
]

export const residentPlan = (keyOf: KeyOf): Plan<RegisterPerson, ListLine> => {
  const comparison = residentComparison(keyOf)
  return {
    columns: COLUMNS,
    fields: comparison.fields,
    ...{ alternatives, bars, blocks: blocksOf(comparison) },
    ...{ present: 0.85, link: 0.99, look: 0.3, budget: { least: 0.98, most: 0.999, wrong: 5e-5 } },
    idOfPerson: ({ id }) => id,
    idOfLine: ({ id }) => id,
    readPerson: writePerson,
    readLine: (line, row) => writeLine(line, row, keyOf),
    related: (one, other) =>
      [column.door, column.phone].some((at) => one.number(at) !== 0 && one.number(at) === other.number(at)),
    settled: (levels) => {
      const { number, name, birthDate } = readLevels(levels)
      if (number === 'same') return supportOf(levels).name && birthDate !== 'different'
      return number !== 'different' && name === 'same' && birthDate === 'same' && supportOf(levels).reached
    },
  }
}

/** The level of the name in a pair, for those who count what is linked on what. */
export const nameLevelOf = (levels: Levels): number => levels[fieldAt.name] as number
