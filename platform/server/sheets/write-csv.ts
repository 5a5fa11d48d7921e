/**
 * Lists out as csv: UTF-8 with its mark and CRLF, so that Excel opens it, and nothing in it can act as a formula.
 * Surprising: a csv has no types, so Excel still rounds long numbers when it opens one; give people the xlsx.
 */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { guardedText } from './formula-guard.ts'
import type { Rows } from './write-xlsx.ts'
import { textOf } from './xlsx-cells.ts'
import type { SheetColumn } from './xlsx-sheet.ts'

export interface CsvExport {
  readonly columns: readonly SheetColumn[]
  readonly rows: Rows
  /** Who, when, what for: the first line. */
  readonly watermark: string
}

const MARK = '\ufeff'
const RUN = 64 * 1024
/** Programs that open a csv take these for a sign that it is no text. */
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/g

export const csvStream = (csv: CsvExport): Readable => Readable.from(csvText(csv), { objectMode: false })

/** As `writeXlsx`: a half-written file is removed. */
export async function writeCsv(target: string | Writable, csv: CsvExport): Promise<void> {
  if (typeof target !== 'string') return pipeline(csvStream(csv), target)
  try {
    await pipeline(csvStream(csv), createWriteStream(target))
  } catch (error) {
    await rm(target, { force: true })
    throw error
  }
}

async function* csvText({ columns, rows, watermark }: CsvExport): AsyncGenerator<string, void, undefined> {
  let run = `${MARK}${field(watermark)}\r\n${columns.map(({ title }) => field(title)).join(',')}\r\n`
  for await (const row of rows) {
    run += `${columns.map(({ kind = 'text' }, at) => fieldOf(row[at], kind)).join(',')}\r\n`
    if (run.length >= RUN) {
      yield run
      run = ''
    }
  }
  yield run
}

/** A true number may begin with a minus; a text that does may not. */
const fieldOf = (value: unknown, kind: SheetColumn['kind'] & string): string =>
  typeof value === 'number' && kind === 'number' ? String(value) : field(textOf(value, kind))

function field(text: string): string {
  const safe = guardedText(text.toWellFormed().replace(CONTROLS, '\ufffd'))
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
