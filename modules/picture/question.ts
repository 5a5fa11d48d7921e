/**
 * A question: what a report is. Which rows, which columns, under which conditions, where and when; over a source of the
 * catalogue, never over tables. It is data that a person put together, so everything in it is checked (check-question.ts).
 */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { day } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'

const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
/** Control characters are nobody's search; the database would refuse some of them. */
const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\u0000-\u001f\u007f]*$/)
/** The database's calendar begins later than that of the pattern. */
const someDay = day.refine((d) => d >= '1900-01-01' && d <= '2999-12-31')
const title = plain(40).nullable().default(null)
const most = { columns: 40, conditions: 20, values: 60 }

const on = { column: key }
export const filter = z.discriminatedUnion('op', [
  z.object({ op: z.literal('in'), ...on, values: z.array(plain(80)).min(1).max(most.values) }),
  z.object({ op: z.literal('not-in'), ...on, values: z.array(plain(80)).min(1).max(most.values) }),
  z.object({ op: z.literal('contains'), ...on, text: plain(40) }),
  z.object({ op: z.literal('is'), ...on, value: z.number() }),
  z.object({ op: z.literal('at-least'), ...on, value: z.number() }),
  z.object({ op: z.literal('at-most'), ...on, value: z.number() }),
  z.object({ op: z.literal('since'), ...on, day: someDay }),
  z.object({ op: z.literal('until'), ...on, day: someDay }),
  /** The last so many days, today included: 1 is today. */
  z.object({ op: z.literal('within'), ...on, days: z.int().min(1).max(3660) }),
  z.object({ op: z.literal('yes'), ...on }),
  z.object({ op: z.literal('no'), ...on }),
  z.object({ op: z.literal('filled'), ...on }),
  z.object({ op: z.literal('empty'), ...on }),
])
export type Filter = z.infer<typeof filter>
export type FilterOp = Filter['op']
const conditions = z.array(filter).max(most.conditions)

const over = { column: key, where: conditions.default([]), title }
export const measure = z.discriminatedUnion('of', [
  z.object({ of: z.literal('count'), where: conditions.default([]), title }),
  /** Of all rows of the line, those for which the conditions hold, in per cent. */
  z.object({ of: z.literal('share'), where: conditions.min(1), title }),
  z.object({ of: z.literal('sum'), ...over }),
  z.object({ of: z.literal('average'), ...over }),
  z.object({ of: z.literal('least'), ...over }),
  z.object({ of: z.literal('most'), ...over }),
  /** One sum in per cent of another. */
  z.object({ of: z.literal('ratio'), column: key, to: key, title }),
  /** A field that communities are asked to fill: summed up, or as it stands. */
  z.object({ of: z.literal('field'), field: uuid, title }),
])
export type Measure = z.infer<typeof measure>

export const group = z.object({ column: key, step: z.enum(['day', 'hour']).nullable().default(null) })
export type Group = z.infer<typeof group>

export const rowsOfQuestion = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('each'),
    columns: z
      .array(z.object({ column: key, title }))
      .min(1)
      .max(most.columns),
  }),
  z.object({
    by: z.literal('groups'),
    /** None: one line for everything. */
    groups: z.array(group).max(3),
    measures: z.array(measure).min(1).max(most.columns),
    /** Areas without a single row stand there, too, with their noughts. */
    every: z.boolean().default(false),
    /** A last line over all of them. */
    totals: z.boolean().default(false),
  }),
])

export const period = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('today') }),
  z.object({ kind: z.literal('yesterday') }),
  z.object({ kind: z.literal('days'), days: z.int().min(1).max(366) }),
  z.object({ kind: z.literal('between'), from: someDay, to: someDay }),
])
export type Period = z.infer<typeof period>

export const question = z.object({
  source: z.string().max(60),
  rows: rowsOfQuestion,
  filters: conditions.default([]),
  /** At or below this area; null: wherever the asker answers. */
  area: areaPath.nullable().default(null),
  period: period.nullable().default(null),
  /** 'latest': the round opened last, an open one before a closed one. */
  round: z
    .union([z.literal('latest'), uuid])
    .nullable()
    .default(null),
  /** By the columns that come out, counted from 0; without any: areas in their order, the most first, or as they come. */
  sort: z
    .array(
      z.object({
        output: z
          .int()
          .min(0)
          .max(most.columns + 3),
        down: z.boolean().default(false),
      }),
    )
    .max(3)
    .default([]),
  /** What for: needed where a column tells who somebody is. */
  purpose: plain(200).min(2).nullable().default(null),
})
export type Question = z.infer<typeof question>
export type QuestionDraft = z.input<typeof question>

/** Days of a period, both included. @param today the Shanghai day */
export function daysOf(period: Period, today: string): { from: string; to: string } {
  switch (period.kind) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: dayBefore(today, 1), to: dayBefore(today, 1) }
    case 'days':
      return { from: dayBefore(today, period.days - 1), to: today }
    case 'between':
      return { from: period.from, to: period.to }
  }
}

/** `n` days before a day; negative: after it. */
export const dayBefore = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - n * 86_400_000).toISOString().slice(0, 10)
