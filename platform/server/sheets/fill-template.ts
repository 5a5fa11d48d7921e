/**
 * Fills somebody else's Excel form in its own cells. Every part of the package is kept as it is; only values of cells change, rows
 * repeat, and what names moved rows (formulas, merged cells, conditions, print areas, charts, pictures) moves along. Formulas are
 * reckoned anew when the file is opened. The watermark stands in the footer of every page and on a sheet of its own at the end.
 */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SheetFill } from '../../pure/sheet-fill.ts'
import { type FillContext, filledRows } from './fill-sheet.ts'
import { anchorsMoved, chartMoved, commentsMoved, tableMoved, vmlMoved } from './move-parts.ts'
import { type RowMoves, rowMoves, STAYING } from './row-moves.ts'
import { aroundRows } from './sheet-around.ts'
import { openTemplate, type TemplatePackage, withTexts } from './template-package.ts'
import { readTemplateSheet } from './template-sheet.ts'
import { rewriteWorkbook } from './template-workbook.ts'
import { type ZipPart, zipOut } from './zip-out.ts'

export interface TemplateFilling {
  readonly sheets: readonly SheetFill[]
  /** Who, when, what for. */
  readonly watermark: string
  /** The sheet at the end that says so, and its lines. */
  readonly record: { readonly name: string; readonly lines: readonly string[] }
}

/** @returns the parts of the filled workbook. Throws a Problem of `sheetProblems` for a file that is no plain xlsx. */
export async function filledParts(template: Buffer, filling: TemplateFilling): Promise<ZipPart[]> {
  const book = await openTemplate(template)
  const { workbook } = book
  const fills = new Map(filling.sheets.map((fill) => [fill.sheet, fill]))
  const moves = new Map<string, RowMoves>()
  for (const { name } of workbook.allSheets)
    moves.set(
      name.toLowerCase(),
      rowMoves(new Map((fills.get(name)?.rows ?? []).map((r) => [r.row, Math.max(1, r.times)]))),
    )
  const texts = new Map<string, number>()
  const context: FillContext = {
    share: (text) => {
      if (workbook.sharedStrings === undefined) return undefined
      const known = texts.get(text)
      if (known !== undefined) return known
      const index = book.strings.length + texts.size
      texts.set(text, index)
      return index
    },
    meanings: workbook.meanings,
    date1904: workbook.date1904,
    movesOf: (sheet) => moves.get(sheet.toLowerCase()),
  }
  for (const { name, part } of workbook.allSheets) {
    const sheet = readTemplateSheet(book.text(part))
    const rows = filledRows(sheet, name, fills.get(name), context)
    book.put(part, aroundRows(sheet, rows, name, context.movesOf, filling.watermark))
    moveRelated(book, part, name, moves.get(name.toLowerCase()) ?? STAYING, context.movesOf)
  }
  if (workbook.sharedStrings !== undefined && texts.size > 0)
    book.put(workbook.sharedStrings, withTexts(book.text(workbook.sharedStrings), [...texts.keys()]))
  rewriteWorkbook(book, filling.record, context.movesOf)
  return book.names.map((name) => ({ name, text: [book.bytes(name)!] }))
}

/** Pictures, charts, notes and tables of a sheet whose rows moved; charts everywhere, for they may show another sheet's figures. */
function moveRelated(
  book: TemplatePackage,
  part: string,
  name: string,
  moves: RowMoves,
  movesOf: FillContext['movesOf'],
): void {
  const change = (target: string, by: (xml: string) => string): void => {
    if (book.bytes(target) !== undefined) book.put(target, by(book.text(target)))
  }
  for (const drawing of book.related(part, 'drawing')) {
    if (moves.any) change(drawing, (xml) => anchorsMoved(xml, moves))
    for (const chart of book.related(drawing, 'chart')) change(chart, (xml) => chartMoved(xml, name, movesOf))
  }
  if (!moves.any) return
  for (const comments of book.related(part, 'comments')) change(comments, (xml) => commentsMoved(xml, moves))
  for (const threads of book.related(part, 'threadedComment')) change(threads, (xml) => commentsMoved(xml, moves))
  for (const table of book.related(part, 'table')) change(table, (xml) => tableMoved(xml, moves))
  for (const vml of book.related(part, 'vmlDrawing')) change(vml, (xml) => vmlMoved(xml, moves))
}

/** Writes the filled workbook to a path; a half-written file is removed. */
export async function fillTemplate(target: string, template: Buffer, filling: TemplateFilling): Promise<void> {
  const parts = await filledParts(template, filling)
  try {
    await pipeline(Readable.from(zipOut(parts, new Date()), { objectMode: false }), createWriteStream(target))
  } catch (error) {
    await rm(target, { force: true })
    throw error
  }
}
