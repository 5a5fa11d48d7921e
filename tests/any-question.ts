/** Questions of every shape over every source of the catalogue, for property tests: what a person could put together, and often more than is allowed. */
import fc from 'fast-check'
import { conditionsOf } from '../modules/picture/check-question.ts'
import type { Filter, Measure, Question } from '../modules/picture/question.ts'
import { type Column, columnsOf, sources } from '../modules/picture/sources.ts'
import type { Source } from '../platform/pure/source.ts'
import { HOME, STREET } from './small-world.ts'

/** Anything typed: words, quotes, SQL, placeholders. */
const typed = fc.oneof(
  fc.constantFrom(`'; DROP TABLE register.resident; --`, '"v".path', '$1', '%', '\\', '桃小溪', '阿云·桃桃', 'ﬁ', '🍑'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
)
const word = typed.map((text) => text.replace(/[\u0000-\u001f\u007f]/g, '').trim()).filter((text) => text !== '')
const title = fc.option(word, { nil: null })
const day = fc
  .date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2999-12-31') })
  .map((d) => d.toISOString().slice(0, 10))
const number = fc.oneof(fc.integer({ min: -5, max: 120 }), fc.double({ noNaN: true, noDefaultInfinity: true }))

function condition(column: Column): fc.Arbitrary<Filter> {
  const on = { column: column.key }
  const values = fc.array(column.codes ? fc.constantFrom(...Object.keys(column.codes)) : word, {
    minLength: 1,
    maxLength: 3,
  })
  return fc.constantFrom(...conditionsOf[column.type]).chain((op): fc.Arbitrary<Filter> => {
    switch (op) {
      case 'in':
      case 'not-in':
        return values.map((list) => ({ op, ...on, values: list }))
      case 'contains':
        return word.map((text) => ({ op, ...on, text }))
      case 'is':
      case 'at-least':
      case 'at-most':
        return number.map((value) => ({ op, ...on, value }))
      case 'since':
      case 'until':
        return day.map((d) => ({ op, ...on, day: d }))
      case 'within':
        return fc.integer({ min: 1, max: 3660 }).map((days) => ({ op, ...on, days }))
      default:
        return fc.constant({ op, ...on })
    }
  })
}

function anyOf(source: Source, fields: readonly string[]): fc.Arbitrary<Question> {
  const columns = columnsOf(source)
  const narrowable = columns.filter((c) => conditionsOf[c.type].length > 0)
  const column = fc.constantFrom(...columns)
  const filters = (most: number) => fc.array(fc.constantFrom(...narrowable).chain(condition), { maxLength: most })
  const over = fc.record({ column: column.map((c) => c.key), where: filters(1), title })
  const measure: fc.Arbitrary<Measure> = fc.oneof(
    fc.record({ of: fc.constant('count' as const), where: filters(2), title }),
    fc.record({
      of: fc.constant('share' as const),
      where: filters(2).filter((f) => f.length > 0),
      title,
    }),
    ...(['sum', 'average', 'least', 'most'] as const).map((of) => over.map((o): Measure => ({ of, ...o }))),
    fc.record({
      of: fc.constant('ratio' as const),
      column: column.map((c) => c.key),
      to: column.map((c) => c.key),
      title,
    }),
    ...(fields.length > 0
      ? [fc.record({ of: fc.constant('field' as const), field: fc.constantFrom(...fields), title })]
      : []),
  )
  const group = column.chain((c) =>
    fc.constantFrom(...(c.type === 'moment' ? (['day', 'hour'] as const) : ([null] as const))).map((step) => ({
      column: c.key,
      step,
    })),
  )
  const rows: fc.Arbitrary<Question['rows']> = fc.oneof(
    fc.record({
      by: fc.constant('each' as const),
      columns: fc.array(fc.record({ column: column.map((c) => c.key), title }), { minLength: 1, maxLength: 8 }),
    }),
    fc.record({
      by: fc.constant('groups' as const),
      groups: fc.array(group, { maxLength: 3 }),
      measures: fc.array(measure, { minLength: 1, maxLength: 5 }),
      every: fc.boolean(),
      totals: fc.boolean(),
    }),
  )
  return fc.record({
    source: fc.constant(source.key),
    rows,
    filters: filters(3),
    area: fc.constantFrom(null, STREET, HOME, `${HOME}p1.g01.`),
    period:
      source.at === undefined
        ? fc.constant(null)
        : fc.oneof(
            fc.constant(null),
            fc.constantFrom({ kind: 'today' as const }, { kind: 'yesterday' as const }),
            fc.integer({ min: 1, max: 366 }).map((days) => ({ kind: 'days' as const, days })),
            fc.tuple(day, day).map(([a, b]) => ({
              kind: 'between' as const,
              from: a < b ? a : b,
              to: a < b ? b : a,
            })),
          ),
    round: source.round === 'none' ? fc.constant(null) : fc.constantFrom('latest' as const, null),
    sort: fc.array(fc.record({ output: fc.nat(4), down: fc.boolean() }), { maxLength: 2 }),
    purpose: fc.constantFrom('核对名单', null),
  })
}

/** @param fields ids of asked fields that measures may name */
export const anyQuestion = (fields: readonly string[] = []): fc.Arbitrary<Question> =>
  fc.constantFrom(...sources).chain((source) => anyOf(source, fields))

/** The same question with everything that a person typed replaced. */
export function retyped(question: Question, text: string): Question {
  const again = (f: Filter): Filter => {
    if (f.op === 'contains') return { ...f, text }
    if (f.op === 'in' || f.op === 'not-in') return { ...f, values: f.values.map(() => text) }
    if (f.op === 'since' || f.op === 'until') return { ...f, day: '2001-02-03' }
    if (f.op === 'is' || f.op === 'at-least' || f.op === 'at-most') return { ...f, value: 4711 }
    return f.op === 'within' ? { ...f, days: 77 } : f
  }
  const { rows } = question
  return {
    ...question,
    purpose: text,
    filters: question.filters.map(again),
    rows:
      rows.by === 'each'
        ? { ...rows, columns: rows.columns.map((c) => ({ ...c, title: text })) }
        : {
            ...rows,
            measures: rows.measures.map((m) => ({
              ...m,
              title: text,
              ...('where' in m ? { where: m.where.map(again) } : {}),
            })),
          },
  }
}
