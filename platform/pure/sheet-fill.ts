/** What is to stand where in somebody else's workbook: cells by reference, and rows that repeat downward. */

/** Text is text whatever it begins with. `date`: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`, a real date where the cell's format shows one. */
export type FillValue = string | number | { readonly date: string } | null

export interface RowFill {
  /** 1-based, as in the template. */
  readonly row: number
  /** How often the row stands there in the end; rows below move down. 0 leaves one, with its cells empty. */
  readonly times: number
  /** By column letters: the value in each of the rows. */
  readonly cells: Readonly<Record<string, readonly FillValue[]>>
}

export interface SheetFill {
  /** The sheet's name. */
  readonly sheet: string
  readonly cells: Readonly<Record<string, FillValue>>
  readonly rows: readonly RowFill[]
}
