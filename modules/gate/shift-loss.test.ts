/** What a lost phone took with it, to the number and bounded. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { busiestPace, gapsOf, mostAfter, sizeOf } from './shift-loss.ts'

test('numbers that never came are named as ranges', () => {
  expect(gapsOf([1, 2, 5, 6, 9], 11)).toEqual([
    [3, 4],
    [7, 8],
    [10, 11],
  ])
  expect(gapsOf([], 3)).toEqual([[1, 3]])
  expect(gapsOf([1, 2, 3], 3)).toEqual([])
  expect(gapsOf([], 0)).toEqual([])
  expect(gapsOf([2, 2, 7], 2)).toEqual([[1, 1]])
})

test('what arrived and what is missing make up what was counted, whatever order things came in', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 })), fc.integer({ min: 0, max: 60 }), (arrived, made) => {
      const here = new Set(arrived.filter((n) => n <= made))
      expect(sizeOf(gapsOf(arrived, made)) + here.size).toBe(made)
    }),
  )
})

test('after the last beat it is bounded by the busiest pace the shift ever had, one a minute at least', () => {
  const at = (minute: number, made: number) => ({ at: minute * 60_000, made })
  expect(busiestPace([at(0, 0), at(1, 12), at(2, 14)])).toBe(12)
  expect(busiestPace([at(0, 0), at(10, 30)])).toBe(3)
  // Two beats in one breath do not make a pace of thousands a minute.
  expect(busiestPace([at(0, 0), { at: 100, made: 40 }])).toBe(40)
  expect(busiestPace([at(0, 5)])).toBe(1)
  expect(mostAfter(3, 0, 10 * 60_000)).toBe(30)
  expect(mostAfter(3, 60_000, 0)).toBe(0)
})
