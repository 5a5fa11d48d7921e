import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysLeft, fitsTerm, lateHours, measureState } from './measure.ts'

const at = (day: string): string => `2026-03-${day}T08:00:00+08:00`
const dates = {
  ...{ startsAt: at('02'), endsAt: at('16'), confirmedAt: at('01') as string | null },
  ...{ droppedAt: null as string | null, releasedAt: null as string | null },
}
test.each([
  ['nobody confirmed it', { confirmedAt: null }, '05', 'draft'],
  ['its draft was dropped', { confirmedAt: null, droppedAt: at('01') }, '05', 'dropped'],
  ['it begins tomorrow', {}, '01', 'ahead'],
  ['its first moment', {}, '02', 'in-force'],
  ['its last moment is over', {}, '16', 'to-release'],
  ['it was lifted early', { releasedAt: at('05') }, '06', 'released'],
  ['its release was recorded late', { releasedAt: at('18') }, '19', 'released'],
])('%s', (_, more, now, state) => {
  expect(measureState({ ...dates, ...more }, Date.parse(at(now)))).toBe(state)
})

test('a release that nobody recorded is late from the end on, and only then', () => {
  expect(lateHours(dates, Date.parse(at('15')))).toBe(0)
  expect(lateHours(dates, Date.parse(at('17')))).toBe(24)
  expect(lateHours({ ...dates, releasedAt: at('17') }, Date.parse(at('18')))).toBe(0)
})

test('a term fits from a moment to fourteen days and no more', () => {
  fc.assert(
    fc.property(fc.integer({ min: -30, max: 30 }), (days) => {
      const endsAt = new Date(Date.parse(dates.startsAt) + days * 86_400_000).toISOString()
      expect(fitsTerm({ startsAt: dates.startsAt, endsAt })).toBe(days >= 1 && days <= 14)
    }),
  )
  expect(daysLeft(dates, Date.parse(at('15')) + 1)).toBe(1)
  expect(daysLeft(dates, Date.parse(at('17')))).toBe(0)
})
