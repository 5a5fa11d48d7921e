/** An xlsx file as a Sheet. Its string table is read once, at the first `rows()`; each sheet is proven before its rows. */
import { Problem } from '../../pure/problem.ts'
import { findMergedRanges, type MergedRanges } from './merged-cells.ts'
import { sheetProblems } from './problems.ts'
import { readSharedStrings, SharedStrings } from './shared-strings.ts'
import type { Sheet, SheetLimits, SheetRow } from './sheet.ts'
import { readWorkbook, type Workbook } from './workbook-parts.ts'
import { xlsxRows } from './xlsx-rows.ts'
import { openZip, type ZipIn } from './zip-in.ts'

/** Of the time to read a sheet, what inflating it beforehand takes: for an even progress bar. */
const PROOF_SHARE = 0.15

export async function openXlsx(filePath: string, limits: SheetLimits): Promise<Sheet> {
  const zip = await openZip(filePath, limits)
  try {
    return new XlsxSheet(zip, await readWorkbook(zip), limits)
  } catch (error) {
    await zip.close()
    throw error
  }
}

class XlsxSheet implements Sheet {
  readonly kind = 'xlsx'
  readonly sheetNames: readonly string[]
  private readonly zip: ZipIn
  private readonly workbook: Workbook
  private readonly limits: SheetLimits
  private strings: Promise<SharedStrings> | undefined
  private readonly merged = new Map<string, MergedRanges>()
  private done = 0

  constructor(zip: ZipIn, workbook: Workbook, limits: SheetLimits) {
    this.zip = zip
    this.workbook = workbook
    this.limits = limits
    this.sheetNames = workbook.sheets.map((sheet) => sheet.name)
  }

  async *rows({ sheet = 0 }: { sheet?: number } = {}): AsyncGenerator<SheetRow, void, undefined> {
    const part = this.workbook.sheets[sheet]?.part
    if (part === undefined) throw new Problem(sheetProblems.noSuchSheet)
    this.done = 0
    this.strings ??= this.readStrings()
    const strings = await this.strings
    const merged = await this.prove(part)
    let ready: SheetRow[] = []
    let any = false
    const source = { workbook: this.workbook, strings, merged, limits: this.limits }
    const xml = xlsxRows(source, (row) => ready.push(row))
    for await (const chunk of this.counted(part, PROOF_SHARE, 1)) {
      xml.write(chunk)
      any ||= ready.length > 0
      for (const row of ready) yield row
      ready = []
    }
    xml.end()
    this.done = 1
    if (!any) throw new Problem(sheetProblems.empty)
  }

  progress(): number {
    return this.done
  }

  close(): Promise<void> {
    return this.zip.close()
  }

  private async readStrings(): Promise<SharedStrings> {
    const part = this.workbook.sharedStrings
    return part === undefined ? new SharedStrings() : readSharedStrings(this.zip.chunks(part), this.limits)
  }

  private async prove(part: string): Promise<MergedRanges> {
    let merged = this.merged.get(part)
    if (!merged) {
      merged = await findMergedRanges(this.counted(part, 0, PROOF_SHARE))
      this.merged.set(part, merged)
    }
    return merged
  }

  /** The part's chunks, moving `done` evenly from `from` to `to`. */
  private async *counted(part: string, from: number, to: number): AsyncGenerator<Buffer, void, undefined> {
    const size = Math.max(1, this.zip.size(part))
    let bytes = 0
    for await (const chunk of this.zip.chunks(part)) {
      yield chunk
      bytes += chunk.length
      this.done = from + ((to - from) * bytes) / size
    }
  }
}
