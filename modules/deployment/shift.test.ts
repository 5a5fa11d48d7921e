import { dayPlus } from '../../platform/pure/time.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inFours, numberFrom, readNumber } from './certificate.ts'
import { nearnessOf } from './nearness.ts'
import { dayOf, daysBetween, hoursOf, isNight, leavingOf, meet, tooClose } from './shift.ts'

const span = (from: string, to: string) => ({ from: Date.parse(`${from}+08:00`), to: Date.parse(`${to}+08:00`) })

describe('shifts', () => {
  test.each([
    ['by day', span('2026-03-10T08:00', '2026-03-10T16:00'), false, '2026-03-10', 8],
    ['an evening', span('2026-03-10T16:00', '2026-03-11T00:00'), false, '2026-03-10', 8],
    ['a night over midnight', span('2026-03-10T20:00', '2026-03-11T08:00'), true, '2026-03-10', 12],
    ['a morning from three', span('2026-03-11T03:00', '2026-03-11T09:00'), true, '2026-03-11', 6],
  ])('%s', (_, shift, night, day, hours) => {
    expect([isNight(shift), dayOf(shift), hoursOf(shift)]).toEqual([night, day, hours])
  })
  test('one that ends when the other begins does not meet it, but leaves no rest', () => {
    const [a, b] = [span('2026-03-10T08:00', '2026-03-10T16:00'), span('2026-03-10T16:00', '2026-03-11T00:00')]
    expect([meet(a, b), tooClose(a, b, 0), tooClose(a, b, 1)]).toEqual([false, false, true])
  })
  const at = (clock: string): number => Date.parse(`2026-03-10T${clock}+08:00`)
  const SHIFT = span('2026-03-10T08:00', '2026-03-10T16:00')
  test.each([
    ['goes on', '08:05', at('12:00'), at('12:00')],
    ['is over', '08:05', at('20:00'), at('16:00')],
    ['was over before they came', '18:00', at('23:00'), at('23:00')],
    ['was over long ago', '18:00', at('23:00') + 3 * 86_400_000, at('18:00') + 8 * 3_600_000],
    ['begins later', '07:00', at('07:30'), at('07:30')],
    ['they will have come to', '12:00', at('08:00'), at('12:01')],
  ])('who leaves unnoted from a shift that %s', (_, came, now, left) => {
    expect(leavingOf(at(came), SHIFT, now)).toBe(left)
  })
  test('nobody leaves before they came, or is counted for more than a day', () => {
    const moment = fc.integer({ min: 0, max: 10 * 86_400_000 })
    fc.assert(
      fc.property(moment, moment, moment, fc.integer({ min: 1, max: 86_400_000 }), (came, now, from, long) => {
        const left = leavingOf(came, { from, to: from + long }, now)
        expect(left).toBeGreaterThan(came)
        expect(left - came).toBeLessThanOrEqual(86_400_000)
      }),
    )
  })
  test('days move over months and years', () => {
    expect([dayPlus('2026-02-28', 1), dayPlus('2026-01-01', -1), daysBetween('2025-12-31', '2026-03-01')]).toEqual([
      '2026-03-01',
      '2025-12-31',
      60,
    ])
  })
})

test.each([
  ['d01.s01.c01.p1.g01.x01.b001.u1.h0101.', 'grid'],
  ['d01.s01.c01.p1.g02.x01.', 'community'],
  ['d01.s01.c01.', 'community'],
  ['d01.s01.c02.p1.g01.', 'street'],
  ['d01.s02.c01.p1.g01.', 'elsewhere'],
  ['d01.', 'elsewhere'],
  [null, 'unknown'],
] as const)('a home at %s', (home, near) => {
  expect(nearnessOf(home, 'd01.s01.c01.p1.g01.x01.')).toBe(near)
})

describe('numbers of certificates', () => {
  const bytes = fc.uint8Array({ minLength: 15, maxLength: 15 })
  test('are read as they are written, with dashes, spaces, small letters and letters taken for digits', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const number = numberFrom(random)
        expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
        const typed = inFours(number).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' ')
        expect(readNumber(typed)).toBe(number)
      }),
    )
  })
  test('one wrong character is always noticed', () => {
    fc.assert(
      fc.property(bytes, fc.nat(15), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (random, at, char) => {
        const number = numberFrom(random)
        const wrong = number.slice(0, at) + char + number.slice(at + 1)
        if (wrong !== number) expect(readNumber(wrong)).toBeNull()
      }),
    )
  })
})
