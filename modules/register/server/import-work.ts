/**
 * The long half of an import: a file is read and staged in small transactions, re-judged when its columns are corrected.
 * Nothing here touches the register. A process that dies leaves a list that the next start reads again from its file.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { type ColumnCorrections, matchColumns, SAMPLE_ROWS } from '../../../platform/pure/list-columns.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { say, type Word } from '../../../platform/pure/words.ts'
import type { Actor } from '../../../platform/server/actor.ts'
import type { House } from '../../../platform/server/room.ts'
import { openSheet } from '../../../platform/server/sheets/open-sheet.ts'
import { sheetProblems } from '../../../platform/server/sheets/problems.ts'
import type { Sheet } from '../../../platform/server/sheets/sheet.ts'
import { addressIndex } from '../address-index.ts'
import { missingFields, residentColumns } from '../import-columns.ts'
import { importCounts, type ImportField, importFields } from '../import-model.ts'
import { problems } from '../model.ts'
import { type Judge, type ListRow, openJudge, type ReadRow } from './import-judge.ts'
import {
  contestRounded,
  contestRows,
  countRows,
  deleteRows,
  findImport,
  insertRows,
  listCell,
  type ListHead,
  type ListImport,
  listPlaces,
  pageRows,
  setImport,
  type StagedRow,
  type StoredCell,
  storedCell,
  updateRows,
} from './import-store.ts'

/** Rows of one transaction: small enough not to hold up requests, large enough for the database. */
const BATCH = 2000

export interface Bringer {
  house: House
  actor: Actor
}

/** Where an uploaded file waits until it has been read. */
export const listFile = (house: House, id: string): string => join(house.dataDir, 'lists', id)

const understood = (sample: readonly ListRow[], corrections: ColumnCorrections<ImportField>) => {
  // Positions in the sample and row numbers of the sheet differ where the sheet has empty rows.
  const at = corrections.headerRow
  const headerRow = at === undefined ? undefined : sample.filter(({ rowNo }) => rowNo <= at).length
  const mapping = matchColumns(
    residentColumns,
    sample.map(({ cells }) => cells.map(({ text }) => text)),
    {
      ...(corrections.columns ? { columns: corrections.columns } : {}),
      ...(headerRow === undefined ? {} : { headerRow }),
    },
  )
  const row = mapping.headerRow === 0 ? 0 : (sample[mapping.headerRow - 1]?.rowNo ?? 0)
  const head: ListHead = { row, carryDown: mapping.carryDown, corrections }
  return { mapping, head, missing: missingFields(mapping.columns) }
}

const missingColumn = ([zh, en]: Word): Word => {
  const { words } = problems.importMissingColumn
  return [say(words, 'zh', { column: zh }), say(words, 'en', { column: en })]
}

interface Begun {
  judge: Judge
  head: ListHead
  readRow: (row: ListRow) => ReadRow
}

/** The mapping is settled: store it, and make the judge that goes with it. */
async function beginJudging(
  { house, actor }: Bringer,
  list: ListImport,
  sample: readonly ListRow[],
  corrections: ColumnCorrections<ImportField>,
): Promise<Begun> {
  const { mapping, head, missing } = understood(sample, corrections)
  const [field] = missing
  const problem = field === undefined ? null : missingColumn(importFields.words[field])
  const places = await house.database.within(actor, async (context) => {
    await setImport(context, list, { columns: mapping.columns, header: head, problem })
    return listPlaces(context, list.path)
  })
  const judge = openJudge({
    streetId: list.streetId,
    mapping,
    headerRow: head.row,
    places: addressIndex(places),
    today: shanghaiDay(Date.now()),
    now: Date.now,
    digest: house.digest,
  })
  // Without a name or an address column no row means anything yet.
  const readRow = missing.length === 0 ? judge.read : ({ rowNo }: ListRow): ReadRow => ({ staged: unjudged(rowNo) })
  return { judge, head, readRow }
}

/** What only the whole list shows, then the final counts. */
async function settle({ house, actor }: Bringer, list: ListImport, judge: Judge, head: ListHead): Promise<void> {
  await house.database.within(
    actor,
    async (context) => {
      if (judge.contested().length > 0) await contestRows(context, list, judge.contested())
      if (judge.rounded()) await contestRounded(context, list, { field: 'idNumber', code: 'mangled-by-excel' })
      await setImport(context, list, { state: 'ready', progress: 1, counts: await countRows(context, list, head.row) })
    },
    { timeout: 0 },
  )
}

const tally = (counts: Record<string, number>, rows: readonly StagedRow[], headerRow: number): void => {
  for (const { rowNo, verdict } of rows) {
    if (rowNo <= headerRow) continue
    counts[verdict] = (counts[verdict] ?? 0) + 1
    counts['rows'] = (counts['rows'] ?? 0) + 1
  }
}

