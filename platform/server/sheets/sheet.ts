/**
 * What a spreadsheet is to the rest of the house, whatever file it came from: numbered rows of cells, each with the
 * text a person sees. Surprising: a number that Excel has already rounded is handed on as `mangled`, never repaired.
 */

export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'empty' | 'error'

export interface Cell {
  /**
   * As a person sees it: whole numbers without exponent, dates `YYYY-MM-DD` (`YYYY-MM-DD HH:MM[:SS]` with a time),
   * `TRUE`/`FALSE`, errors as `#N/A`; a formula that was never calculated is the error `#CALC!`.
   */
  readonly text: string
  readonly kind: CellKind
  /** The stored number behind a number, date or time of day. */
  readonly number?: number
  /** 16 digits or more went through a number: the last ones are lost (Excel keeps 15). */
  readonly mangled?: true
  /** Covered by a merged range: the text is that of its first cell. */
  readonly merged?: true
}

export interface SheetRow {
  /** 1-based, as Excel shows it at the left; rows without any value are left out, so numbers may jump. */
  readonly number: number
  /** From column A up to the last cell with a value. */
  readonly cells: readonly Cell[]
}

export interface Sheet {
  readonly kind: 'xlsx' | 'csv'
  /** Of a csv: `utf-8`, `gb18030` (which covers GBK), `utf-16le` or `utf-16be`. */
  readonly encoding?: string
  /** The visible worksheets in their order (the hidden ones only when none is visible). */
  readonly sheetNames: readonly string[]
  /** Streams one sheet (default the first); may be called again. Throws a Problem of `sheetProblems`, also midway. */
  rows(options?: { sheet?: number }): AsyncGenerator<SheetRow, void, undefined>
  /** How much of the latest `rows()` has been read, 0 to 1. */
  progress(): number
  /** Lets go of the file. */
  close(): Promise<void>
}

export interface SheetLimits {
  /** Bytes of the file itself. */
  readonly fileBytes: number
  /** Bytes of one part (a sheet, the string table) once unpacked. */
  readonly partBytes: number
  /** Unpacked by packed size; small parts are let off, as a page of spaces packs well. */
  readonly ratio: number
  readonly ratioFreeBytes: number
  readonly columns: number
  readonly rows: number
  /** Characters (UTF-16 units) of one cell: Excel's own limit. */
  readonly cellChars: number
}

const MB = 1024 * 1024

export const SHEET_LIMITS: SheetLimits = {
  fileBytes: 200 * MB,
  partBytes: 2048 * MB,
  ratio: 200,
  ratioFreeBytes: 16 * MB,
  columns: 200,
  rows: 1_048_576,
  cellChars: 32_767,
}

export const EMPTY_CELL: Cell = Object.freeze({ text: '', kind: 'empty' })
