/** Where a person stands, and that live lines may come twice, late and in any order. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockOf, isNews, NOBODY, standingOf, sumOf, takenIn } from './muster-clock.ts'

test.each([
  [1, null, null, 'silent'],
  [1, 'coming', null, 'coming'],
  [2, 'cannot', null, 'cannot'],
  [1, 'cannot', 'x', 'here'],
  [1, null, 'x', 'here'],
  [0, null, 'x', 'extra'],
] as const)('wave %s, said %s, here %s: %s', (wave, said, hereAt, standing) => {
  expect(standingOf({ wave, said, hereAt })).toBe(standing)
})

test('whoever was asked is in one place, and the clock adds up', () => {
  const f = sumOf([
    { ...NOBODY, asked: 10, answered: 7, coming: 3, cannot: 2, here: 2 },
    { ...NOBODY, asked: 5, answered: 5, coming: 1, cannot: 1, here: 3, extra: 2 },
  ])
  const clock = clockOf(f)
  expect(clock).toEqual({ asked: 15, answered: 12, onTheWay: 4, cannot: 3, here: 7, silent: 3, missing: 7 })
  expect(clock.silent + clock.onTheWay + clock.cannot + f.here).toBe(clock.asked)
})

const line = (departmentId: string, version: number) => ({
  ...NOBODY,
  callUpId: 'u',
  departmentId,
  version,
  asked: version,
})

test('in whatever order lines are heard, the newest of each department stands', () => {
  const lines = ['a', 'b', 'c'].flatMap((id) => [1, 2, 3, 4].map((version) => line(id, version)))
  const shown = ['a', 'b', 'c'].map((id) => line(id, 0))
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: 12 }), fc.array(fc.constantFrom(...lines)), (some, again) => {
      const done = [...some, ...again].reduce((now, one) => [...takenIn(now, [one])], shown)
      expect(done.map(({ asked }) => asked)).toEqual([4, 4, 4])
    }),
  )
})
test('another call-up’s lines are passed over, and a new department is noticed', () => {
  const shown = [line('a', 1)]
  expect(takenIn(shown, [{ ...line('a', 5), callUpId: 'other' }])).toEqual(shown)
  expect(isNews(shown, [line('b', 1)])).toBe(true)
  expect(isNews(shown, [line('a', 2)])).toBe(false)
})
