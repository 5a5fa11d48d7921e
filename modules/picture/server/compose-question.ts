/**
 * A question as SQL. What a person typed is only ever a parameter; every name in the text comes from the catalogue, by looking
 * the person's key up in it. The question must have been checked (check-question.ts): what does not fit is left out, not guessed.
 */
import { depthOf, rangeBelow } from '../../../platform/pure/area.ts'
import { type Source, viewOf } from '../../../platform/pure/source.ts'
import { Parameters } from '../../../platform/server/database/parameters.ts'
import { type AreaKind, depthOfKind } from '../../register/model.ts'
import type { FieldKind } from '../field.ts'
import { daysOf, type Group, type Measure, type Question } from '../question.ts'
import { type Column, columnOf } from '../sources.ts'
import { conditionSql, dayAfter, startOf } from './compose-condition.ts'

export interface Scope {
  readonly streetId: string
  /** At or below this. */
  readonly area: string
  readonly roundId: string | null
  /** The Shanghai day. */
  readonly today: string
  readonly fields: ReadonlyMap<string, { readonly kind: FieldKind }>
}
export interface Composed {
  readonly text: string
  readonly values: unknown[]
}

const quoted = (name: string): string => `"${name}"`
const COMMUNITY = depthOfKind('community')

class Composer {
  readonly p = new Parameters()
  readonly question: Question
  readonly source: Source
  readonly scope: Scope
  private readonly street: string
  private readonly from: string
  private readonly to: string

  constructor(question: Question, source: Source, scope: Scope) {
    this.question = question
    this.source = source
    this.scope = scope
    const range = rangeBelow(scope.area)
    this.street = this.p.add(scope.streetId)
    this.from = this.p.add(range.from)
    this.to = this.p.add(range.to)
  }

  /** `FROM … WHERE …` over the source's view, with what every question is narrowed by. */
  body(laterals = ''): string {
    const { source, question, scope, p } = this
    const terms = [
      `v.street_id = ${this.street}::text`,
      `v.path >= ${this.from}::text COLLATE "C"`,
      `v.path < ${this.to}::text COLLATE "C"`,
    ]
    if (source.round !== 'none' && scope.roundId !== null) terms.push(`v.round_id = ${p.add(scope.roundId)}::uuid`)
    const at = source.at === undefined ? undefined : columnOf(source, source.at)
    if (question.period && at) {
      const { from, to } = daysOf(question.period, scope.today)
      const column = `v.${quoted(at.key)}`
      if (at.type === 'day') terms.push(`${column} BETWEEN ${p.add(from)}::date AND ${p.add(to)}::date`)
      else
        terms.push(
          `${column} >= ${p.add(startOf(from))}::timestamptz`,
          `${column} < ${p.add(startOf(dayAfter(to)))}::timestamptz`,
        )
    }
    terms.push(...this.conditions(question.filters))
    const [schema, view] = viewOf(source.key)
    return `FROM ${quoted(schema)}.${quoted(view)} v${laterals} WHERE ${terms.join(' AND ')}`
  }

  conditions(filters: Question['filters']): string[] {
    return filters.flatMap((filter) => {
      const column = columnOf(this.source, filter.column)
      if (!column || column.type === 'area') return []
      return [conditionSql(filter, column, `v.${quoted(column.key)}`, this.scope.today, this.p)]
    })
  }

  /** The path of the row's own community, grid, building …; of a row that lies above that, its own. */
  cut(path: string, kind: AreaKind): string {
    return `substring(${path} FROM ${this.p.add(`^(?:[^.]+\\.){0,${depthOfKind(kind)}}`)}::text)`
  }

  column(column: Column): string {
    return column.type === 'area' ? this.cut('v.path', column.area) : `v.${quoted(column.key)}`
  }

  /** Joins that turn the path in `path` into a name that stands alone: 桃影社区 第一网格, not one of many first grids. */
  named(path: string, kind: AreaKind, alias: string): { readonly name: string; readonly join: string } {
    const join = ` LEFT JOIN register.area ${alias} ON ${alias}.street_id = ${this.street}::text AND ${alias}.path = ${path}`
    if (depthOfKind(kind) <= COMMUNITY) return { name: `${alias}.name`, join }
    const own = `coalesce(${alias}.address, ${alias}.name)`
    // Within one community its name goes without saying.
    if (depthOf(this.scope.area) >= COMMUNITY) return { name: own, join }
    const above = `${alias}c`
    return {
      name: `CASE WHEN ${above}.path = ${alias}.path THEN ${alias}.name ELSE concat_ws(' ', ${above}.name, ${own}) END`,
      join: `${join} LEFT JOIN register.area ${above} ON ${above}.street_id = ${this.street}::text AND ${above}.path = ${this.cut(path, 'community')}`,
    }
  }

