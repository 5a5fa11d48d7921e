import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideLoad } from './load.ts'
import { POLICY } from './policy.ts'

test.each([
  [{ capacity: 30_000, assigned: 0, about: 1000 }, 'room', 29_000],
  [{ capacity: 30_000, assigned: 26_000, about: 999 }, 'room', 3001],
  [{ capacity: 30_000, assigned: 26_000, about: 1000 }, 'near', 3000],
  [{ capacity: 30_000, assigned: 26_000, about: 4000 }, 'near', 0],
  [{ capacity: 30_000, assigned: 26_000, about: 4001 }, 'over', -1],
  [{ capacity: 1, assigned: 0, about: 1 }, 'near', 0],
] as const)('%j: %s', (day, verdict, left) => {
  expect(decideLoad(day, POLICY)).toMatchObject({ verdict, left })
})

test('told before it is exceeded, never after: over exactly when the sum is more than the capacity', () => {
  const n = fc.nat(60_000)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), n, n, (capacity, assigned, about) => {
      expect(decideLoad({ capacity, assigned, about }, POLICY).verdict === 'over').toBe(assigned + about > capacity)
    }),
  )
})
