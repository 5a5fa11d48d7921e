/** What one row of a list says of a person, whatever was written. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchColumns } from '../../platform/pure/list-columns.ts'
import { type ImportField, importFields } from './list-fields.ts'
import { rowProblemOf } from './list-problems.ts'
import { rowReader } from './list-row.ts'
import { missingFields, staffColumns } from './list-titles.ts'

const TODAY = '2026-03-10'
const FIELDS = importFields.values
const mapping = {
  carryDown: false,
  columns: FIELDS.map((field, index) => ({
    ...{ index, title: importFields.words[field][0], field, confidence: 1, samples: [] },
    because: ['', ''] as [string, string],
  })),
}
const read = rowReader(mapping, TODAY)
const row = (values: Partial<Record<ImportField, string>>) => FIELDS.map((field) => ({ text: values[field] ?? '' }))
const said = (values: Partial<Record<ImportField, string>>) => {
  const reading = read(row({ name: '溪小荷', ...values }), null)
  if (reading.kind === 'skipped') throw new Error(reading.remark.code)
  const { name: _, departments, ...draft } = reading.draft
  return {
    ...draft,
    ...(departments.length > 0 ? { departments } : {}),
    codes: [...reading.faults, ...reading.remarks].map(({ code }) => code),
  }
}

test.each<[string, Partial<Record<ImportField, string>>, object]>([
  ['nothing but a name', {}, { codes: [] }],
  ['a department in one cell', { department: '区卫健局/疾控科' }, { departments: ['区卫健局', '疾控科'], codes: [] }],
  ['in two cells', { unit: '区卫健局', department: '疾控科' }, { departments: ['区卫健局', '疾控科'], codes: [] }],
  ['a number', { number: ' t 001 ' }, { number: 'T001', codes: [] }],
  ['no number', { number: '无' }, { codes: [] }],
  ['a year', { birthYear: '1990' }, { birthYear: 1990, codes: [] }],
  ['a month', { birthYear: '1990.05' }, { birthYear: 1990, codes: [] }],
  ['eight digits', { birthYear: '19900501' }, { birthYear: 1990, codes: [] }],
  ['a day in Chinese', { birthYear: '1990年5月1日' }, { birthYear: 1990, codes: [] }],
  ['a day as Excel counts', { birthYear: '32994' }, { birthYear: 1990, codes: [] }],
  ['a year in words', { birthYear: '九零后' }, { codes: ['bad-year'] }],
  ['skills', { skills: '护士、潜水' }, { skills: ['nurse', '潜水'], codes: ['own-skill'] }],
  ['a branch alone', { partyBranch: '一支部' }, { partyBranch: '一支部', partyMember: true, codes: [] }],
  ['no member, with a branch', { partyMember: '群众', partyBranch: '一支部' }, { partyMember: false, codes: [] }],
  [
    'excused',
    { exemptKind: '孕期', exemptUntil: '2026.6.1' },
    { exempt: { kind: 'pregnant', until: '2026-06-01' }, codes: [] },
  ],
  ['excused without an end', { exemptKind: '孕期' }, { codes: ['exempt-without-end'] }],
  ['excused until yesterday', { exemptUntil: '2026-03-09' }, { codes: ['exempt-over'] }],
  ['excused for ever', { exemptUntil: '2099-12-31' }, { codes: ['exempt-over'] }],
  ['days', { servedDays: '12天', lastServed: '2026-03-01' }, { served: { days: 12, last: '2026-03-01' }, codes: [] }],
  ['days ahead', { servedDays: '3', servedOn: '2026-09-01' }, { served: { days: 3 }, codes: [] }],
  ['days in words', { servedDays: '很多' }, { codes: ['bad-count'] }],
  ['left', { state: '退休' }, { state: 'left', codes: [] }],
  ['a bad phone', { phone: '短号 6688' }, { codes: ['bad-phone'] }],
])('%s', (_what, values, expected) => {
  expect(said(values)).toEqual(expected)
})

test('a bureau’s name stands on the first line of its people, or on a line of its own', () => {
  const carrying = rowReader({ ...mapping, carryDown: true }, TODAY)
  const alone = carrying(row({ unit: '桃花派出所' }), null)
  expect(alone).toMatchObject({ kind: 'skipped', remark: { code: 'no-one' }, carried: { unit: '桃花派出所' } })
  const first = carrying(row({ name: '云大川' }), alone.carried)
  expect(first).toMatchObject({ draft: { departments: ['桃花派出所'] }, remarks: [{ code: 'department-carried' }] })
})

test('a section beside a merged cell is of the bureau above; nobody is put into a department that nobody wrote', () => {
  const above = { unit: '区卫健局', department: '疾控科' }
  expect(read(row({ name: '云大川', department: '医政科' }), above)).toMatchObject({
    draft: { departments: ['区卫健局', '医政科'] },
    carried: { unit: '区卫健局', department: '医政科' },
  })
  expect(read(row({ name: '云大川' }), above)).toMatchObject({ draft: { departments: [] } })
})

test('titles of offices are understood, and what is not kept stays out', () => {
  const titles = [
    '序号',
    '单位名称',
    '科室',
    '职工号',
    '姓名',
    '身份证号',
    '联系电话',
    '特长',
    '政治面貌',
    '所在党支部',
    '累计下沉天数',
    '年龄',
  ]
  const { columns, headerRow } = matchColumns(staffColumns, [
    titles,
    ['1', '区卫健局', '疾控科', 'W1', '溪小荷', '', '15400000001', '护士', '党员', '', '3', '40'],
  ])
  expect(headerRow).toBe(1)
  expect(columns.map(({ field }) => field)).toEqual([
    ...[
      null,
      'unit',
      'department',
      'number',
      'name',
      null,
      'phone',
      'skills',
      'partyMember',
      'partyBranch',
      'servedDays',
      null,
    ],
  ])
  expect(missingFields(columns)).toEqual([])
  expect(missingFields([{ field: 'number' }])).toEqual(['name'])
})

test('whatever is written, a reader answers, and every code has its words', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { minLength: FIELDS.length, maxLength: FIELDS.length }),
      (cells) => {
        const reading = read(
          cells.map((text) => ({ text })),
          null,
        )
        const problems = reading.kind === 'skipped' ? [reading.remark] : [...reading.faults, ...reading.remarks]
        for (const problem of problems) expect(rowProblemOf(problem).words.every((word) => word.length > 0)).toBe(true)
      },
    ),
  )
})
