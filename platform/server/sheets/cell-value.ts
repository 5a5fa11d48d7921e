/**
 * A cell of an xlsx from what the file stores: its type, its raw value and what its number format means.
 * Surprising: Excel keeps 15 digits, so an identity number typed into a number cell has lost its tail already.
 */
import { decodeText } from './cell-text.ts'
import type { NumberMeaning } from './number-formats.ts'
import { serialToClock, serialToDate } from './serial-dates.ts'
import { type Cell, EMPTY_CELL } from './sheet.ts'

/** The smallest whole number of 16 digits. */
const SIXTEEN_DIGITS = 1e15
const ROUNDED_TEXT = /^\d(?:\.\d+)?E\+(\d{2,3})$/i

/** A text cell; one that shows an exponent of 15 or more was a long number once, before somebody made it text. */
export function textCell(text: string): Cell {
  if (text === '') return EMPTY_CELL
  if (text.length < 24 && text.includes('+')) {
    const rounded = ROUNDED_TEXT.exec(text)
    if (rounded && Number(rounded[1]) >= 15) return { text, kind: 'text', mangled: true }
  }
  return { text, kind: 'text' }
}

/** A cell of type `n`. `raw` that is no number stays text. */
export function numberCell(raw: string, meaning: NumberMeaning | undefined, date1904: boolean): Cell {
  if (raw === '') return EMPTY_CELL
  const number = Number(raw)
  if (!Number.isFinite(number)) return textCell(raw)
  const is = meaning?.is
  if (is === 'date') {
    const text = serialToDate(number, date1904)
    if (text !== undefined) return { text, kind: 'date', number }
  } else if (is === 'time') {
    // A day with a time format (h:mm of 2025-03-01 09:30) is still that moment.
    const text = number >= 1 && number < 1e6 ? serialToDate(number, date1904) : serialToClock(number)
    if (text !== undefined) return { text, kind: number >= 1 ? 'date' : 'text', number }
  }
  if (Math.abs(number) >= SIXTEEN_DIGITS) return { text: exponent(number), kind: 'number', number, mangled: true }
  const text = plain(number)
  return { text: is === 'padded' ? pad(text, meaning) : text, kind: 'number', number }
}

export const booleanCell = (raw: string): Cell =>
  raw === '' ? EMPTY_CELL : { text: raw === '1' || raw === 'true' ? 'TRUE' : 'FALSE', kind: 'boolean' }

export const errorCell = (raw: string): Cell => ({ text: decodeText(raw), kind: 'error' })

/** ISO 8601 of a cell of type `d`, a kind that Excel reads but rarely writes. */
export function isoCell(raw: string): Cell {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}))?)?/.exec(raw)
  if (!found) return textCell(raw)
  const [, day, minutes, seconds] = found
  const midnight = minutes === undefined || (minutes === '00:00' && (seconds === undefined || seconds === '00'))
  if (midnight) return { text: day!, kind: 'date' }
  return { text: `${day} ${minutes}${seconds === undefined || seconds === '00' ? '' : `:${seconds}`}`, kind: 'date' }
}

/** 15 significant digits as Excel shows, without an exponent for anything a list holds. */
function plain(number: number): string {
  if (Number.isInteger(number)) return String(number)
  return String(Number(number.toPrecision(15)))
}

/** `1.1010519491231E+17`, as Excel shows a number that is too long. */
function exponent(number: number): string {
  const [digits = '', power = ''] = number.toExponential(14).split('e')
  return `${digits.replace(/\.?0+$/, '')}E${power.replace(/^([+-])(\d)$/, '$10$2')}`
}

/** `0000` on 101 shows 0101: room and house numbers are kept so. */
function pad(text: string, meaning: NumberMeaning | undefined): string {
  return meaning?.is === 'padded' && /^\d+$/.test(text) ? text.padStart(meaning.digits, '0') : text
}
