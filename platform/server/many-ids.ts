/** Ids for many things at once: asking the system for each one's random bytes would cost more than the rest of an id. */
import { randomBytes } from 'node:crypto'
import { uuid7 } from '../pure/uuid7.ts'

export const manyIds = (): (() => string) => {
  let pool = new Uint8Array(0)
  let at = 0
  return () => {
    if (at + 10 > pool.length) {
      pool = randomBytes(10_000)
      at = 0
    }
    at += 10
    return uuid7(Date.now(), pool.subarray(at - 10, at))
  }
}
