/** A family must tell its members apart on a page that names none of them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskHousehold } from './masked-names.ts'

test.each([
  [['张晓明'], ['张*明']],
  [['张明'], ['张*']],
  [
    ['张明', '李红'],
    ['张*', '李*'],
  ],
  [
    ['张明', '张亮'],
    ['*明', '*亮'],
  ],
  [
    ['张小明', '张大明'],
    ['张小*', '张大*'],
  ],
  [['欧阳若兰'], ['欧**兰']],
  [['阿依古丽·买买提'], ['阿******提']],
  [['王'], ['*']],
  [['Ana Ficticia'], ['A**********a']],
  [
    ['张明', '张明'],
    ['*明（1）', '*明（2）'],
  ],
  [[], []],
])('%j is shown as %j', (names, masks) => {
  expect(maskHousehold(names)).toEqual(masks)
})

test('masks differ, stay in order, and never show a whole name', () => {
  const name = fc
    .array(fc.constantFrom('张', '李', '小', '大', '明', '红', '欧', '阳', '若'), { minLength: 1, maxLength: 5 })
    .map((c) => c.join(''))
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), (names) => {
      const masks = maskHousehold(names)
      expect(masks).toHaveLength(names.length)
      expect(new Set(masks).size).toBe(names.length)
      for (const [i, mask] of masks.entries()) {
        expect(mask).toContain('*')
        expect(mask).not.toContain(names[i])
      }
    }),
  )
})
