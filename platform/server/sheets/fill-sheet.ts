/** The rows of a worksheet written anew with values in their cells: formats kept, rows repeated, formulas moved along, what they had reckoned dropped. */
import type { FillValue, SheetFill } from '../../pure/sheet-fill.ts'
import { columnOf } from './cell-reference.ts'
import { encodeText } from './cell-text.ts'
import { type FormulaPlace, movedFormula } from './formula.ts'
import type { NumberMeaning } from './number-formats.ts'
import { cellAt, movedReferences, placeOf, type RowMoves } from './row-moves.ts'
import { dateToSerial } from './serial-dates.ts'
import { SHEET_LIMITS } from './sheet.ts'
import type { SheetCell, SheetLine, TemplateSheet } from './template-sheet.ts'
import { attributesXml, escaped } from './xml-scan.ts'

/** What the sheets of one workbook have in common. */
export interface FillContext {
  /** Puts a text into the workbook's table of texts; undefined when it has none and the text goes into the cell. */
  readonly share: (text: string) => number | undefined
  readonly meanings: readonly NumberMeaning[]
  readonly date1904: boolean
  /** By the sheet's name, in any case. */
  readonly movesOf: (sheet: string) => RowMoves | undefined
}

const MOST_EXACT = 1e15
/** Days between the two calendars that Excel counts by. */
const LATER_1904 = 1462

interface Filled {
  readonly value: FillValue
}

/** @returns `<sheetData>` with everything in it */
export function filledRows(
  sheet: TemplateSheet,
  name: string,
  fill: SheetFill | undefined,
  context: FillContext,
): string {
  const { prefix } = sheet
  const moves = context.movesOf(name)
  const single = new Map<number, Map<number, FillValue>>()
  for (const [reference, value] of Object.entries(fill?.cells ?? {})) {
    const place = placeOf(reference)
    if (!place) continue
    const row = single.get(place.row) ?? new Map<number, FillValue>()
    single.set(place.row, row.set(place.column, value))
  }
  const repeated = new Map((fill?.rows ?? []).map((r) => [r.row, r]))
  const known = new Map(sheet.lines.map((line) => [line.row, line]))
  const rows = [...new Set([...known.keys(), ...single.keys(), ...repeated.keys()])].sort((a, b) => a - b)

  const lookOf = (column: number): Readonly<Record<string, string>> => {
    const look = sheet.columns.find((c) => c.from <= column && column <= c.to)
    return look?.style ? { s: look.style } : {}
  }
  const write = (line: SheetLine, below: number | null, filled: ReadonlyMap<number, Filled>): string => {
    const row = (moves?.first(line.row) ?? line.row) + (below ?? 0)
    const place: FormulaPlace = { sheet: name, ...(below === null ? {} : { copy: { row: line.row, below } }) }
    const own = new Map(line.cells.map((cell) => [cell.column, cell]))
    const columns = [...new Set([...own.keys(), ...filled.keys()])].sort((a, b) => a - b)
    const cells = columns.map((column) => {
      const cell = own.get(column)
      const value = filled.get(column)
      const reference = cellAt(column, row)
      if (value) return valueXml(prefix, reference, value.value, cell?.attributes ?? lookOf(column), context)
      return cell ? keptXml(prefix, reference, cell, place, context) : ''
    })
    return `<${prefix}row r="${row}"${attributesXml(line.attributes)}>${cells.join('')}</${prefix}row>`
  }

  const written = rows.map((row) => {
    const line = known.get(row) ?? { row, attributes: {}, cells: [] }
    const list = repeated.get(row)
    const constant = [...(single.get(row) ?? [])].map(([column, value]) => [column, { value }] as const)
    if (!list) return write(line, null, new Map(constant))
    return Array.from({ length: Math.max(1, list.times) }, (_, i) => {
      const cells = Object.entries(list.cells).map(
        ([letters, values]) => [columnOf(letters), { value: list.times === 0 ? null : (values[i] ?? null) }] as const,
      )
      return write(line, i, new Map([...constant, ...cells]))
    }).join('')
  })
  return `<${prefix}sheetData>${written.join('')}</${prefix}sheetData>`
}

/** As it was; a formula reads as it must in its new row and is reckoned anew when the workbook is opened. */
function keptXml(
  prefix: string,
  reference: string,
  cell: SheetCell,
  place: FormulaPlace,
  context: FillContext,
): string {
  const { formula } = cell
  const start = `<${prefix}c r="${reference}"${attributesXml(cell.attributes)}`
  if (!formula) {
    const type = cell.type === 'n' ? '' : ` t="${cell.type}"`
    return cell.inner === '' ? `${start}/>` : `${start}${type}>${cell.inner}</${prefix}c>`
  }
  const moves = context.movesOf(place.sheet)
  const { ref, ...others } = formula.attributes
  const attributes = {
    ...others,
    ...(ref === undefined ? {} : { ref: moves ? movedReferences(ref, moves, false) : ref }),
  }
  const text = movedFormula(formula.text, place, context.movesOf)
  return `${start}><${prefix}f${attributesXml(attributes)}>${escaped(text)}</${prefix}f></${prefix}c>`
}

/** Text is a text cell whatever it begins with: nothing that is filled in ever becomes a formula. */
function valueXml(
  prefix: string,
  reference: string,
  value: FillValue,
  attributes: Readonly<Record<string, string>>,
  context: FillContext,
): string {
  const { s } = attributes
  const start = `<${prefix}c r="${reference}"${s === undefined ? '' : ` s="${s}"`}`
  const number = (n: number): string => `${start}><${prefix}v>${n}</${prefix}v></${prefix}c>`
  if (value === null || value === '') return `${start}/>`
  if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < MOST_EXACT) return number(value)
  if (typeof value === 'object') {
    const serial = dateToSerial(value.date)
    const shown = context.meanings[Number(s ?? 0)]?.is
    if (serial !== undefined && (shown === 'date' || shown === 'time'))
      return number(context.date1904 ? serial - LATER_1904 : serial)
  }
  const text = typeof value === 'object' ? value.date : String(value)
  const whole = text.length > SHEET_LIMITS.cellChars ? `${text.slice(0, SHEET_LIMITS.cellChars - 1)}…` : text
  const index = context.share(whole)
  if (index !== undefined) return `${start} t="s"><${prefix}v>${index}</${prefix}v></${prefix}c>`
  return `${start} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${encodeText(whole)}</${prefix}t></${prefix}is></${prefix}c>`
}
