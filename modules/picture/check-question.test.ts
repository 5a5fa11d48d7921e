import { describe, expect, test } from 'vitest'
import { type AskedBy, checkKept, checkQuestion, isAggregated, type KnownField } from './check-question.ts'
import { question, type QuestionDraft } from './question.ts'

const FIELD = '018f0000-0000-7000-8000-000000000001'
const LATEST = { round: 'latest' } as const
const by = (role: AskedBy['role'], field?: KnownField): AskedBy => ({
  role,
  fields: new Map(field ? [[FIELD, field]] : []),
})
const each = (...columns: string[]): QuestionDraft['rows'] => ({
  by: 'each',
  columns: columns.map((column) => ({ column })),
})
const counted = (...groups: string[]): QuestionDraft['rows'] => ({
  by: 'groups',
  groups: groups.map((column) => ({ column })),
  measures: [{ of: 'count' }],
})
const of = (source: string, rows: QuestionDraft['rows'], more: Partial<QuestionDraft> = {}): QuestionDraft => ({
  source,
  rows,
  ...more,
})
const codes = (draft: QuestionDraft, asker: AskedBy = by('officer')) =>
  checkQuestion(question.parse(draft), asker).map((f) => `${f.kind.code.slice('picture.'.length)} ${f.at}`.trim())

describe('what may be asked', () => {
  const cases: [name: string, draft: QuestionDraft, expected: string[]][] = [
    ['counts by grid', of('register.residents', counted('grid')), []],
    ['one line for everything', of('register.residents', counted()), []],
    ['an unknown source', of('register.secrets', counted()), ['unknownSource source']],
    ['an unknown column', of('register.residents', each('password')), ['unknownColumn rows.columns.0.column']],
    ['names without a purpose', of('register.residents', each('name', 'sex')), ['purposeNeeded rows.columns.0.column']],
    ['names for a purpose', of('register.residents', each('name', 'sex'), { purpose: '上门核对' }), []],
    [
      'an address is as good as a name',
      of('register.dwellings', each('dwelling')),
      ['purposeNeeded rows.columns.0.column'],
    ],
    [
      'grouped by name: personal, too',
      of('register.residents', counted('name')),
      ['purposeNeeded rows.groups.0.column'],
    ],
    [
      'a condition on a name is personal use',
      of('register.residents', counted(), { filters: [{ op: 'contains', column: 'name', text: '桃' }] }),
      ['purposeNeeded filters.0.column'],
    ],
    [
      'text cannot be at least something',
      of('register.duties', each('name'), { filters: [{ op: 'at-least', column: 'name', value: 3 }] }),
      ['wrongFilter filters.0.op'],
    ],
    [
      'a masked number can only be there or not',
      of('register.residents', counted(), {
        purpose: '核对',
        filters: [{ op: 'contains', column: 'id_masked', text: '320' }],
      }),
      ['wrongFilter filters.0.op'],
    ],
    [
      'a code that does not exist',
      of('register.residents', counted(), { filters: [{ op: 'in', column: 'sex', values: ['male', 'other'] }] }),
      ['unknownCode filters.0.values'],
    ],
    [
      'areas are chosen for the whole question',
      of('register.residents', counted(), { filters: [{ op: 'in', column: 'grid', values: ['x'] }] }),
      ['wrongFilter filters.0.op'],
    ],
    [
      'masked numbers are no groups',
      of('register.residents', counted('phone_masked'), { purpose: '核对' }),
      ['wrongGroup rows.groups.0'],
    ],
    [
      'moments are grouped by day or hour',
      of('register.residents', counted('updated_at')),
      ['stepNeeded rows.groups.0'],
    ],
    [
      'days have no hours',
      of(
        'register.residents',
        { by: 'groups', groups: [{ column: 'birth_date', step: 'hour' }], measures: [{ of: 'count' }] },
        { purpose: '核对' },
      ),
      ['wrongGroup rows.groups.0'],
    ],
    [
      'sums are of numbers',
      of('register.residents', { by: 'groups', groups: [], measures: [{ of: 'sum', column: 'sex' }] }),
      ['wrongMeasure rows.measures.0.column'],
    ],
    [
      'the earliest is of times, too',
      of('register.residents', { by: 'groups', groups: [], measures: [{ of: 'least', column: 'updated_at' }] }),
      [],
    ],
    [
      'a condition within a measure is looked at as well',
      of('register.residents', {
        by: 'groups',
        groups: [],
        measures: [{ of: 'count', where: [{ op: 'yes', column: 'sex' }] }],
      }),
      ['wrongFilter rows.measures.0.where.0.op'],
    ],
    ['the missing of no round', of('testing.missing', counted()), ['roundNeeded round']],
    ['figures over all rounds', of('testing.figures', counted('round')), []],
    ['residents of a round', of('register.residents', counted(), LATEST), ['noRounds round']],
    ['residents of today', of('register.residents', counted(), { period: { kind: 'today' } }), ['noPeriod period']],
    [
      'a period the wrong way round',
      of('testing.lanes', counted(), { period: { kind: 'between', from: '2026-03-02', to: '2026-03-01' } }),
      ['periodReversed period'],
    ],
    [
      'sorted by a column that is not there',
      of('register.residents', counted('grid'), { sort: [{ output: 2 }] }),
      ['unknownSort sort.0'],
    ],
  ]
  test.each(cases)('%s', (_, draft, expected) => {
    expect(codes(draft)).toEqual(expected)
  })
})

