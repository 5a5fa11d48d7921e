/** Where a visit and somebody who returns stand: worked out from moments, never written. Nothing here keeps anybody in or out. */
import { checkDigit } from '../pass/pass-number.ts'
import type { ReturneeStanding, VisitStanding } from './model.ts'

const HOUR = 3600_000
const DAYS = 86_400_000

/** Six digits and a check digit, so that a number on the phone is typed right or not at all. */
export function visitNumber(serial: number): string {
  const digits = String(serial).padStart(6, '0')
  return digits + checkDigit(digits)
}
/** Seven digits as typed; null when they are no visit's number. */
export function readVisitNumber(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s-]/gu, '')
  return /^\d{7}$/.test(digits) && visitNumber(Number(digits.slice(0, 6))) === digits ? digits : null
}

export interface VisitMoments {
  readonly expectedOn: string
  readonly hours: number
  readonly arrivedAt: string | null
  readonly leftAt: string | null
  readonly cancelledAt: string | null
}
/** ms since 1970 at which a visitor should have left; null before they arrived. */
export const dueAt = ({ arrivedAt, hours }: Pick<VisitMoments, 'arrivedAt' | 'hours'>): number | null =>
  arrivedAt === null ? null : Date.parse(arrivedAt) + hours * HOUR

/** @param now ms since 1970  @param today its day in Shanghai */
export function visitStanding(visit: VisitMoments, now: number, today: string): VisitStanding {
  // Who came although it was called off is here.
  const due = dueAt(visit)
  if (due !== null) return visit.leftAt !== null ? 'left' : now > due ? 'overdue' : 'inside'
  if (visit.cancelledAt !== null) return 'cancelled'
  return visit.expectedOn < today ? 'missed' : 'expected'
}

/** From today up to 14 days ahead. */
export const isVisitDay = (on: string, today: string): boolean =>
  on >= today && Date.parse(on) - Date.parse(today) <= 14 * DAYS

export interface ReturneeMoments {
  readonly contactBy: string
  readonly reachedAt: string | null
  readonly joinedAt: string | null
  readonly elsewhereAt: string | null
}
export function returneeStanding(returnee: ReturneeMoments, now: number): ReturneeStanding {
  if (returnee.joinedAt !== null) return 'joined'
  if (returnee.elsewhereAt !== null) return 'elsewhere'
  if (returnee.reachedAt !== null) return 'reached'
  return now > Date.parse(returnee.contactBy) ? 'late' : 'waiting'
}
