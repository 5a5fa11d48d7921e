/** Keyed digests: equality of numbers can be searched without holding the numbers in the clear. */
import { createHmac, type KeyObject } from 'node:crypto'

/** HMAC-SHA-256 with the installation's secret, cut to 16 bytes. `value` must be normalised already. */
export const digestWith =
  (secret: string | KeyObject) =>
  (kind: 'id' | 'phone', value: string): Buffer =>
    createHmac('sha256', secret).update(`${kind}:${value}`).digest().subarray(0, 16)
