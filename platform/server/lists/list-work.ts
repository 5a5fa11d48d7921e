/**
 * The long half of an import: a file is read and staged in small transactions, re-judged when its columns are corrected.
 * Nothing here touches what the room holds. A process that dies leaves a list that the next start reads again from its file.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ColumnCorrections, matchColumns, SAMPLE_ROWS } from '../../pure/list-columns.ts'
import { listCounts, listProblems } from '../../pure/list-contract.ts'
import { Problem, platformProblems } from '../../pure/problem.ts'
import { sayBoth, type Word } from '../../pure/words.ts'
import type { Actor } from '../actor.ts'
import type { Context } from '../database/database.ts'
import type { House } from '../room.ts'
import { openSheet } from '../sheets/open-sheet.ts'
import { sheetProblems } from '../sheets/problems.ts'
import type { Sheet } from '../sheets/sheet.ts'
import type { Judge, ListHead, ListImport, ListKind, ListRow, StagedRow } from './list-kind.ts'
import { listCell, type ListStore, type StoredCell, storedCell } from './list-store.ts'

/** Rows of one transaction: small enough not to hold up requests, large enough for the database. */
const BATCH = 2000

export interface Bringer {
  house: House
  actor: Actor
}

/** Where an uploaded file waits until it has been read. */
export const listFile = (house: House, id: string): string => join(house.dataDir, 'lists', id)

/** What a list says of a fault: the words of a known problem, a number to ask about otherwise. */
export const wordsOf = (error: unknown, id: string): Word =>
  (error instanceof Problem ? error : new Problem(platformProblems.broken, { trace: id.slice(-6) })).answer().words

export interface ListWork<F extends string> {
  /** Reads the waiting file of a list into staged and judged rows. */
  read(bringer: Bringer, list: ListImport<F>): Promise<void>
  /** Judges the staged rows again: columns were corrected, or the room has moved on, which `told` then says on the list. */
  again(bringer: Bringer, list: ListImport<F>, told?: Word): Promise<void>
  /** Says on the list itself why it could not be read; what was staged of it goes. */
  failed(bringer: Bringer, id: string, error: unknown): Promise<void>
}

