/** Turns the XML of one worksheet into rows as it streams past, spreading merged values and keeping to the limits. */
import { Problem } from '../../pure/problem.ts'
import { columnOf } from './cell-reference.ts'
import { decodeText } from './cell-text.ts'
import { booleanCell, errorCell, isoCell, numberCell, textCell } from './cell-value.ts'
import type { MergedRanges } from './merged-cells.ts'
import { sheetProblems } from './problems.ts'
import type { SharedStrings } from './shared-strings.ts'
import { type Cell, EMPTY_CELL, type SheetLimits, type SheetRow } from './sheet.ts'
import type { Workbook } from './workbook-parts.ts'
import { type XmlIn, xmlIn } from './xml-in.ts'

export interface RowSource {
  readonly workbook: Workbook
  readonly strings: SharedStrings
  readonly merged: MergedRanges
  readonly limits: SheetLimits
}

/** What a merged range leaves on one column: its value, down to its last row. */
interface Cover {
  readonly cell: Cell
  readonly lastRow: number
}

/** `uncalculated formula`: better an error that is seen than a cell that looks empty. */
const NEVER_CALCULATED = '#CALC!'

/** Feed it with `write` and `end`; each whole row is given to `emit`. */
export function xlsxRows(source: RowSource, emit: (row: SheetRow) => void): XmlIn {
  const { workbook, strings, limits } = source
  const covers = new Map<number, Cover>()
  let inRows = false
  let row = 0
  let cells: Cell[] = []
  let column = -1
  let type = 'n'
  let style = 0
  let raw = ''
  let formula = false
  let taking = false
  let inReading = false

  const beginRow = (reference: string | undefined): void => {
    const next = reference === undefined ? row + 1 : Number(reference)
    if (!Number.isInteger(next) || next <= row) throw new Problem(sheetProblems.broken)
    if (next > limits.rows) throw new Problem(sheetProblems.tooManyRows, { limit: limits.rows })
    row = next
    column = -1
    cells = []
  }

  const beginCell = (attributes: Readonly<Record<string, string>>): void => {
    const { r, t, s } = attributes
    column = r === undefined ? column + 1 : columnOf(r)
    if (column < 0) throw new Problem(sheetProblems.broken)
    type = t ?? 'n'
    style = s === undefined ? 0 : Number(s)
    raw = ''
    formula = false
  }

  const cellNow = (): Cell => {
    if (raw === '' && formula && type !== 'str') return errorCell(NEVER_CALCULATED)
    if (type === 's') return raw === '' ? EMPTY_CELL : textCell(strings.at(Number(raw)))
    if (type === 'n') return numberCell(raw, workbook.meanings[style], workbook.date1904)
    if (type === 'b') return booleanCell(raw)
    if (type === 'e') return errorCell(raw)
    if (type === 'd') return isoCell(raw)
    return textCell(decodeText(raw))
  }

  const endCell = (): void => {
    const cell = cellNow()
    // Formatted but empty cells often run on to the last column; they count for nothing.
    if (cell.kind === 'empty') return
    if (column >= limits.columns) throw new Problem(sheetProblems.tooManyColumns, { row, limit: limits.columns })
    if (cell.text.length > limits.cellChars)
      throw new Problem(sheetProblems.cellTooLong, { row, limit: limits.cellChars })
    while (cells.length < column) cells.push(EMPTY_CELL)
    cells[column] = cell
  }

  const endRow = (): void => {
    if (cells.length > 0) {
      // What a person sees in a covered cell is the range's value, even where some tool left another one below it.
      for (const [at, cover] of covers) {
        if (cover.lastRow < row) covers.delete(at)
        else spread(cells, at, at, cover.cell)
      }
      for (const range of source.merged.get(row) ?? []) {
        const first = cells[range.firstColumn]
        if (first === undefined || first.kind === 'empty') continue
        const cell: Cell = { ...first, merged: true }
        const last = Math.min(range.lastColumn, limits.columns - 1)
        for (let at = range.firstColumn; at <= last; at++) covers.set(at, { cell, lastRow: range.lastRow })
        spread(cells, range.firstColumn + 1, last, cell)
      }
      emit({ number: row, cells })
    }
    cells = []
  }

  return xmlIn({
    open(name, attributes) {
      if (!inRows) inRows = name === 'sheetData'
      else if (name === 'c') beginCell(attributes)
      else if (name === 'v') taking = true
      else if (name === 't') taking = !inReading
      else if (name === 'row') beginRow(attributes.r)
      else if (name === 'f') formula = true
      else if (name === 'rPh') inReading = true
    },
    text(run) {
      if (!taking) return
      raw += run
      // Seven characters (`_x000D_`) may stand for one.
      if (raw.length > limits.cellChars * 7)
        throw new Problem(sheetProblems.cellTooLong, { row, limit: limits.cellChars })
    },
    close(name) {
      if (!inRows) return
      if (name === 'v' || name === 't') taking = false
      else if (name === 'c') endCell()
      else if (name === 'row') endRow()
      else if (name === 'rPh') inReading = false
      else if (name === 'sheetData') inRows = false
    },
  })
}

function spread(cells: Cell[], first: number, last: number, cell: Cell): void {
  while (cells.length < first) cells.push(EMPTY_CELL)
  for (let at = first; at <= last; at++) cells[at] = cell
}
