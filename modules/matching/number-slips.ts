/**
 * The numbers that a wrongly written one may have been: the register keeps keys, from which no likeness can be seen, so
 * every likely original is made here and its key looked up. The check digit of GB 11643 leaves one in eleven standing.
 */
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

/** Letters of a tidied number read as the digits that they look like, in what is otherwise one of 15 or 18; else unchanged. */
export const withDigitsForLetters = (tidy: string): string => {
  if (tidy.length < 14 || tidy.length > 19 || /^[A-Z]{3}\d{12}$/u.test(tidy) || !/[A-WYZ|!$]/u.test(tidy)) return tidy
  const read = [...tidy].map((sign) => LETTER_FOR_DIGIT[sign] ?? sign).join('')
  return /^\d{14,18}[\dX]$/u.test(read) && (tidy.match(/[A-WYZ|!$]/gu) ?? []).length <= 6 ? read : tidy
}

/** True for 18 characters with a real date and the right check character, whatever the division. */
export const holdsAsResident = (number: string): boolean =>
  /^\d{17}[\dX]$/u.test(number) && birthDateOf(number.slice(6, 14)) !== null && checkCharacterOf(number) === number[17]

const put = (text: string, at: number, sign: string): string => text.slice(0, at) + sign + text.slice(at + 1)
const swapped = (text: string, i: number, j: number): string =>
  put(put(text, i, text[j] as string), j, text[i] as string)

// GB 11643 as one sum over all 18 places: a number holds when it is 1 modulo 11. The last place alone may be 10 (X).
const PLACES = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1] as const
const SIGNS = '0123456789X'
const valueOf = (sign: string): number => Math.max(0, SIGNS.indexOf(sign))
const sumOf = (number: string): number => {
  let sum = 0
  for (let i = 0; i < 18; i++) sum += (PLACES[i] as number) * valueOf(number[i] as string)
  return sum % 11
}
const CONFUSED_VALUES = [...SIGNS].map((sign) => [...(CONFUSED[sign] ?? '')].map(Number))

/**
 * Numbers of 18 places that hold and are one slip away: a digit changed, two neighbours swapped, one dropped or doubled.
 * Sums are compared before texts are made, so that only the one in eleven that can hold is ever written out.
 */
const holdingOneSlip = (number: string): string[] => {
  const made: string[] = []
  if (number.length === 18) {
    const sum = sumOf(number)
    for (let i = 0; i < 18; i++) {
      const own = valueOf(number[i] as string)
      const place = PLACES[i] as number
      for (let value = 0; value < (i === 17 ? 11 : 10); value++)
        if (value !== own && (sum + place * (value - own + 11)) % 11 === 1)
          made.push(put(number, i, SIGNS[value] as string))
      const next = i < 17 ? valueOf(number[i + 1] as string) : own
      if (next !== own && (sum + (place - (PLACES[i + 1] as number) + 11) * (next - own + 11)) % 11 === 1)
        made.push(swapped(number, i, i + 1))
    }
  } else if (number.length === 17) {
    for (let i = 0; i <= 17; i++) {
      const zero = `${number.slice(0, i)}0${number.slice(i)}`
      const sum = sumOf(zero)
      for (let value = 0; value < (i === 17 ? 11 : 10); value++)
        if ((sum + (PLACES[i] as number) * value) % 11 === 1) made.push(put(zero, i, SIGNS[value] as string))
    }
  } else if (number.length === 19) {
    for (let i = 0; i < 19; i++) made.push(number.slice(0, i) + number.slice(i + 1))
  }
  return made.filter(holdsAsResident)
}

/** Numbers that hold, two slips away of the kind that scanners make, or with any two digits swapped. */
const holdingTwoSlips = (number: string): string[] => {
  if (number.length !== 18) return []
  const made: string[] = []
  const sum = sumOf(number)
  const values = [...number].map(valueOf)
  for (let i = 0; i < 18; i++)
    for (let j = i + 1; j < 18; j++) {
      const [a, b, atA, atB] = [values[i] as number, values[j] as number, PLACES[i] as number, PLACES[j] as number]
      if (a !== b && (sum + (atA - atB + 11) * (b - a + 11)) % 11 === 1) made.push(swapped(number, i, j))
      for (const one of CONFUSED_VALUES[a] as number[])
        for (const other of CONFUSED_VALUES[b] as number[])
          if ((sum + atA * (one - a + 11) + atB * (other - b + 11)) % 11 === 1)
            made.push(put(put(number, i, SIGNS[one] as string), j, SIGNS[other] as string))
    }
  return made.filter(holdsAsResident)
}

/** Numbers one slip away whether they hold or not: for a register whose own number may be the wrong one. */
const anyOneSlip = (number: string, length: number): string[] => {
  const made: string[] = []
  if (number.length === length) {
    for (let i = 0; i < length; i++) {
      for (const digit of DIGITS) made.push(put(number, i, digit))
      if (i + 1 < length) made.push(swapped(number, i, i + 1))
    }
    made.push(`${number.slice(0, -1)}X`)
  } else if (number.length === length - 1) {
    for (let i = 0; i <= number.length; i++)
      for (const digit of DIGITS) made.push(number.slice(0, i) + digit + number.slice(i))
  } else if (number.length === length + 1)
    for (let i = 0; i < number.length; i++) made.push(number.slice(0, i) + number.slice(i + 1))
  return made
}

/** What a resident's number may have been: one slip away, and two slips away; those that hold, or with `any` all. */
export const residentSlips = (number: string, any = false): { one: string[]; two: string[] } => {
  if (any) {
    // A digit too few or too many on either side leaves no right length to start from.
    const made = [...anyOneSlip(number, 18), ...(number.length === 18 ? anyOneSlip(number, 17) : [])]
    if (number.length === 18) made.push(...anyOneSlip(number, 19))
    return { one: [...new Set(made)].filter((each) => each !== number), two: [] }
  }
  const one = new Set(holdingOneSlip(number))
  one.delete(number)
  const two = new Set(holdingTwoSlips(number))
  for (const each of one) two.delete(each)
  return { one: [...one], two: [...two] }
}

/** The hundred numbers that hold and begin with these fifteen digits. */
export const completions = (fifteen: string): string[] =>
  Array.from({ length: 100 }, (_, i) => {
    const seventeen = fifteen + String(i).padStart(2, '0')
    return seventeen + checkCharacterOf(seventeen)
  })

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
    ? [...new Set(anyOneSlip(number, 11))].filter((made) => made !== number && /^1[3-9]\d{9}$/u.test(made))
    : []
