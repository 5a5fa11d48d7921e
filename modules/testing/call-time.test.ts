/** The table says when whom; the properties say what must hold for anybody at any moment. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { works } from '../register/model.ts'
import {
  bestCallTime,
  type CallFacts,
  clockOf,
  EARLIEST_CALL,
  habitOf,
  LATEST_CALL,
  minuteOfDay,
  minutesUntilCall,
} from './call-time.ts'

/** A Shanghai wall clock as a moment; 2026-03-04 is a Wednesday. */
const shanghai = (clock: string, day = '2026-03-04'): string => `${day}T${clock}:00+08:00`

const cases: readonly [string, CallFacts, string, string, boolean][] = [
  ['a worker at noon is rung now', { work: 'day', age: 35 }, shanghai('12:00'), '11:30–13:30', true],
  [
    'a worker in the afternoon waits for the evening',
    { work: 'day', age: 35 },
    shanghai('15:00'),
    '18:00–21:00',
    false,
  ],
  ['the last minute of a window is in it', { work: 'day', age: 35 }, shanghai('20:59'), '18:00–21:00', true],
  ['the end of a window is not', { work: 'day', age: 35 }, shanghai('21:00'), '11:30–13:30', false],
  ['on Saturday a worker is at home', { work: 'day', age: 35 }, shanghai('10:00', '2026-03-07'), '09:30–12:00', true],
  [
    'late on Friday points at Saturday',
    { work: 'day', age: 35 },
    shanghai('22:00', '2026-03-06'),
    '09:30–12:00',
    false,
  ],
  [
    'late on Sunday points at Monday noon',
    { work: 'day', age: 35 },
    shanghai('22:00', '2026-03-08'),
    '11:30–13:30',
    false,
  ],
  ['shift workers sleep in the morning', { work: 'shift', age: 40 }, shanghai('09:00'), '14:00–15:30', false],
  ['a child’s parents are not rung late', { work: 'school', age: 9 }, shanghai('20:40'), '11:30–13:30', false],
  ['a toddler at home follows the parents', { work: 'home', age: 2 }, shanghai('18:00'), '17:30–20:30', true],
  ['a student after class', { work: 'school', age: 20 }, shanghai('17:00'), '17:00–21:00', true],
  ['the retired in the morning', { work: 'retired', age: 63 }, shanghai('08:30'), '08:30–11:30', true],
  ['the retired are left to rest at noon', { work: 'retired', age: 63 }, shanghai('12:30'), '15:00–17:30', false],
  ['somebody of 80 is not rung in the evening', { work: 'home', age: 80 }, shanghai('18:30'), '09:00–11:00', false],
  ['at home', { work: 'home', age: 45 }, shanghai('14:00'), '14:00–20:00', true],
  [
    'a courier is not rung at meal times',
    { work: 'day', age: 28, groups: ['courier'] },
    shanghai('12:00'),
    '14:00–16:30',
    false,
  ],
  [
    'a trader after the morning market',
    { work: 'day', age: 50, groups: ['market'] },
    shanghai('06:00'),
    '13:00–17:00',
    false,
  ],
  ['no age on record', { work: 'day', age: null }, shanghai('12:00'), '11:30–13:30', true],
  ['deep in the night nobody is rung', { work: 'home', age: 45 }, shanghai('02:00'), '09:00–11:30', false],
]

describe('the best time to ring', () => {
  test.each(cases)('%s', (_, person, now, window, isNow) => {
    const best = bestCallTime(person, now)
    expect(`${clockOf(best.from)}–${clockOf(best.to)}`).toBe(window)
    expect(best.now).toBe(isNow)
  })

  const person: fc.Arbitrary<CallFacts> = fc.record({
    work: fc.constantFrom(...works.values),
    age: fc.option(fc.integer({ min: 0, max: 110 })),
    groups: fc.subarray(['courier', 'market', 'medical']),
  })
  const now = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })

  test('never before 08:00, never after 21:30, and never an empty window', () => {
    fc.assert(
      fc.property(person, now, (p, t) => {
        const best = bestCallTime(p, t)
        expect(best.from).toBeGreaterThanOrEqual(EARLIEST_CALL)
        expect(best.to).toBeLessThanOrEqual(LATEST_CALL)
        expect(best.to).toBeGreaterThan(best.from)
      }),
    )
  })

  test('`now` says whether the moment lies in the window, and the wait leads to a moment that does', () => {
    fc.assert(
      fc.property(person, now, (p, t) => {
        const minute = minuteOfDay(t)
        const best = bestCallTime(p, t)
        expect(best.now).toBe(best.from <= minute && minute < best.to)
        const wait = minutesUntilCall(p, t)
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThan(1440)
        const then = bestCallTime(p, t.getTime() + wait * 60_000)
        expect(then.now).toBe(true)
        expect([then.from, then.to]).toEqual([best.from, best.to])
      }),
    )
  })

  test('the reason shown belongs to how the person lives', () => {
    expect(bestCallTime({ work: 'retired', age: 66 }, shanghai('09:00')).because[1]).toContain('Retired')
    expect(habitOf({ work: 'retired', age: 75 }, 3)).toBe('old')
    expect(habitOf({ work: 'school', age: 16 }, 3)).toBe('student')
    expect(habitOf({ work: 'day', age: 15, groups: ['courier'] }, 3)).toBe('child')
  })
})
