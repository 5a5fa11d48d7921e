/** Times of a shift as offices write them: 8:00, 8点半, 下午2时, 次日6:00, 24:00, and both ends in one cell (8:00-16:00). */
import { foldTight } from '../../platform/pure/fullwidth.ts'
import { saysNothing } from '../../platform/pure/list-cells.ts'

/** Minutes after the midnight at which the day begins; `next`: it is written that the next day is meant. */
export interface Clock {
  readonly minutes: number
  readonly next: boolean
}
type Reading<T> = { readonly value: T } | { readonly empty: true } | { readonly fault: 'bad-time' }

const DAY = 1440
const WRITTEN =
  /^(?<next>次日|第二天|翌日|\+1)?(?<half>早上?|凌晨|清晨|上午|中午|下午|傍晚|晚上?|夜里?|[ap]m)?(?<h>\d{1,2})(?:[:.点时](?<m>[0-5]\d)?(?<part>半|整)?分?)?(?::\d{2})?(?<after>[ap]m)?(?<plus>\+1|\(次日\))?$/iu
const LATER = /^(?:下午|傍晚|晚上?|夜里?|pm)$/iu

export const readClock = (text: string): Reading<Clock> => {
  // A moment as a spreadsheet says it: its day stands in a column of its own.
  const written = foldTight(text).replace(/^\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?T?(?=\d{1,2}:)/u, '')
  if (saysNothing(written)) return { empty: true }
  const found = WRITTEN.exec(written)?.groups
  if (found === undefined) return { fault: 'bad-time' }
  const half = found['half'] ?? found['after'] ?? ''
  let hours = Number(found['h'])
  if (hours < 12 && (LATER.test(half) || (half === '中午' && hours < 3))) hours += 12
  const minutes = hours * 60 + (found['part'] === '半' ? 30 : Number(found['m'] ?? 0))
  if (minutes > DAY) return { fault: 'bad-time' }
  return { value: { minutes, next: found['next'] !== undefined || found['plus'] !== undefined } }
}

/** Both ends in one cell. */
export const readSpan = (text: string): Reading<readonly [Clock, Clock]> => {
  const parts = foldTight(text).split(/[-–—~～至到]+/u)
  if (parts.length !== 2) return { fault: 'bad-time' }
  const [from, to] = parts.map(readClock)
  return from !== undefined && to !== undefined && 'value' in from && 'value' in to
    ? { value: [from.value, to.value] }
    : { fault: 'bad-time' }
}

const at = (day: string, minutes: number): number => Date.parse(`${day}T00:00:00+08:00`) + minutes * 60_000

/** The shift that begins on `day` (YYYY-MM-DD, Shanghai). An end before the start is the next day's; null where it is no shift of 24 hours at most. */
export function shiftOf(
  day: string,
  from: Clock,
  to: Clock,
): { readonly startsAt: string; readonly endsAt: string; readonly assumed: boolean } | null {
  const start = from.minutes + (from.next ? DAY : 0)
  const assumed = !to.next && to.minutes <= from.minutes
  const end = to.minutes + (to.next || assumed ? DAY : 0)
  if (end <= start || end - start > DAY) return null
  const iso = (minutes: number): string => new Date(at(day, minutes)).toISOString()
  return { startsAt: iso(start), endsAt: iso(end), assumed }
}
