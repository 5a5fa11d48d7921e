/** The table of cases by which the forecast is read: what an officer would say, said by the rule. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forecast, type SoFar } from './forecast.ts'

const so = (more: Partial<SoFar>): SoFar => ({
  ...{ seats: 100, here: 0, coming: 0, cannot: 0, silent: 0, waited: 0, minutesSince: 15, minutesLeft: 45 },
  ...more,
})

describe('cases', () => {
  test.each<[string, SoFar, string, readonly [least: number, most: number]]>([
    ['all said yes and more', so({ coming: 108 }), 'enough', [0, 0]],
    ['everybody is here', so({ here: 100 }), 'enough', [0, 0]],
    ['30 cannot, the rest come', so({ coming: 70, cannot: 30, waited: 500 }), 'ask-more', [44, 62]],
    [
      'half silent after a quarter of an hour',
      so({ coming: 40, cannot: 10, silent: 50, waited: 1000 }),
      'ask-more',
      [55, 70],
    ],
    ['just asked: wait', so({ silent: 100, minutesSince: 1, waited: 100, minutesLeft: 59 }), 'wait', [0, 0]],
    [
      'just asked, but nobody is silent any more',
      so({ coming: 60, cannot: 40, minutesSince: 2, minutesLeft: 58 }),
      'ask-more',
      [55, 90],
    ],
    [
      'the way takes longer than what is left',
      so({ coming: 60, cannot: 40, minutesLeft: 15, waited: 900 }),
      'too-late',
      [0, 0],
    ],
    ['the deadline has passed', so({ here: 70, minutesLeft: -1 }), 'after-deadline', [0, 0]],
    ['short by one', so({ here: 99, cannot: 1, waited: 200 }), 'ask-more', [1, 2]],
    ['more here than asked for', so({ here: 130 }), 'enough', [0, 0]],
  ])('%s', (_what, given, verdict, [least, most]) => {
    const result = forecast(given)
    expect(result.verdict).toBe(verdict)
    expect(result.ask).toBeGreaterThanOrEqual(least)
    expect(result.ask).toBeLessThanOrEqual(most)
  })
})

const any = fc.record({
  ...{
    seats: fc.integer({ min: 1, max: 500 }),
    here: fc.nat(500),
    coming: fc.nat(500),
    cannot: fc.nat(500),
    silent: fc.nat(500),
  },
  ...{ waited: fc.nat(20_000), minutesSince: fc.nat(120), minutesLeft: fc.integer({ min: -60, max: 240 }) },
})

test('never asks after the deadline, never without need, and asks at least the shortfall', () => {
  fc.assert(
    fc.property(any, (given) => {
      const { verdict, ask, short, expected } = forecast(given)
      if (given.minutesLeft <= 0) expect(ask).toBe(0)
      if (verdict === 'ask-more') expect(ask).toBeGreaterThanOrEqual(short)
      else expect(ask).toBe(0)
      expect(expected).toBeGreaterThanOrEqual(given.here)
      expect(expected).toBeLessThanOrEqual(given.here + given.coming + given.silent + 0.1)
    }),
  )
})

test('one more at the place never makes the forecast lower', () => {
  fc.assert(
    fc.property(any, (given) => {
      expect(forecast({ ...given, here: given.here + 1 }).expected).toBeGreaterThanOrEqual(forecast(given).expected)
    }),
  )
})

test('longer silence is worse news', () => {
  const at = (waited: number) => forecast(so({ coming: 20, silent: 80, waited })).fromSilent
  expect(at(400)).toBeGreaterThan(at(800))
  expect(at(800)).toBeGreaterThan(at(1600))
})
