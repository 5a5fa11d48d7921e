/** The one way in for spreadsheets from strangers: decides by content, refuses in words, streams the rest. */
import { stat } from 'node:fs/promises'
import { Problem, type ProblemKind } from '../../pure/problem.ts'
import { openCsv } from './csv-in.ts'
import { sheetProblems } from './problems.ts'
import { SHEET_LIMITS, type Sheet, type SheetLimits } from './sheet.ts'
import { type FileKind, sniff } from './sniff.ts'
import { openXlsx } from './xlsx-in.ts'

const REFUSED: Partial<Record<FileKind, ProblemKind>> = {
  old: sheetProblems.oldFormat,
  encrypted: sheetProblems.encrypted,
  web: sheetProblems.webTable,
  empty: sheetProblems.empty,
  foreign: sheetProblems.notSpreadsheet,
}

/**
 * Opens an uploaded file. `originalName` is what the person called it; it never decides against the content.
 * Throws a Problem of `sheetProblems`; `rows()` of the result may throw more of them. Call `close()` when done.
 */
export async function openSheet(
  filePath: string,
  originalName: string,
  limits: Partial<SheetLimits> = {},
): Promise<Sheet> {
  const all = { ...SHEET_LIMITS, ...limits }
  const { size } = await stat(filePath)
  if (size > all.fileBytes) {
    throw new Problem(sheetProblems.tooBig, { limit: Math.floor(all.fileBytes / 1024 / 1024) })
  }
  const kind = await sniff(filePath, originalName)
  const refused = REFUSED[kind]
  if (refused) throw new Problem(refused)
  return kind === 'xlsx' ? openXlsx(filePath, all) : openCsv(filePath, originalName, all)
}
