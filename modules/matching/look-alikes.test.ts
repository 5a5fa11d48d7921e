/** The list of characters taken for one another: known pairs, and none that is nonsense. */
import { expect, test } from 'vitest'
import { looksLike } from './look-alikes.ts'

test.each(['未末', '己已', '晨辰', '王玉', '陈阵', '刚钢', '李季'])('%s', (pair) => {
  const [a, b] = [...pair] as [string, string]
  expect([looksLike(a, b), looksLike(b, a)]).toEqual([true, true])
})
test.each(['王李', '桃溪', '王王', '松x'])('not %s', (pair) => {
  const [a, b] = [...pair] as [string, string]
  expect(looksLike(a, b)).toBe(false)
})
