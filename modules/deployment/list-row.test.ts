/** What one row of a list says of a place and a post, whatever was written; and what it would change. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchColumns } from '../../platform/pure/list-columns.ts'
import { missingFields, postColumns, type PostField, postFields, rowProblemOf } from './list-fields.ts'
import { rowReader } from './list-row.ts'
import { readClock, readSpan, shiftOf } from './list-times.ts'
import { judgePost, meantPlace, type PlaceFacts, withSaid } from './list-verdict.ts'

const FIELDS = postFields.values
const mapping = {
  columns: FIELDS.map((field, index) => ({
    ...{ index, title: postFields.words[field][0], field, confidence: 1, samples: [] },
    because: ['', ''] as [string, string],
  })),
}
const read = rowReader(mapping, Date.parse('2026-03-10T00:00:00Z'))
const row = (values: Partial<Record<PostField, string>>) => FIELDS.map((field) => ({ text: values[field] ?? '' }))
const POST = { place: '桃影广场', task: '值守', day: '2026-03-11', starts: '8:00', ends: '16:00', needed: '3' }
const said = (values: Partial<Record<PostField, string>>) => {
  const reading = read(row({ ...POST, ...values }), null)
  if (reading.kind === 'skipped') throw new Error(reading.remark.code)
  const { startsAt, endsAt, task: _, ...post } = reading.post ?? { startsAt: '', endsAt: '', task: '' }
  const codes = [...reading.faults, ...reading.remarks].map(({ code }) => code)
  return { post, codes, when: [startsAt, endsAt].map((at) => at.slice(5, 16)).join(' ') }
}

test.each<[string, Partial<Record<PostField, string>>, object]>([
  ['a post', {}, { when: '03-11T00:00 03-11T08:00', post: { needed: 3 }, codes: [] }],
  ['both ends in one cell', { starts: '08:00-20:00', ends: '' }, { when: '03-11T00:00 03-11T12:00', codes: [] }],
  ['a night', { starts: '20:00', ends: '8:00' }, { when: '03-11T12:00 03-12T00:00', codes: ['next-day'] }],
  ['a night as said', { starts: '晚上8点', ends: '次日6点半' }, { when: '03-11T12:00 03-11T22:30', codes: [] }],
  ['around the clock', { starts: '8:00', ends: '8:00' }, { when: '03-11T00:00 03-12T00:00', codes: ['next-day'] }],
  ['longer than a day', { starts: '8:00', ends: '次日9:00' }, { codes: ['bad-times'] }],
  ['no end', { ends: '' }, { codes: ['no-times'] }],
  ['no times that are any', { starts: '早班' }, { codes: ['bad-time'] }],
  ['no day', { day: '' }, { codes: ['no-day'] }],
  ['a day that is none', { day: '2026-02-30' }, { codes: ['bad-date'] }],
  ['yesterday', { day: '2026-03-08' }, { codes: ['over-already'] }],
  ['no task', { task: '' }, { codes: ['no-task'] }],
  ['no place', { place: '' }, { codes: ['no-place'] }],
  ['skills', { skills: '护士2、司机' }, { post: { needed: 3, skills: skillsOf('nurse', 2, 'driver', 1) }, codes: [] }],
  [
    'skills in words',
    { skills: '2名护士；驾驶×1' },
    { post: { needed: 3, skills: skillsOf('nurse', 2, 'driver', 1) } },
  ],
  ['a licence with a digit', { skills: 'C1驾照' }, { post: { needed: 3, skills: skillsOf('driver', 1) }, codes: [] }],
  [
    'a skill of the place',
    { skills: '潜水 2' },
    { post: { needed: 3, skills: skillsOf('潜水', 2) }, codes: ['own-skill'] },
  ],
  ['none of a skill', { skills: '护士0' }, { codes: ['bad-skill'] }],
  ['nobody', { needed: '0' }, { codes: ['no-needed'] }],
  ['how many in words', { needed: '若干' }, { codes: ['bad-count'] }],
  ['risky', { risky: '是' }, { post: { needed: 3, risky: true } }],
  ['perhaps risky', { risky: '也许' }, { codes: ['bad-risky'] }],
  ['a private-looking phone', { contactPhone: '溪小荷的手机' }, { codes: ['bad-office-phone'] }],
])('%s', (_what, values, expected) => {
  expect(said(values)).toMatchObject(expected)
})

function skillsOf(...pairs: (string | number)[]) {
  return Array.from({ length: pairs.length / 2 }, (_, i) => ({ skill: pairs[2 * i], least: pairs[2 * i + 1] }))
}

test('a place is said once above its posts, and alone on a line without any', () => {
  const first = read(row({ ...POST, area: '桃影社区', address: '桃影路1号' }), null)
  expect(first).toMatchObject({ kind: 'row', place: { name: '桃影广场', areaName: '桃影社区' } })
  const below = read(row({ ...POST, place: '', task: '测温' }), first.carried)
  expect(below).toMatchObject({
    place: { name: '桃影广场', address: '桃影路1号' },
    remarks: [{ code: 'place-carried' }],
  })
  expect(read(row({ place: '柳亭会堂' }), first.carried)).toMatchObject({
    place: { name: '柳亭会堂', areaName: '' },
    post: null,
  })
})

test('titles of offices are understood, and what is of people stays out', () => {
  const titles = ['序号', '社区', '点位名称', '岗位', '日期', '时段', '人数', '姓名', '点长', '联系电话', '已安排']
  const { columns } = matchColumns(postColumns, [
    titles,
    ['1', '桃影社区', '北门', '值守', '2026-03-11', '08:00-16:00', '3', '', '', '0999-1234567', '2'],
  ])
  expect(columns.map(({ field }) => field)).toEqual([
    ...[null, 'area', 'place', 'task', 'day', 'starts', 'needed', null, 'contactName', 'contactPhone', null],
  ])
  expect(missingFields(columns)).toEqual([])
  expect(missingFields([{ field: 'task' }])).toEqual(['place'])
})

const place = (id: string, path: string): PlaceFacts => ({
  ...{ id, path, name: '北门', address: '', contactName: '溪主任', contactPhone: '', version: 1 },
})
test('a place is known by its name, and by the community where there are several', () => {
  const two = [place('a', 'd01.s01.c01.'), place('b', 'd01.s01.c02.p1.')]
  expect(meantPlace(two, undefined, '北门')).toMatchObject({ fault: { code: 'several-places' } })
  expect(meantPlace(two, 'd01.s01.c02.', '北门')).toMatchObject({ place: { id: 'b' } })
  expect(meantPlace(two, 'd01.s01.c03.', '北门')).toEqual({ place: null })
})

test('rows of one list do not contradict each other about a place, and empty nothing', () => {
  const known = place('a', 'd01.')
  expect(withSaid(known, { name: '北门', areaName: '' }, new Map())).toEqual({ after: known, changes: [] })
  const first = withSaid(known, { name: '北门', areaName: '', address: '一号' }, new Map())
  expect(first).toMatchObject({ after: { address: '一号', contactName: '溪主任' }, changes: [{ field: 'address' }] })
  if ('fault' in first) throw new Error()
  expect(
    withSaid(first.after, { name: '北门', areaName: '', address: '二号' }, new Map([['address', 3]])),
  ).toMatchObject({
    fault: { code: 'place-contradicts', params: { row: 3 } },
  })
})

const AT = { startsAt: '2026-03-11T00:00:00.000Z', endsAt: '2026-03-11T08:00:00.000Z' }
const known = {
  ...{ ...AT, id: 'p', task: '值守', needed: 2, skills: [], risky: true, bring: '雨衣', reportsTo: '' },
  ...{ version: 1, stands: true },
}
const fresh = () => 'new'
test.each<[string, Parameters<typeof judgePost>, object]>([
  ['new', [{ ...AT, task: '测温', needed: 2 }, null, fresh], { after: { id: 'new', risky: false }, changes: [] }],
  ['new without how many', [{ ...AT, task: '测温' }, null, fresh], { fault: { code: 'no-needed' } }],
  ['as it is', [{ ...AT, task: '值 守' }, known, fresh], { after: { task: '值守', risky: true }, changes: [] }],
  [
    'more people',
    [{ ...AT, task: '值守', needed: 4 }, known, fresh],
    { changes: [{ field: 'needed', from: '2', to: '4' }] },
  ],
  [
    'other times with people there',
    [{ ...AT, endsAt: '2026-03-11T09:00:00.000Z', task: '值守' }, known, fresh],
    { fault: { code: 'people-there' } },
  ],
  [
    'more of a skill than people',
    [{ ...AT, task: '值守', skills: [{ skill: 'nurse', least: 3 }] }, known, fresh],
    { fault: { code: 'too-many-skills' } },
  ],
])('a post: %s', (_what, args, expected) => {
  expect(judgePost(...args)).toMatchObject(expected)
})

test('a shift is never longer than a day and never ends before it begins', () => {
  const clock = fc.record({ minutes: fc.integer({ min: 0, max: 1440 }), next: fc.boolean() })
  fc.assert(
    fc.property(clock, clock, (from, to) => {
      const shift = shiftOf('2026-03-11', from, to)
      if (shift === null) return
      const hours = (Date.parse(shift.endsAt) - Date.parse(shift.startsAt)) / 3_600_000
      expect(hours).toBeGreaterThan(0)
      expect(hours).toBeLessThanOrEqual(24)
    }),
  )
  expect([readClock('24:00'), readClock('25:00'), readClock(''), readSpan('8:00')]).toEqual([
    ...[{ value: { minutes: 1440, next: false } }, { fault: 'bad-time' }, { empty: true }, { fault: 'bad-time' }],
  ])
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
