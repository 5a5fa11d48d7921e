/** One condition as SQL: the column by its name from the catalogue, every value a parameter with its type said. */
import type { Parameters } from '../../../platform/server/database/parameters.ts'
import { dayBefore, type Filter } from '../question.ts'
import type { Column } from '../sources.ts'

export const dayAfter = (day: string): string => dayBefore(day, -1)
/** The moment at which a Shanghai day begins. */
export const startOf = (day: string): string => `${day}T00:00:00+08:00`

/** @param value the column as SQL */
export function conditionSql(filter: Filter, column: Column, value: string, today: string, p: Parameters): string {
  const isList = column.type === 'codes'
  const since = (day: string): string =>
    column.type === 'day' ? `${value} >= ${p.add(day)}::date` : `${value} >= ${p.add(startOf(day))}::timestamptz`
  const until = (day: string): string =>
    column.type === 'day'
      ? `${value} <= ${p.add(day)}::date`
      : `${value} < ${p.add(startOf(dayAfter(day)))}::timestamptz`
  switch (filter.op) {
    case 'in':
      return isList ? `${value} && ${p.add(filter.values)}::text[]` : `${value} = ANY (${p.add(filter.values)}::text[])`
    case 'not-in':
      return isList
        ? `NOT coalesce(${value} && ${p.add(filter.values)}::text[], false)`
        : `coalesce(${value} <> ALL (${p.add(filter.values)}::text[]), true)`
    case 'contains':
      return `strpos(lower(${value}), lower(${p.add(filter.text)}::text)) > 0`
    case 'is':
      return `${value} = ${p.add(filter.value)}::double precision`
    case 'at-least':
      return `${value} >= ${p.add(filter.value)}::double precision`
    case 'at-most':
      return `${value} <= ${p.add(filter.value)}::double precision`
    case 'since':
      return since(filter.day)
    case 'until':
      return until(filter.day)
    case 'within':
      return `(${since(dayBefore(today, filter.days - 1))} AND ${until(today)})`
    case 'yes':
      return value
    case 'no':
      return `NOT coalesce(${value}, false)`
    case 'filled':
      return isList ? `cardinality(${value}) > 0` : `${value} IS NOT NULL`
    case 'empty':
      return isList ? `coalesce(cardinality(${value}), 0) = 0` : `${value} IS NULL`
  }
}
