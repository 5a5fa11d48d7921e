import { expect, test } from 'vitest'
import { type FieldTerm, withoutEnded } from './ended-fields.ts'
import { question } from './question.ts'

const [ROOMS, DESKS] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002']
const asked = question.parse({
  source: 'register.residents',
  rows: {
    by: 'groups',
    groups: [{ column: 'community' }],
    measures: [{ of: 'count' }, { of: 'field', field: ROOMS }, { of: 'field', field: DESKS }],
  },
  sort: [{ output: 2, down: true }, { output: 3 }, { output: 0 }],
})
const term = (state: FieldTerm['state'], name: string): FieldTerm => ({ name, state, endsOn: '2026-03-31' })

test('while they are asked, all columns stand', () => {
  const fields = new Map([
    [ROOMS, term('asked', '房间')],
    [DESKS, term('asked', '会议室')],
  ])
  expect(withoutEnded(asked, fields)).toEqual({ question: asked, notes: [] })
})
test('an ended one goes, with its sorting, and a note says since when', () => {
  const fields = new Map([
    [ROOMS, term('ended', '房间')],
    [DESKS, term('asked', '会议室')],
  ])
  const { question: left, notes } = withoutEnded(asked, fields)
  expect(left.rows.by === 'groups' && left.rows.measures).toEqual([
    { of: 'count', where: [], title: null },
    { of: 'field', field: DESKS, title: null },
  ])
  expect(left.sort).toEqual([
    { output: 2, down: false },
    { output: 0, down: false },
  ])
  expect(notes.map(([zh]) => zh)).toEqual(['“房间”已于 2026-03-31 停止征集，不再列入'])
})
test('a table keeps a column, and unknown fields are left to the check', () => {
  const only = question.parse({
    ...asked,
    rows: { ...asked.rows, measures: [{ of: 'field', field: ROOMS }] },
    sort: [],
  })
  const { question: left } = withoutEnded(only, new Map([[ROOMS, term('withdrawn', '房间')]]))
  expect(left.rows.by === 'groups' && left.rows.measures).toEqual([{ of: 'count', where: [], title: null }])
  expect(withoutEnded(only, new Map()).question).toBe(only)
})
