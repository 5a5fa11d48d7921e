import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestWith } from './digest.ts'

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
