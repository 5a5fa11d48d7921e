/** What a camera read or a thumb typed as the site's code, and the times that are offered. */
import { expect, test } from 'vitest'
import { arrivalTimes, siteCodeIn } from './own-call.ts'

test.each([
  ['the poster’s link', 'https://taohua.example/r/call#@ABC234', 'ABC234'],
  ['typed', ' abc234 ', 'ABC234'],
  ['somebody’s own link', 'https://taohua.example/r/call#AAAAAAAAAAAAAAAAAAAAAA', null],
  ['a letter that no poster has', 'ABC10O', null],
  ['another code altogether', 'WIFI:S:taohua;;', null],
])('%s', (_what, text, code) => {
  expect(siteCodeIn(text)).toBe(code)
})
test('on whole five minutes, none sooner than said', () => {
  const now = Date.parse('2026-03-01T07:01:00Z')
  expect(arrivalTimes(now).map((at) => at.slice(11, 16))).toEqual(['07:20', '07:35', '07:50', '08:05'])
})
