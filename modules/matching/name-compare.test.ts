/** Names as lists have them; what is called alike here decides whether a person is found or a sibling is taken for them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareNames, editsBetween } from './name-compare.ts'
import { nameShape } from './name-shape.ts'

const level = (a: string, b: string): string => compareNames(nameShape(a)?.text as string, nameShape(b)?.text as string)

describe('compareNames', () => {
  test.each([
    ['王小桃', '王 小桃', 'same'],
    ['王小桃（租户）', '王小桃', 'same'],
    ['阿依夏·桃买提', '阿依夏 • 桃买提', 'same'],
    ['阿依夏·桃买提', '阿依夏．桃买提', 'same'],
    ['阿依夏·桃买提', '阿依夏桃买提', 'same'],
    ['BERG Anna', 'berg anna', 'same'],
    ['Müller Anna', 'MULLER ANNA', 'same'],
    ['王小桃', '王桃小', 'reordered'],
    ['王小桃', '小桃王', 'reordered'],
    ['阿依夏·桃买提', '桃买提·阿依夏', 'reordered'],
    ['BERG Anna', 'Anna Berg', 'reordered'],
    ['BERG-HOLM Anna', 'Anna Berg Holm', 'reordered'],
    ['BERG-HOLM Anna', 'BERGHOLM, Anna', 'reordered'],
    ['王小桃', '王晓桃', 'sound'],
    ['王小桃', '汪小桃', 'sound'],
    ['王小桃', 'WANG XIAOTAO', 'sound'],
    ['王小桃', 'Xiaotao Wang', 'sound'],
    ['单小桃', 'SHAN XIAOTAO', 'sound'],
    ['曾小桃', 'CENG XIAOTAO', 'sound'],
    ['吕小桃', 'LYU XIAOTAO', 'sound'],
    ['吕小桃', 'LU XIAOTAO', 'alike'],
    ['王小桃', 'WANG XIAOTAP', 'alike'],
    ['王小桃', 'WANG XIOATAO', 'sound'],
    ['王晨桃', '王辰桃', 'sound'],
    ['王未桃', '王末桃', 'alike'],
    ['李小桃', '季小桃', 'alike'],
    ['林小英', '林小鹰', 'sound'],
    ['林小音', '林小英', 'alike'],
    ['白玛才让', '白玛次仁', 'sound'],
    ['阿依古丽·买买提', '阿依古力·麦麦提', 'sound'],
    ['阿依夏·桃买提', '阿依夏', 'alike'],
    ['阿依夏·桃买提', '阿依夏·桃买堤', 'alike'],
    ['BERG Anna', 'BERG Anne', 'alike'],
    ['BERG Anna Maria', 'Anna Berg', 'part'],
    ['王小桃', '王小帆', 'part'],
    ['王小桃', '王桃', 'part'],
    ['王小桃', '李小桃', 'given'],
    ['王桃', '王帆', 'surname'],
    ['王小桃', '王大帆', 'surname'],
    ['司马桃', '司小帆', 'different'],
    ['欧阳桃', '欧阳大帆', 'surname'],
    ['BERG Anna', 'BERG Tom', 'surname'],
    ['王小桃', 'WANG DAFAN', 'surname'],
    ['王小桃', '李大帆', 'different'],
    ['王小桃', 'BERG Anna', 'different'],
  ])('%s, %s: %s', (a, b, expected) => expect([level(a, b), level(b, a)]).toEqual([expected, expected]))

  test('is symmetric, and same only for the same', () => {
    const part = fc
      .array(fc.constantFrom(...'王汪李季小晓桃帆晨辰欧阳司马阿依夏'), { minLength: 1, maxLength: 4 })
      .map((characters) => characters.join(''))
    const han = fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('·'))
    const latin = fc
      .array(fc.constantFrom('Wang', 'Xiaotao', 'Berg', 'Anna', 'Annn', 'Holm'), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join(' '))
    const name = fc.oneof(han, latin)
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [one, other] = [nameShape(a), nameShape(b)]
        fc.pre(one !== null && other !== null)
        const found = compareNames(one?.text as string, other?.text as string)
        expect(compareNames(other?.text as string, one?.text as string)).toBe(found)
        expect(found === 'same').toBe(one?.key === other?.key)
      }),
      { seed: 3, numRuns: 1000 },
    )
  })
})

test.each(['', '无', '不详', '-', '/', '？', '（）'])('%s names nobody', (written) =>
  expect(nameShape(written)).toBeNull(),
)

test('a name and its spelling meet under one key', () => {
  const lettersOf = (name: string): readonly number[] => nameShape(name)?.letters ?? []
  for (const written of ['WANG XIAOTAO', 'Xiaotao Wang', '王晓桃', '小桃王'])
    expect(lettersOf('王小桃')).toContain(lettersOf(written)[0])
  expect(lettersOf('单小桃')).toContain(lettersOf('DAN XIAOTAO')[0])
  expect(lettersOf('林小英')).toContain(lettersOf('林小音')[0])
  expect(lettersOf('王小桃')).not.toContain(lettersOf('王大帆')[0])
})

test.each([
  ['abc', 'abc', 0],
  ['abc', 'abd', 1],
  ['abc', 'acb', 1],
  ['abc', 'ab', 1],
  ['abc', 'xbcd', 2],
  ['abc', 'xyz', 3],
])('edits between %s and %s: %d', (a, b, edits) => {
  expect(editsBetween(a, b, 4)).toBe(edits)
  expect(editsBetween(b, a, 4)).toBe(edits)
  expect(editsBetween(a, b, 1)).toBe(Math.min(edits, 2))
})