/** Of several worksheets, the first that has what a list needs: lists often open with a page of instructions. */
async function sheetWithPeople(sheet: Sheet): Promise<number> {
  if (sheet.sheetNames.length < 2) return 0
  for (const at of sheet.sheetNames.keys()) {
    const sample: ListRow[] = []
    try {
      for await (const { number, cells } of sheet.rows({ sheet: at })) {
        sample.push({ rowNo: number, cells })
        if (sample.length === SAMPLE_ROWS) break
      }
    } catch (error) {
      // An empty page between others is no fault of the list.
      if (!(error instanceof Problem && error.kind.code === sheetProblems.empty.code)) throw error
    }
    if (sample.length > 0 && understood(sample, {}).missing.length === 0) return at
  }
  return 0
}

/** Reads the waiting file of a list into staged and judged rows. The next batch is read while the last is written. */
export async function readList(bringer: Bringer, list: ListImport): Promise<void> {
  const { house, actor } = bringer
  await house.database.within(actor, (context) => deleteRows(context, list), { timeout: 0 })
  const file = listFile(house, list.id)
  const sheet = await openSheet(file, list.fileName)
  const counts: Record<string, number> = {}
  let begun: Begun | undefined
  let sample: ListRow[] = []
  let batch: { read: ReadRow; cells: StoredCell[] }[] = []
  let writing: Promise<void> = Promise.resolve()

  // Each row is read as it comes, so that of its cells only the texts wait for the batch to fill.
  const add = ({ readRow }: Begun, row: ListRow): void => {
    batch.push({ read: readRow(row), cells: row.cells.map(storedCell) })
  }
  const write = async ({ judge, head }: Begun): Promise<void> => {
    const rows = batch
    batch = []
    const before = writing
    const progress = sheet.progress()
    writing = (async () => {
      await before
      await house.database.within(actor, async (context) => {
        const staged = await judge.judge(
          context,
          rows.map(({ read }) => read),
        )
        await insertRows(
          context,
          list,
          staged.map((row, i) => ({ ...row, cells: rows[i]?.cells ?? [] })),
        )
        tally(counts, staged, head.row)
        await setImport(context, list, { progress: Math.min(progress, 0.99), counts: importCounts.parse(counts) })
      })
    })()
    // A failure is met at the next await of `writing`; until then it must not count as unhandled.
    writing.catch(() => undefined)
    await before
  }
  const begin = async (): Promise<Begun> => {
    const begun = await beginJudging(bringer, list, sample, {})
    for (const row of sample) add(begun, row)
    sample = []
    return begun
  }

  try {
    for await (const { number, cells } of sheet.rows({ sheet: await sheetWithPeople(sheet) })) {
      const row = { rowNo: number, cells }
      if (begun !== undefined) add(begun, row)
      else if (sample.push(row) === SAMPLE_ROWS) begun = await begin()
      if (begun !== undefined && batch.length >= BATCH) await write(begun)
    }
    begun ??= await begin()
    if (batch.length > 0) await write(begun)
    await writing
  } finally {
    await sheet.close()
    await writing.catch(() => undefined)
  }
  await settle(bringer, list, begun.judge, begun.head)
  await rm(file, { force: true })
}

const unjudged = (rowNo: number): StagedRow => ({
  rowNo,
  verdict: 'unjudged',
  residentId: null,
  draft: null,
  problems: [],
})

/** Judges the staged rows again: columns were corrected, or the register has moved on. */
export async function judgeAgain(bringer: Bringer, list: ListImport): Promise<void> {
  const { house, actor } = bringer
  const page = (after: number, limit: number) =>
    house.database.within(actor, (context) => pageRows(context, list, { after, limit }))
  const asRows = (rows: Awaited<ReturnType<typeof page>>): ListRow[] =>
    rows.map(({ rowNo, cells }) => ({ rowNo, cells: cells.map(listCell) }))
  await house.database.within(actor, (context) => setImport(context, list, { state: 'judging', progress: 0 }))
  const sample = asRows(await page(0, SAMPLE_ROWS))
  const { judge, head, readRow } = await beginJudging(bringer, list, sample, list.header.corrections ?? {})
  const counts: Record<string, number> = {}
  const total = Math.max(1, list.counts.rows ?? 0)
  let after = 0
  for (;;) {
    const rows = asRows(await page(after, BATCH))
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.rowNo
    const read = rows.map(readRow)
    await house.database.within(actor, async (context) => {
      const staged = await judge.judge(context, read)
      await updateRows(context, list, staged)
      tally(counts, staged, head.row)
      await setImport(context, list, {
        progress: Math.min(0.99, (counts['rows'] ?? 0) / total),
        counts: importCounts.parse(counts),
      })
    })
  }
  await settle(bringer, list, judge, head)
}

/** What a list says of a fault: the words of a known problem, a number to ask about otherwise. */
export const wordsOf = (error: unknown, id: string): Word =>
  (error instanceof Problem ? error : new Problem(platformProblems.broken, { trace: id.slice(-6) })).answer().words

/** Says on the list itself why it could not be read; what was staged of it goes. */
export async function markFailed({ house, actor }: Bringer, id: string, error: unknown): Promise<void> {
  await house.database.within(
    actor,
    async (context) => {
      const list = await findImport(context, id, true)
      if (list === null) return
      await deleteRows(context, list)
      await setImport(context, list, { state: 'failed', problem: wordsOf(error, id) })
    },
    { timeout: 0 },
  )
  await rm(listFile(house, id), { force: true })
}
