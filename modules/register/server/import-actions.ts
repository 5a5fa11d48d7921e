/** Lists brought in: uploaded, looked at, their columns corrected, applied whole or not at all, or discarded. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { tidyNumber } from '../../../platform/pure/identity-number.ts'
import { maskIdentityNumber, maskPhone } from '../../../platform/pure/mask.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { openSheet } from '../../../platform/server/sheets/open-sheet.ts'
import { register } from '../contract.ts'
import type { ImportRow } from '../import-model.ts'
import { rowProblemOf } from '../import-problems.ts'
import { problems } from '../model.ts'
import { standing } from './area-actions.ts'
import { badRowsSheet, exportTexts } from './import-export.ts'
import {
  deleteRows,
  findImport,
  insertImport,
  listCell,
  listImports,
  type ListImport,
  pageRows,
  setImport,
  type StoredRow,
  toView,
} from './import-store.ts'
import { applying, begin, BUSY, judging, reading } from './import-steps.ts'
import { listFile } from './import-work.ts'

const { events } = register

/** The list, locked, when it waits for a decision. */
async function decidable(context: Context, id: string): Promise<ListImport> {
  const list = await findImport(context, id, true)
  if (list === null) throw new Problem(platformProblems.notFound)
  if (BUSY.has(list.state)) throw new Problem(problems.importBusy)
  if (list.state !== 'ready') throw new Problem(problems.importDone)
  return list
}

const maskers = { idNumber: (text: string) => maskIdentityNumber(tidyNumber(text)), phone: maskPhone } as const

/** Whole numbers show only where they are what is wrong. */
const shownRow = (row: StoredRow, { columns }: ListImport): ImportRow => {
  const cells = row.cells.map((cell) => listCell(cell).text)
  for (const { index, field } of columns) {
    if (field !== 'idNumber' && field !== 'phone') continue
    if (cells[index] && !row.problems.some((problem) => problem.field === field))
      cells[index] = maskers[field](cells[index])
  }
  return {
    rowNo: row.rowNo,
    verdict: row.verdict,
    cells,
    residentId: row.verdict === 'new' ? null : row.residentId,
    changes: row.draft?.changes ?? [],
    problems: row.problems.map(rowProblemOf),
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

type Handlers = HandlersOf<typeof register>
export const importHandlers: Pick<
  Handlers,
  | 'uploadList'
  | 'imports'
  | 'importStatus'
  | 'importRows'
  | 'mapColumns'
  | 'exportBadRows'
  | 'applyImport'
  | 'discardImport'
> = {
  uploadList: {
    outside: async ({ actor, house, file }, { id, under }) => {
      if (file === undefined) throw new Problem(platformProblems.noFile)
      const known = await house.database.within(actor, async (context) => {
        await standing(context, under)
        return findImport(context, id)
      })
      // The same upload sent again, because its answer was lost.
      if (known !== null) return { id }
      await (await openSheet(file.path, file.name)).close()
      await house.database.bare('SELECT register.forget_old_imports()')
      const fileDigest = await digestOf(file.path)
      const kept = listFile(house, id)
      await mkdir(dirname(kept), { recursive: true, mode: 0o700 })
      await rename(file.path, kept)
      try {
        await house.database.within(actor, async (context) => {
          const { streetId, path } = await standing(context, under)
          await insertImport(context, {
            streetId,
            id,
            path,
            fileName: file.name.toWellFormed().replaceAll('\0', ''),
            fileDigest,
          })
          await context.record(events.listUploaded, { path, streetId, data: { importId: id } })
        })
      } catch (error) {
        await rm(kept, { force: true })
        throw error
      }
      begin(house, actor, id, reading)
      return { id }
    },
  },
  imports: async (context) => ({ imports: (await listImports(context)).map(toView) }),
  importStatus: async (context, { id }) => {
    const list = await findImport(context, id)
    if (list === null) throw new Problem(platformProblems.notFound)
    return toView(list)
  },
  importRows: async (context, { id, verdict, after, limit }) => {
    const list = await findImport(context, id)
    if (list === null) throw new Problem(platformProblems.notFound)
    const rows = await pageRows(context, list, {
      after: Math.max(after, list.header.row ?? 0),
      limit: limit + 1,
      verdicts: verdict,
    })
    const shown = rows.slice(0, limit)
    return {
      rows: shown.map((row) => shownRow(row, list)),
      next: rows.length > limit ? (shown.at(-1)?.rowNo ?? null) : null,
    }
  },
  mapColumns: {
    outside: async ({ actor, house }, { id, headerRow, columns }) => {
      await house.database.within(actor, async (context) => {
        const list = await decidable(context, id)
        const before = list.header.corrections ?? {}
        const corrected = new Map([...(before.columns ?? []), ...columns].map((column) => [column.index, column]))
        const row = headerRow ?? before.headerRow
        const corrections = { columns: [...corrected.values()], ...(row === undefined ? {} : { headerRow: row }) }
        await setImport(context, list, { state: 'judging', progress: 0, header: { ...list.header, corrections } })
      })
      begin(house, actor, id, judging)
      return {}
    },
  },
  exportBadRows: async (context, { id, lang }) => {
    const list = await findImport(context, id)
    if (list === null) throw new Problem(platformProblems.notFound)
    const { bad = 0, conflict = 0 } = list.counts
    if (bad + conflict === 0) throw new Problem(problems.importNothing)
    const fileId = await context.house.files.order({
      actor: context.actor,
      kind: 'register.bad-rows',
      ...exportTexts(list, lang),
      path: list.path,
      lang,
      total: bad + conflict,
      sheets: [badRowsSheet(list, lang)],
    })
    return { fileId }
  },
  applyImport: {
    outside: async ({ actor, house }, { id, leaveBad }) => {
      await house.database.within(actor, async (context) => {
        const list = await decidable(context, id)
        const { bad = 0, conflict = 0, same = 0, changed = 0 } = list.counts
        const fresh = list.counts.new ?? 0
        if (fresh + changed + same === 0)
          throw list.problem ? new Problem(missingColumn(list)) : new Problem(problems.importNothing)
        if (bad + conflict > 0 && !leaveBad) throw new Problem(problems.importBadRows, { bad: bad + conflict })
        await setImport(context, list, { state: 'applying', progress: 0, problem: null })
      })
      begin(house, actor, id, applying)
      return {}
    },
  },
  discardImport: async (context, { id }) => {
    const list = await findImport(context, id, true)
    if (list === null) throw new Problem(platformProblems.notFound)
    if (BUSY.has(list.state)) throw new Problem(problems.importBusy)
    if (list.state === 'discarded') return {}
    await deleteRows(context, list)
    if (list.state !== 'applied') {
      await setImport(context, list, { state: 'discarded' })
      await context.record(events.listDiscarded, { path: list.path, streetId: list.streetId, data: { importId: id } })
    }
    return {}
  },
}

/** The problem that the list itself carries, said once more. */
const missingColumn = (list: ListImport) => ({
  ...problems.importMissingColumn,
  words: list.problem ?? problems.importMissingColumn.words,
})
