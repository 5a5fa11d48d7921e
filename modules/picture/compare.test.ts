import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeText, compareResults, differs } from './compare.ts'
import type { CellValue, Result } from './model.ts'

const of = (rows: CellValue[][], keys: CellValue[][], totals: CellValue[] | null = null): Result => ({
  at: '2026-03-05T09:00:00.000Z',
  columns: [
    { title: ['社区', 'Community'], type: 'area', role: 'key' },
    { title: ['应检', 'Due'], type: 'number', role: 'value' },
    { title: ['已检', 'Tested'], type: 'number', role: 'value' },
  ],
  rows,
  keys,
  totals,
  total: rows.length,
  round: null,
  notes: [],
})
const five = of(
  [
    ['桃影', 5, 2],
    ['柳亭', 2, 0],
  ],
  [['c01.'], ['c02.']],
  [null, 7, 2],
)

test('what is more, what came, what went, and the totals', () => {
  const later = of(
    [
      ['枕溪', 3, 1],
      ['桃影社区', 5, 4],
    ],
    [['c03.'], ['c01.']],
    [null, 8, 5],
  )
  const { lines, totals } = compareResults(five, later)
  expect(lines.map((l) => l.state)).toEqual(['new', 'changed', 'gone'])
  expect(lines[1]?.cells.map((c) => c.change)).toEqual([null, 0, 2])
  expect(lines[2]?.cells.map((c) => c.after)).toEqual(['柳亭', null, null])
  expect(totals?.cells.map((c) => c.change)).toEqual([null, 1, 3])
})
test('a column more is told without a change, a column less is not told', () => {
  const wider = {
    ...five,
    columns: [...five.columns, { ...five.columns[1]!, title: ['免检', 'Exempt'] as [string, string] }],
  }
  const later: Result = { ...wider, rows: five.rows.map((row) => [...row, 9]), totals: null }
  expect(compareResults(five, later).lines[0]?.cells[3]).toEqual({ before: null, after: 9, change: null })
  expect(compareResults(later, five).columns).toHaveLength(3)
})
test('one line for everything is compared with itself', () => {
  const whole = (due: number): Result => ({
    ...five,
    columns: five.columns.slice(1),
    rows: [[due, 1]],
    keys: [[]],
    totals: null,
  })
  expect(compareResults(whole(5), whole(8)).lines.map((l) => [l.state, l.cells[0]?.change])).toEqual([['changed', 3]])
})
test('nothing differs from itself, and every difference is found', () => {
  const row = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(3), fc.nat(3))
  const result = fc.uniqueArray(row, { selector: ([key]) => key, maxLength: 3 }).map((rows) =>
    of(
      rows.map((r) => [...r]),
      rows.map(([key]) => [key]),
    ),
  )
  fc.assert(
    fc.property(result, result, (a, b) => {
      expect(differs(compareResults(a, a))).toBe(false)
      const order = (r: Result) => JSON.stringify([...r.rows].sort((x, y) => String(x[0]).localeCompare(String(y[0]))))
      expect(differs(compareResults(a, b))).toBe(order(a) !== order(b))
    }),
  )
})
test.each([
  [12, '+12'],
  [-3, '−3'],
  [0, ''],
  [null, ''],
  [0.5, '+0.5'],
])('%s → %s', (change, text) => {
  expect(changeText(change)).toBe(text)
})
