/** Heads of lists as communities make them. */
import { describe, expect, test } from 'vitest'
import { matchColumns } from '../../platform/pure/list-columns.ts'
import { missingFields, residentColumns } from './import-columns.ts'
import type { ImportField } from './import-model.ts'

const ID = '339901199003070018'
const fieldsOf = (rows: string[][], corrections = {}): (ImportField | null)[] =>
  matchColumns(residentColumns, rows, corrections).columns.map(({ field }) => field)
const people = (line: string[], n = 5): string[][] => Array.from({ length: n }, () => line)

describe('titles', () => {
  test.each<[string, string[], (ImportField | null)[]]>([
    [
      'a plain list',
      ['序号', '姓名', '性别', '身份证号码', '联系电话', '楼栋', '单元', '房号', '备注'],
      [null, 'name', 'sex', 'idNumber', 'phone', 'building', 'unit', 'room', 'note'],
    ],
    [
      'other words',
      ['名字', '证件类型', '证件号', '手机', '现居住地址', '是否本地户籍', '与户主关系', '特殊人群'],
      ['name', 'idType', 'idNumber', 'phone', 'address', 'residence', 'relation', 'groups'],
    ],
    [
      'marks and brackets',
      ['*姓 名', '身份证号（18位）', '手机号码：', '小区名称', '幢', '室'],
      ['name', 'idNumber', 'phone', 'compound', 'building', 'room'],
    ],
    [
      'somebody else',
      ['户主姓名', '姓名', '户主电话', '本人电话', '户籍地址', '家庭住址', '工作单位', '年龄'],
      [null, 'name', null, 'phone', null, 'address', null, null],
    ],
    ['two of a kind', ['姓名', '联系电话1', '手机号', '住址'], ['name', null, 'phone', 'address']],
    [
      'English',
      ['Name', 'Sex', 'ID number', 'Phone', 'Address', 'Remarks'],
      ['name', 'sex', 'idNumber', 'phone', 'address', 'note'],
    ],
  ])('%s', (_, titles, fields) => expect(fieldsOf([titles])).toEqual(fields))
})

test('a title across the sheet and empty rows above the head are passed over', () => {
  const title = Array<string>(4).fill('桃影苑居民名单（2026年3月）')
  const { headerRow } = matchColumns(residentColumns, [
    title,
    ['填报单位：某社区', '', '', ''],
    ['姓名', '身份证号', '电话', '住址'],
    ...people(['王小桃', ID, '13812345678', '3-2-1201']),
  ])
  expect(headerRow).toBe(3)
})

test('two rows of titles, merged or not', () => {
  const merged = [
    ['姓名', '住址', '住址', '住址', '电话'],
    ['姓名', '楼栋', '单元', '房号', '电话'],
    ...people(['王小桃', '3', '2', '1201', '13812345678']),
  ]
  const plain = [
    ['姓名', '住址', '', '', '电话'],
    ['', '楼栋', '单元', '房号', ''],
    ...people(['王小桃', '3', '2', '1201', '13812345678']),
  ]
  for (const rows of [merged, plain]) {
    const { headerRow, columns } = matchColumns(residentColumns, rows)
    expect(headerRow).toBe(2)
    expect(columns.map(({ field }) => field)).toEqual(['name', 'building', 'unit', 'room', 'phone'])
  }
  expect(matchColumns(residentColumns, merged).columns[1]?.title).toBe('住址 / 楼栋')
})

test('without titles the cells tell', () => {
  const rows = [
    ['1', '王小桃', '男', ID, '13812345678', '桃影苑3号楼2单元1201室'],
    ['2', '李小柳', '女', ID, '13812345679', '桃影苑3号楼2单元1202室'],
    ['3', '张小松', '男', ID, '13812345670', '桃影苑3号楼2单元1203室'],
    ['4', '陈小溪', '女', ID, '13812345671', '桃影苑3号楼2单元1301室'],
  ]
  const { headerRow, columns } = matchColumns(residentColumns, rows)
  expect(headerRow).toBe(0)
  expect(columns.map(({ field }) => field)).toEqual([null, 'name', 'sex', 'idNumber', 'phone', 'address'])
  for (const { field, confidence } of columns) if (field !== null) expect(confidence).toBeLessThan(0.9)
})

