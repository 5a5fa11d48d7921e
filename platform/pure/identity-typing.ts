/**
 * Judges an identity number while it is being typed, so that a crew hears of a slip at the digit where it was made.
 * 'bad' means that no further key can make it good; 'ok-so-far' and 'complete' never turn back into a promise:
 * a number that is complete for one form (H + 8 digits) may still grow into a longer one (H + 10).
 */
import {
  type IdentityNumber,
  type IdentityProblem,
  type IdentityType,
  isRefused,
  readIdentityNumber,
  tidyNumber,
} from './identity-number.ts'
import { birthDateOf, daysInMonth, EARLIEST_BIRTH_YEAR, isKnownRegion } from './resident-id.ts'

export type Typing =
  | { state: 'ok-so-far' }
  | { state: 'bad'; reason: IdentityProblem; at: number }
  | { state: 'complete'; number: IdentityNumber }

const OK: Typing = { state: 'ok-so-far' }
const bad = (reason: IdentityProblem, at: number): Typing => ({ state: 'bad', reason, at })

const isPossibleYear = (typed: string, today: string | undefined): boolean => {
  const latest = today === undefined ? 2199 : Number(today.slice(0, 4))
  const lowest = Number(typed.padEnd(4, '0'))
  const highest = Number(typed.padEnd(4, '9'))
  return highest >= EARLIEST_BIRTH_YEAR && lowest <= latest
}

const isPossibleDate = (typed: string, today: string | undefined): boolean => {
  if (!isPossibleYear(typed.slice(0, 4), today)) return false
  const month = typed.slice(4, 6)
  if (month.length === 1 && month > '1') return false
  if (month.length === 2 && daysInMonth(2000, Number(month)) === 0) return false
  const day = typed.slice(6, 8)
  // The first day digit that no day of this month starts with: 3 in February, 4 in any month.
  if (day.length === 1 && Number(`${day}0`) > daysInMonth(Number(typed.slice(0, 4)), Number(month))) return false
  if (day.length < 2) return true
  const date = birthDateOf(typed)
  return date !== null && (today === undefined || date <= today)
}

const checkResidentId = (typed: string, today: string | undefined): Typing => {
  const stray = typed.slice(0, 17).search(/\D/u)
  if (stray >= 0) return bad('bad-character', stray)
  if (typed[17] !== undefined && !/[\dX]/u.test(typed[17])) return bad('bad-character', 17)
  if (typed.length === 1 ? typed === '0' : !isKnownRegion(typed)) return bad('bad-region', 0)
  if (typed.length > 6 && !isPossibleDate(typed.slice(6, 14), today))
    return bad('bad-date', Math.min(typed.length, 14) - 1)
  if (typed.length > 18) return bad('bad-length', 18)
  if (typed.length < 18) return OK
  const reading = readIdentityNumber(typed, { today })
  return isRefused(reading) ? bad(reading.problem, reading.at ?? 17) : { state: 'complete', number: reading }
}

// What each form may look like on its way: a prefix that fits can still become a whole number.
const ON_THE_WAY: Partial<Record<IdentityType, RegExp>> = {
  passport: /^[A-Z0-9]{1,9}$/u,
  'hk-macau-permit': /^[HM]\d{0,10}$/u,
  'taiwan-permit': /^(?:T\d{0,8}|\d{1,10}|\d{10}[A-Z])$/u,
  'foreign-resident': /^(?:[A-Z]{1,3}|[A-Z]{3}\d{0,12})$/u,
}

const LETTER_FORMS: readonly IdentityType[] = ['hk-macau-permit', 'taiwan-permit', 'foreign-resident', 'passport']

/**
 * Judges what has been typed so far. `declared` is the document chosen on the form; without it a number that starts
 * with a digit is taken for a resident identity number, one with a letter for any of the others.
 */
export const checkAsTyped = (
  text: string,
  { declared, today }: { declared?: IdentityType | undefined; today?: string | undefined } = {},
): Typing => {
  const typed = tidyNumber(text)
  if (typed === '') return OK
  const eighteen = declared === undefined || declared === 'resident-id' || declared === 'foreign-resident'
  if (/^\d/u.test(typed) && eighteen) return checkResidentId(typed, today)
  if (declared === 'resident-id') return bad('bad-character', 0)
  const forms = declared === undefined ? LETTER_FORMS : [declared]
  if (!forms.some((form) => ON_THE_WAY[form]?.test(typed))) return bad('unknown-form', typed.length - 1)
  const reading = readIdentityNumber(typed, { declared, today })
  if (isRefused(reading) || (declared !== undefined && reading.type !== declared)) return OK
  return { state: 'complete', number: reading }
}
