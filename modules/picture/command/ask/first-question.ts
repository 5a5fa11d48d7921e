/** The question that stands there when a source is chosen: something sensible at once, to be changed from there. */
import { depthOf } from '../../../../platform/pure/area.ts'
import type { Role } from '../../../../platform/pure/roles.ts'
import type { Source } from '../../../../platform/pure/source.ts'
import { depthOfKind } from '../../../register/model.ts'
import { type Measure, type Question, question } from '../../question.ts'
import { type AreaColumn, areaColumns, columnsOf } from '../../sources.ts'

/** The next level of areas below a place, as far as the source goes. */
export const levelBelow = (path: string, source: Source): AreaColumn | null =>
  areaColumns.find((key) => key !== 'patch' && depthOfKind(key) > depthOf(path) && depthOfKind(key) <= source.depth) ??
  null

/** Figures of every number of the source, or how many rows there are. */
const measuresOf = (source: Source): Measure[] => {
  const numbers = source.personal ? [] : source.columns.filter((c) => c.type === 'number' && c.key !== 'lane')
  return numbers.length > 0
    ? numbers.map((c) => ({ of: 'sum', column: c.key, where: [], title: null }))
    : [{ of: 'count', where: [], title: null }]
}

export const groupedRows = (source: Source, path: string): Question['rows'] => {
  const level = levelBelow(path, source)
  return {
    by: 'groups',
    groups: level ? [{ column: level, step: null }] : [],
    measures: measuresOf(source),
    every: false,
    totals: true,
  }
}

/** The first columns that name nobody. */
export const eachRows = (source: Source): Question['rows'] => ({
  by: 'each',
  columns: columnsOf(source)
    .filter((c) => !c.personal && c.key !== 'patch' && c.key !== 'compound')
    .slice(0, 6)
    .map((c) => ({ column: c.key, title: null })),
})

export function firstQuestion(source: Source, role: Role, path: string): Question {
  const figures = source.personal || role === 'superior' || source.columns.some((c) => c.type === 'number')
  return question.parse({
    source: source.key,
    rows: figures ? groupedRows(source, path) : eachRows(source),
    round: source.round === 'none' ? null : 'latest',
  })
}
