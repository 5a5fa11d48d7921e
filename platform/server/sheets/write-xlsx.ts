/**
 * Lists out as xlsx, streamed in constant memory whatever their length: styled, frozen and filterable headings, real
 * dates, numbers of people and phones as text, and who exported it when and why on every page and in its properties.
 */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SHEET_LIMITS } from './sheet.ts'
import { StringPool } from './string-pool.ts'
import { packageParts, type WrittenSheet } from './xlsx-package.ts'
import { type SheetColumn, sheetXml } from './xlsx-sheet.ts'
import { type ZipPart, zipOut } from './zip-out.ts'

export type { ColumnKind } from './xlsx-cells.ts'
export type { SheetColumn } from './xlsx-sheet.ts'

export type Rows = AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>

export interface ExportSheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  /** Values in the order of the columns: texts, numbers, booleans, Dates, null for an empty cell. */
  readonly rows: Rows
}

export interface XlsxExport {
  readonly sheets: readonly ExportSheet[]
  /** Who, when, what for. Row 1, page header and footer, and the file's properties. */
  readonly watermark: string
  readonly title?: string
  /** Default now. */
  readonly createdAt?: Date
  /** For measuring against files as Excel writes them: share every text, at the price of memory. */
  readonly shareAllTexts?: boolean
  /** Rows of one worksheet, watermark and headings included; a longer list goes on in `name (2)`. Default Excel's. */
  readonly sheetRows?: number
}

/** The file as a stream, for an answer over HTTP. Rows are asked for as the reader takes. */
export const xlsxStream = (xlsx: XlsxExport): Readable =>
  Readable.from(zipOut(parts(xlsx), xlsx.createdAt ?? new Date()), { objectMode: false })

/**
 * Writes the file to a path or a stream. Throws what `rows` throws, or `sheets.exportTooBig`; a half-written file is
 * then removed, a stream destroyed.
 */
export async function writeXlsx(target: string | Writable, xlsx: XlsxExport): Promise<void> {
  if (typeof target !== 'string') return pipeline(xlsxStream(xlsx), target)
  try {
    await pipeline(xlsxStream(xlsx), createWriteStream(target))
  } catch (error) {
    await rm(target, { force: true })
    throw error
  }
}

async function* parts(xlsx: XlsxExport): AsyncGenerator<ZipPart, void, undefined> {
  const pool = xlsx.shareAllTexts ? new StringPool(Infinity, Infinity) : new StringPool()
  const lastRow = xlsx.sheetRows ?? SHEET_LIMITS.rows
  const written: WrittenSheet[] = []
  for (const { name, columns, rows } of xlsx.sheets) {
    const source = iterate(rows)
    let ended = false
    try {
      for (let page = 1; !ended; page++) {
        const xml = sheetXml(
          { columns, watermark: xlsx.watermark, pool, lastRow, selected: written.length === 0 },
          source,
        )
        let last = 0
        yield {
          name: `xl/worksheets/sheet${written.length + 1}.xml`,
          text: untilReturn(xml, (result) => {
            ended = result.ended
            last = result.lastRow
          }),
        }
        written.push({ name: page === 1 ? name : `${name} (${page})`, columns: columns.length, lastRow: last })
      }
    } finally {
      await source.return?.()
    }
  }
  yield* packageParts({ ...xlsx, createdAt: xlsx.createdAt ?? new Date() }, written, pool)
}

const iterate = (rows: Rows): AsyncIterator<readonly unknown[]> | Iterator<readonly unknown[]> =>
  Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()

/** Passes everything on and hands over what a generator returns, which `for await` would drop. */
async function* untilReturn<T, R>(source: AsyncGenerator<T, R, undefined>, returned: (result: R) => void) {
  returned(yield* source)
}
