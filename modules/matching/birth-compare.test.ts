/** Two dates and the slip between them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareBirths } from './birth-compare.ts'

test.each([
  [19900307, 19900307, 'same'],
  [19900307, 19900703, 'swapped'],
  [19900307, 19900308, 'slip'],
  [19900312, 19900321, 'slip'],
  [19900307, 19910307, 'slip'],
  [19890307, 19900307, 'partly'],
  [19900307, 19900324, 'partly'],
  [19900307, 19721124, 'different'],
  [19900307, 19901124, 'different'],
])('%d, %d: %s', (a, b, expected) => expect([compareBirths(a, b), compareBirths(b, a)]).toEqual([expected, expected]))

test('is symmetric', () => {
  const day = fc.tuple(
    fc.integer({ min: 1930, max: 2020 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  const date = day.map(([year, month, of]) => year * 10000 + month * 100 + of)
  fc.assert(
    fc.property(date, date, (a, b) => {
      expect(compareBirths(a, b)).toBe(compareBirths(b, a))
    }),
    { seed: 1 },
  )
})
