import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MOST_CODES, slotsAhead } from './codes-ahead.ts'

const policy = { codeMinutes: 5, codesAheadHours: 2 }
const pass = { from: 0, until: 10_000_000 }

test('two hours of five minutes are twenty-four or twenty-five codes', () => {
  expect(slotsAhead(3_000_000, pass, policy)).toHaveLength(24)
  expect(slotsAhead(3_000_001, pass, policy)).toHaveLength(25)
})

test('every moment from now on has its code, none reaches beyond the pass, and asking again gives the same', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000_000, max: 2_000_000 }),
      fc.integer({ min: -5000, max: 5000 }),
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 6 }),
      (now, before, lasts, codeMinutes, codesAheadHours) => {
        const own = { from: now + before, until: now + before + lasts }
        const slots = slotsAhead(now, own, { codeMinutes, codesAheadHours })
        expect(slots.length).toBeLessThanOrEqual(MOST_CODES)
        for (const [i, { notBefore, expires }] of slots.entries()) {
          expect(expires).toBeGreaterThan(notBefore)
          expect(notBefore).toBeGreaterThanOrEqual(own.from)
          expect(expires).toBeLessThanOrEqual(own.until)
          if (i > 0) expect(notBefore).toBe(slots[i - 1]?.expires)
        }
        const soon = slotsAhead(now + 30, own, { codeMinutes, codesAheadHours })
        if (soon[0] && slots.length > 1) expect(slots).toContainEqual(soon[0])
      },
    ),
  )
})

test('a pass that is over has no code', () => {
  expect(slotsAhead(100, { from: 0, until: 100 }, policy)).toEqual([])
})