test('titles that nobody else uses are still titles', () => {
  const title = Array<string>(3).fill('桃影苑')
  expect(
    matchColumns(residentColumns, [title, ['称呼', '号码', '住处'], ...people(['王小桃', ID, '3-1201'])]).headerRow,
  ).toBe(2)
  expect(matchColumns(residentColumns, [title, ...people(['王小桃', ID, '3-1201'])]).headerRow).toBe(0)
})

test('cells overrule a wrong title, with little confidence', () => {
  const { columns } = matchColumns(residentColumns, [
    ['姓名', '电话', '证件'],
    ...people(['王小桃', ID, '13812345678']),
  ])
  expect(columns.map(({ field }) => field)).toEqual(['name', 'idNumber', 'phone'])
  expect(columns[1]?.confidence).toBeLessThanOrEqual(0.6)
})

test('户籍 as a place is not 户籍 as a state', () => {
  const head = ['姓名', '户籍', '住址']
  expect(fieldsOf([head, ...people(['王小桃', '常住', '3-1201'])])).toEqual(['name', 'residence', 'address'])
  expect(fieldsOf([head, ...people(['王小桃', '云溪省桃县', '3-1201'])])).toEqual(['name', null, 'address'])
})

test('corrections win, and free the field for nobody else', () => {
  const rows = [['姓名', '电话', '手机', '住址'], ...people(['王小桃', '0571-88881234', '13812345678', '3-1201'])]
  expect(fieldsOf(rows)).toEqual(['name', null, 'phone', 'address'])
  const { columns } = matchColumns(residentColumns, rows, { columns: [{ index: 1, field: 'phone' }] })
  expect(columns.map(({ field }) => field)).toEqual(['name', 'phone', null, 'address'])
  expect(columns[1]).toMatchObject({ confidence: 1, because: ['由您指定', 'Set by you'] })
  expect(
    fieldsOf(rows, {
      columns: [
        { index: 2, field: null },
        { index: 1, field: null },
      ],
    }),
  ).toEqual(['name', null, null, 'address'])
})

test('a head row set by hand is taken; 0 means none', () => {
  const rows = [['姓名', '电话'], ['姓名', '住址'], ...people(['王小桃', '3-1201'])]
  expect(matchColumns(residentColumns, rows, { headerRow: 1 }).headerRow).toBe(1)
  expect(matchColumns(residentColumns, rows, { headerRow: 0 }).headerRow).toBe(0)
})

test('households listed under one address are noticed', () => {
  const head = ['房号', '姓名', '与户主关系']
  const household = [
    ['3-1201', '王小桃', '户主'],
    ['', '李小柳', '配偶'],
    ['', '王小松', '之子'],
  ]
  expect(matchColumns(residentColumns, [head, ...household, ...household]).carryDown).toBe(true)
  expect(
    matchColumns(residentColumns, [head, ...people(['3-1201', '王小桃', '户主'], 9), ['', '李小柳', '配偶']]).carryDown,
  ).toBe(false)
})

test('what a list cannot do without', () => {
  expect(missingFields([{ field: 'name' }, { field: 'room' }])).toEqual([])
  expect(missingFields([{ field: 'building' }])).toEqual(['name', 'address'])
})

test('the column of reasons in a returned list is passed over', () => {
  expect(
    fieldsOf([['有误原因', '姓名', '住址'], ...people(['电话位数不对或看不懂，请改正', '王小桃', '3-1201'])]),
  ).toEqual([null, 'name', 'address'])
})
