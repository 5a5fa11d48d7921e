/** A form as a person sees it, cell by cell, for choosing what goes where; and proof that it can be filled. */

import { decodeText } from './cell-text.ts'
import { booleanCell, errorCell, isoCell, numberCell } from './cell-value.ts'
import { cellAt } from './row-moves.ts'
import { openTemplate, type TemplatePackage } from './template-package.ts'
import { readTemplateSheet, type SheetCell } from './template-sheet.ts'

export interface GridCell {
  /** `B5` */
  readonly at: string
  /** As shown; of a formula the formula itself. */
  readonly text: string
  readonly formula: boolean
}
export interface Grid {
  readonly name: string
  /** How many columns are worth showing. */
  readonly columns: number
  readonly rows: readonly { readonly row: number; readonly cells: readonly GridCell[] }[]
  readonly merges: readonly string[]
  /** By column, in characters; null where the writer left the usual width. */
  readonly widths: readonly (number | null)[]
}

const MOST_ROWS = 300
const MOST_COLUMNS = 60

/** The visible sheets, each from its top left. Throws a Problem of `sheetProblems`. */
export async function readTemplate(file: Buffer): Promise<Grid[]> {
  const book = await openTemplate(file)
  return book.workbook.sheets.map(({ name, part }) => {
    const sheet = readTemplateSheet(book.text(part))
    const rows = sheet.lines
      .filter((line) => line.row <= MOST_ROWS)
      .map((line) => ({
        row: line.row,
        cells: line.cells
          .filter((cell) => cell.column < MOST_COLUMNS)
          .map((cell) => ({
            at: cellAt(cell.column, line.row),
            text: textOf(cell, book),
            formula: cell.formula !== undefined,
          })),
      }))
    const columns = Math.max(
      1,
      ...sheet.lines.flatMap((line) => line.cells.map((cell) => Math.min(cell.column + 1, MOST_COLUMNS))),
    )
    return {
      name,
      columns,
      rows,
      merges: sheet.merges,
      widths: Array.from({ length: columns }, (_, column) => {
        const look = sheet.columns.find((c) => c.from <= column && column <= c.to)
        return look?.hidden ? 0 : (look?.width ?? null)
      }),
    }
  })
}

function textOf(cell: SheetCell, book: TemplatePackage): string {
  if (cell.formula) return `=${cell.formula.text}`
  switch (cell.type) {
    case 's':
      return book.strings[Number(cell.value)] ?? ''
    case 'inlineStr':
      return decodeText(cell.inline)
    case 'b':
      return booleanCell(cell.value).text
    case 'e':
      return errorCell(cell.value).text
    case 'd':
      return isoCell(cell.value).text
    case 'n':
      return numberCell(cell.value, book.workbook.meanings[cell.style], book.workbook.date1904).text
    default:
      return decodeText(cell.value)
  }
}
