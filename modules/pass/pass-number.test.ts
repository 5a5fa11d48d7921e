import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigit, passNumberOf, readPassNumber } from './pass-number.ts'

const serial = fc.nat(99_999_999)

test('the standard’s own example', () => {
  expect(checkDigit('0794')).toBe(5)
})

test('is read as it was written, however it was spaced', () => {
  fc.assert(
    fc.property(serial, (n) => {
      const number = passNumberOf(n)
      expect(number).toMatch(/^\d{9}$/)
      expect(readPassNumber(` ${number.slice(0, 3)} ${number.slice(3, 6)}-${number.slice(6)}`)).toBe(number)
    }),
  )
})

test('with one wrong digit is none', () => {
  fc.assert(
    fc.property(serial, fc.nat(8), fc.integer({ min: 1, max: 9 }), (n, at, by) => {
      const digits = [...passNumberOf(n)]
      digits[at] = String((Number(digits[at]) + by) % 10)
      expect(readPassNumber(digits.join(''))).toBeNull()
    }),
  )
})

test('with two neighbours swapped is none, but for a few of a hundred', () => {
  let missed = 0
  let tried = 0
  for (let n = 0; n < 20_000; n++) {
    const number = passNumberOf((n * 7919) % 100_000_000)
    const at = n % 8
    if (number[at] === number[at + 1]) continue
    tried++
    const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
    if (readPassNumber(swapped) !== null) missed++
  }
  expect(missed / tried).toBeLessThan(0.03)
})

test.each(['', '12345678', '1234567890', 'abcdefghi', '１２３'])('%s is none', (text) => {
  expect(readPassNumber(text)).toBeNull()
})
