/**
 * When to ring somebody who is missing: by what they do, how old they are, and the day of the week.
 * Times are minutes of the Shanghai day, half-open [from, to). Nobody is rung before 08:00 or after 21:30.
 * A child's number is a parent's, so children follow the working day and an earlier evening.
 */
import { codes, type CodeOf } from '../../platform/pure/codes.ts'
import { shanghaiClock, shanghaiWeekday } from '../../platform/pure/time.ts'
import type { Word } from '../../platform/pure/words.ts'

export const EARLIEST_CALL = 8 * 60
export const LATEST_CALL = 21 * 60 + 30

/** How a person's day runs, as far as ringing them goes; the label is the reason shown beside the time. */
export const habits = codes({
  day: ['白班：午休和下班后好接', 'Works days: noon and after work'],
  weekend: ['上班族：周末在家', 'Works days: at home at the weekend'],
  shift: ['轮班：避开补觉和交接班', 'Works shifts: clear of sleep and handover'],
  courier: ['快递外卖：避开送餐高峰', 'Courier: clear of meal-time rushes'],
  market: ['市场从业：早市收摊之后', 'Market trader: after the morning market'],
  child: ['未成年：联系家长，不晚于 20:30', 'A minor: ring the parents, not after 20:30'],
  student: ['上学：课间午休和放学后', 'At school: noon and after class'],
  retired: ['退休：上午好接，避开午休', 'Retired: mornings, clear of the midday rest'],
  old: ['高龄：上午为宜，避开午休和晚间', 'Of great age: mornings, not at rest time or in the evening'],
  home: ['在家：白天都方便', 'At home: any time of the day'],
})
export type Habit = CodeOf<typeof habits>

type Window = readonly [from: number, to: number]
const at = (hour: number, minute = 0): number => hour * 60 + minute

const WINDOWS: Readonly<Record<Habit, readonly Window[]>> = {
  day: [
    [at(11, 30), at(13, 30)],
    [at(18), at(21)],
  ],
  weekend: [
    [at(9, 30), at(12)],
    [at(15), at(21)],
  ],
  shift: [
    [at(14), at(15, 30)],
    [at(17), at(20, 30)],
  ],
  courier: [
    [at(9), at(10, 30)],
    [at(14), at(16, 30)],
    [at(20, 30), LATEST_CALL],
  ],
  market: [
    [at(13), at(17)],
    [at(18), at(20)],
  ],
  child: [
    [at(11, 30), at(13, 30)],
    [at(17, 30), at(20, 30)],
  ],
  student: [
    [at(12), at(13, 30)],
    [at(17), at(21)],
  ],
  retired: [
    [at(8, 30), at(11, 30)],
    [at(15), at(17, 30)],
  ],
  old: [
    [at(9), at(11)],
    [at(15), at(17)],
  ],
  home: [
    [at(9), at(11, 30)],
    [at(14), at(20)],
  ],
}

export interface CallFacts {
  readonly work: 'day' | 'shift' | 'school' | 'retired' | 'home'
  /** Whole years; null when the birth date is not on record. */
  readonly age: number | null
  readonly groups?: readonly string[]
}

export interface CallTime {
  readonly from: number
  readonly to: number
  /** The present moment lies in [from, to); otherwise it is the next window, tomorrow's when today's are over. */
  readonly now: boolean
  readonly because: Word
}

/** @param weekday 0 Sunday … 6 Saturday, in Shanghai */
export function habitOf(person: CallFacts, weekday: number): Habit {
  const groups = person.groups ?? []
  if (person.age !== null && person.age < 16) return 'child'
  if (person.age !== null && person.age >= 75) return 'old'
  if (groups.includes('courier')) return 'courier'
  if (groups.includes('market')) return 'market'
  if (person.work === 'school') return 'student'
  if (person.work === 'day') return weekday === 0 || weekday === 6 ? 'weekend' : 'day'
  return person.work
}

/** The minute of the Shanghai day, 0–1439. */
export const minuteOfDay = (now: Date | string | number): number => {
  const clock = shanghaiClock(now)
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

/** The window that holds `minute`, or the next one of today; null when today's are over. */
const windowFrom = (habit: Habit, minute: number): Window | null => WINDOWS[habit].find(([, to]) => minute < to) ?? null

/** The best time to ring, seen from `now`. */
export function bestCallTime(person: CallFacts, now: Date | string | number): CallTime {
  const weekday = shanghaiWeekday(now)
  const minute = minuteOfDay(now)
  const today = habitOf(person, weekday)
  const open = windowFrom(today, minute)
  if (open) return { from: open[0], to: open[1], now: minute >= open[0], because: habits.words[today] }
  const tomorrow = habitOf(person, (weekday + 1) % 7)
  const [from, to] = WINDOWS[tomorrow][0] as Window
  return { from, to, now: false, because: habits.words[tomorrow] }
}

/** How many minutes until the best time begins: 0 within it. Orders a call list. */
export function minutesUntilCall(person: CallFacts, now: Date | string | number): number {
  const best = bestCallTime(person, now)
  if (best.now) return 0
  const wait = best.from - minuteOfDay(now)
  return wait > 0 ? wait : wait + 1440
}

/** `11:30`, for a minute of the day. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
