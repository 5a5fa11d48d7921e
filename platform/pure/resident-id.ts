/**
 * The resident identity number of GB 11643-1999: 6 digits of division, 8 of birth, 3 of sequence (odd male), 1 check.
 * Residence permits of Hong Kong, Macau (81, 82) and Taiwan (83) residents and the foreign permanent resident card of
 * 2023 (first digit 9) carry numbers of the same build. The check catches every single wrong digit and every swap
 * of two neighbours; it cannot see two digits swapped that stand ten places apart (weights are powers of 2 mod 11).
 */

export type Sex = 'male' | 'female'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK_CHARACTERS = '10X98765432'
/** Nobody alive was born earlier; a number that says so was mistyped. */
export const EARLIEST_BIRTH_YEAR = 1890

// GB/T 2260, first two digits; 81-83 as used by the residence permits of 2018.
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

/** Whether a number begins with the first two digits of a division. */
export const isKnownDivision = (number: string): boolean => PROVINCES.has(number.slice(0, 2))

/** True for the first two digits of a division, or the leading 9 of a foreign resident. */
export const isKnownRegion = (number: string): boolean => number[0] === '9' || isKnownDivision(number)

/** The check character for the first 17 digits. */
export const checkCharacterOf = (seventeen: string): string => {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (seventeen.charCodeAt(i) - 48) * (WEIGHTS[i] as number)
  return CHECK_CHARACTERS[sum % 11] as string
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Days of a month, 0 when there is no such month. */
export const daysInMonth = (year: number, month: number): number => {
  if (month !== 2) return DAYS_IN_MONTH[month - 1] ?? 0
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

/** '19900307' → '1990-03-07'; null when there is no such day or it lies before 1890. */
export const birthDateOf = (eight: string): string | null => {
  const year = Number(eight.slice(0, 4))
  const month = Number(eight.slice(4, 6))
  const day = Number(eight.slice(6, 8))
  if (year < EARLIEST_BIRTH_YEAR || day < 1 || day > daysInMonth(year, month)) return null
  return `${eight.slice(0, 4)}-${eight.slice(4, 6)}-${eight.slice(6, 8)}`
}

/** Odd sequence numbers are men's. */
export const sexOf = (eighteen: string): Sex => (eighteen.charCodeAt(16) % 2 === 1 ? 'male' : 'female')

/** The 18-digit number for one of 15 digits (cards issued before 1999, all born in 19xx). The input must be 15 digits. */
export const lengthenOldNumber = (fifteen: string): string => {
  const seventeen = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`
  return seventeen + checkCharacterOf(seventeen)
}
