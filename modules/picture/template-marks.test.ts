import { describe, expect, test } from 'vitest'
import type { Result } from './model.ts'
import { planFill } from './plan-fill.ts'
import type { Grid, Mark, PartOutputs } from './template.ts'
import { guessTakes, marksByNames, placeholdersOf, replaced, unmarked, withMarks } from './template-marks.ts'

const gridOf = (...rows: string[][]): Grid => ({
  name: '日报',
  columns: 4,
  rows: rows.map((cells, i) => ({
    row: i + 1,
    cells: cells.map((text, c) => ({ at: `${'ABCD'[c]}${i + 1}`, text, formula: text.startsWith('=') })),
  })),
  merges: [],
  widths: [],
})
const byCommunity: Result = {
  at: '2026-03-05T09:00:00.000Z',
  columns: [
    { title: ['社区', 'Community'], type: 'area', role: 'key' },
    { title: ['应检', 'Due'], type: 'number', role: 'value' },
    { title: ['轮次开始', 'Opens'], type: 'moment', role: 'value' },
  ],
  rows: [
    ['桃影社区', 5, '2026-03-05T00:00:00.000Z'],
    ['柳亭社区', 2, null],
  ],
  keys: [['d01.s01.c01.'], ['d01.s01.c02.']],
  totals: null,
  total: 2,
  round: null,
  notes: [],
}
const whole: Result = {
  ...byCommunity,
  columns: [{ title: ['应检', 'Due'], type: 'number', role: 'value' }],
  rows: [[7]],
  keys: [[]],
}
const facts = { now: '2026-03-05T09:00:00.000Z', area: '桃花街道', who: '桃影', round: '第一轮' }
const mark = (cell: string, takes: Mark['takes'], within: string | null = null): Mark => ({
  sheet: '日报',
  cell,
  within,
  takes,
})

test('placeholders are found in texts, never in formulas, several in a cell', () => {
  const found = placeholdersOf([gridOf(['{{应检}}', '截至{{ 时间 }}，{{单位}}', '={{应检}}', '{应检}', '{{}}'])])
  expect(found.map((p) => [p.cell, p.within, p.alone])).toEqual([
    ['A1', '应检', true],
    ['B1', '时间', false],
    ['B1', '单位', false],
  ])
})

describe('what a placeholder most likely means', () => {
  const parts: PartOutputs[] = [
    {
      list: true,
      titles: [
        ['社区', 'Community'],
        ['应检', 'Due'],
      ],
    },
    {
      list: false,
      titles: [
        ['已检', 'Tested'],
        ['已检 ÷ 应检 %', 'Tested ÷ due, %'],
      ],
    },
  ]
  test.each([
    ['应检', { kind: 'list', part: 0, output: 1 }],
    ['due', { kind: 'list', part: 0, output: 1 }],
    ['已检', { kind: 'value', part: 1, output: 0, keys: null, label: '' }],
    ['tested', { kind: 'value', part: 1, output: 0, keys: null, label: '' }],
    ['填表人', { kind: 'fact', fact: 'who' }],
    ['日期', { kind: 'fact', fact: 'today' }],
    ['填报单位', { kind: 'fact', fact: 'area' }],
    ['备注', null],
  ])('%s', (name, takes) => {
    expect(guessTakes(name, parts)).toEqual(takes)
  })
})

test('what nothing was chosen for yet', () => {
  const placeholders = placeholdersOf([gridOf(['{{应检}}', '{{单位}}至{{时间}}'])])
  expect(unmarked(placeholders, []).length).toBe(3)
  expect(
    unmarked(placeholders, [
      mark('A1', { kind: 'fact', fact: 'who' }),
      mark('B1', { kind: 'fact', fact: 'area' }, '单位'),
    ]).map((p) => p.within),
  ).toEqual(['时间'])
})

