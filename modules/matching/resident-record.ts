/** The columns that residents' records are kept in, and how both sides are read into them. */
import { hash53 } from '../../platform/pure/hash.ts'
import type { KeyOf, ListLine, RegisterPerson } from './model.ts'
import { nameShape } from './name-shape.ts'
import { type Place, placeOf } from './place-compare.ts'
import type { RowWriter, Side } from './plan.ts'
import { type Day, dayOf, type NumberState, readBirth, readNumberCell, readPhones, readSex } from './resident-cells.ts'

export const column = {
  /** Hash of the number's key. */
  number: 0,
  numberState: 1,
  /** The number itself: lists only. */
  numberText: 2,
  phone: 3,
  otherPhone: 4,
  /** The first phone itself: lists only. */
  phoneText: 5,
  birth: 6,
  /** 1: the record's own column said so; 2: read from the identity number. */
  birthFrom: 7,
  /** The number's birth date where the column says another, or where the number does not hold. */
  birthHint: 8,
  sex: 9,
  sexFrom: 10,
  name: 11,
  nameKey: 12,
  sound: 13,
  /** Up to four spellings, one column each. */
  letters: 14,
  surname: 18,
  given: 19,
  compound: 20,
  building: 21,
  unit: 22,
  room: 23,
  /** Hashes of compound, building and room; of compound and building. */
  door: 24,
  block: 25,
  compoundKey: 26,
} as const
export const COLUMNS = 27

const STATES: readonly NumberState[] = ['absent', 'holds', 'other', 'doubtful', 'rounded', 'lost']
export const stateOf = (side: Side): NumberState => STATES[side.number(column.numberState)] as NumberState

const FROM_COLUMN = 1
export const FROM_NUMBER = 2

const writeName = (row: RowWriter, written: string | null | undefined): void => {
  const shape = written ? nameShape(written) : null
  if (shape === null) return
  row.ownText(column.name, shape.text)
  row.number(column.nameKey, shape.key)
  row.number(column.sound, shape.sound)
  for (const [at, letters] of shape.letters.entries()) row.number(column.letters + at, letters)
  row.number(column.surname, shape.surname)
  row.number(column.given, shape.given)
}

const places = new Map<string, Place | null>()
const MOST_PLACES = 50_000

const writePlace = (row: RowWriter, written: string | null | undefined): void => {
  if (!written) return
  let place = places.get(written)
  if (place === undefined) {
    if (places.size >= MOST_PLACES) places.clear()
    places.set(written, (place = placeOf(written)))
  }
  if (place === null) return
  row.text(column.compound, place.compound)
  row.text(column.building, place.building)
  row.text(column.unit, place.unit)
  row.text(column.room, place.room)
  row.number(column.compoundKey, place.compound === '' ? 0 : hash53(place.compound, 4))
  if (place.building === '' && place.room === '') return
  row.number(column.door, hash53(`${place.compound}/${place.building}/${place.room}`, 5))
  if (place.building !== '') row.number(column.block, hash53(`${place.compound}/${place.building}`, 6))
}

const writeBirth = (row: RowWriter, said: Day, inNumber: Day, numberHolds: boolean): void => {
  if (said !== 0) {
    row.number(column.birth, said)
    row.number(column.birthFrom, FROM_COLUMN)
    if (inNumber !== 0 && inNumber !== said) row.number(column.birthHint, inNumber)
  } else if (numberHolds && inNumber !== 0) {
    row.number(column.birth, inNumber)
    row.number(column.birthFrom, FROM_NUMBER)
  } else row.number(column.birthHint, inNumber)
}

const writeSex = (row: RowWriter, said: 'male' | 'female' | null, inNumber: 'male' | 'female' | null): void => {
  const sex = said ?? inNumber
  if (sex === null) return
  row.number(column.sex, sex === 'male' ? 1 : 2)
  row.number(column.sexFrom, said === null ? FROM_NUMBER : FROM_COLUMN)
}

export const writePerson = (person: RegisterPerson, row: RowWriter): void => {
  const { idKey, idType, idHolds = true, phoneKeys = [] } = person
  if (idKey) {
    const residents =
      idType === undefined || idType === null || idType === 'resident-id' || idType === 'foreign-resident'
    row.number(column.number, hash53(idKey))
    row.number(column.numberState, STATES.indexOf(idHolds ? (residents ? 'holds' : 'other') : 'doubtful'))
  }
  const [phone, other] = phoneKeys
  if (phone) row.number(column.phone, hash53(phone))
  if (other) row.number(column.otherPhone, hash53(other))
  writeBirth(row, dayOf(person.birthDate), 0, false)
  writeSex(row, person.sex ?? null, null)
  writeName(row, person.name)
  writePlace(row, person.address)
}

export const writeLine = (line: ListLine, row: RowWriter, keyOf: KeyOf): void => {
  const number = readNumberCell(line.idNumber ?? '')
  if (number.state !== 'absent') {
    row.number(column.numberState, STATES.indexOf(number.state))
    row.ownText(column.numberText, number.value)
    if (number.value !== '') row.number(column.number, hash53(keyOf('id', number.value)))
  }
  const [phone, other] = readPhones(line.phone ?? '')
  if (phone) {
    row.number(column.phone, hash53(keyOf('phone', phone)))
    row.ownText(column.phoneText, phone)
  }
  if (other) row.number(column.otherPhone, hash53(keyOf('phone', other)))
  writeBirth(row, readBirth(line.birthDate ?? ''), number.birth, number.state === 'holds')
  writeSex(row, readSex(line.sex ?? ''), number.sex)
  writeName(row, line.name)
  writePlace(row, line.address)
}

/** A register person from cells as a file has them, for where the register is a file: every column as it was written. */
export const personOfCells = (cells: ListLine, keyOf: KeyOf): RegisterPerson => {
  const number = readNumberCell(cells.idNumber ?? '')
  const said = readBirth(cells.birthDate ?? '')
  const birth = said === 0 && number.state === 'holds' ? number.birth : said
  const text = String(birth)
  return {
    id: cells.id,
    name: cells.name ?? '',
    idKey:
      number.value === '' || (number.state === 'rounded' && number.value.length < 18)
        ? null
        : keyOf('id', number.value),
    idType: number.type,
    idHolds: number.state !== 'doubtful',
    phoneKeys: readPhones(cells.phone ?? '').map((phone) => keyOf('phone', phone)),
    birthDate: birth === 0 ? null : `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`,
    sex: readSex(cells.sex ?? '') ?? number.sex,
    address: cells.address ?? null,
  }
}
