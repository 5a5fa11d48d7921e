/** Which day of a collection a test answers, and which day its board shows. Days are Shanghai days, YYYY-MM-DD, compared as text. */
import type { CodeOf } from '../../platform/pure/codes.ts'
import type { frequencies } from './model.ts'

export interface Span {
  readonly often: CodeOf<typeof frequencies>
  readonly startsOn: string
  readonly endsOn: string
}

/** Longest term of one collection; what goes on is opened anew, with a look at whether it is still needed. */
export const MOST_DAYS = 31

export const isWithin = ({ startsOn, endsOn }: Span, day: string): boolean => startsOn <= day && day <= endsOn

/** A test of a day outside counts for that day where each counts, and for the whole where one is enough; it is doubted, not lost. */
export const dueOn = (span: Span, day: string): string => (span.often === 'once' ? span.startsOn : day)

/** Today, or the first or last day where today lies outside; of a collection that asks once, its first. */
export function boardDay(span: Span, today: string, wanted?: string): string {
  if (span.often === 'once') return span.startsOn
  const day = wanted ?? today
  return day < span.startsOn ? span.startsOn : day > span.endsOn ? span.endsOn : day
}

/** All days that a board can be asked for, up to today; the latest first. */
export function boardDays(span: Span, today: string): string[] {
  const last = boardDay(span, today)
  const days: string[] = []
  for (let at = Date.parse(span.startsOn); days.length < MOST_DAYS; at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    if (day > last) break
    days.unshift(day)
  }
  return days
}

/** Days from the first to the last, both counted. */
export const daysIn = ({ startsOn, endsOn }: Omit<Span, 'often'>): number =>
  Math.round((Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000) + 1
