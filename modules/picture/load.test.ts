import { expect, test } from 'vitest'
import { builtIns, dailyQuestions } from './built-in.ts'
import { checkQuestion, isAggregated } from './check-question.ts'
import { askedByWeek, mondayOf, selfFilling } from './load.ts'
import { question } from './question.ts'

const STREET = 'd01.s01.'
const [HOME, OTHER] = [`${STREET}c01.`, `${STREET}c02.`]
const term = (path: string, startsOn: string, endsOn: string, closedAt: string | null = null) => ({
  path,
  startsOn,
  endsOn,
  closedAt,
})

test('a week begins on Monday, on Sunday too', () => {
  expect(['2026-03-02', '2026-03-05', '2026-03-08', '2026-03-09'].map(mondayOf)).toEqual([
    '2026-03-02',
    '2026-03-02',
    '2026-03-02',
    '2026-03-09',
  ])
})

test('fields per community and week: of the street for all, of one community for that one, until withdrawn', () => {
  const terms = [
    term(STREET, '2026-02-25', '2026-03-05'),
    term(HOME, '2026-03-02', '2026-03-31'),
    term(`${HOME}p1.g01.`, '2026-03-09', '2026-03-10'),
    term(STREET, '2026-03-01', '2026-03-31', '2026-03-03T02:00:00.000Z'),
  ]
  expect(askedByWeek(terms, [HOME, OTHER], '2026-03-11', 3)).toEqual([
    { week: '2026-02-23', average: 2, most: 2 },
    { week: '2026-03-02', average: 2.5, most: 3 },
    { week: '2026-03-09', average: 1, most: 2 },
  ])
  expect(askedByWeek(terms, [], '2026-03-11', 1)).toEqual([{ week: '2026-03-09', average: 0, most: 0 }])
})

test('what fills itself is counted once, whatever its heading, and asked fields are not among it', () => {
  const of = (title: string | null) =>
    question.parse({
      source: 'testing.figures',
      rows: {
        by: 'groups',
        groups: [{ column: 'grid' }],
        measures: [
          { of: 'sum', column: 'due', title },
          { of: 'field', field: '018f0000-0000-7000-8000-000000000001' },
        ],
      },
    })
  expect(selfFilling([of(null), of('应检合计')])).toBe(1)
  expect(selfFilling(builtIns.map((b) => b.question))).toBeGreaterThan(15)
})

test('built-in questions may be asked by everybody who watches; the daily report is figures only', () => {
  const by = (role: 'officer' | 'superior') => ({ role, fields: new Map() })
  for (const area of ['d01.', STREET, HOME, `${HOME}p1.g01.`])
    for (const { key, question: asked } of dailyQuestions('latest', area)) {
      expect(checkQuestion(asked, by('superior')), key).toEqual([])
      expect(isAggregated(asked), key).toBe(true)
    }
  for (const { key, question: asked } of builtIns) expect(checkQuestion(asked, by('officer')), key).toEqual([])
})
