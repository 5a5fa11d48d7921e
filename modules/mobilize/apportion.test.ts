/** Whole seats: known cases, and laws over random ones. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apportion, type Claim } from './apportion.ts'
import { numbersFrom } from './seeded.ts'

const claims = (weights: readonly number[], bounds: Readonly<Record<number, Partial<Claim>>> = {}): Claim[] =>
  weights.map((weight, at) => ({ key: `d${at}`, weight, least: 0, most: 1e9, ...bounds[at] }))
const seats = (...args: Parameters<typeof apportion>): number[] => apportion(...args).map((one) => one.seats)
const never = (): number => {
  throw new Error('asked for a number')
}

describe('known cases', () => {
  test('largest remainder: the textbook, and a tie that goes to the larger', () => {
    expect(seats(claims([47000, 16000, 15800, 12000, 6100, 3100]), 10, 'largest-remainder', never)).toEqual([
      5, 2, 1, 1, 1, 0,
    ])
    expect(seats(claims([1, 1, 3]), 1, 'largest-remainder', never)).toEqual([0, 0, 1])
    expect(seats(claims([2, 2]), 1, 'largest-remainder', never)).toEqual([1, 0])
  })
  test('Webster leaves the whole numbers next to a share where largest remainder may not', () => {
    const weights = [9061, 7179, 5259, 3319, 1182]
    expect(seats(claims(weights), 26, 'largest-remainder', never)).toEqual([9, 7, 5, 4, 1])
    expect(seats(claims(weights), 26, 'webster', never)).toEqual([9, 8, 5, 3, 1])
  })
  test('a floor, a cap and few people hold; the rest is dealt anew', () => {
    const bound = claims([50, 30, 20], { 0: { most: 2 }, 2: { least: 4 } })
    expect(seats(bound, 10, 'largest-remainder', never)).toEqual([2, 4, 4])
    expect(apportion(bound, 10, 'largest-remainder', never).map(({ held }) => held)).toEqual(['most', null, 'least'])
  })
  test('no seats, no people', () => {
    expect(seats(claims([3, 4]), 0, 'webster', never)).toEqual([0, 0])
    expect(seats([], 0, 'lottery', numbersFrom('x'))).toEqual([])
    expect(seats(claims([0, 5], { 0: { most: 0 } }), 3, 'largest-remainder', never)).toEqual([0, 3])
  })
})

const someClaims = fc
  .array(fc.record({ weight: fc.nat(3000), low: fc.nat(5), room: fc.nat(40) }), { minLength: 1, maxLength: 12 })
  .map((all) =>
    all.map(
      ({ weight, low, room }, at): Claim => ({ key: `d${at}`, weight: weight + 1, least: low, most: low + room }),
    ),
  )
const withSeats = someClaims.chain((all) => {
  const sum = (of: 'least' | 'most') => all.reduce((total, claim) => total + claim[of], 0)
  return fc.tuple(fc.constant(all), fc.integer({ min: sum('least'), max: sum('most') }))
})

describe('laws', () => {
  test.each(['largest-remainder', 'webster', 'lottery'] as const)(
    '%s: all seats, within bounds, whatever the order',
    (method) => {
      fc.assert(
        fc.property(withSeats, fc.string(), ([all, total], seed) => {
          const awarded = apportion(all, total, method, numbersFrom(seed))
          expect(awarded.reduce((sum, one) => sum + one.seats, 0)).toBe(total)
          for (const [at, { seats: got }] of awarded.entries()) {
            expect(got).toBeGreaterThanOrEqual((all[at] as Claim).least)
            expect(got).toBeLessThanOrEqual((all[at] as Claim).most)
          }
          if (method === 'lottery') return
          const turned = apportion(all.toReversed(), total, method, never).toReversed()
          expect(turned.map((one) => one.seats)).toEqual(awarded.map((one) => one.seats))
        }),
      )
    },
  )
  test.each(['largest-remainder', 'lottery'] as const)('%s keeps to the whole numbers next to each share', (method) => {
    fc.assert(
      fc.property(withSeats, fc.string(), ([all, total], seed) => {
        for (const { share, seats: got } of apportion(all, total, method, numbersFrom(seed)))
          expect(Math.abs(got - share[0] / share[1])).toBeLessThan(1)
      }),
      { numRuns: 1000 },
    )
  })
  test('without bounds nobody gets more than another who is larger', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 9 }),
        fc.nat(200),
        (weights, total) => {
          for (const method of ['largest-remainder', 'webster'] as const) {
            const got = seats(claims(weights), total, method, never)
            for (const [i, one] of weights.entries())
              for (const [j, other] of weights.entries())
                if (one > other) expect(got[i]).toBeGreaterThanOrEqual(got[j] as number)
          }
        },
      ),
    )
  })
  test('the lottery gives everybody their share on average', () => {
    const all = claims([5, 3, 2, 7])
    const [sums, draws] = [[0, 0, 0, 0], 17 * 40]
    for (let begin = 0; begin < draws; begin++)
      for (const [at, got] of seats(all, 6, 'lottery', () => begin % 17).entries())
        sums[at] = (sums[at] as number) + got
    expect(sums.map((sum) => sum / draws)).toEqual([5, 3, 2, 7].map((weight) => (weight * 6) / 17))
  })
})
