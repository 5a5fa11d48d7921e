/** Ours, the browser's and OpenSSL's must say the same, for every length around a block's edge. */
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hmacByHand, hmacSha256 } from './hmac-sha256.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((a) => new Uint8Array(a))

test('by hand, by the browser and by OpenSSL', async () => {
  await fc.assert(
    fc.asyncProperty(bytes(140), bytes(200), async (key, message) => {
      const wanted = createHmac('sha256', key).update(message).digest('hex')
      expect(hex(hmacByHand(key, message))).toBe(wanted)
      expect(hex(await hmacSha256(key, message))).toBe(wanted)
    }),
    { seed: 51, numRuns: 150 },
  )
})

test('RFC 4231, case 2', () => {
  const encode = (text: string) => new TextEncoder().encode(text)
  expect(hex(hmacByHand(encode('Jefe'), encode('what do ya want for nothing?')))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
})
