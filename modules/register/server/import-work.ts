/**
 * The long half of an import: a file is read and staged in small transactions, re-judged when its columns are corrected.
 * Nothing here touches the register. A process that dies leaves a list that the next start reads again from its file.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { say, type Word } from '../../../platform/pure/words.ts'
import type { Actor } from '../../../platform/server/actor.ts'
import type { House } from '../../../platform/server/room.ts'
import { addressIndex, type IndexedArea } from '../address-index.ts'
import { type ColumnCorrections, SAMPLE_ROWS } from '../import-columns.ts'
import { importCounts, importFields } from '../import-model.ts'
import { problems } from '../model.ts'
import { type Judge, openJudge } from './import-judge.ts'
import { type ListHead, type ListRow, openReader, readHead } from './import-reader.ts'
import {
  contestRounded,
  contestRows,
  countRows,
  deleteRows,
  findImport,
  insertRows,
  listCell,
  type ListImport,
  listPlaces,
  pageRows,
  setImport,
  type StagedRow,
  updateRows,
} from './import-store.ts'
import { BATCH, openThread } from './import-thread.ts'

/** Batches that are written at a time: one is worked out while the other waits for the database. */
const SIDE_BY_SIDE = 2

export interface Bringer {
  house: House
  actor: Actor
}

/** Where an uploaded file waits until it has been read. */
export const listFile = (house: House, id: string): string => join(house.dataDir, 'lists', id)

const missingColumn = ([zh, en]: Word): Word => {
  const { words } = problems.importMissingColumn
  return [say(words, 'zh', { column: zh }), say(words, 'en', { column: en })]
}

/** The mapping is settled and stored. @returns it, with the places that an address of the list may mean. */
async function settleHead(
  { house, actor }: Bringer,
  list: ListImport,
  sample: readonly ListRow[],
  corrections: ColumnCorrections,
): Promise<{ head: ListHead; places: IndexedArea[]; today: string }> {
  const head = readHead(sample, corrections)
  const [field] = head.missing
  const { columns, carryDown } = head.mapping
  const places = await house.database.within(actor, async (context) => {
    await setImport(context, list, {
      columns,
      header: { row: head.row, carryDown, corrections },
      problem: field === undefined ? null : missingColumn(importFields.words[field]),
    })
    return listPlaces(context, list.path)
  })
  return { head, places, today: shanghaiDay(Date.now()) }
}

/** What only the whole list shows, then the final counts. */
async function settle(
  { house, actor }: Bringer,
  list: ListImport,
  judge: Judge,
  headerRow: number,
  problem?: Word,
): Promise<void> {
  await house.database.within(
    actor,
    async (context) => {
      if (judge.contested().length > 0) await contestRows(context, list, judge.contested())
      if (judge.rounded()) await contestRounded(context, list, { field: 'idNumber', code: 'mangled-by-excel' })
      await setImport(context, list, {
        state: 'ready',
        progress: 1,
        counts: await countRows(context, list, headerRow),
        ...(problem ? { problem } : {}),
      })
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

/** Reads the waiting file of a list into staged and judged rows; the file is read while earlier rows are written. */
export async function readList(bringer: Bringer, list: ListImport): Promise<void> {
  const { house, actor } = bringer
  await house.database.within(actor, (context) => deleteRows(context, list), { timeout: 0 })
  const file = listFile(house, list.id)
  const thread = openThread(file, list.fileName)
  const judge = openJudge(list.streetId, house.digest, Date.now)
  const counts: Record<string, number> = {}
  const writing: Promise<void>[] = []
  try {
    const begin = await settleHead(bringer, list, await thread.sample(), {})
    for await (const { lines, progress } of thread.lines(begin)) {
      const noted = lines.map(({ read }) => judge.note(read))
      if (writing.length === SIDE_BY_SIDE) await writing.shift()
      const write = house.database.within(actor, async (context) => {
        const staged = await judge.judge(context, noted)
        await insertRows(
          context,
          list,
          staged,
          lines.map(({ cells }) => cells),
        )
        tally(counts, staged, begin.head.row)
        await setImport(context, list, { progress: Math.min(progress, 0.99), counts: importCounts.parse(counts) })
      })
      // A failure is met when its turn to be awaited comes; until then it must not count as unhandled.
      write.catch(() => undefined)
      writing.push(write)
    }
    await Promise.all(writing)
    await settle(bringer, list, judge, begin.head.row)
  } finally {
    await thread.close()
    await Promise.allSettled(writing)
  }
  await rm(file, { force: true })
}

/** Judges the staged rows again: columns were corrected, or the register has moved on, which `why` then says. */
export async function judgeAgain(bringer: Bringer, list: ListImport, why?: Word): Promise<void> {
  const { house, actor } = bringer
  const page = async (after: number, limit: number): Promise<ListRow[]> => {
    const rows = await house.database.within(actor, (context) => pageRows(context, list, { after, limit }))
    return rows.map(({ rowNo, cells }) => ({ rowNo, cells: cells.map(listCell) }))
  }
  await house.database.within(actor, (context) => setImport(context, list, { state: 'judging', progress: 0 }))
  const { head, places, today } = await settleHead(
    bringer,
    list,
    await page(0, SAMPLE_ROWS),
    list.header.corrections ?? {},
  )
  const read = openReader({ head, places: addressIndex(places), today })
  const judge = openJudge(list.streetId, house.digest, Date.now)
  const counts: Record<string, number> = {}
  const total = Math.max(1, list.counts.rows ?? 0)
  for (let rows = await page(0, BATCH); rows.length > 0; rows = await page(rows.at(-1)?.rowNo ?? 0, BATCH)) {
    const noted = rows.map((row) => judge.note(read(row)))
    await house.database.within(actor, async (context) => {
      const staged = await judge.judge(context, noted)
      await updateRows(context, list, staged)
      tally(counts, staged, head.row)
      await setImport(context, list, {
        progress: Math.min(0.99, (counts['rows'] ?? 0) / total),
        counts: importCounts.parse(counts),
      })
    })
  }
  await settle(bringer, list, judge, head.row, why)
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
