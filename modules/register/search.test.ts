import { expect, test } from 'vitest'
import { addressPattern, readSearch } from './search.ts'

test.each([
  ['', { by: 'all' }],
  ['  ', { by: 'all' }],
  ['桃小溪', { by: 'name', text: '桃小溪' }],
  ['桃', { by: 'name', text: '桃' }],
  ['阿云·桃桃', { by: 'name', text: '阿云·桃桃' }],
  ['txx', { by: 'initials', text: 'txx' }],
  ['TXX', { by: 'initials', text: 'txx' }],
  ['taoxiao', { by: 'pinyin', text: 'taoxiao' }],
  ['t', { by: 'too-short' }],
  ['1234', { by: 'phone-tail', text: '1234' }],
  ['１２３４', { by: 'phone-tail', text: '1234' }],
  ['12900000001', { by: 'phone', text: '12900000001' }],
  ['11010519491231002X', { by: 'id-number', text: '11010519491231002X' }],
  ['11010519491231002x', { by: 'id-number', text: '11010519491231002X' }],
  ['E12345678', { by: 'id-number', text: 'E12345678' }],
  ['桃影苑3号楼', { by: 'address', pattern: '%桃影苑%/3/' }],
  ['3-2-1201', { by: 'address', pattern: '%/3/2/1201/' }],
  ['桃影苑 3号楼 1201室', { by: 'address', pattern: '%桃影苑%/3/%/1201/' }],
  ['??', { by: 'too-short' }],
])('%s is read as %o', (typed, expected) => {
  expect(readSearch(typed)).toEqual(expected)
})

test('a percent sign of the person is no wildcard', () => {
  expect(addressPattern('100%苑3号楼')).toContain('\\%')
})
