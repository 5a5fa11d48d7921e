/** Two answers to the same question, one told earlier: what is more, what is less, what came and what went. */
import type { CellValue, Output, Result } from './model.ts'

export interface ComparedCell {
  readonly before: CellValue
  readonly after: CellValue
  /** For numbers that are there both times. */
  readonly change: number | null
}
export interface ComparedLine {
  readonly state: 'same' | 'changed' | 'new' | 'gone'
  /** One per column of the later answer. */
  readonly cells: readonly ComparedCell[]
}
export interface Comparison {
  readonly columns: readonly Output[]
  readonly lines: readonly ComparedLine[]
  readonly totals: ComparedLine | null
}

const same = (a: CellValue, b: CellValue): boolean => JSON.stringify(a) === JSON.stringify(b)
const nameOf = (output: Output): string => output.title[0]

/** Lines of groups are known by what they are of; single records by everything that is told of them. */
const keysOf = (result: Result): string[] => {
  const seen = new Map<string, number>()
  return result.rows.map((row, i) => {
    const key = JSON.stringify(result.keys[i]?.length ? result.keys[i] : result.columns[0]?.role === 'key' ? [] : row)
    const n = seen.get(key) ?? 0
    seen.set(key, n + 1)
    return `${key}#${n}`
  })
}

/** In the order of the later answer; what is gone stands at the end. Columns are matched by their headings. */
export function compareResults(before: Result, after: Result): Comparison {
  const from = after.columns.map((column) => before.columns.findIndex((c) => nameOf(c) === nameOf(column)))
  const single = before.rows.length === 1 && after.rows.length === 1 && after.columns.every((c) => c.role === 'value')
  const earlier = new Map(keysOf(before).map((key, i) => [single ? '' : key, before.rows[i] ?? []]))
  const line = (row: readonly CellValue[] | null, old: readonly CellValue[] | null): ComparedLine => {
    const cells = after.columns.map((column, i): ComparedCell => {
      const was = old ? (old[from[i] ?? -1] ?? null) : null
      const is = row ? (row[i] ?? null) : column.role === 'key' ? was : null
      const change =
        column.role === 'value' && typeof was === 'number' && typeof is === 'number'
          ? Math.round((is - was) * 100) / 100
          : null
      return { before: was, after: is, change }
    })
    if (row === null) return { state: 'gone', cells }
    if (old === null) return { state: 'new', cells }
    const differs = cells.some((c, i) => after.columns[i]?.role === 'value' && !same(c.before, c.after))
    return { state: differs ? 'changed' : 'same', cells }
  }
  const keys = keysOf(after)
  const lines = after.rows.map((row, i) => line(row, earlier.get(single ? '' : (keys[i] ?? '')) ?? null))
  const still = new Set(single ? [''] : keys)
  const gone = [...earlier].filter(([key]) => !still.has(key)).map(([, old]) => line(null, old))
  return {
    columns: after.columns,
    lines: [...lines, ...gone],
    totals: after.totals && before.totals ? line(after.totals, before.totals) : null,
  }
}

/** `+12`, `−3`, nothing where nothing changed. */
export const changeText = (change: number | null): string =>
  change === null || change === 0 ? '' : change > 0 ? `+${change}` : `−${Math.abs(change)}`

/** Whether anything at all is different. */
export const differs = ({ lines, totals }: Comparison): boolean =>
  [...lines, ...(totals ? [totals] : [])].some((line) => line.state !== 'same')
