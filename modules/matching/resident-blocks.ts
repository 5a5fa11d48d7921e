/**
 * The keys by which candidates are found. Each survives what the others do not: a wrong number, a changed phone, a move, a
 * name in other characters; a line must be wrong in all of them at once to be missed. Letters stand for the name (name-shape.ts).
 */
import { hash53, mix32 } from '../../platform/pure/hash.ts'
import type { LineSlips } from './line-slips.ts'
import type { Block, Emit, Side } from './plan.ts'
import { column, stateOf } from './resident-record.ts'

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
  name,
  stage,
  most,
  ofPerson: keys,
  ofLine: keys,
})

export const residentBlocks = (slips: LineSlips): readonly Block[] => [
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
    name: 'number-slips',
    stage: 2,
    most: 50,
    ofPerson: (person, emit) => {
      if (stateOf(person) !== 'doubtful') emitNumber(person.number(column.number), emit)
    },
    ofLine: (line, emit) => {
      const state = stateOf(line)
      if (state !== 'doubtful' && state !== 'other' && state !== 'rounded') return
      const { one, two } = slips.numbers(line, false)
      for (const key of one) emit(key)
      for (const key of two) emit(key)
    },
  },
  {
    name: 'doubtful-number',
    stage: 2,
    most: 50,
    ofPerson: (person, emit) => {
      if (stateOf(person) === 'doubtful') emitNumber(person.number(column.number), emit)
    },
    ofLine: (line, emit) => {
      if (line.number(column.number) !== 0) for (const key of slips.numbers(line, true).one) emit(key)
    },
  },
  {
    name: 'phone-slips',
    stage: 2,
    most: 20,
    ofPerson: (person, emit) => emitNumber(person.number(column.phone), emit),
    ofLine: (line, emit) => {
      if (line.number(column.phoneText) !== 0) for (const key of slips.phonesOf(line)) emit(key)
    },
  },
]
