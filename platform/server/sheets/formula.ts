/**
 * References within a formula, moved with the rows they name. Strings, names, functions (LOG10) and other workbooks stay as they
 * are. In a row that repeats, relative references to itself and above go along from copy to copy, as when one fills down.
 */
import { columnName, columnOf } from './cell-reference.ts'
import type { RowMoves } from './row-moves.ts'

const CELL = String.raw`\$?[A-Z]{1,3}\$?[1-9]\d{0,6}`
const WORD = String.raw`\p{L}\p{N}_.\\`
const TOKEN = new RegExp(
  [
    '"(?:[^"]|"")*"',
    String.raw`(?<sheet>(?:'(?:[^']|'')+'|(?:\[\d+\])?[${WORD}]+(?::[${WORD}]+)?)!)?(?:(?<from>${CELL})(?::(?<to>${CELL}))?|(?<top>\$?[1-9]\d{0,6}):(?<bottom>\$?[1-9]\d{0,6}))(?![${WORD}(!\[])`,
    String.raw`\[[^\]]*\]`,
    String.raw`[\p{L}_\\][${WORD}?]*`,
    String.raw`\d+(?:\.\d+)?(?:E[+-]?\d+)?`,
  ].join('|'),
  'gu',
)

interface Parts {
  readonly sheet?: string
  readonly from?: string
  readonly to?: string
  readonly top?: string
  readonly bottom?: string
}
/** Excel's last column is XFD; what lies beyond is somebody's name for something. */
const LAST_COLUMN = columnOf('XFD')
const isCell = (reference: string | undefined): boolean =>
  reference === undefined || columnOf(reference.replace('$', '')) <= LAST_COLUMN

const eachReference = (formula: string, change: (parts: Parts) => string | null): string =>
  formula.replace(TOKEN, (whole, ...rest) => {
    const parts = rest.at(-1) as Parts
    const names = (parts.from !== undefined || parts.top !== undefined) && isCell(parts.from) && isCell(parts.to)
    return names ? (change(parts) ?? whole) : whole
  })

/** `Sheet1!` → `Sheet1`, `'桃花 街道'!` → `桃花 街道`. */
const nameOf = (sheet: string): string => {
  const bare = sheet.slice(0, -1)
  return bare.startsWith("'") ? bare.slice(1, -1).replaceAll("''", "'") : bare
}
const REFERENCE = /^(\$?[A-Z]{0,3})(\$?)(\d+)$/
const withRow = (reference: string, row: (row: number, fixed: boolean) => number): string => {
  const [, column = '', fixed = '', number = ''] = REFERENCE.exec(reference) ?? []
  return `${column}${fixed}${row(Number(number), fixed === '$')}`
}

export interface FormulaPlace {
  /** The sheet that the formula stands in. */
  readonly sheet: string
  /** It stands in the repeated row `row`, in the copy so many rows below the first. */
  readonly copy?: { readonly row: number; readonly below: number }
}

/** @param movesOf of the sheet by name; undefined where nothing moves */
export function movedFormula(
  formula: string,
  { sheet: own, copy }: FormulaPlace,
  movesOf: (sheet: string) => RowMoves | undefined,
): string {
  return eachReference(formula, ({ sheet, from, to, top, bottom }) => {
    const name = sheet === undefined ? own : nameOf(sheet)
    const moves = movesOf(name)
    if (!moves) return null
    const along = copy !== undefined && name.toLowerCase() === own.toLowerCase() ? copy : undefined
    const goes = (row: number, fixed: boolean): boolean => along !== undefined && !fixed && row <= along.row
    const start = (row: number, fixed: boolean): number =>
      moves.first(row) + (goes(row, fixed) ? (along?.below ?? 0) : 0)
    const end = (row: number, fixed: boolean): number => (goes(row, fixed) ? start(row, fixed) : moves.last(row))
    if (top !== undefined && bottom !== undefined) return `${sheet ?? ''}${withRow(top, start)}:${withRow(bottom, end)}`
    if (from === undefined) return null
    return `${sheet ?? ''}${withRow(from, start)}${to === undefined ? '' : `:${withRow(to, end)}`}`
  })
}

/** The formula as it reads so many rows and columns further on: what a shared formula means in another cell. */
export function translatedFormula(formula: string, rows: number, columns: number): string {
  const there = (reference: string): string => {
    const [, column = '', fixed = '', number = ''] = REFERENCE.exec(reference) ?? []
    const moved = column.startsWith('$') || column === '' ? column : columnName(columnOf(column) + columns)
    return `${moved}${fixed}${fixed === '$' ? number : Number(number) + rows}`
  }
  return eachReference(formula, ({ sheet = '', from, to, top, bottom }) => {
    if (top !== undefined && bottom !== undefined) return `${sheet}${there(top)}:${there(bottom)}`
    return from === undefined ? null : `${sheet}${there(from)}${to === undefined ? '' : `:${there(to)}`}`
  })
}
