/** Whether a question may be asked as it stands, by whom, and whether it may be kept. What is wrong is told place by place. */
import type { ProblemKind } from '../../platform/pure/problem.ts'
import type { Role } from '../../platform/pure/roles.ts'
import type { Source } from '../../platform/pure/source.ts'
import type { Word } from '../../platform/pure/words.ts'
import { type AreaKind, depthOfKind } from '../register/model.ts'
import type { FieldKind } from './field.ts'
import { problems } from './model.ts'
import type { Filter, FilterOp, Group, Measure, Question } from './question.ts'
import { type Column, columnOf, sourceOf } from './sources.ts'

/** `at` is the place, as `rows.measures.1.column`; empty for the whole. `word` fills the problem's {column} or {field}. */
export interface Finding {
  readonly kind: ProblemKind
  readonly at: string
  readonly word?: Word
}
export interface KnownField {
  readonly name: string
  readonly kind: FieldKind
  readonly level: AreaKind
}
export interface AskedBy {
  readonly role: Role
  /** Fields that are being asked, or were, by id. */
  readonly fields: ReadonlyMap<string, KnownField>
}

/** Which conditions a column of this type takes. Areas are chosen for the whole question, not by condition. */
export const conditionsOf: Readonly<Record<Column['type'], readonly FilterOp[]>> = {
  text: ['contains', 'in', 'not-in', 'filled', 'empty'],
  masked: ['filled', 'empty'],
  number: ['at-least', 'at-most', 'is', 'filled', 'empty'],
  day: ['since', 'until', 'within', 'filled', 'empty'],
  moment: ['since', 'until', 'within', 'filled', 'empty'],
  code: ['in', 'not-in', 'filled', 'empty'],
  codes: ['in', 'not-in', 'filled', 'empty'],
  yes: ['yes', 'no'],
  area: [],
}
export const mayGroupBy = (column: Column): boolean => column.type !== 'masked'
const SUMMED: readonly Column['type'][] = ['number']
const COMPARED: readonly Column['type'][] = ['number', 'day', 'moment']
export const mayMeasure = (of: Measure['of'], column: Column): boolean =>
  (of === 'least' || of === 'most' ? COMPARED : SUMMED).includes(column.type)

const finding = (kind: ProblemKind, at: string, word?: Word): Finding => ({ kind, at, ...(word ? { word } : {}) })

class Check {
  readonly findings: Finding[] = []
  private readonly question: Question
  private readonly source: Source
  private readonly by: AskedBy

  constructor(question: Question, source: Source, by: AskedBy) {
    this.question = question
    this.source = source
    this.by = by
  }

  add(kind: ProblemKind, at: string, word?: Word): void {
    this.findings.push(finding(kind, at, word))
  }

  /** The column, its personal use looked at; undefined (and told) when there is none of that name. */
  use(key: string, at: string): Column | undefined {
    const column = columnOf(this.source, key)
    if (!column) this.add(problems.unknownColumn, at, [key, key])
    else if (column.personal && this.by.role === 'superior') this.add(problems.figuresOnly, at)
    else if (column.personal && this.question.purpose === null) this.add(problems.purposeNeeded, at, column.words)
    return column
  }

  conditions(filters: readonly Filter[], at: string): void {
    filters.forEach((filter, i) => {
      const column = this.use(filter.column, `${at}.${i}.column`)
      if (!column) return
      if (!conditionsOf[column.type].includes(filter.op)) this.add(problems.wrongFilter, `${at}.${i}.op`, column.words)
      else if (
        column.codes &&
        (filter.op === 'in' || filter.op === 'not-in') &&
        filter.values.some((value) => !Object.hasOwn(column.codes ?? {}, value))
      )
        this.add(problems.unknownCode, `${at}.${i}.values`, column.words)
    })
  }

  group({ column: key, step }: Group, at: string): void {
    const column = this.use(key, `${at}.column`)
    if (!column) return
    if (!mayGroupBy(column) || (step !== null && column.type !== 'moment'))
      this.add(problems.wrongGroup, at, column.words)
    else if (column.type === 'moment' && step === null) this.add(problems.stepNeeded, at, column.words)
  }

