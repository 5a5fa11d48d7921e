/**
 * Chance that anybody can follow: whole numbers out of SHA-256 of a seed and a counter. Nothing here is secret and nothing
 * depends on the machine; two programs that read this page draw the same.
 */
import { canonical, type Plain } from '../../platform/pure/canonical.ts'
import { sha256Words } from '../../platform/pure/sha256.ts'
import type { Pick } from './apportion.ts'

/** Goes before everything that is hashed for a draw, so that no value made for one purpose serves another. */
export const FORMAT = 'shouwang-draw/1'

/** What is hashed for a purpose: three lines, the last a JSON list of the parts without spaces. */
export const labelled = (purpose: string, ...parts: readonly Plain[]): string =>
  `${FORMAT}\n${purpose}\n${canonical(parts)}`

/**
 * A stream of numbers: block i is SHA-256 of (seed, i), read as eight 32-bit words from the left. A word at or above the
 * greatest multiple of `below` is thrown away and the next is taken, so that each number is equally likely.
 * `below` ≤ 2³².
 */
export function numbersFrom(seed: string): Pick {
  let block = 0
  let words: number[] = []
  return (below) => {
    const limit = 2 ** 32 - (2 ** 32 % below)
    for (;;) {
      if (words.length === 0) words = sha256Words(labelled('numbers', seed, block++))
      const word = words.shift() as number
      if (word < limit) return word % below
    }
  }
}

/** `count` of `people`, every such set equally likely: the first steps of a Fisher–Yates shuffle of the list as it stands. */
export function pickSome<T>(people: readonly T[], count: number, pick: Pick): T[] {
  const rest = [...people]
  for (let at = 0; at < count; at++) {
    const other = at + pick(rest.length - at)
    ;[rest[at], rest[other]] = [rest[other] as T, rest[at] as T]
  }
  return rest.slice(0, count)
}
