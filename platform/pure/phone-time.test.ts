/** A phone's clock is set, sleeps, restarts: a code's age must not be judged by it unless it can be. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { looked, met, neverMet, timeOf } from './phone-time.ts'

const T = Date.parse('2026-03-05T08:00:00+08:00')
const HOUR = 3600_000
const start = met(T, T - 5000, 1000)

test('never met: the phone’s own time, and not sworn to', () => {
  expect(timeOf(neverMet(T))).toEqual({ now: T, trusted: false, doubt: 'never-met' })
})
test('met: the server’s time', () => {
  expect(timeOf(start)).toEqual({ now: T, trusted: true, doubt: null })
})

const after = (wall: number, steady: number, watched: boolean) =>
  timeOf(looked(start, { wall: T - 5000 + wall, steady: 1000 + steady, watched }))

test.each([
  ['time passes', HOUR, HOUR, true, HOUR, null],
  ['set back an hour while watched', -HOUR + 4000, 4000, true, 4000, null],
  ['set ahead a day while watched', 24 * HOUR + 4000, 4000, true, 4000, null],
  ['slept for ten minutes', 600_000, 0, false, 600_000, null],
  ['set back while out of sight', -HOUR, 9000, false, 9000, 'set-back'],
  ['away for a night', 9 * HOUR, 0, false, 9 * HOUR, 'away'],
] as const)('%s', (_, wall, steady, watched, now, doubt) => {
  expect(after(wall, steady, watched)).toEqual({ now: T + now, trusted: doubt === null, doubt })
})

test('a restart is a sleep; a clock set back meanwhile is found out', () => {
  const restarted = { ...start, steady: null }
  expect(timeOf(looked(restarted, { wall: T + 115_000, steady: 300, watched: true }))).toMatchObject({
    now: T + 120_000,
    doubt: null,
  })
  expect(timeOf(looked(restarted, { wall: T - 2 * HOUR, steady: 300, watched: true }))).toMatchObject({
    doubt: 'set-back',
  })
})

test.each([
  ['put right', HOUR + 300_000, 300_000, 'away'],
  ['put right an hour too far', 2 * HOUR, HOUR, 'away'],
  ['left as it was', 300_000, 300_000, 'set-back'],
])('found set back by an hour, then %s while out of sight', (_, jump, now, doubt) => {
  const back = looked(start, { wall: start.wall - HOUR, steady: 1000, watched: false })
  expect(timeOf(back)).toMatchObject({ now: T, doubt: 'set-back' })
  expect(timeOf(looked(back, { wall: back.wall + jump, steady: 1000, watched: false }))).toMatchObject({
    now: T + now,
    doubt,
  })
})

test('what was doubted stays doubted until the server is met', () => {
  const doubted = looked(start, { wall: T - HOUR, steady: 9000, watched: false })
  const later = looked(doubted, { wall: T - HOUR + 5000, steady: 14_000, watched: true })
  expect(timeOf(later).trusted).toBe(false)
  const asleep = looked(later, { wall: T - HOUR + 600_000, steady: 20_000, watched: false })
  expect(timeOf(asleep).doubt).toBe('set-back')
  expect(timeOf(met(T, T - HOUR, 20_000))).toEqual({ now: T, trusted: true, doubt: null })
})

test('however it is set while watched, and however slowly, the time told is never more than a minute off', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          passed: fc.integer({ min: 0, max: 5000 }),
          set: fc.oneof(fc.constant(0), fc.integer({ min: -9e6, max: 9e6 }), fc.integer({ min: -50_000, max: 50_000 })),
        }),
        { maxLength: 60 },
      ),
      (steps) => {
        let [time, wall, steady, real] = [start, start.wall, start.steady as number, T]
        for (const { passed, set } of steps) {
          wall += passed + set
          steady += passed
          real += passed
          time = looked(time, { wall, steady, watched: true })
          expect(Math.abs(timeOf(time).now - real)).toBeLessThanOrEqual(60_000)
        }
      },
    ),
    { seed: 5, numRuns: 200 },
  )
})
