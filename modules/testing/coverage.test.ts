import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addFigures,
  figuresOf,
  lastFullQuarter,
  levelBelow,
  noFigures,
  perHour,
  QUARTER,
  sharePercent,
} from './coverage.ts'

const counted = fc
  .record({
    due: fc.nat(600_000),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    exempt: fc.nat(9000),
    walkIn: fc.nat(9000),
  })
  .map(({ due, part, exempt, walkIn }) => ({ due, tested: Math.floor(due * part), exempt, walkIn }))

describe('coverage', () => {
  test('figures of parts add up to those of the whole, in any order', () => {
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 20 }), (parts) => {
        const sum = parts.map(figuresOf).reduce(addFigures, noFigures)
        expect([...parts].reverse().map(figuresOf).reduce(addFigures, noFigures)).toEqual(sum)
        expect(sum.missing).toBe(sum.due - sum.tested)
        expect(sum.walkIn).toBe(parts.reduce((n, p) => n + p.walkIn, 0))
      }),
    )
  })
  test('100 % only when nobody is missing, and never more than the truth', () => {
    fc.assert(
      fc.property(counted, ({ due, tested }) => {
        const share = sharePercent({ due, tested })
        if (due === 0) {
          expect(share).toBeNull()
          return
        }
        expect(share === 100).toBe(tested === due)
        expect(share! / 100).toBeLessThanOrEqual(tested / due + 1e-9)
        expect(share! / 100).toBeGreaterThan(tested / due - 0.001 - 1e-9)
      }),
      { numRuns: 1000 },
    )
  })
  test.each([
    [1, 1, 100],
    [499_999, 500_000, 99.9],
    [1, 3, 33.3],
    [0, 7, 0],
    [29, 100, 29],
  ])('%i of %i', (tested, due, percent) => expect(sharePercent({ due, tested })).toBe(percent))
})

test.each([
  ['d01.', 'community'],
  ['d01.s01.', 'community'],
  ['d01.s01.c01.', 'grid'],
  ['d01.s01.c01.p1.', 'grid'],
  ['d01.s01.c01.p1.g1.', 'building'],
  ['d01.s01.c01.p1.g1.x1.b1.', 'building'],
])('below %s come %s lines', (path, level) => expect(levelBelow(path)).toBe(level))

test('the last full quarter lies wholly before now, and is the latest that does', () => {
  fc.assert(
    fc.property(fc.integer({ min: QUARTER, max: 4_000_000_000_000 }), (now) => {
      const start = lastFullQuarter(now)
      expect(start % QUARTER).toBe(0)
      expect(start + QUARTER).toBeLessThanOrEqual(now)
      expect(start + 2 * QUARTER).toBeGreaterThan(now)
    }),
  )
  expect(perHour(52)).toBe(208)
})
