/** Rows of lists that came down: what they say, what is told of them, and when a line is the same line again. */
import { describe, expect, test } from 'vitest'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import { matchColumns } from '../../platform/pure/list-columns.ts'
import { lineColumns, missingFields } from './list-fields.ts'
import { type LineCells, lineKeyOf, lineReader, withoutNumbers } from './line-row.ts'

const HEAD = ['序号', '姓名', '身份证号', '电话', '出生日期', '目的地址', '座位', '备注']
const seventeen = '32999919900708002'
const NUMBER = seventeen + checkCharacterOf(seventeen)
const rows = [HEAD, ['1', '溪一', NUMBER, '15400000001', '', '桃影苑1号楼101室', '3A', '']]
const read = lineReader(matchColumns(lineColumns, rows))
const reading = (...cells: string[]) => read(cells.map((text) => ({ text })))

test('cells stay as written; columns of no field of ours become the remark, the serial number does not', () => {
  expect(reading('1', '溪一（本人）', NUMBER, '154 0000 0001', '', '不详', '3A', '同乘')).toMatchObject({
    kind: 'line',
    cells: { name: '溪一（本人）', idNumber: NUMBER, phone: '154 0000 0001', address: '', note: '同乘；座位：3A' },
    faults: [],
    remarks: [],
  })
})

test.each<[string, string[], string[], string[]]>([
  ['nobody named', ['1', '', '', '15400000001', '', '', '', ''], ['nobody-named'], []],
  ['a number without a name', ['1', '', NUMBER, '', '', '', '', ''], [], []],
  ['a rounded number', ['1', '溪一', '3.29999E+17', '', '', '', '', ''], [], ['number-lost']],
  [
    'a wrong check digit',
    ['1', '溪一', `${seventeen}#`.replace('#', NUMBER.endsWith('1') ? '2' : '1'), '', '', '', '', ''],
    [],
    ['number-doubtful'],
  ],
  ['nothing but a name', ['1', '溪一', '无', '', '', '', '', ''], [], ['name-only']],
  ['a phone of letters', ['1', '溪一', NUMBER, '见备注', '', '', '', ''], [], ['phone-unread']],
  ['a birth date that is none', ['1', '溪一', '', '', '1990-13-40', '', '', ''], [], ['date-unread']],
])('%s is told', (_, cells, faults, remarks) => {
  const line = reading(...cells)
  if (line.kind !== 'line') throw new Error('passed over')
  expect(line.faults.map(({ code }) => code)).toEqual(faults)
  expect(line.remarks.map(({ code }) => code)).toEqual(remarks)
})

test('totals, heads and empty rows are passed over', () => {
  expect(reading('合计', '120人')).toMatchObject({ kind: 'skipped', remark: { code: 'total-row' } })
  expect(reading(...HEAD)).toMatchObject({ kind: 'skipped', remark: { code: 'header-again' } })
  expect(reading('', ' ')).toMatchObject({ kind: 'skipped', remark: null })
})

test.each([
  [['name', 'idNumber'], []],
  [['name', 'address'], []],
  [['idNumber'], []],
  [['name', 'sex', 'note'], ['idNumber']],
  [['phone', 'address'], ['name']],
] as const)('a list with %j lacks %j', (has, lacks) => {
  expect(missingFields(has.map((field) => ({ field })))).toEqual(lacks)
})

test.each([
  ['电话15400000099', '电话154****0099'],
  [`证件 ${NUMBER}。`, `证件 329*************${NUMBER.slice(-2)}。`],
  ['G7311 3车12A', 'G7311 3车12A'],
  ['20260301到达', '20260301到达'],
  ['2026-03-01 10:20', '2026-03-01 10:20'],
])('numbers of people do not stand in a remark: %s', (text, kept) => {
  expect(withoutNumbers(text)).toBe(kept)
})

describe('the same line again', () => {
  const line = (given: Partial<LineCells>): LineCells => ({
    ...{ name: '溪一', idNumber: '', phone: '', birthDate: '', sex: '', address: '', note: '' },
    ...given,
  })
  test('by name and number, whatever else it says', () => {
    expect(lineKeyOf(line({ idNumber: NUMBER, phone: '15400000001', note: 'G1' }))).toBe(
      lineKeyOf(line({ idNumber: NUMBER })),
    )
    expect(lineKeyOf(line({ idNumber: NUMBER, name: '溪二' }))).not.toBe(lineKeyOf(line({ idNumber: NUMBER })))
  })
  test('without a number by all that it says, and never by a name alone', () => {
    expect(lineKeyOf(line({ phone: '154 0000 0001' }))).toBe(lineKeyOf(line({ phone: '15400000001' })))
    expect(lineKeyOf(line({ phone: '15400000001' }))).not.toBe(lineKeyOf(line({ phone: '15400000002' })))
    expect(lineKeyOf(line({}))).toBeNull()
    expect(lineKeyOf(line({ sex: '男', note: 'G1' }))).toBeNull()
  })
})
