import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findKnown, likeness, meaningOf } from './field-meaning.ts'
import { picturePolicy } from './policy.ts'

const { alike } = picturePolicy

describe('the same question in other words', () => {
  test.each([
    ['空置房数量', '空置房屋数'],
    ['志愿者人数', '志愿者数'],
    ['可用隔离房间数', '隔离房间可用数'],
    ['６０周岁以上老人', '60岁及以上老年人数'],
    ['六十岁以上老人', '60岁以上老年人'],
    ['消毒液库存（桶）', '消毒液库存'],
    ['本社区 今日发热门诊就诊人数', '发热门诊就诊人数'],
    ['防疫物资库存情况', '防疫物资库存'],
  ])('%s = %s', (a, b) => {
    expect(likeness(a, b)).toBeGreaterThanOrEqual(alike)
  })
})

describe('another question that looks the same', () => {
  test.each([
    ['60岁以上老人', '70岁以上老人'],
    ['已接种人数', '未接种人数'],
    ['男性志愿者', '女性志愿者'],
    ['今日新增就诊人数', '累计就诊人数'],
    ['流入人员', '流出人员'],
    ['志愿者人数', '消毒液库存'],
    ['可用隔离房间数', '出租房间数'],
    ['空置房户数', '出租房户数'],
  ])('%s ≠ %s', (a, b) => {
    expect(likeness(a, b)).toBeLessThan(alike)
  })
})

describe('what fills itself is found in the catalogue', () => {
  test.each([
    ['应检人数', 'testing.figures', 'due'],
    ['今日未检人数', 'testing.figures', 'missing'],
    ['独居老人数', 'register.residents', 'groups'],
    ['居民人数', 'register.residents', null],
    ['80岁以上人数', 'register.dwellings', 'over_80'],
    ['Residents', 'register.dwellings', 'residents'],
  ])('%s', (name, source, column) => {
    const found = findKnown(name, alike)
    expect(found && { source: found.source, column: found.column }).toMatchObject({
      source,
      ...(column ? { column } : {}),
    })
  })
  test.each(['可用隔离房间数', '消毒液库存', '志愿者人数', '封控围挡长度', '发热门诊就诊人数', '社区会议室面积'])(
    '%s is not known',
    (name) => {
      expect(findKnown(name, alike)).toBeNull()
    },
  )
})

test('likeness is symmetric, 1 for itself, and folding changes nothing twice', () => {
  const name = fc.string({
    unit: fc.constantFrom(...'六十60岁以上老人数量未已男女空置房屋 （）Ａa'),
    minLength: 1,
    maxLength: 14,
  })
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(likeness(a, a)).toBe(1)
      expect(likeness(a, b)).toBe(likeness(b, a))
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0)
      expect(likeness(a, b)).toBeLessThanOrEqual(1)
      expect(meaningOf(a)).not.toBe('')
    }),
  )
})