test('a form whose communities are printed already is marked by their names', () => {
  const sheet = gridOf(['社区', '应检'], ['桃影', ''], ['柳亭社区居委会', ''], ['合计', '=SUM(B2:B3)'], ['', ''])
  const marks = marksByNames(sheet, 'B3', { index: 0, result: byCommunity }, 1)
  expect(marks.map((m) => [m.cell, m.takes])).toEqual([
    ['B2', { kind: 'value', part: 0, output: 1, keys: ['d01.s01.c01.'], label: '桃影社区' }],
    ['B3', { kind: 'value', part: 0, output: 1, keys: ['d01.s01.c02.'], label: '柳亭社区' }],
  ])
})

test('a mark takes the place of what stood in its cell, and leaves other placeholders of it', () => {
  const old = [mark('A1', { kind: 'fact', fact: 'who' }), mark('B1', { kind: 'fact', fact: 'area' }, '单位')]
  const next = withMarks(old, [
    mark('A1', { kind: 'fact', fact: 'today' }),
    mark('B1', { kind: 'fact', fact: 'now' }, '时间'),
  ])
  expect(next.map((m) => [m.cell, m.within])).toEqual([
    ['B1', '单位'],
    ['A1', null],
    ['B1', '时间'],
  ])
  expect(withMarks(old, [mark('B1', { kind: 'fact', fact: 'now' })])).toHaveLength(2)
})

test('replacing is done once: what a value holds is not looked at again', () => {
  expect(
    replaced(
      '{{a}}{{b}}{{c}}',
      new Map([
        ['a', '{{b}}'],
        ['b', 'x'],
      ]),
    ),
  ).toBe('{{b}}x{{c}}')
})

describe('what goes into which cell', () => {
  const sheet = gridOf(['{{单位}}，截至{{时间}}', '{{应检}}'], ['{{社区}}', '{{应检}}', '{{开始}}', '固定'], ['合计'])
  const plan = (marks: Mark[], results: Result[]) => planFill([sheet], marks, results, facts, 'zh')[0]!

  test('single figures keep their kind, texts with placeholders are put together', () => {
    const filled = plan(
      [
        mark('A1', { kind: 'fact', fact: 'area' }, '单位'),
        mark('A1', { kind: 'fact', fact: 'now' }, '时间'),
        mark('B1', { kind: 'value', part: 0, output: 0, keys: null, label: '' }, '应检'),
        mark('D9', { kind: 'fact', fact: 'today' }),
      ],
      [whole],
    )
    expect(filled.cells).toEqual({ A1: '桃花街道，截至2026-03-05 17:00', B1: 7, D9: { date: '2026-03-05' } })
    expect(filled.rows).toEqual([])
  })
  test('a row of list columns repeats; a single figure in it is cell by cell', () => {
    const filled = plan(
      [
        mark('A2', { kind: 'list', part: 0, output: 0 }, '社区'),
        mark('B2', { kind: 'list', part: 0, output: 1 }, '应检'),
        mark('C2', { kind: 'list', part: 0, output: 2 }, '开始'),
        mark('D2', { kind: 'fact', fact: 'who' }),
      ],
      [byCommunity],
    )
    expect(filled.cells).toEqual({ D2: '桃影' })
    expect(filled.rows).toEqual([
      {
        row: 2,
        times: 2,
        cells: { A: ['桃影社区', '柳亭社区'], B: [5, 2], C: [{ date: '2026-03-05 08:00' }, null] },
      },
    ])
  })
  test('a line that is there no more leaves its cell empty', () => {
    const takes = { kind: 'value', part: 0, output: 1, keys: ['d01.s01.c09.'], label: '' } as const
    expect(plan([mark('B1', { ...takes, keys: [...takes.keys] })], [byCommunity]).cells).toEqual({ B1: null })
  })
  test('an empty list, and a part that is missing', () => {
    const list = mark('A2', { kind: 'list', part: 0, output: 0 })
    expect(plan([list], [{ ...byCommunity, rows: [], keys: [] }]).rows).toEqual([
      { row: 2, times: 0, cells: { A: [] } },
    ])
    expect(plan([list], []).rows).toEqual([{ row: 2, times: 0, cells: { A: [] } }])
  })
})
