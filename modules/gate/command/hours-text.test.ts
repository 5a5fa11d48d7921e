/** Hours typed as people type them. */
import { expect, test } from 'vitest'
import { hoursText, readHours } from './hours-text.ts'

test('what is shown can be typed again', () => {
  const hours = [
    { from: '06:00', to: '22:00' },
    { from: '23:30', to: '24:00' },
  ]
  expect(readHours(hoursText(hours))).toEqual(hours)
  expect(readHours('6：00 至 22：00、23:30—24:00')).toEqual(hours)
  expect(readHours('')).toEqual([])
})

test('what is no time, or runs backwards, is not taken', () => {
  for (const text of [
    '6-22',
    '22:00-06:00',
    '25:00-26:00',
    '06:00',
    '06:00-06:00',
    '1:00-2:00,3:00-4:00,5:00-6:00,7:00-8:00,9:00-9:30',
  ])
    expect(readHours(text), text).toBeNull()
})
