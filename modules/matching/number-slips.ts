/**
 * The numbers that a wrongly written one may have been: the register keeps keys, from which no likeness can be seen, so
 * every likely original is made here and its key looked up. The check digit of GB 11643 leaves one in eleven standing.
 */
import { tidyNumber } from '../../platform/pure/identity-number.ts'
import { birthDateOf, checkCharacterOf } from '../../platform/pure/resident-id.ts'

const DIGITS = '0123456789'
/** What scanners and hasty eyes read for a digit. */
const CONFUSED: Readonly<Record<string, string>> = {
  0: '689',
  1: '74',
  2: '73',
  3: '859',
  4: '91',
  5: '638',
  6: '850',
  7: '12',
  8: '3609',
  9: '4380',
}
const LETTER_FOR_DIGIT: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  U: '0',
  I: '1',
  L: '1',
  '|': '1',
  '!': '1',
  Z: '2',
  A: '4',
  S: '5',
  $: '5',
  G: '6',
  T: '7',
  B: '8',
}

/** Letters read as the digits that they look like, in what is otherwise an 18- or 15-digit number; else unchanged. */
export const withDigitsForLetters = (text: string): string => {
  const tidy = tidyNumber(text).replaceAll(' ', '')
  if (tidy.length < 14 || tidy.length > 19 || !/[A-WYZ|!$]/u.test(tidy)) return tidy
  const read = [...tidy].map((sign) => LETTER_FOR_DIGIT[sign] ?? sign).join('')
  return /^\d{14,18}[\dX]$/u.test(read) && (tidy.match(/[A-WYZ|!$]/gu) ?? []).length <= 6 ? read : tidy
}

/** True for 18 characters with a real date and the right check character, whatever the division. */
export const holdsAsResident = (number: string): boolean =>
  /^\d{17}[\dX]$/u.test(number) && birthDateOf(number.slice(6, 14)) !== null && checkCharacterOf(number) === number[17]

const put = (text: string, at: number, sign: string): string => text.slice(0, at) + sign + text.slice(at + 1)
const swapped = (text: string, i: number, j: number): string =>
  put(put(text, i, text[j] as string), j, text[i] as string)

/** Numbers one slip away: a digit changed, two neighbours swapped, one dropped or doubled. */
function* oneSlip(number: string, length: number): Generator<string> {
  if (number.length === length) {
    for (let i = 0; i < length; i++) {
      for (const digit of DIGITS) if (digit !== number[i]) yield put(number, i, digit)
      if (i + 1 < length && number[i] !== number[i + 1]) yield swapped(number, i, i + 1)
    }
    if (number[length - 1] !== 'X') yield put(number, length - 1, 'X')
  } else if (number.length === length - 1) {
    for (let i = 0; i <= number.length; i++) {
      for (const digit of DIGITS) yield number.slice(0, i) + digit + number.slice(i)
    }
    yield `${number}X`
  } else if (number.length === length + 1) {
    for (let i = 0; i < number.length; i++) yield number.slice(0, i) + number.slice(i + 1)
  }
}

/** Numbers two slips away of the kind that scanners make, and any two digits swapped. */
function* twoSlips(number: string): Generator<string> {
  if (number.length !== 18) return
  for (let i = 0; i < 18; i++)
    for (let j = i + 1; j < 18; j++) {
      if (j > i + 1 && number[i] !== number[j]) yield swapped(number, i, j)
      for (const a of CONFUSED[number[i] as string] ?? '')
        for (const b of CONFUSED[number[j] as string] ?? '') yield put(put(number, i, a), j, b)
    }
}

const isDigits = (number: string): boolean => /^\d{17}[\dX]$/u.test(number)

/**
 * What a resident's number that does not hold may have been: one slip away, and two slips away. Only numbers that hold,
 * unless `any`: for a register whose own numbers may be the wrong ones.
 */
export const residentSlips = (number: string, any = false): { one: string[]; two: string[] } => {
  const stands = any ? isDigits : holdsAsResident
  const one = new Set([...oneSlip(number, 18)].filter((made) => made !== number && stands(made)))
  const two = any ? [] : [...twoSlips(number)].filter((made) => !one.has(made) && made !== number && stands(made))
  return { one: [...one], two: [...new Set(two)] }
}

/** Passports and permits have no check: a digit changed, neighbours swapped, one dropped or doubled, a letter for a digit. */
export const documentSlips = (number: string): string[] => {
  const made = new Set<string>()
  for (let i = 0; i < number.length; i++) {
    const sign = number[i] as string
    if (/\d/u.test(sign)) for (const digit of DIGITS) made.add(put(number, i, digit))
    const digit = LETTER_FOR_DIGIT[sign]
    if (digit !== undefined) made.add(put(number, i, digit))
    for (const [letter, read] of Object.entries(LETTER_FOR_DIGIT))
      if (read === sign && /[A-Z]/u.test(letter)) made.add(put(number, i, letter))
    if (i + 1 < number.length) made.add(swapped(number, i, i + 1))
    made.add(number.slice(0, i) + number.slice(i + 1))
    for (const digit of DIGITS) made.add(number.slice(0, i + 1) + digit + number.slice(i + 1))
  }
  // The letter before a passport's digits is what spreadsheets and hurried hands leave out.
  if (/^\d{7,8}$/u.test(number)) for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') made.add(letter + number)
  made.delete(number)
  return [...made]
}

/** Mobile numbers one slip away from what was written. */
export const phoneSlips = (number: string): string[] =>
  /^\d{10,12}$/u.test(number)
    ? [...new Set(oneSlip(number, 11))].filter((made) => made !== number && /^1[3-9]\d{9}$/u.test(made))
    : []
