import { expect, test } from 'vitest'
import { count, share, sinceWords, size } from './figures.ts'

test('a share never claims what is not so', () => {
  expect(share(0, 0)).toBe('–')
  expect(share(99_999, 100_000)).toBe('99.9%')
  expect(share(100_000, 100_000)).toBe('100%')
  expect(share(1, 100_000)).toBe('<0.1%')
  expect(share(0, 10)).toBe('0.0%')
  expect(share(1, 3)).toBe('33.3%')
})

test('counts are grouped', () => {
  expect(count(6531)).toBe('6,531')
  expect(count(13_000_000, 'en')).toBe('13,000,000')
})

test('moments near now are told by their distance, on the Shanghai calendar', () => {
  const now = Date.parse('2026-03-05T16:30:00Z') // 00:30 of the 6th in Shanghai
  expect(sinceWords('2026-03-05T16:29:40Z', now, 'zh')).toBe('刚刚')
  expect(sinceWords('2026-03-05T16:18:00Z', now, 'en')).toBe('12 min ago')
  expect(sinceWords('2026-03-05T15:10:00Z', now, 'zh')).toBe('昨天 23:10')
  expect(sinceWords('2026-03-03T01:00:00Z', now, 'en')).toBe('2026-03-03 09:00')
})

test('sizes', () => {
  expect(size(900)).toBe('900 B')
  expect(size(2_097_152)).toBe('2.0 MB')
})
