/**
 * Rows on their way from the thread that reads to the thread that asked: one text for many rows, plain cells as bare strings,
 * since copying objects from heap to heap costs more than reading them. Half characters and NUL, which cannot be stored, go here.
 */
import type { Problem } from '../../pure/problem.ts'
import { type Cell, EMPTY_CELL, type Sheet, type SheetLimits, type SheetRow } from './sheet.ts'

export interface ReadOrder {
  readonly filePath: string
  readonly originalName: string
  readonly limits: Partial<SheetLimits>
}
type Fault = Pick<Problem, 'kind' | 'params'>
export type ToReader =
  | { readonly rows: number; readonly sheet: number; readonly ahead: number }
  | { readonly more: number }
  | { readonly stop: number }
/** `of`: the reading that it belongs to, 0 for the opening of the file. */
export type FromReader = { readonly of: number } & (
  | { readonly opened: Pick<Sheet, 'kind' | 'encoding' | 'sheetNames'> }
  | { readonly parcel: string; readonly progress: number }
  | { readonly problem: Fault }
  | { readonly done: true }
)

type Packed = string | Cell

const storable = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '')

const pack = (cell: Cell): Packed => {
  const text = storable(cell.text)
  const plain = cell.kind === 'text' ? text !== '' : cell.kind === 'empty' && text === ''
  return plain && !cell.merged && !cell.mangled ? text : { ...cell, text }
}

export const packRows = (rows: readonly SheetRow[]): string =>
  JSON.stringify(rows.map(({ number, cells }) => [number, cells.map(pack)]))

export function* unpackRows(parcel: string): Generator<SheetRow> {
  for (const [number, cells] of JSON.parse(parcel) as [number, Packed[]][])
    yield {
      number,
      cells: cells.map((cell) =>
        typeof cell !== 'string' ? cell : cell === '' ? EMPTY_CELL : { text: cell, kind: 'text' },
      ),
    }
}
