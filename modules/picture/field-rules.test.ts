import { describe, expect, test } from 'vitest'
import { type FieldDraft, stateOf } from './field.ts'
import { type Asking, checkField, daysBetween, fitsField } from './field-rules.ts'
import { picturePolicy } from './policy.ts'

const STREET = 'd01.s01.'
const [HOME, OTHER] = [`${STREET}c01.`, `${STREET}c02.`]
const draft = (more: Partial<FieldDraft> = {}): FieldDraft => ({
  id: '018f0000-0000-7000-8000-000000000001',
  path: STREET,
  operationId: null,
  level: 'community',
  name: '可用隔离房间数',
  kind: 'number',
  choices: [],
  unit: '间',
  body: '区卫健局',
  person: '周科长',
  purpose: '安排集中隔离房源',
  basis: { issuer: '云溪区指挥部', title: '关于摸排房源的通知', number: '12号', date: '2026-03-01' },
  startsOn: '2026-03-05',
  endsOn: '2026-04-05',
  differs: null,
  ...more,
})
const running = (more: Partial<Asking['fields'][number]> = {}): Asking['fields'][number] => ({
  id: '018f0000-0000-7000-8000-000000000002',
  name: '可用隔离房间数',
  path: STREET,
  level: 'community',
  state: 'asked',
  ...more,
})
const asking = (...fields: Asking['fields'][number][]): Asking => ({
  fields,
  today: '2026-03-05',
  policy: picturePolicy,
})

describe('asking communities for a field', () => {
  const cases: [name: string, draft: FieldDraft, asking: Asking, problem: string | null, at?: string][] = [
    ['with owner, basis, purpose and an end: asked', draft(), asking(), null],
    ['ninety days, both ends counted', draft({ endsOn: '2026-06-02' }), asking(), null],
    ['ninety-one days', draft({ endsOn: '2026-06-03' }), asking(), 'picture.fieldTooLong', 'endsOn'],
    ['one day', draft({ endsOn: '2026-03-05' }), asking(), null],
    ['ends before it starts', draft({ endsOn: '2026-03-04' }), asking(), 'picture.fieldEndsBefore', 'endsOn'],
    [
      'ended before it was asked',
      draft({ startsOn: '2026-02-01', endsOn: '2026-03-04' }),
      asking(),
      'picture.fieldEndsBefore',
      'endsOn',
    ],
    [
      'one of a single choice',
      draft({ kind: 'choice', choices: ['有'] }),
      asking(),
      'picture.choicesNeeded',
      'choices',
    ],
    [
      'the same choice twice',
      draft({ kind: 'choice', choices: ['有', '有'] }),
      asking(),
      'picture.choicesNeeded',
      'choices',
    ],
    ['one of two choices', draft({ kind: 'choice', choices: ['有', '无'] }), asking(), null],
    ['a number with choices', draft({ choices: ['有', '无'] }), asking(), 'picture.choicesNeeded', 'choices'],
    ['asked already in these very words', draft(), asking(running()), 'picture.askedAlready', 'name'],
    [
      'asked already in other words',
      draft({ name: '本社区可用隔离房间数量' }),
      asking(running()),
      'picture.askedAlready',
      'name',
    ],
    [
      'asked already: saying that it differs does not help',
      draft({ differs: '口径不一样' }),
      asking(running()),
      'picture.askedAlready',
      'name',
    ],
    [
      'asked above: a community needs not ask again',
      draft({ path: HOME }),
      asking(running()),
      'picture.askedAlready',
      'name',
    ],
    ['asked below: the street uses that', draft(), asking(running({ path: HOME })), 'picture.askedAlready', 'name'],
    ['asked beside: of no use here', draft({ path: HOME }), asking(running({ path: OTHER })), null],
    ['asked until last week', draft(), asking(running({ state: 'ended' })), null],
    ['withdrawn', draft(), asking(running({ state: 'withdrawn' })), null],
    ['looks like one', draft(), asking(running({ name: '隔离房间可用数' })), 'picture.looksAsked', 'name'],
    [
      'looks like one, and says how it differs',
      draft({ differs: '只计能独立通风的' }),
      asking(running({ name: '隔离房间可用数' })),
      null,
    ],
    [
      'the same of another level: looks like one',
      draft({ level: 'grid' }),
      asking(running()),
      'picture.looksAsked',
      'name',
    ],
    [
      'known to the work: fills itself',
      draft({ name: '应检人数', unit: '人' }),
      asking(),
      'picture.knownAlready',
      'name',
    ],
    ['known, and says how it differs', draft({ name: '应检人数', differs: '只计企业自行组织的' }), asking(), null],
    ['its own line', draft(), asking(running({ id: draft().id })), null],
  ]
  test.each(cases)('%s', (_, wanted, facts, problem, at) => {
    const findings = checkField(wanted, facts)
    expect(findings.map((f) => f.kind.code)).toEqual(problem === null ? [] : [problem])
    if (problem !== null) expect(findings[0]?.at).toBe(at)
  })
  test('what is offered instead is named', () => {
    expect(checkField(draft({ name: '独居老人数' }), asking())[0]?.word?.[0]).toBe('独居老人')
  })
})

describe('what was filled in', () => {
  const fieldOf = (kind: FieldDraft['kind']) => ({ kind, choices: kind === 'choice' ? ['有', '无'] : [] })
  test.each([
    ['number', 12, true],
    ['number', 0, true],
    ['number', '12', false],
    ['number', Number.NaN, false],
    ['text', '已联系物业', true],
    ['text', '  ', false],
    ['text', 3, false],
    ['choice', '有', true],
    ['choice', '不清楚', false],
    ['date', '2026-03-05', true],
    ['date', '2026-02-30', false],
    ['date', '3月5日', false],
    ['number', null, true],
    ['choice', null, true],
  ] as const)('%s takes %s: %s', (kind, value, fits) => {
    expect(fitsField(fieldOf(kind), value)).toBe(fits)
  })
})

test.each([
  ['2026-03-04', null, 'coming'],
  ['2026-03-05', null, 'asked'],
  ['2026-04-05', null, 'asked'],
  ['2026-04-06', null, 'ended'],
  ['2026-03-10', '2026-03-09T10:00:00.000Z', 'withdrawn'],
] as const)('on %s, withdrawn %s: %s', (today, closedAt, state) => {
  expect(stateOf({ startsOn: '2026-03-05', endsOn: '2026-04-05', closedAt }, today)).toBe(state)
})
test('days count both ends, across the end of winter time elsewhere', () => {
  expect(daysBetween('2026-03-05', '2026-03-05')).toBe(1)
  expect(daysBetween('2026-03-01', '2026-03-31')).toBe(31)
})
