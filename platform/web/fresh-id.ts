/** A new UUIDv7 from this device's clock and dice: whoever states a fact names it. */
import { uuid7 } from '../pure/uuid7.ts'

export const freshId = (): string => uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