describe('a superior reads figures', () => {
  const cases: [name: string, draft: QuestionDraft, allowed: boolean][] = [
    ['counts by building', of('register.residents', counted('building', 'sex')), true],
    ['who answers for which area', of('register.duties', each('name', 'holder')), true],
    ['rows of people, even without names', of('register.residents', each('sex')), false],
    ['grouped by name', of('register.residents', counted('name'), { purpose: '督查' }), false],
    ['grouped by address', of('register.residents', counted('dwelling'), { purpose: '督查' }), false],
    [
      'counting one person by a condition',
      of('register.residents', counted(), {
        purpose: '督查',
        filters: [{ op: 'in', column: 'name', values: ['桃小溪'] }],
      }),
      false,
    ],
    [
      'the same within a measure',
      of(
        'register.residents',
        {
          by: 'groups',
          groups: [],
          measures: [{ of: 'count', where: [{ op: 'since', column: 'birth_date', day: '2000-01-01' }] }],
        },
        { purpose: '督查' },
      ),
      false,
    ],
  ]
  test.each(cases)('%s', (_, draft, allowed) => {
    const found = codes(draft, by('superior'))
    expect(found.length === 0).toBe(allowed)
    if (!allowed) expect(found[0]).toMatch(/^figuresOnly/)
  })
  test('crews and administrators ask nothing', () => {
    expect(codes(of('register.residents', counted()), by('lane-crew'))).toEqual(['notForRole source'])
    expect(codes(of('testing.figures', counted()), by('administrator'))).toEqual(['notForRole source'])
  })
})

describe('asked fields', () => {
  const grouped = (groups: string[]) =>
    of('register.residents', {
      by: 'groups',
      groups: groups.map((column) => ({ column })),
      measures: [{ of: 'field', field: FIELD }],
    })
  const number: KnownField = { name: '空置房', kind: 'number', level: 'grid' }
  const choice: KnownField = { name: '有无会议室', kind: 'choice', level: 'community' }
  test.each([
    ['a number of grids, by grid', ['grid'], number, []],
    ['summed up by community', ['community'], number, []],
    ['summed up over everything', [], number, []],
    ['by building: nobody told that', ['building'], number, ['fieldTooFine rows.measures.0']],
    ['by grid and sex: it would stand there twice', ['grid', 'sex'], number, ['fieldNeedsArea rows.measures.0']],
    ['by sex', ['sex'], number, ['fieldNeedsArea rows.measures.0']],
    ['a choice at its own level', ['community'], choice, []],
    ['a choice over everything', [], choice, ['fieldTooFine rows.measures.0']],
  ] as const)('%s', (_, groups, field, expected) => {
    expect(codes(grouped([...groups]), by('officer', field))).toEqual(expected)
  })
  test('one that does not exist', () => {
    expect(codes(grouped(['grid']))).toEqual(['unknownField rows.measures.0'])
  })
})

test('a kept question names nobody', () => {
  const parse = (draft: QuestionDraft) => checkKept(question.parse(draft)).map((f) => f.at)
  const named = [{ op: 'in' as const, column: 'name', values: ['桃小溪'] }]
  expect(parse(of('register.residents', each('name'), { purpose: '核对', filters: [...named] }))).toEqual(['filters.0'])
  expect(
    parse(of('register.residents', { by: 'groups', groups: [], measures: [{ of: 'count', where: [...named] }] })),
  ).toEqual(['rows.measures.0.where.0'])
  expect(parse(of('register.residents', each('name'), { filters: [{ op: 'empty', column: 'phone_masked' }] }))).toEqual(
    [],
  )
})
test('figures or lists', () => {
  expect(isAggregated(question.parse(of('register.residents', counted('grid'))))).toBe(true)
  expect(isAggregated(question.parse(of('register.duties', each('name'))))).toBe(true)
  expect(isAggregated(question.parse(of('register.residents', each('sex'))))).toBe(false)
  expect(isAggregated(question.parse(of('register.residents', counted('dwelling'))))).toBe(false)
})
