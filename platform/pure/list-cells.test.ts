import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { phoneAsKept, phoneShape, readCount, readDate, readName, readNote, readPhone } from './list-cells.ts'

describe('readDate', () => {
  test.each([
    ['2001-03-05', '2001-03-05'],
    ['2001/3/5', '2001-03-05'],
    ['2001.3.5', '2001-03-05'],
    ['20010305', '2001-03-05'],
    ['20010305.0', '2001-03-05'],
    ['2001年3月5日', '2001-03-05'],
    ['２００１年３月５号', '2001-03-05'],
    ['2001年 3月 5日', '2001-03-05'],
    ['2001-03-05 00:00:00', '2001-03-05'],
    ['2001-03-05T00:00:00.000Z', '2001-03-05'],
    ['15/3/2001', '2001-03-15'],
    ['3/15/2001', '2001-03-15'],
    ['5/5/2001', '2001-05-05'],
    ['36955', '2001-03-05'],
    ['61', '1900-03-01'],
    ['2000-02-29', '2000-02-29'],
  ])('%s is %s', (text, value) => expect(readDate(text)).toEqual({ value }))

  test.each([
    ['2001-02-29', 'bad-date'],
    ['1900-02-29', 'bad-date'],
    ['2001-13-01', 'bad-date'],
    ['1750-01-01', 'bad-date'],
    ['五月初五', 'bad-date'],
    ['民国90年3月5日', 'bad-date'],
    ['5/3/2001', 'ambiguous-date'],
    ['01-3-5', 'ambiguous-date'],
    ['2001', 'incomplete-date'],
    ['200103', 'incomplete-date'],
    ['2001年3月', 'incomplete-date'],
    ['2001.3', 'incomplete-date'],
  ])('%s: %s', (text, fault) => expect(readDate(text)).toEqual({ fault }))

  test.each(['', ' ', '无', '不详', '/'])('%j says nothing', (text) => expect(readDate(text)).toEqual({ empty: true }))

  test('every writing of a day is read as that day', () => {
    const day = fc.date({ min: new Date('1900-03-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        const [y, m, d] = iso.split('-').map(Number) as [number, number, number]
        const serial = Math.round((Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000)
        for (const text of [
          iso,
          `${y}/${m}/${d}`,
          `${y}.${m}.${d}`,
          iso.replaceAll('-', ''),
          `${y}年${m}月${d}日`,
          String(serial),
        ]) {
          // 1900 to 2099 as day numbers lie in the spring of 1905, where they are years in a hurry.
          if (/^(?:19|20)\d\d$/.test(text)) continue
          expect(readDate(text)).toEqual({ value: iso })
        }
      }),
      { seed: 31 },
    )
  })
})

test.each([
  ['138 1234 5678', { value: '13812345678' }],
  ['+86 138-1234-5678', { value: '13812345678' }],
  ['008613812345678', { value: '13812345678' }],
  ['１３８１２３４５６７８', { value: '13812345678' }],
  ['13812345678.0', { value: '13812345678' }],
  ['手机：13812345678', { value: '13812345678' }],
  ['0571-88881234', { value: '0571-88881234' }],
  ['(0571)88881234', { value: '0571-88881234' }],
  ['057188881234', { value: '0571-88881234' }],
  ['010 88881234转801', { value: '010-88881234-801' }],
  ['+852 6123 4567', { value: '+85261234567' }],
  ['88881234', { value: '88881234', remark: 'phone-without-area' }],
  ['13812345678/13912345678', { value: '13812345678', remark: 'several-phones' }],
  ['13812345678 13912345678', { value: '13812345678', remark: 'several-phones' }],
  ['1381234567', { fault: 'bad-phone' }],
  ['12812345678', { fault: 'bad-phone' }],
  ['1.38E+10', { fault: 'mangled-phone' }],
  ['打不通', { fault: 'bad-phone' }],
  ['无', { empty: true }],
  ['', { empty: true }],
])('phone %s', (text, reading) => expect(readPhone(text)).toEqual(reading))

test.each([
  ['王小桃', { value: '王小桃' }],
  ['王 小桃', { value: '王小桃', remark: 'name-cleaned' }],
  ['王小桃（租户）', { value: '王小桃', remark: 'name-cleaned' }],
  ['阿依夏•桃买提', { value: '阿依夏·桃买提', remark: 'name-cleaned' }],
  ["Anna O'Berg", { value: "Anna O'Berg" }],
  ['王小桃1', { fault: 'bad-name' }],
  ['13812345678', { fault: 'bad-name' }],
  ['=cmd', { fault: 'bad-name' }],
  ['', { empty: true }],
])('name %s', (text, reading) => expect(readName(text)).toEqual(reading))

test('a long note is cut, a dash is none', () => {
  expect(readNote('桃'.repeat(600))).toEqual({ value: '桃'.repeat(500), remark: 'note-cut' })
  expect(readNote('-')).toEqual({ empty: true })
})

test('what is read is read again as itself; nothing throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9+()/ .:年月日转-]{0,20}$/)), (text) => {
      for (const read of [readDate, readPhone, readName, readNote]) {
        const reading = read(text)
        if ('value' in reading) expect(read(reading.value)).toMatchObject({ value: reading.value })
      }
    }),
    { seed: 32, numRuns: 1000 },
  )
})

test('shapes of numbers', () => {
  expect(phoneShape('19912345678')).toBe('mobile')
  expect(phoneShape('110')).toBeNull()
})

test.each([
  ['50', { value: 50 }],
  ['５０人', { value: 50 }],
  ['1,200㎡', { value: 1200 }],
  ['86.5平方米', { value: 87 }],
  ['约50余人', { value: 50, remark: 'count-about' }],
  ['12间', { value: 12 }],
  ['50-60', { fault: 'bad-count' }],
  ['五十', { fault: 'bad-count' }],
  ['-3', { fault: 'bad-count' }],
  ['9999999', { fault: 'bad-count' }],
  ['无', { empty: true }],
])('the number %s', (text, reading) => expect(readCount(text, 1_000_000)).toEqual(reading))

test.each([
  ['138 1234 5678', '13812345678'],
  ['内线 12-34', '内线1234'],
  ['无', null],
  [null, null],
])('the phone %s is kept as %s', (typed, kept) => expect(phoneAsKept(typed)).toBe(kept))
