/**
 * Where rows of a sheet come to lie when some of them repeat. A single row goes to where its first copy is; a range that ends in a
 * repeated row grows over all copies, so that a total below the list covers all of it.
 */
import { columnName, columnOf } from './cell-reference.ts'

export interface RowMoves {
  first(row: number): number
  last(row: number): number
  /** The copies of this row; 1 for all that do not repeat. */
  times(row: number): number
  readonly any: boolean
}

/** @param repeated row → how often it stands there in the end, at least 1 */
export function rowMoves(repeated: ReadonlyMap<number, number>): RowMoves {
  const list = [...repeated].filter(([, times]) => times > 1).sort(([a], [b]) => a - b)
  const added = (counts: (row: number) => boolean): number =>
    list.reduce((sum, [row, times]) => sum + (counts(row) ? times - 1 : 0), 0)
  return {
    first: (row) => row + added((r) => r < row),
    last: (row) => row + added((r) => r <= row),
    times: (row) => repeated.get(row) ?? 1,
    any: list.length > 0,
  }
}

export const STAYING: RowMoves = rowMoves(new Map())

const CELL = /^(\$?[A-Z]{1,3}\$?)(\d+)$/
/** `B5` moved; what is no cell (a whole column) stays. */
const movedEnd = (reference: string, move: (row: number) => number): string => {
  const found = CELL.exec(reference)
  return found ? `${found[1]}${move(Number(found[2]))}` : reference
}

/** `B5`, `B5:C9`, or several of them apart by spaces, as in `ref` and `sqref`. @param grow also a single cell grows over its copies */
export const movedReferences = (references: string, moves: RowMoves, grow: boolean): string =>
  references
    .split(' ')
    .map((reference) => {
      const [from = '', to] = reference.split(':')
      const end = to ?? from
      const start = movedEnd(from, (row) => moves.first(row))
      const stop = movedEnd(end, (row) => (grow || to !== undefined ? moves.last(row) : moves.first(row)))
      return to === undefined && start === stop ? start : `${start}:${stop}`
    })
    .join(' ')

export const cellAt = (column: number, row: number): string => `${columnName(column)}${row}`

export interface CellPlace {
  readonly column: number
  readonly row: number
}
/** `B5` → column 1, row 5; null for anything else. */
export function placeOf(reference: string): CellPlace | null {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference)
  return found ? { column: columnOf(found[1]!), row: Number(found[2]) } : null
}
