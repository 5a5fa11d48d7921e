/** Which key signs what begins at a moment: a new one is published before its first use, so that a code fetched ahead may already be the next key's. */
import type { PassKey } from './model.ts'

/** The newest key in use at `at` (ms since 1970); null when there is none. Retired means: signs nothing that begins after it. */
export function keyAt<K extends PassKey>(keys: readonly K[], at: number): K | null {
  const usable = keys.filter(
    ({ from, retiredAt, leaked }) =>
      !leaked && Date.parse(from) <= at && (retiredAt === null || at <= Date.parse(retiredAt)),
  )
  return usable.reduce<K | null>(
    (newest, key) => (newest === null || Date.parse(key.from) >= Date.parse(newest.from) ? key : newest),
    null,
  )
}
