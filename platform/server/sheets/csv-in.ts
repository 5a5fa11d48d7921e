/**
 * A csv file as a Sheet: every cell is text, its row number is where Excel would show it. Surprising: an apostrophe
 * that our own csv put before a dangerous beginning is taken off again.
 */
import { stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { Problem } from '../../pure/problem.ts'
import { textCell } from './cell-value.ts'
import { type CsvDialect, csvDialect } from './csv-dialect.ts'
import { bareText } from './formula-guard.ts'
import { asReadProblem, sheetProblems } from './problems.ts'
import { type Cell, EMPTY_CELL, type Sheet, type SheetLimits, type SheetRow } from './sheet.ts'
import { decoded, detectEncoding, type TextEncoding } from './text-encoding.ts'

const HEAD_CHARS = 64 * 1024

export async function openCsv(filePath: string, originalName: string, limits: SheetLimits): Promise<Sheet> {
  const encoding = await detectEncoding(filePath)
  if (!encoding) throw new Problem(sheetProblems.unknownEncoding)
  let head = ''
  for await (const text of decoded(filePath, encoding)) {
    head += text
    if (head.length >= HEAD_CHARS) break
  }
  if (head.trim() === '') throw new Problem(sheetProblems.empty)
  const { size } = await stat(filePath)
  const name = basename(originalName, extname(originalName))
  return new CsvSheet({ filePath, encoding, size, name }, csvDialect(head), limits)
}

interface CsvFile {
  readonly filePath: string
  readonly encoding: TextEncoding
  readonly size: number
  readonly name: string
}

class CsvSheet implements Sheet {
  readonly kind = 'csv'
  readonly encoding: string
  readonly sheetNames: readonly string[]
  private readonly file: CsvFile
  private readonly dialect: CsvDialect
  private readonly limits: SheetLimits
  private read = 0

  constructor(file: CsvFile, dialect: CsvDialect, limits: SheetLimits) {
    this.file = file
    this.dialect = dialect
    this.limits = limits
    this.encoding = file.encoding
    this.sheetNames = [file.name]
  }

  async *rows({ sheet = 0 }: { sheet?: number } = {}): AsyncGenerator<SheetRow, void, undefined> {
    if (sheet !== 0) throw new Problem(sheetProblems.noSuchSheet)
    this.read = 0
    // Before the first row: the ruler, and perhaps the note to Excel.
    let number = this.dialect.note ? -2 : -1
    let any = false
    const records = this.records()
    try {
      for await (const record of records as AsyncIterable<string[]>) {
        number++
        if (number <= 0) continue
        if (number > this.limits.rows) throw new Problem(sheetProblems.tooManyRows, { limit: this.limits.rows })
        const cells = this.cells(record, number)
        if (cells.length === 0) continue
        any = true
        yield { number, cells }
      }
    } catch (error) {
      throw asCsvProblem(error, number + 1, this.limits)
    } finally {
      records.destroy()
    }
    if (!any) throw new Problem(sheetProblems.empty)
  }

  progress(): number {
    return Math.min(1, this.read / this.file.size)
  }

  async close(): Promise<void> {}

  private records() {
    const parser = parse({
      delimiter: this.dialect.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      // A quote that is never closed would otherwise swallow the file.
      max_record_size: this.limits.cellChars * 8,
    })
    // Errors reach whoever reads the records.
    return pipeline(Readable.from(this.ruled()), parser, () => {})
  }

  /**
   * The text after one blank record of the usual width. The parser makes an error object for each record that differs
   * from the first, which under a title line would be every one and take five times as long.
   */
  private async *ruled(): AsyncGenerator<string, void, undefined> {
    yield `${this.dialect.delimiter.repeat(this.dialect.columns - 1)}\n`
    yield* decoded(this.file.filePath, this.file.encoding, (bytes) => {
      this.read += bytes
    })
  }

  private cells(record: readonly string[], row: number): Cell[] {
    const cells: Cell[] = []
    for (let column = 0; column < record.length; column++) {
      const text = bareText(record[column]!)
      if (text === '') continue
      if (column >= this.limits.columns) {
        throw new Problem(sheetProblems.tooManyColumns, { row, limit: this.limits.columns })
      }
      if (text.length > this.limits.cellChars) {
        throw new Problem(sheetProblems.cellTooLong, { row, limit: this.limits.cellChars })
      }
      while (cells.length < column) cells.push(EMPTY_CELL)
      cells.push(textCell(text))
    }
    return cells
  }
}

function asCsvProblem(error: unknown, row: number, limits: SheetLimits): unknown {
  if (!(error instanceof CsvError)) return asReadProblem(error)
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new Problem(sheetProblems.openQuote, { row })
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new Problem(sheetProblems.cellTooLong, { row, limit: limits.cellChars })
  return asReadProblem(error)
}
