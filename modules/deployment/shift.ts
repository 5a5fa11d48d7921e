/** Shifts as spans of time: when two of them meet, on which Shanghai day they count, and whether they are nights. */
import { shanghaiDay, shanghaiHour } from '../../platform/pure/time.ts'

const HOUR = 3_600_000

/** Milliseconds since 1970. */
export interface Span {
  readonly from: number
  readonly to: number
}

export const meet = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to
/** Whether less than `rest` hours lie between them; spans that meet have none. */
export const tooClose = (a: Span, b: Span, rest: number): boolean =>
  a.from < b.to + rest * HOUR && b.from < a.to + rest * HOUR

export const hoursOf = ({ from, to }: Span): number => Math.round(((to - from) / HOUR) * 100) / 100

/** Three hours or more of it lie between 22:00 and 06:00, Shanghai. */
export function isNight(span: Span): boolean {
  let late = 0
  for (let at = span.from; at < span.to; at += HOUR / 4) {
    const hour = shanghaiHour(at)
    if (hour >= 22 || hour < 6) late += 0.25
  }
  return late >= 3
}

const DAY = 24 * HOUR
const MINUTE = 60_000

/**
 * When somebody leaves whose leaving nobody noted: at the end of the shift, or now while it goes on; who came after its end is taken to
 * have stayed as long as it lasts. Never before they came, never more than 24 hours after. Milliseconds since 1970.
 */
export function leavingOf(came: number, shift: Span, now: number): number {
  const until = came < shift.to ? shift.to : came + (shift.to - shift.from)
  return Math.max(came + MINUTE, Math.min(now, until, came + DAY))
}
const OFFSET = 8 * HOUR

/** A shift counts for the day on which it begins. */
export const dayOf = ({ from }: Span): string => shanghaiDay(from)
/** The same as whole days since 1970: what is asked sixty thousand times is reckoned with, not written. */
export const dayNumberOf = ({ from }: Span): number => Math.floor((from + OFFSET) / DAY)
export const numberOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY

/** Days with work of the 7 before `day`, days since 1970. */
export const daysBefore = (worked: readonly { readonly day: string }[], day: number): number =>
  new Set(worked.map((line) => numberOfDay(line.day)).filter((on) => on < day && on >= day - 7)).size
/** How many days `b` lies after `a`. */
export const daysBetween = (a: string, b: string): number =>
  Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / DAY)
