import { describe, expect, test } from 'vitest'
import type { ListCell } from '../../platform/pure/list-cells.ts'
import { matchColumns } from '../../platform/pure/list-columns.ts'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import { fileColumns, missingFields } from './file-columns.ts'
import { lineReader, readTestedAt } from './file-line.ts'

const number = (seventeen: string): string => seventeen + checkCharacterOf(seventeen)
const ID = number('32999919900307001')
const cells = (...texts: (string | ListCell)[]): ListCell[] =>
  texts.map((text) => (typeof text === 'string' ? { text } : text))

const columnsOf = (rows: string[][]) => {
  const { columns, headerRow } = matchColumns(fileColumns, rows)
  return { headerRow, fields: columns.map((c) => c.field), missing: missingFields(columns) }
}

describe('columns', () => {
  test.each([
    [
      'one line a tube',
      [
        ['序号', '试管编号', '混采人数', '检测结果', '检测时间', '备注'],
        ['1', 'T0001', '10', '阴性', '2026-03-05 14:30', ''],
      ],
      { headerRow: 1, fields: [null, 'code', null, 'outcome', 'testedAt', null], missing: [] },
    ],
    [
      'one line a person, another order, a title across the sheet and two header rows',
      [
        ['云溪医学检验实验室核酸检测结果汇总表', '', '', '', '', ''],
        ['受检者信息', '受检者信息', '样本', '样本', '检测', '检测'],
        ['姓名', '证件号码', '样本编号', '采样时间', '结果', 'ORF1ab Ct值'],
        ['桃小溪', ID, 'T0001', '2026-03-05', '阴性', ''],
      ],
      { headerRow: 3, fields: ['name', 'idNumber', 'code', null, 'outcome', null], missing: [] },
    ],
    [
      'no titles at all: by what stands there',
      [
        ['T0001', '阴性', '2026-03-05 12:00'],
        ['T0002', '阴性', '2026-03-05 12:00'],
        ['T0003', '阳性', '2026-03-05 12:00'],
      ],
      { headerRow: 0, fields: ['code', 'outcome', 'testedAt'], missing: [] },
    ],
    [
      'a list of something else',
      [
        ['姓名', '电话'],
        ['桃小溪', '12900000001'],
      ],
      { headerRow: 1, fields: ['name', null], missing: ['code', 'outcome'] },
    ],
  ])('%s', (_what, rows, expected) => {
    expect(columnsOf(rows)).toEqual(expected)
  })
})

const { columns } = matchColumns(fileColumns, [
  ['管号', '姓名', '身份证号', '结果', '检测时间'],
  ['T1', '桃小溪', ID, '阴性', '2026-03-05 14:30'],
])
const read = lineReader({ columns })
const codesOf = (reading: ReturnType<typeof read>) =>
  reading.kind === 'skipped' ? [reading.remark.code] : reading.faults.map((f) => f.code)

describe('a line', () => {
  test('is read with full-width letters, a leading apostrophe and inner spaces', () => {
    const reading = read(cells('‘ｔ００ 01', ' 桃 小溪 ', ID.toLowerCase(), '阴性', '2026年3月5日 14时30分'))
    expect(reading).toMatchObject({
      kind: 'line',
      draft: { code: 'T0001', name: '桃小溪', idNumber: ID, outcome: 'negative', testedAt: '2026-03-05T06:30:00.000Z' },
      faults: [],
    })
  })
  test.each([
    ['no result', cells('T1', '', '', '', ''), ['no-outcome']],
    ['a lone sign', cells('T1', '', '', '-', ''), ['lone-sign']],
    ['neither tube nor person', cells('', '桃小溪', '', '阴性', ''), ['no-subject']],
    [
      'a code that Excel rounded',
      cells({ text: '1234567890123450', mangled: true }, '', '', '阴性', ''),
      ['mangled-code'],
    ],
    ['a code with an exponent', cells('1.23457E+15', '', '', '阴性', ''), ['mangled-code']],
    ['a mangled identity number', cells('T1', '', '1.1010519491231E+17', '阴性', ''), ['mangled-by-excel']],
    [
      'a rounded identity number',
      cells('T1', '', { text: '110105194912310000', mangled: true }, '阴性', ''),
      ['mangled-by-excel'],
    ],
    [
      'a wrong check digit',
      cells('T1', '', `${ID.slice(0, 17)}${ID.endsWith('1') ? '2' : '1'}`, '阴性', ''),
      ['bad-check-digit'],
    ],
    [
      'a formula error',
      cells({ text: '#N/A', kind: 'error' }, '', '', '阴性', ''),
      ['broken-cell', 'no-subject'].slice(0, 1),
    ],
    ['totals at the bottom', cells('合计', '', '', '300', ''), ['total-row']],
    ['a remark line', cells('审核人：某某', '', '', '', ''), ['total-row']],
    ['the head once more', cells('管号', '姓名', '身份证号', '结果', '检测时间'), ['header-again']],
    ['an empty line', cells('', '', '', '', ''), ['nothing-said']],
  ])('%s', (_what, row, codes) => {
    expect(codesOf(read(row))).toEqual(codes)
  })
})

test.each([
  ['2026-03-05 14:30', '2026-03-05', '2026-03-05T06:30:00.000Z'],
  ['2026/3/5 8:05:09', '2026-03-05', '2026-03-05T00:05:09.000Z'],
  ['2026年3月5日 8 时 05 分', '2026-03-05', '2026-03-05T00:05:00.000Z'],
  ['2026年3月5日14时30分', '2026-03-05', '2026-03-05T06:30:00.000Z'],
  ['20260305', '2026-03-05', null],
  ['46086', '2026-03-05', null],
  ['46086.5', '2026-03-05', '2026-03-05T04:00:00.000Z'],
  ['2026-03-05T06:30:00Z', '2026-03-05', '2026-03-05T06:30:00.000Z'],
  ['２０２６年３月５日', '2026-03-05', null],
])('%s was tested on %s at %s', (text, day, at) => {
  expect(readTestedAt(text)).toEqual({ day, at })
})
test.each(['昨天', '2026-13-40', '2026-03-05 25:00'])('%s is not guessed', (text) => {
  expect(readTestedAt(text)).toBe('unread')
})