  /** All areas of a kind in the scope. */
  areasOf(kind: AreaKind): string {
    return `SELECT a.path FROM register.area a WHERE a.street_id = ${this.street}::text AND a.kind = ${this.p.add(kind)}::text
      AND a.path >= ${this.from}::text COLLATE "C" AND a.path < ${this.to}::text COLLATE "C"`
  }

  measure(m: Measure): string {
    const where = (filters: Question['filters']): string => {
      const terms = this.conditions(filters)
      return terms.length === 0 ? '' : ` FILTER (WHERE ${terms.join(' AND ')})`
    }
    const named = (key: string): string => {
      const column = columnOf(this.source, key)
      return column && column.type !== 'area' ? `v.${quoted(column.key)}` : 'NULL::integer'
    }
    switch (m.of) {
      case 'count':
        return `(count(*)${where(m.where)})::integer`
      case 'share':
        return `trunc(100.0 * count(*)${where(m.where)} / nullif(count(*), 0), 1)::double precision`
      case 'sum':
        return `coalesce(sum(${named(m.column)})${where(m.where)}, 0)::double precision`
      case 'average':
        return `round((avg(${named(m.column)})${where(m.where)})::numeric, 2)::double precision`
      case 'ratio':
        return `trunc((100.0 * sum(${named(m.column)}) / nullif(sum(${named(m.to)}), 0))::numeric, 1)::double precision`
      case 'field':
        return 'NULL::text'
      default: {
        const least = `${m.of === 'least' ? 'min' : 'max'}(${named(m.column)})${where(m.where)}`
        return columnOf(this.source, m.column)?.type === 'number' ? `(${least})::double precision` : least
      }
    }
  }

  /** The value of an asked field in the area of a line; without one, in the whole scope. */
  fieldValue(id: string, path: string | null): string {
    const isNumber = this.scope.fields.get(id)?.kind === 'number'
    const what = isNumber ? 'sum(x.number)' : 'max(x.words)'
    const within = path
      ? isNumber
        ? `x.path >= ${path} COLLATE "C" AND x.path < (rtrim(${path}, '.') || '/') COLLATE "C"`
        : `x.path = ${path}`
      : `x.path >= ${this.from}::text COLLATE "C" AND x.path < ${this.to}::text COLLATE "C"`
    return `(SELECT ${what} FROM picture.source_values x WHERE x.street_id = ${this.street}::text AND x.field_id = ${this.p.add(id)}::uuid AND ${within})`
  }

  group({ column: key, step }: Group, i: number): { readonly value: string; readonly lateral: string } {
    const column = columnOf(this.source, key)
    if (!column) return { value: 'NULL::text', lateral: '' }
    const value = this.column(column)
    if (column.type === 'codes')
      return { value: `u${i}.code`, lateral: ` LEFT JOIN LATERAL unnest(${value}) AS u${i}(code) ON true` }
    if (column.type === 'moment' && step === 'hour')
      return { value: `date_trunc('hour', ${value}, 'Asia/Shanghai')`, lateral: '' }
    if (column.type === 'moment') return { value: `(${value} AT TIME ZONE 'Asia/Shanghai')::date`, lateral: '' }
    return { value, lateral: '' }
  }
}

const sortSql = (question: Question, outputs: number, otherwise: string): string => {
  const chosen = question.sort
    .filter(({ output }) => output < outputs)
    .map(({ output, down }) => `c${output} ${down ? 'DESC' : 'ASC'} NULLS LAST`)
  return [...chosen, otherwise].join(', ')
}
const limited = (composer: Composer, limit: number | null): string =>
  limit === null ? '' : ` LIMIT ${composer.p.add(limit)}::integer`

/** One row for each record: cells `c0`, `c1` … in the order of the question's columns. */
function eachRows(composer: Composer, limit: number | null): string {
  const { question, source } = composer
  if (question.rows.by !== 'each') return ''
  const columns = question.rows.columns.map(({ column }) => columnOf(source, column))
  const cells = columns.map((column, i) => `${column ? composer.column(column) : 'NULL::text'} AS c${i}`)
  const order = sortSql(question, columns.length, 'at')
  // The page first, names of areas after: under row policies a join before the limit is planned for two rows and meets 50,000.
  const page = `SELECT s.*, row_number() OVER (ORDER BY ${order}) AS place
    FROM (SELECT ${cells.join(', ')}, v.path AS at ${composer.body()} ORDER BY ${order}${limited(composer, limit)}) s`
  const names = columns.map((column, i) =>
    column?.type === 'area' ? composer.named(`p.c${i}`, column.area, `n${i}`) : null,
  )
  return `SELECT ${names.map((named, i) => `${named ? named.name : `p.c${i}`} AS c${i}`).join(', ')}
    FROM (${page}) p${names.map((named) => named?.join ?? '').join('')} ORDER BY p.place`
}

