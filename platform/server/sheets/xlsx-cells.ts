/**
 * One value as the XML of a cell. Text is always a string cell, never a formula; a whole number of 16 digits or more is
 * written as text, as Excel would round it.
 */
import { shanghaiDay, shanghaiMinute } from '../../pure/time.ts'
import { encodeText } from './cell-text.ts'
import { isDangerous } from './formula-guard.ts'
import { dateToSerial } from './serial-dates.ts'
import { SHEET_LIMITS } from './sheet.ts'
import type { StringPool } from './string-pool.ts'
import { STYLE } from './xlsx-styles.ts'

/** `date` takes a Date (its Shanghai day) or `YYYY-MM-DD`; `moment` a Date (Shanghai) or `YYYY-MM-DD HH:MM`. */
export type ColumnKind = 'text' | 'number' | 'date' | 'moment' | 'boolean'

export const COLUMN_STYLE: Readonly<Record<ColumnKind, number>> = {
  text: STYLE.text,
  number: STYLE.plain,
  date: STYLE.date,
  moment: STYLE.moment,
  boolean: STYLE.plain,
}

const MOST_EXACT = 1e15

/** `reference` like `B7`. Null, undefined and the empty text give no cell at all. */
export function cellXml(reference: string, value: unknown, kind: ColumnKind, pool: StringPool): string {
  if (value === null || value === undefined || value === '') return ''
  if (kind === 'number' && typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < MOST_EXACT) {
    return `<c r="${reference}"><v>${value}</v></c>`
  }
  if (kind === 'boolean' && typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`
  const text = textOf(value, kind)
  if (kind === 'date' || kind === 'moment') {
    const serial = dateToSerial(text)
    if (serial !== undefined) return `<c r="${reference}" s="${COLUMN_STYLE[kind]}"><v>${serial}</v></c>`
  }
  return textXml(reference, text, isDangerous(text) ? STYLE.guarded : STYLE.text, pool)
}

/** What a person reads in that column, for xlsx and csv alike. */
export function textOf(value: unknown, kind: ColumnKind): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return kind === 'date' ? shanghaiDay(value) : shanghaiMinute(value)
  // A driver that gives `2026-03-05T00:00:00.000Z` for a day is misconfigured; cutting it would hide that.
  return String(value)
}

export function textXml(reference: string, text: string, style: number, pool: StringPool): string {
  // Excel repairs (and so alters) a file with a longer cell.
  const whole = text.length > SHEET_LIMITS.cellChars ? `${text.slice(0, SHEET_LIMITS.cellChars - 1)}…` : text
  const index = pool.indexOf(whole)
  if (index !== undefined) return `<c r="${reference}" s="${style}" t="s"><v>${index}</v></c>`
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${encodeText(whole)}</t></is></c>`
}
