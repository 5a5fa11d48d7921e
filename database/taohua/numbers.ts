/**
 * Numbers of invented people: ids, telephones, documents. Each is unique in a world without a list of those handed out:
 * ids and telephones are computed from the person's number, identity numbers are counted per division, birthday and sex.
 */
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import { type Dice, hashOf } from './dice.ts'
import type { Sex } from './person-names.ts'
import { DISTRICT_CODE } from './plan.ts'
import type { WorldResident } from './shapes.ts'

const DAY = 86_400_000
const STATED = Date.UTC(2026, 0, 1)
/** The world is as it stood on 1 January 2026; ages are counted on this day (days since 1970). */
export const WORLD_DAY = STATED / DAY
const FIRST_DAY = Date.UTC(1900, 0, 1) / DAY

const dates: string[] = []
/** Days since 1970 → YYYY-MM-DD; from 1900. */
export const dateOf = (day: number): string =>
  (dates[day - FIRST_DAY] ??= new Date(day * DAY).toISOString().slice(0, 10))

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** A UUID in the form of version 7, all of one moment, in the order of `number` (up to 2^34). */
export const uuidOf = (seed: number, number: number): string => {
  const high = Math.floor(number / 2 ** 22)
  const variant = 8 + (Math.floor(number / 2 ** 20) % 4)
  const tail = hex(number % 256, 2) + hex(hashOf(seed, 4, number), 8) + hex(hashOf(seed, 5, number) % 256, 2)
  const time = hex(STATED, 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(high, 3)}-${variant.toString(16)}${hex(Math.floor(number / 256) % 4096, 3)}-${tail}`
}

/**
 * A telephone number that reaches nobody: 154 has the form of a mobile number, so that lists and forms take it, and is the
 * one block of 15x that was never given to an operator (published tables up to 2024). Shorter beginnings such as 12x would
 * ring hotlines. Unique for numbers below 10^8.
 */
export const phoneOf = (seed: number, number: number): string =>
  `154${String((number * 38_196_601 + hashOf(seed, 6)) % 100_000_000).padStart(8, '0')}`

/** First two digits of the divisions that people came from; the prefecture 99 exists in none. */
const PROVINCES = [
  11, 12, 13, 14, 15, 21, 22, 23, 31, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 50, 51, 52, 53, 61, 62, 64, 65,
]
export const elsewhere = (dice: Dice): number => dice.pick(PROVINCES) * 10_000 + 9_950
export const HERE = Number(DISTRICT_CODE)

/** Sequence numbers of one day and sex: 001, 003 … 997 for men, 002 … 998 for women. */
const A_DAY = 499

/** Hands out identity numbers; a division whose day is full continues in the one numbered before it, invented as well. */
export class Numbering {
  private readonly given = new Map<number, Uint16Array>()

  residentId(division: number, birthDay: number, sex: Sex): string {
    let counts = this.given.get(division)
    if (counts === undefined) this.given.set(division, (counts = new Uint16Array(2 * (WORLD_DAY - FIRST_DAY + 1))))
    const slot = 2 * (birthDay - FIRST_DAY) + (sex === 'male' ? 1 : 0)
    const count = counts[slot] as number
    counts[slot] = count + 1
    const place = (hashOf(division, slot) + count) % A_DAY
    const sequence = sex === 'male' ? 2 * place + 1 : 2 * place + 2
    const region = division - Math.floor(count / A_DAY)
    const first = `${region}${dateOf(birthDay).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
    return first + checkCharacterOf(first)
  }
}

const digits = (number: number, count: number): string => String(number % 10 ** count).padStart(count, '0')

/** The number of a document other than the resident's card, unique by the person's number. */
export const documentNumber = (
  type: Exclude<WorldResident['idType'], 'resident-id' | 'none'>,
  number: number,
  birthDay: number,
): string => {
  if (type === 'passport') return `X${digits(number, 8)}`
  if (type === 'hk-macau-permit') return `${number % 5 === 0 ? 'M' : 'H'}${digits(number, 8)}`
  // A first 0 keeps the eight digits from reading as a birth date.
  if (type === 'taiwan-permit') return number < 10_000_000 ? `0${digits(number, 7)}` : `T${digits(number, 8)}`
  return `TAO${digits(number, 8)}${dateOf(birthDay).replaceAll('-', '').slice(2, 6)}`
}
