import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ancestorsOf, areaPath, atDepth, commonArea, depthOf, isBelow, parentOf, rangeBelow } from './area.ts'

const path = fc
  .array(fc.stringMatching(/^[a-z0-9]{1,3}$/), { minLength: 1, maxLength: 9 })
  .map((s) => `${s.join('.')}.`)
/** Paths that share beginnings more often than not. */
const near = fc.array(fc.constantFrom('a', 'ab', 'b'), { minLength: 1, maxLength: 5 }).map((s) => `${s.join('.')}.`)

describe('area paths', () => {
  test('below is a range of text, and never leaks to siblings', () => {
    fc.assert(
      fc.property(near, near, (a, b) => {
        const { from, to } = rangeBelow(a)
        expect(b >= from && b < to).toBe(isBelow(b, a))
      }),
      { numRuns: 2000 },
    )
    expect(isBelow('d01.s01.c012.', 'd01.s01.c01.')).toBe(false)
  })
  test('ancestors lead from the top to the path itself, each the parent of the next', () => {
    fc.assert(
      fc.property(path, (p) => {
        expect(areaPath.safeParse(p).success).toBe(true)
        const line = ancestorsOf(p)
        expect(line.at(-1)).toBe(p)
        expect(line).toHaveLength(depthOf(p))
        for (const [i, above] of line.entries()) {
          expect(depthOf(above)).toBe(i + 1)
          expect(parentOf(above)).toBe(line[i - 1] ?? null)
          expect(atDepth(p, i + 1)).toBe(above)
        }
      }),
    )
  })
  test('the common area holds all of them, and no smaller one does', () => {
    fc.assert(
      fc.property(fc.array(near, { minLength: 1, maxLength: 5 }), (paths) => {
        const common = commonArea(paths)
        const holding = ancestorsOf(paths[0]!).filter((above) => paths.every((p) => isBelow(p, above)))
        expect(common).toBe(holding.at(-1) ?? '')
      }),
      { numRuns: 1000 },
    )
    expect(commonArea([])).toBe('')
  })
})