export function listWork<F extends string, Open, Rec>(
  kind: ListKind<F, Open, Rec>,
  store: ListStore<F, Rec>,
): ListWork<F> {
  type Staged = StagedRow<F, Rec>
  type Read = Staged | { open: Open }

  const aside = (rowNo: number, verdict: 'unjudged' | 'skipped'): Staged => ({
    rowNo,
    verdict,
    subjectId: null,
    draft: null,
    problems: [],
  })

  const understood = (sample: readonly ListRow[], corrections: ColumnCorrections<F>) => {
    // Positions in the sample and row numbers of the sheet differ where the sheet has empty rows.
    const at = corrections.headerRow
    const headerRow = at === undefined ? undefined : sample.filter(({ rowNo }) => rowNo <= at).length
    const mapping = matchColumns(
      kind.language,
      sample.map(({ cells }) => cells.map(({ text }) => text)),
      {
        ...(corrections.columns ? { columns: corrections.columns } : {}),
        ...(headerRow === undefined ? {} : { headerRow }),
      },
    )
    const row = mapping.headerRow === 0 ? 0 : (sample[mapping.headerRow - 1]?.rowNo ?? 0)
    const head: ListHead<F> = { row, carryDown: mapping.carryDown, corrections }
    return { mapping, head, missing: kind.missing(mapping.columns) }
  }

  const missingColumn = ([zh, en]: Word): Word => {
    const { words } = listProblems.missingColumn
    return [sayBoth(words, { column: zh })[0], sayBoth(words, { column: en })[1]]
  }

  interface Begun {
    judge: Judge<F, Open, Rec>
    head: ListHead<F>
    readRow: (row: ListRow) => Read
  }

  /** The mapping is settled: store it, and make the judge that goes with it. */
  async function beginJudging(
    { house, actor }: Bringer,
    list: ListImport<F>,
    sample: readonly ListRow[],
    corrections: ColumnCorrections<F>,
  ): Promise<Begun> {
    const { mapping, head, missing } = understood(sample, corrections)
    const [field] = missing
    const problem = field === undefined ? null : missingColumn(kind.fields[field])
    const judge = await house.database.within(actor, async (context) => {
      await store.set(context, list, { columns: mapping.columns, header: head, problem })
      return kind.openJudge(context, { list, mapping, house })
    })
    const readRow = (row: ListRow): Read => {
      // Without a column that a list cannot do without no row means anything yet.
      if (missing.length > 0) return aside(row.rowNo, 'unjudged')
      return row.rowNo <= head.row ? aside(row.rowNo, 'skipped') : judge.read(row)
    }
    return { judge, head, readRow }
  }

  /** Each row's answer in the order in which they were read. */
  async function judged(context: Context, judge: Judge<F, Open, Rec>, rows: readonly Read[]): Promise<Staged[]> {
    const open = rows.flatMap((row) => ('open' in row ? [row.open] : []))
    const answers = await judge.judge(context, open)
    let next = 0
    return rows.map((row) => ('open' in row ? (answers[next++] as Staged) : row))
  }

  /** What only the whole list shows, then the final counts. */
  async function settle(
    { house, actor }: Bringer,
    list: ListImport<F>,
    { judge, head }: Begun,
    told?: Word,
  ): Promise<void> {
    await house.database.within(
      actor,
      async (context) => {
        await store.contestRows(context, list, await judge.contested(context))
        const counts = await store.countRows(context, list, head.row)
        await store.set(context, list, { state: 'ready', progress: 1, counts, ...(told ? { problem: told } : {}) })
      },
      { timeout: 0 },
    )
  }

  const tally = (counts: Record<string, number>, rows: readonly Staged[], headerRow: number): void => {
    for (const { rowNo, verdict } of rows) {
      if (rowNo <= headerRow) continue
      counts[verdict] = (counts[verdict] ?? 0) + 1
      counts['rows'] = (counts['rows'] ?? 0) + 1
    }
  }

  /** Of several worksheets, the first that has what a list needs: lists often open with a page of instructions. */
  async function sheetOfList(sheet: Sheet): Promise<number> {
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

  /** The next batch is read while the last is written. */
  async function read(bringer: Bringer, list: ListImport<F>): Promise<void> {
    const { house, actor } = bringer
    await house.database.within(actor, (context) => store.deleteRows(context, list), { timeout: 0 })
    const file = listFile(house, list.id)
    const sheet = await openSheet(file, list.fileName)
    const counts: Record<string, number> = {}
    let begun: Begun | undefined
    let sample: ListRow[] = []
    let batch: { read: Read; cells: StoredCell[] }[] = []
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
          const staged = await judged(
            context,
            judge,
            rows.map((row) => row.read),
          )
          await store.insertRows(
            context,
            list,
            staged.map((row, i) => ({ ...row, cells: rows[i]?.cells ?? [] })),
          )
          tally(counts, staged, head.row)
          await store.set(context, list, { progress: Math.min(progress, 0.99), counts: listCounts.parse(counts) })
        })
      })()
      // A failure is met at the next await of `writing`; until then it must not count as unhandled.
      writing.catch(() => undefined)
      await before
    }
    const begin = async (): Promise<Begun> => {
      const started = await beginJudging(bringer, list, sample, {})
      for (const row of sample) add(started, row)
      sample = []
      return started
    }

    try {
      for await (const { number, cells } of sheet.rows({ sheet: await sheetOfList(sheet) })) {
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
    await settle(bringer, list, begun)
    await rm(file, { force: true })
  }

  async function again(bringer: Bringer, list: ListImport<F>, told?: Word): Promise<void> {
    const { house, actor } = bringer
    const page = async (after: number, limit: number): Promise<ListRow[]> => {
      const rows = await house.database.within(actor, (context) => store.pageRows(context, list, { after, limit }))
      return rows.map(({ rowNo, cells }) => ({ rowNo, cells: cells.map(listCell) }))
    }
    await house.database.within(actor, (context) => store.set(context, list, { state: 'judging', progress: 0 }))
    const begun = await beginJudging(bringer, list, await page(0, SAMPLE_ROWS), list.header.corrections ?? {})
    const counts: Record<string, number> = {}
    const total = Math.max(1, list.counts.rows ?? 0)
    let after = 0
    for (;;) {
      const rows = await page(after, BATCH)
      const last = rows.at(-1)
      if (last === undefined) break
      after = last.rowNo
      const readRows = rows.map(begun.readRow)
      await house.database.within(actor, async (context) => {
        const staged = await judged(context, begun.judge, readRows)
        await store.updateRows(context, list, staged)
        tally(counts, staged, begun.head.row)
        await store.set(context, list, {
          progress: Math.min(0.99, (counts['rows'] ?? 0) / total),
          counts: listCounts.parse(counts),
        })
      })
    }
    await settle(bringer, list, begun, told)
  }

  async function failed({ house, actor }: Bringer, id: string, error: unknown): Promise<void> {
    await house.database.within(
      actor,
      async (context) => {
        const list = await store.find(context, id, true)
        if (list === null) return
        await store.deleteRows(context, list)
        await store.set(context, list, { state: 'failed', problem: wordsOf(error, id) })
      },
      { timeout: 0 },
    )
    await rm(listFile(house, id), { force: true })
  }

  return { read, again, failed }
}
