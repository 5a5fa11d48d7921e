import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBelow } from '../../platform/pure/area.ts'
import { nestedIn, rangesLess } from './nearest.ts'

test('a mall in a compound in a village, and an estate beside it', () => {
  const nested = nestedIn(['c1.', 'c1.x1.b1.', 'c1.x1.', 'c2.x1.', 'c1.x2.', 'c1.'])
  expect(Object.fromEntries(nested)).toEqual({
    '': ['c1.', 'c2.x1.'],
    'c1.': ['c1.x1.', 'c1.x2.'],
    'c1.x1.': ['c1.x1.b1.'],
    'c1.x1.b1.': [],
    'c1.x2.': [],
    'c2.x1.': [],
  })
})

test('a place less those directly below it is what is nearest to it, for any places', () => {
  const path = fc.array(fc.constantFrom('a', 'b', 'a1'), { minLength: 1, maxLength: 4 }).map((s) => `${s.join('.')}.`)
  fc.assert(
    fc.property(fc.array(path, { maxLength: 8 }), path, (paths, at) => {
      const nested = nestedIn(paths)
      const owners = paths.filter((p) => isBelow(at, p) && !(nested.get(p) ?? []).some((q) => isBelow(at, q)))
      const nearest = paths.filter((p) => isBelow(at, p)).sort((a, b) => b.length - a.length)[0]
      expect([...new Set(owners)]).toEqual(nearest === undefined ? [] : [nearest])
      for (const p of new Set(paths)) {
        const own = rangesLess(p, nested.get(p) ?? []).some(({ from, to }) => at >= from && at < to)
        expect(own, p).toBe(p === nearest)
      }
      expect(nearest === undefined).toBe(!(nested.get('') ?? []).some((q) => isBelow(at, q)))
    }),
    { seed: 91 },
  )
})
