import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CallCandidate, callRank } from './call-order.ts'
import { minutesUntilCall } from './call-time.ts'

const NOON = Date.parse('2026-03-05T12:00:00+08:00')
const someone: CallCandidate = { work: 'day', age: 40, groups: [], phone: true, lastOutcome: null, lastTryAt: null }

test('in the order of who is worth ringing now', () => {
  const order: [string, Partial<CallCandidate>][] = [
    ['rung in vain an hour ago, at home now', { lastOutcome: 'no-answer', lastTryAt: NOON - 3600_000 }],
    ['retired: in three hours', { work: 'retired', age: 66 }],
    ['rung in vain ten minutes ago', { lastOutcome: 'no-answer', lastTryAt: NOON - 600_000 }],
    ['has answered already', { lastOutcome: 'will-come', lastTryAt: NOON - 7200_000 }],
    ['no number', { phone: false }],
  ]
  const ranks = order.map(([, more]) => callRank({ ...someone, ...more }, NOON))
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
  expect(new Set(ranks).size).toBe(ranks.length)
})

test('classes never mix, however long the wait', () => {
  const candidates = fc.record({
    work: fc.constantFrom('day' as const, 'shift' as const, 'school' as const, 'retired' as const, 'home' as const),
    age: fc.option(fc.integer({ min: 0, max: 100 })),
    groups: fc.subarray(['courier', 'market']),
  })
  fc.assert(
    fc.property(candidates, candidates, fc.nat(7 * 1440), (a, b, minute) => {
      const now = NOON + minute * 60_000
      const open = { ...a, phone: true, lastOutcome: null, lastTryAt: null }
      expect(callRank(open, now)).toBe(minutesUntilCall(a, now))
      const answered = { ...b, phone: true, lastOutcome: 'refused' as const, lastTryAt: now }
      const resting = { ...b, phone: true, lastOutcome: 'no-answer' as const, lastTryAt: now }
      const noPhone = { ...b, phone: false, lastOutcome: null, lastTryAt: null }
      expect(callRank(open, now)).toBeLessThan(callRank(resting, now))
      expect(callRank(resting, now)).toBeLessThan(callRank(answered, now))
      expect(callRank(answered, now)).toBeLessThan(callRank(noPhone, now))
    }),
  )
})
