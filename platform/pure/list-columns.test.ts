/** Column matching with a language of its own: what a laboratory's file might hold. The register's titles have tests there. */
import { expect, test } from 'vitest'
import { type ColumnLanguage, matchColumns } from './list-columns.ts'
import { titleReader } from './list-titles.ts'
import { vocabulary } from './list-vocabulary.ts'

type Field = 'tube' | 'result' | 'day'
const results = vocabulary({ negative: '阴性 阴', positive: '阳性 阳' })
const language: ColumnLanguage<Field> = {
  titles: titleReader({
    titles: { tube: '试管号 管号 条码 tube', result: '结果 检测结果 result', day: '日期 检测日期 day' },
    foreign: ['医院', '送检'],
  }),
  lookOf: (cell) => (/^T\d{8}$/.test(cell) ? 'tube' : results.has(cell) ? 'result' : undefined),
  sureLooks: new Set<Field>(['tube']),
  vocabularies: { result: results },
}
const line = ['T20260301', '阴性', '2026-03-01', '桃花医院']
const fieldsOf = (rows: string[][], corrections = {}) =>
  matchColumns(language, rows, corrections).columns.map(({ field }) => field)

test('by titles and cells together, with what says nothing to us left out', () => {
  const { headerRow, columns, carryDown } = matchColumns(language, [['管号', '检测结果', '检测日期', '送检医院'], line])
  expect(headerRow).toBe(1)
  expect(columns.map(({ field }) => field)).toEqual(['tube', 'result', 'day', null])
  expect(columns[0]).toMatchObject({ confidence: 1, samples: ['T20260301'] })
  expect(columns[3]?.because[0]).toBe('不记录这一项')
  expect(carryDown).toBe(false)
})

test('sure cells overrule a title, unknown codes undo one', () => {
  expect(fieldsOf([['日期', '结果'], ...Array.from({ length: 4 }, () => ['T20260301', '待定'])])).toEqual([
    'tube',
    null,
  ])
})

test('without titles the cells tell, and a person has the last word', () => {
  const rows = Array.from({ length: 4 }, () => line)
  expect(fieldsOf(rows)).toEqual(['tube', 'result', null, null])
  expect(fieldsOf(rows, { columns: [{ index: 2, field: 'day' }] })).toEqual(['tube', 'result', 'day', null])
})
