import { createHmac, createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestWith, hexDigestWith } from './digest.ts'

test('it is HMAC-SHA-256, whatever the lengths', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 150 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      (secret, value) => {
        const whole = createHmac('sha256', secret).update(`id:${value}`).digest()
        expect(digestWith(secret)('id', value).equals(whole.subarray(0, 16))).toBe(true)
      },
    ),
    { seed: 61, numRuns: 300 },
  )
})

test('kinds and secrets keep digests apart', () => {
  const digest = digestWith('one')
  expect(digest('id', '1').equals(digest('phone', '1'))).toBe(false)
  expect(digest('id', '1').equals(digestWith('two')('id', '1'))).toBe(false)
})

test('the quick digests are the very same, for keys and texts of any length', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }),
      fc.string({ maxLength: 300, unit: 'grapheme' }),
      (secret, text) => {
        const key = createSecretKey(secret, 'utf8')
        const quick = hexDigestWith(key)
        expect(quick('id', text)).toBe(digestWith(secret)('id', text).toString('hex'))
        expect(quick('phone', text)).toBe(digestWith(key)('phone', text).toString('hex'))
      },
    ),
  )
})
