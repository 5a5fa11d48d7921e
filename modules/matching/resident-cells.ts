/**
 * Reads the cells of a person as people write them. Nothing is repaired by guessing, but everything that a cell gives
 * away is kept: a number that a spreadsheet has rounded still tells the birth date.
 */
import { foldTight, foldWidth } from '../../platform/pure/fullwidth.ts'
import { type IdentityType, isRefused, readIdentityNumber, tidyNumber } from '../../platform/pure/identity-number.ts'
import { readDate, readPhone } from '../../platform/pure/list-cells.ts'
import { codeOf } from '../../platform/pure/list-vocabulary.ts'
import { birthDateOf, lengthenOldNumber, sexOf } from '../../platform/pure/resident-id.ts'
import { vocabularies } from '../register/import-vocabulary.ts'
import { holdsAsResident, withDigitsForLetters } from './number-slips.ts'

/** YYYYMMDD as a number; 0 for none. */
export type Day = number

/**
 * absent; holds: right check digit; other: a document without one; doubtful: cannot be right, or was read with letters for
 * digits; rounded: a spreadsheet has lost all but the first fifteen digits; lost: fewer are left.
 */
export type NumberState = 'absent' | 'holds' | 'other' | 'doubtful' | 'rounded' | 'lost'

export interface NumberCell {
  readonly state: NumberState
  /** Tidied; '' when absent or lost; rounded, the fifteen digits that are left, or all 18 where they hold by chance. */
  readonly value: string
  readonly type: IdentityType
  readonly birth: Day
  readonly sex: 'male' | 'female' | null
}

const NOTHING: NumberCell = { state: 'absent', value: '', type: 'none', birth: 0, sex: null }

export const dayOf = (date: string | null | undefined): Day =>
  date === null || date === undefined || date === '' ? 0 : Number(date.replaceAll('-', ''))

const resident = (value: string): NumberCell => ({
  state: 'holds',
  value,
  type: value.startsWith('9') ? 'foreign-resident' : 'resident-id',
  birth: Number(value.slice(6, 14)),
  sex: sexOf(value),
})

/** Birth date inside a number that does not hold, where it reads as one. */
const birthInside = (value: string): Day => (birthDateOf(value.slice(6, 14)) === null ? 0 : Number(value.slice(6, 14)))

const rounded = (digits: string): NumberCell => ({
  ...NOTHING,
  state: digits.length >= 15 ? 'rounded' : 'lost',
  // Whole where it may still be the true number.
  value: holdsAsResident(digits) ? digits : digits.length >= 15 ? digits.slice(0, 15) : '',
  type: 'resident-id',
  birth: birthInside(digits),
})

const doubtful = (value: string): NumberCell => {
  const isResidents = /^\d{14,19}[\dX]?$/u.test(value)
  const birth = isResidents && value.length === 18 ? birthInside(value) : 0
  return { ...NOTHING, state: 'doubtful', value, type: isResidents ? 'resident-id' : 'none', birth }
}

const isOldNumber = (value: string): boolean =>
  /^\d{15}$/u.test(value) && birthDateOf(`19${value.slice(6, 12)}`) !== null

/** One number in a thousand truly ends so; in a list it is mostly what a spreadsheet has left. */
const looksRounded = (value: string): boolean => /^\d{15}000$/u.test(value)

export const readNumberCell = (written: string): NumberCell => {
  if (holdsAsResident(written) && !looksRounded(written)) return resident(written)
  const text = foldWidth(written).replace(/^['’‘`]+/u, '')
  if (text === '') return NOTHING
  const [, first = '', rest = '', exponent = ''] = /^(\d)(?:\.(\d+))?e\+?(1[4-8])$/iu.exec(text) ?? []
  if (first !== '') {
    const digits = first + rest
    return exponent === '14' && isOldNumber(digits) ? resident(lengthenOldNumber(digits)) : rounded(digits)
  }
  const tidy = tidyNumber(text)
  const value = withDigitsForLetters(tidy)
  if (looksRounded(value)) return rounded(value)
  // A letter taken for a digit is a guess: right when the register has that number, no proof of another when it has not.
  if (value !== tidy) return holdsAsResident(value) ? { ...resident(value), state: 'doubtful' } : doubtful(value)
  if (holdsAsResident(value)) return resident(value)
  const read = readIdentityNumber(value)
  if (!isRefused(read)) {
    return read.value === '' ? NOTHING : { ...NOTHING, state: 'other', value: read.value, type: read.type }
  }
  if (read.problem === 'looks-like-phone') return NOTHING
  return isOldNumber(value) ? resident(lengthenOldNumber(value)) : doubtful(value)
}

/** +86 571 8888 1234 and +86-0571…: the country's own code before a landline, with or without its 0. */
const withoutCountry = (text: string): string =>
  text.replace(/^(?:\(?(?:\+|00)86\)?)[\s-]*\(?0?(?=[2-9]\d{1,2}\)?[\s-]*\d{7,8}|10\)?[\s-]*\d{8})/u, '0')

/** The phones of a cell, tidied as `readPhone` does, at most two. */
export const readPhones = (written: string): string[] => {
  if (/^1[3-9]\d{9}$/u.test(written)) return [written]
  const numbers = new Set<string>()
  for (const part of foldWidth(written).split(/\s*[/、;,|]\s*|(?<=\d{11})\s+(?=1[3-9])/u)) {
    const read = readPhone(withoutCountry(part))
    if ('value' in read) numbers.add(read.value)
    // A mobile with a digit missing or too many is kept: the right one may be a slip away.
    else if (/^1[3-9]\d{8}$|^1[3-9]\d{10}$/u.test(foldTight(part))) numbers.add(foldTight(part))
  }
  return [...numbers].slice(0, 2)
}

/**
 * Dates that an import would rightly ask about are evidence all the same: 2/1/1990 is taken as the 2nd of January (if it
 * was the other way round, the comparison finds month and day swapped), 90-1-2 as a year of living people.
 */
const looseDate = (written: string): Day => {
  const [, a = '', b = '', c = ''] =
    /^(\d{1,4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,4})日?$/u.exec(foldWidth(written)) ?? []
  if (a === '') return 0
  const [year, month, day] = c.length === 4 ? [c, b, a] : [a, b, c]
  if (year.length === 3 || year.length === 1 || day.length > 2) return 0
  const whole = year.length === 4 ? year : (Number(year) > 30 ? '19' : '20') + year
  return dayOf(birthDateOf(whole + month.padStart(2, '0') + day.padStart(2, '0')))
}

export const readBirth = (written: string): Day => {
  const read = readDate(written)
  return 'value' in read ? dayOf(read.value) : looseDate(written)
}

export const readSex = (written: string): 'male' | 'female' | null => codeOf(vocabularies.sex, written) ?? null
