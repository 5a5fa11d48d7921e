import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawFrom } from './draw.ts'

const SEED = '0123456789abcdef0123456789abcdef'

test('is the same draw in whatever order the passes stand, of the size asked for, and without anybody twice', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 40 }), fc.nat(50), (ids, size) => {
      const drawn = drawFrom(ids, SEED, size)
      expect(drawn).toHaveLength(Math.min(size, ids.length))
      expect(new Set(drawn).size).toBe(drawn.length)
      expect(drawFrom(ids.toReversed(), SEED, size)).toEqual(drawn)
    }),
  )
})

test('nobody is more likely: of a hundred, over four hundred seeds, everybody about forty times', () => {
  const ids = Array.from({ length: 100 }, (_, n) => `id-${n}`)
  const times = new Map<string, number>()
  for (let n = 0; n < 400; n++)
    for (const id of drawFrom(ids, n.toString(16).padStart(32, '0'), 10)) times.set(id, (times.get(id) ?? 0) + 1)
  expect(Math.min(...ids.map((id) => times.get(id) ?? 0))).toBeGreaterThan(15)
  expect(Math.max(...times.values())).toBeLessThan(75)
})
