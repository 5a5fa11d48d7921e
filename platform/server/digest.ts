/** Keyed digests: equality of numbers can be searched without holding the numbers in the clear. */
import { hash } from 'node:crypto'

const BLOCK = 64

/**
 * HMAC-SHA-256 (RFC 2104) with the installation's secret, cut to 16 bytes. `value` must be normalised already.
 * Put together from two one-shot hashes over prepared blocks, which takes a third of createHmac's time: a list of half
 * a million people needs a million of them.
 */
export const digestWith = (secret: string): ((kind: 'id' | 'phone', value: string) => Buffer) => {
  const key = Buffer.alloc(BLOCK)
  const given = Buffer.from(secret)
  if (given.length > BLOCK) hash('sha256', given, 'buffer').copy(key)
  else given.copy(key)
  const inner = Buffer.from(key.map((byte) => byte ^ 0x36))
  const outer = Buffer.concat([Buffer.from(key.map((byte) => byte ^ 0x5c)), Buffer.alloc(32)])
  return (kind, value) => {
    const message = Buffer.concat([inner, Buffer.from(`${kind}:${value}`)])
    outer.write(hash('sha256', message, 'latin1'), BLOCK, 'latin1')
    return Buffer.from(hash('sha256', outer, 'latin1').slice(0, 16), 'latin1')
  }
}
