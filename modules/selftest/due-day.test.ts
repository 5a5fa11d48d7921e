/** Which day a test counts for. */
import { expect, test } from 'vitest'
import { boardDay, boardDays, daysIn, dueOn, isWithin, MOST_DAYS, type Span } from './due-day.ts'

const daily: Span = { often: 'daily', startsOn: '2026-11-18', endsOn: '2026-11-22' }
const once: Span = { ...daily, often: 'once' }

test.each([
  [daily, '2026-11-20', '2026-11-20', true],
  [daily, '2026-11-17', '2026-11-17', false],
  [daily, '2026-11-22', '2026-11-22', true],
  [once, '2026-11-20', '2026-11-18', true],
  [once, '2026-11-23', '2026-11-18', false],
])('a test counts for its day, or for the whole', (span, day, counts, within) => {
  expect(dueOn(span, day)).toBe(counts)
  expect(isWithin(span, day)).toBe(within)
})
test.each([
  [daily, '2026-11-20', undefined, '2026-11-20'],
  [daily, '2026-11-10', undefined, '2026-11-18'],
  [daily, '2026-12-10', undefined, '2026-11-22'],
  [daily, '2026-11-20', '2026-11-19', '2026-11-19'],
  [daily, '2026-11-20', '2026-10-01', '2026-11-18'],
  [once, '2026-11-20', '2026-11-19', '2026-11-18'],
])('the board shows a day of the collection', (span, today, wanted, shown) => {
  expect(boardDay(span, today, wanted)).toBe(shown)
})
test('days to choose from end today, the latest first', () => {
  expect(boardDays(daily, '2026-11-20')).toEqual(['2026-11-20', '2026-11-19', '2026-11-18'])
  expect(boardDays(once, '2026-11-20')).toEqual(['2026-11-18'])
  expect(boardDays(daily, '2026-11-01')).toEqual(['2026-11-18'])
  expect(boardDays({ ...daily, endsOn: '2027-11-18' }, '2027-11-01')).toHaveLength(MOST_DAYS)
})
test('both ends are counted', () => {
  expect(daysIn(daily)).toBe(5)
  expect(daysIn({ startsOn: '2026-11-18', endsOn: '2026-11-18' })).toBe(1)
})
