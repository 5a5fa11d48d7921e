/** UUID version 7 (RFC 9562): ordered by time, made by whoever states a fact. Clock and dice come in as arguments. */
import { z } from 'zod'

export const uuid = z.uuid().meta({ description: 'UUID, version 7 where the client makes it' })

/** @param millis Unix time in ms  @param random at least 10 random bytes */
export function uuid7(millis: number, random: Uint8Array): string {
  const b = new Uint8Array(16)
  let t = millis
  for (let i = 5; i >= 0; i--) {
    b[i] = t % 256
    t = Math.floor(t / 256)
  }
  b.set(random.subarray(0, 10), 6)
  b[6] = (b[6]! & 0x0f) | 0x70
  b[8] = (b[8]! & 0x3f) | 0x80
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
