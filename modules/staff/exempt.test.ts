/** What excuses a person on a day, what they can do, and how the search box is understood. */
import { expect, test } from 'vitest'
import { daysFit, exemptUntil, holdsOn } from './exempt.ts'
import { type Search, readSearch } from './search.ts'
import { readSkills, skillText } from './skills.ts'

const span = (startsOn: string, endsOn: string, endedOn: string | null = null) => ({ startsOn, endsOn, endedOn })

test.each([
  ['the day before', span('2026-03-02', '2026-03-05'), '2026-03-01', false],
  ['the first day', span('2026-03-02', '2026-03-05'), '2026-03-02', true],
  ['the last day', span('2026-03-02', '2026-03-05'), '2026-03-05', true],
  ['the day after', span('2026-03-02', '2026-03-05'), '2026-03-06', false],
  ['the day it was ended', span('2026-03-02', '2026-03-05', '2026-03-04'), '2026-03-04', false],
  ['before it was ended', span('2026-03-02', '2026-03-05', '2026-03-04'), '2026-03-03', true],
])('%s', (_what, one, day, holds) => {
  expect(holdsOn(one, day)).toBe(holds)
})

test('of several the longest counts; none is none; three years are the most', () => {
  const both = [span('2026-03-01', '2026-03-05'), span('2026-03-02', '2026-03-09'), span('2026-04-01', '2026-04-09')]
  expect(exemptUntil(both, '2026-03-03')).toBe('2026-03-09')
  expect(exemptUntil(both, '2026-03-20')).toBeNull()
  expect([
    daysFit('2026-03-01', '2026-03-01'),
    daysFit('2026-03-02', '2026-03-01'),
    daysFit('2026-03-01', '2030-03-01'),
  ]).toEqual([true, false, false])
})

test.each([
  ['护士、会开车', ['nurse', 'driver']],
  ['C1驾照；护理，护士', ['driver', 'nurse']],
  ['采样 数据统计', ['sampler', 'data']],
  ['潜水/无人机', ['潜水', '无人机']],
  ['无', []],
  ['', []],
])('skills of “%s”', (text, skills) => {
  expect(readSkills(text)).toEqual(skills)
})
test('a code is said in the language of the page, an own word as it stands', () => {
  expect([skillText('nurse', 'en'), skillText('潜水', 'en'), skillText('toString', 'zh')]).toEqual([
    'Nurse',
    '潜水',
    'toString',
  ])
})

test.each<[string, Search]>([
  ['', { by: 'all' }],
  ['溪小荷', { by: 'name', text: '溪小荷' }],
  ['荷', { by: 'name', text: '荷' }],
  ['XXH', { by: 'letters', text: 'xxh' }],
  ['x', { by: 'too-short' }],
  ['0101', { by: 'tail', text: '0101' }],
  ['１５４００００0101', { by: 'phone', text: '15400000101' }],
  ['t 001', { by: 'number', text: 'T001' }],
  ['7', { by: 'too-short' }],
])('“%s” typed', (typed, search) => {
  expect(readSearch(typed)).toEqual(search)
})