/** One row for each group: keys as they are (`k0` …), then all cells as they are shown (`c0` …). */
function groupRows(composer: Composer, limit: number | null): string {
  const { question, source } = composer
  const { rows } = question
  if (rows.by !== 'groups') return ''
  const { groups, measures } = rows
  const columns = groups.map((g) => columnOf(source, g.column))
  const keys = groups.map((g, i) => composer.group(g, i))
  const inner = `SELECT ${[
    ...keys.map(({ value }, i) => `${value} AS k${i}`),
    ...measures.map((m, i) => `${composer.measure(m)} AS m${i}`),
    // Something is always counted, so that no groups mean one line also where nothing else is reckoned.
    'count(*) AS n',
  ].join(', ')} ${composer.body(keys.map((k) => k.lateral).join(''))}${
    groups.length > 0 ? ` GROUP BY ${groups.map((_, i) => i + 1).join(', ')}` : ''
  }`
  const only = groups.length === 1 ? columns[0] : undefined
  const every = rows.every && only?.type === 'area' ? only : null
  const key = (i: number): string => (every ? 'coalesce(g.k0, e.path)' : `g.k${i}`)
  const values = measures.map((m, i) => {
    if (m.of === 'field') return composer.fieldValue(m.field, groups.length > 0 ? key(0) : null)
    return every && (m.of === 'count' || m.of === 'sum') ? `coalesce(g.m${i}, 0)` : `g.m${i}`
  })
  const lines = `SELECT ${[
    ...groups.map((_, i) => `${key(i)} AS c${i}`),
    ...values.map((value, i) => `${value} AS c${groups.length + i}`),
  ].join(', ')} FROM (${inner}) g${every ? ` FULL JOIN (${composer.areasOf(every.area)}) e ON e.path = g.k0` : ''}`
  const outputs = groups.length + measures.length
  // Areas and times in their own order; kinds by how many there are.
  const natural = groups.map((_, i) => {
    const type = columns[i]?.type
    const byKind = i === 0 && (type === 'code' || type === 'codes' || type === 'text')
    return byKind ? `c${groups.length} DESC NULLS LAST, c0` : `c${i} ASC NULLS LAST`
  })
  const order = sortSql(question, outputs, natural.length > 0 ? natural.join(', ') : 'c0')
  const page = `SELECT l.*, row_number() OVER (ORDER BY ${order}) AS place FROM (${lines} ORDER BY ${order}${limited(composer, limit)}) l`
  const names = columns.map((column, i) =>
    column?.type === 'area' ? composer.named(`p.c${i}`, column.area, `n${i}`) : null,
  )
  return `SELECT ${[
    ...groups.map((_, i) => `p.c${i} AS k${i}`),
    ...Array.from(
      { length: outputs },
      (_, i) => `${names[i] ? `coalesce(${names[i].name}, p.c${i})` : `p.c${i}`} AS c${i}`,
    ),
  ].join(', ')} FROM (${page}) p${names.map((named) => named?.join ?? '').join('')} ORDER BY p.place`
}

/** @param limit rows at most; null for all, for an export */
export function composeRows(question: Question, source: Source, scope: Scope, limit: number | null): Composed {
  const composer = new Composer(question, source, scope)
  const text = question.rows.by === 'each' ? eachRows(composer, limit) : groupRows(composer, limit)
  return { text, values: composer.p.values }
}

/** How many rows there are: `n`. */
export function composeCount(question: Question, source: Source, scope: Scope): Composed {
  const composer = new Composer(question, source, scope)
  const text =
    question.rows.by === 'each'
      ? `SELECT count(*)::integer AS n ${composer.body()}`
      : `SELECT count(*)::integer AS n FROM (${groupRows(composer, null)}) t`
  return { text, values: composer.p.values }
}

/** The same measures over everything: one row of `c0` …, without keys. */
export function composeTotals(question: Question, source: Source, scope: Scope): Composed | null {
  const { rows } = question
  if (rows.by !== 'groups') return null
  const whole: Question = { ...question, sort: [], rows: { ...rows, groups: [], every: false } }
  return composeRows(whole, source, scope, 1)
}