  measure(m: Measure, at: string, groups: readonly Group[]): void {
    if ('where' in m) this.conditions(m.where, `${at}.where`)
    if (m.of === 'field') return this.field(m.field, at, groups)
    if ('column' in m) this.reckoned(m.of, m.column, `${at}.column`)
    if (m.of === 'ratio') this.reckoned(m.of, m.to, `${at}.to`)
  }

  private reckoned(of: Measure['of'], key: string, at: string): void {
    const column = this.use(key, at)
    if (column && !mayMeasure(of, column)) this.add(problems.wrongMeasure, at, column.words)
  }

  /** A field has one value per area, so a line must be one area, no finer than was asked, or everything. */
  private field(id: string, at: string, groups: readonly Group[]): void {
    const field = this.by.fields.get(id)
    if (!field) return this.add(problems.unknownField, at)
    const column = groups[0] && columnOf(this.source, groups[0].column)
    if (groups.length > 1 || (column && column.type !== 'area')) return this.add(problems.fieldNeedsArea, at)
    const level = column?.type === 'area' ? depthOfKind(column.area) : 0
    const asked = depthOfKind(field.level)
    if (level > asked || (field.kind !== 'number' && level !== asked))
      this.add(problems.fieldTooFine, at, [field.name, field.name])
  }
}

/** Everything that forbids asking; nothing when it may be asked. */
export function checkQuestion(question: Question, by: AskedBy): Finding[] {
  const source = sourceOf(question.source)
  if (!source) return [finding(problems.unknownSource, 'source')]
  if (!source.roles.includes(by.role)) return [finding(problems.notForRole, 'source')]
  const check = new Check(question, source, by)
  const { rows, period, round } = question
  let outputs: number
  if (rows.by === 'each') {
    if (by.role === 'superior' && source.personal) check.add(problems.figuresOnly, 'rows')
    else rows.columns.forEach(({ column }, i) => check.use(column, `rows.columns.${i}.column`))
    outputs = rows.columns.length
  } else {
    rows.groups.forEach((group, i) => check.group(group, `rows.groups.${i}`))
    rows.measures.forEach((measure, i) => check.measure(measure, `rows.measures.${i}`, rows.groups))
    outputs = rows.groups.length + rows.measures.length
  }
  check.conditions(question.filters, 'filters')
  if (source.round === 'needed' && round === null) check.add(problems.roundNeeded, 'round')
  if (source.round === 'none' && round !== null) check.add(problems.noRounds, 'round')
  if (period && source.at === undefined) check.add(problems.noPeriod, 'period')
  if (period?.kind === 'between' && period.from > period.to) check.add(problems.periodReversed, 'period')
  question.sort.forEach(({ output }, i) => {
    if (output >= outputs) check.add(problems.unknownSort, `sort.${i}`)
  })
  return check.findings
}

/** Kept questions are read by others, and for long: they may not name anybody. */
export function checkKept(question: Question): Finding[] {
  const source = sourceOf(question.source)
  if (!source) return []
  const { rows } = question
  const inMeasures =
    rows.by === 'each'
      ? []
      : rows.measures.flatMap((m, i) =>
          'where' in m ? m.where.map((f, j) => [f, `rows.measures.${i}.where.${j}`] as const) : [],
        )
  return [...question.filters.map((f, i) => [f, `filters.${i}`] as const), ...inMeasures].flatMap(([filter, at]) => {
    const column = columnOf(source, filter.column)
    return column?.personal && filter.op !== 'filled' && filter.op !== 'empty'
      ? [finding(problems.personalKept, at, column.words)]
      : []
  })
}

/** Columns that tell who somebody is. */
export const isPersonal = (question: Question): boolean => {
  const source = sourceOf(question.source)
  const { rows } = question
  const keys = rows.by === 'each' ? rows.columns.map((c) => c.column) : rows.groups.map((g) => g.column)
  return source !== undefined && keys.some((key) => columnOf(source, key)?.personal)
}

/** Figures only: no single rows of people, nobody named. */
export const isAggregated = (question: Question): boolean =>
  (question.rows.by === 'groups' || sourceOf(question.source)?.personal === false) && !isPersonal(question)
