/** Surnames are where a plain dictionary errs, and where a search by initials fails when it does. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameKeys, otherSpellings, pinyinQuery } from './pinyin.ts'

test.each([
  ['王小桃', '王小桃', 'wangxiaotao', 'wxt'],
  ['王 小桃', '王小桃', 'wangxiaotao', 'wxt'],
  ['单小桃', '单小桃', 'shanxiaotao', 'sxt'],
  ['曾小桃', '曾小桃', 'zengxiaotao', 'zxt'],
  ['解小桃', '解小桃', 'xiexiaotao', 'xxt'],
  ['仇小桃', '仇小桃', 'qiuxiaotao', 'qxt'],
  ['尉迟小桃', '尉迟小桃', 'yuchixiaotao', 'ycxt'],
  ['欧阳桃', '欧阳桃', 'ouyangtao', 'oyt'],
  ['吕桃', '吕桃', 'lvtao', 'lt'],
  ['阿依夏·桃买提', '阿依夏桃买提', 'ayixiataomaiti', 'ayxtmt'],
  ['阿依夏 ・ 桃买提', '阿依夏桃买提', 'ayixiataomaiti', 'ayxtmt'],
  ['Anna-María  Berg', 'annamaríaberg', 'annamariaberg', 'amb'],
  ['王𠀀桃', '王𠀀桃', 'wangtao', 'wt'],
  ['', '', '', ''],
])('%s', (name, key, full, initials) => expect(nameKeys(name)).toMatchObject({ key, full, initials }))

test('other readings are offered, the usual one not repeated', () => {
  expect(nameKeys('覃小桃').full).toBe('qinxiaotao')
  expect(otherSpellings('覃小桃')).toEqual(['tanxiaotao'])
  expect(otherSpellings('单小桃')).toContain('danxiaotao')
  expect(otherSpellings('王小桃')).toEqual([])
  expect(otherSpellings('单单单单').length).toBeLessThanOrEqual(8)
})

test.each([
  ['LYU tao', 'lvtao'],
  ['lü', 'lv'],
  ['nǚ', 'nv'],
  ['lu:', 'lv'],
  ['Wáng xiǎo táo', 'wangxiaotao'],
])('typed %s is looked up as %s', (typed, query) => expect(pinyinQuery(typed)).toBe(query))

test('keys hold letters only and do not depend on spaces, dots or width', () => {
  const name = fc
    .array(fc.oneof(fc.constantFrom(...'王李单曾重乐桃小花'), fc.constantFrom(' ', '·', '・', '　', 'Ａ', 'b')), {
      maxLength: 8,
    })
    .map((characters) => characters.join(''))
  fc.assert(
    fc.property(name, (text) => {
      const { key, full, initials } = nameKeys(text)
      expect(full).toMatch(/^[a-z]*$/)
      expect(initials).toMatch(/^[a-z]*$/)
      expect(otherSpellings(text)).not.toContain(full)
      if (!/[Ａb]/.test(text)) expect(nameKeys(key)).toMatchObject({ key, full, initials })
    }),
    { seed: 11, numRuns: 300 },
  )
})
