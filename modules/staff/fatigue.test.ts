import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayPlus } from '../../platform/pure/time.ts'
import { defaultCaps, fatigueOf, type WorkedDay } from './fatigue.ts'

const caps = defaultCaps
const day = '2026-03-10'
const back = (days: number, hours = 8, night = false): WorkedDay => ({ day: dayPlus(day, -days), hours, night })

describe('fatigueOf', () => {
  test.each([
    ['nothing', [], { hours: 0, nightsInRow: 0, daysInRow: 0, state: 'fit', because: [] }],
    ['one day', [back(0)], { hours: 8, nightsInRow: 0, daysInRow: 1, state: 'fit', because: [] }],
    ['eight days ago is no more', [back(7, 12)], { hours: 0, nightsInRow: 0, daysInRow: 0, state: 'fit', because: [] }],
    ['tomorrow is not yet', [back(-1, 12)], { hours: 0, nightsInRow: 0, daysInRow: 0, state: 'fit', because: [] }],
    [
      '44 hours',
      [0, 1, 3, 4].map((n) => back(n, 11)),
      { hours: 44, nightsInRow: 0, daysInRow: 2, state: 'near', because: ['hours'] },
    ],
    [
      '60 hours',
      [0, 1, 3, 4, 5].map((n) => back(n, 12)),
      { hours: 60, nightsInRow: 0, daysInRow: 2, state: 'over', because: ['hours'] },
    ],
    [
      'two nights',
      [back(1, 8, true), back(2, 8, true)],
      { hours: 16, nightsInRow: 2, daysInRow: 2, state: 'near', because: ['nights'] },
    ],
    [
      'three nights',
      [0, 1, 2].map((n) => back(n, 8, true)),
      { hours: 24, nightsInRow: 3, daysInRow: 3, state: 'over', because: ['nights'] },
    ],
    [
      'a night between two',
      [back(0, 8, true), back(1), back(2, 8, true)],
      { hours: 24, nightsInRow: 1, daysInRow: 3, state: 'fit', because: [] },
    ],
    [
      'six days',
      [0, 1, 2, 3, 4, 5].map((n) => back(n, 4)),
      { hours: 24, nightsInRow: 0, daysInRow: 6, state: 'near', because: ['days'] },
    ],
  ] as const)('%s', (_, lines, told) => {
    expect(fatigueOf(lines, day, caps)).toEqual(told)
  })

  test('order counts for nothing, and one more day never rests anybody', () => {
    const line = fc.record({
      day: fc.integer({ min: 0, max: 20 }).map((n) => dayPlus(day, -n)),
      hours: fc.integer({ min: 1, max: 14 }),
      night: fc.boolean(),
    })
    const rank = { fit: 0, near: 1, over: 2 }
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), line, (lines, more) => {
        const before = fatigueOf(lines, day, caps)
        expect(fatigueOf(lines.toReversed(), day, caps)).toEqual(before)
        const after = fatigueOf([...lines, more], day, caps)
        expect(rank[after.state]).toBeGreaterThanOrEqual(rank[before.state])
        expect(after.hours).toBeGreaterThanOrEqual(before.hours)
      }),
    )
  })
})
