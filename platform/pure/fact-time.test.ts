import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factTime, TOLERATED_SKEW } from './fact-time.ts'

const NOON = Date.parse('2026-03-05T04:00:00Z')
const MINUTE = 60_000

describe('when a fact happened', () => {
  test.each([
    ['a good clock', NOON - 3 * MINUTE, NOON, NOON, { at: NOON - 3 * MINUTE, skewed: false }],
    ['a minute off is let be', NOON - 4 * MINUTE, NOON - MINUTE, NOON, { at: NOON - 4 * MINUTE, skewed: false }],
    ['a day behind', NOON - 1450 * MINUTE, NOON - 1440 * MINUTE, NOON, { at: NOON - 10 * MINUTE, skewed: true }],
    ['a day ahead', NOON + 1430 * MINUTE, NOON + 1440 * MINUTE, NOON, { at: NOON - 10 * MINUTE, skewed: true }],
    ['sent a shift later', NOON - 600 * MINUTE, NOON, NOON, { at: NOON - 600 * MINUTE, skewed: false }],
    ['a minute in the future is now', NOON + MINUTE, NOON, NOON, { at: NOON, skewed: false }],
    ['an hour in the future is doubted', NOON + 60 * MINUTE, NOON, NOON, { at: NOON, skewed: true }],
  ])('%s', (_, taken, sent, now, expected) => {
    expect(factTime(taken, sent, now)).toEqual(expected)
  })
  test('never in the future, in the order that the phone saw, and right to the tolerance however wrong the clock', () => {
    const span = fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 })
    fc.assert(
      fc.property(fc.nat(12 * 3600_000), fc.nat(12 * 3600_000), span, (before, gap, off) => {
        // both happened before sending; the phone's clock is `off` from the server's
        const late = NOON - before
        const early = late - gap
        const a = factTime(early + off, NOON + off, NOON)
        const b = factTime(late + off, NOON + off, NOON)
        expect(b.at).toBeLessThanOrEqual(NOON)
        expect(a.at).toBeLessThanOrEqual(b.at)
        expect(Math.abs(a.at - early)).toBeLessThanOrEqual(TOLERATED_SKEW)
        expect(a.skewed).toBe(Math.abs(off) > TOLERATED_SKEW)
      }),
      { numRuns: 1000 },
    )
  })
})
