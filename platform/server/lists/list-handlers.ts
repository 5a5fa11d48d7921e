/** Lists brought in: uploaded, looked at, their columns corrected, applied whole or not at all, or discarded. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Contract } from '../../pure/contract.ts'
import { type ListRowView, type listEvents, type listOperations, listProblems } from '../../pure/list-contract.ts'
import { Problem, platformProblems } from '../../pure/problem.ts'
import type { Context } from '../database/database.ts'
import type { HandlersOf, House } from '../room.ts'
import { openSheet } from '../sheets/open-sheet.ts'
import { badRows } from './bad-rows.ts'
import type { ListImport, ListKind } from './list-kind.ts'
import { BUSY, listSteps } from './list-steps.ts'
import { listCell, listStore, type StoredRow, toView } from './list-store.ts'
import { listFile, listWork } from './list-work.ts'

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

type ListHandlers<F extends string> = HandlersOf<Contract<ReturnType<typeof listOperations<F>>, typeof listEvents>>

/** The handlers of a room's lists, and what takes up at start what a killed process left. */
export function listRoom<F extends string, Open, Rec>(
  kind: ListKind<F, Open, Rec>,
): { handlers: ListHandlers<F>; resume: (house: House) => Promise<void> } {
  const store = listStore(kind)
  const steps = listSteps(kind, store, listWork(kind, store))
  const { events } = kind

  const found = async (context: Context, id: string, lock = false): Promise<ListImport<F>> => {
    const list = await store.find(context, id, lock)
    if (list === null) throw new Problem(platformProblems.notFound)
    return list
  }
  /** The list, locked, when it waits for a decision. */
  const decidable = async (context: Context, id: string): Promise<ListImport<F>> => {
    const list = await found(context, id, true)
    if (BUSY.has(list.state)) throw new Problem(listProblems.busy)
    if (list.state !== 'ready') throw new Problem(listProblems.done)
    return list
  }

  /** Whole numbers show only where they are what is wrong. */
  const shownRow = (row: StoredRow<F>, { columns }: ListImport<F>): ListRowView<F> => {
    const cells = row.cells.map((cell) => listCell(cell).text)
    for (const { index, field } of columns) {
      const mask = field === null ? undefined : kind.masks[field]
      const cell = cells[index]
      if (mask && cell && !row.problems.some((problem) => problem.field === field)) cells[index] = mask(cell)
    }
    return {
      rowNo: row.rowNo,
      verdict: row.verdict,
      cells,
      subjectId: row.verdict === 'new' ? null : row.subjectId,
      changes: row.draft?.changes ?? [],
      problems: row.problems.map(kind.say),
    }
  }

  const handlers: ListHandlers<F> = {
    uploadList: {
      outside: async ({ actor, house, file }, { id, under }) => {
        if (file === undefined) throw new Problem(platformProblems.noFile)
        const known = await house.database.within(actor, async (context) => {
          await kind.standing(context, under, id)
          return store.find(context, id)
        })
        // The same upload sent again, because its answer was lost.
        if (known !== null) return { id }
        await (await openSheet(file.path, file.name)).close()
        await house.database.bare(`SELECT ${kind.room}.forget_old_imports()`)
        const fileDigest = await digestOf(file.path)
        const kept = listFile(house, id)
        await mkdir(dirname(kept), { recursive: true, mode: 0o700 })
        await rename(file.path, kept)
        try {
          await house.database.within(actor, async (context) => {
            const { streetId, path } = await kind.standing(context, under, id)
            await store.insert(context, {
              streetId,
              id,
              path,
              // Half characters and NUL cannot be stored.
              fileName: file.name.toWellFormed().replaceAll('\0', ''),
              fileDigest,
            })
            await context.record(events.listUploaded, { path, streetId, data: { importId: id } })
          })
        } catch (error) {
          await rm(kept, { force: true })
          throw error
        }
        steps.read(house, actor, id)
        return { id }
      },
    },
    imports: async (context) => ({ imports: (await store.list(context)).map((list) => toView(kind, list)) }),
    importStatus: async (context, { id }) => toView(kind, await found(context, id)),
    importRows: async (context, { id, verdict, after, limit }) => {
      const list = await found(context, id)
      const rows = await store.pageRows(context, list, {
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
          await store.set(context, list, { state: 'judging', progress: 0, header: { ...list.header, corrections } })
        })
        steps.judge(house, actor, id)
        return {}
      },
    },
    exportBadRows: async (context, { id, lang }) => {
      const list = await found(context, id)
      const order = badRows(kind, store, list, lang, context.actor)
      if (order.total === 0) throw new Problem(listProblems.nothing)
      return { fileId: await context.house.files.order(order) }
    },
    applyImport: {
      outside: async ({ actor, house }, { id, leaveBad }) => {
        await house.database.within(actor, async (context) => {
          const list = await decidable(context, id)
          const { new: fresh = 0, bad = 0, conflict = 0, same = 0, changed = 0 } = list.counts
          if (fresh + changed + same === 0) {
            // The problem that the list itself carries, said once more.
            const problem = list.problem ? { ...listProblems.missingColumn, words: list.problem } : listProblems.nothing
            throw new Problem(problem)
          }
          if (bad + conflict > 0 && !leaveBad) throw new Problem(listProblems.badRows, { bad: bad + conflict })
          await store.set(context, list, { state: 'applying', progress: 0, problem: null })
        })
        steps.apply(house, actor, id)
        return {}
      },
    },
    discardImport: async (context, { id }) => {
      const list = await found(context, id, true)
      if (BUSY.has(list.state)) throw new Problem(listProblems.busy)
      if (list.state === 'discarded') return {}
      await store.deleteRows(context, list)
      if (list.state !== 'applied') {
        await store.set(context, list, { state: 'discarded' })
        const { path, streetId } = list
        await context.record(events.listDiscarded, { path, streetId, data: { importId: id } })
      }
      return {}
    },
  }
  return { handlers, resume: steps.resume }
}
