/** Folding must be idempotent on any text, or the same name would be stored under two keys. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName, foldTight, foldWidth } from './fullwidth.ts'

test.each([
  ['３Ｂ　栋', '3B 栋'],
  [' 13800\u200b138000\t', '13800138000'],
  ['（东）１—２', '(东)1—2'],
  ['a\r\nb', 'a b'],
  ['e\u200b\u0301', 'é'],
])('foldWidth %j → %j', (text, folded) => expect(foldWidth(text)).toBe(folded))

test('foldTight leaves no space', () => expect(foldTight(' 138 1234　5678 ')).toBe('13812345678'))

test.each([
  ['王 小桃', '王小桃'],
  ['　王小桃　', '王小桃'],
  ['阿依夏．桃买提', '阿依夏·桃买提'],
  ['阿依夏 • 桃买提', '阿依夏·桃买提'],
  ['阿依夏・桃买提', '阿依夏·桃买提'],
  ['Anna  Berg', 'Anna Berg'],
  ['J. R. Berg', 'J. R. Berg'],
  ['·王小桃·', '王小桃'],
])('foldName %j → %j', (text, folded) => expect(foldName(text)).toBe(folded))

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      expect(foldWidth(foldWidth(text))).toBe(foldWidth(text))
      expect(foldName(foldName(text))).toBe(foldName(text))
    }),
    { seed: 7, numRuns: 300 },
  )
})
