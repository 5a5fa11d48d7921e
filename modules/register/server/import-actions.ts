/** Lists brought in: uploaded, looked at, their columns corrected, applied whole or not at all, or discarded. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { tidyNumber } from '../../../platform/pure/identity-number.ts'
import { maskIdentityNumber, maskPhone } from '../../../platform/pure/mask.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Actor } from '../../../platform/server/actor.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf, House } from '../../../platform/server/room.ts'
import { openSheet } from '../../../platform/server/sheets/open-sheet.ts'
import { register } from '../contract.ts'
import type { ImportRow } from '../import-model.ts'
import { rowProblemOf } from '../import-problems.ts'
import { problems } from '../model.ts'
import { standing } from './area-actions.ts'
import { applyRows, RegisterMovedOn } from './import-apply.ts'
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
import { type Bringer, judgeAgain, listFile, markFailed, readList, wordsOf } from './import-work.ts'

const { events } = register

const BUSY = new Set(['reading', 'judging', 'applying'])

/** The list, locked, when it waits for a decision. */
async function decidable(context: Context, id: string): Promise<ListImport> {
  const list = await findImport(context, id, true)
  if (list === null) throw new Problem(platformProblems.notFound)
  if (BUSY.has(list.state)) throw new Problem(problems.importBusy)
  if (list.state !== 'ready') throw new Problem(problems.importDone)
  return list
}

/** Work on one list at a time, whichever process it runs in: the lock goes with its connection. */
async function alone(house: House, id: string, work: () => Promise<void>): Promise<void> {
  const client = await house.database.pool.connect()
  let broken: Error | undefined
  // Losing this connection loses the lock, not the process.
  const lost = (error: Error): void => {
    broken = error
  }
  client.on('error', lost)
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine',
      [id],
    )
    if (!rows[0]?.mine) return
    try {
      await work()
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [id]).catch((error: Error) => {
        broken = error
      })
    }
  } finally {
    client.off('error', lost)
    client.release(broken)
  }
}

interface Step {
  run: (bringer: Bringer, list: ListImport) => Promise<void>
  failed: (bringer: Bringer, id: string, error: unknown) => Promise<void>
}

/** The database may be what failed: what a list says of itself is written as soon as it is back. */
const RETRY_AFTER = [0, 1_000, 5_000, 20_000, 60_000]

async function insist(work: () => Promise<void>): Promise<void> {
  for (const [i, wait] of RETRY_AFTER.entries()) {
    await setTimeout(wait)
    try {
      return await work()
    } catch (error) {
      if (i === RETRY_AFTER.length - 1) throw error
    }
  }
}

/** Begins long work on a list as it then stands; a fault is written on the list itself. */
function begin(house: House, actor: Actor, id: string, { run, failed }: Step): void {
  const bringer = { house, actor }
  house.work.begin(
    () =>
      alone(house, id, async () => {
        const list = await house.database.within(actor, (context) => findImport(context, id))
        if (list !== null && BUSY.has(list.state)) await run(bringer, list)
      }),
    (error) => insist(() => failed(bringer, id, error)),
  )
}

const reading: Step = { run: readList, failed: markFailed }
const judging: Step = { run: judgeAgain, failed: markFailed }

/** All or nothing; when the register has moved on since the preview, the list is judged again and waits for a new yes. */
const applying: Step = {
  run: async (bringer, list) => {
    const { house, actor } = bringer
    try {
      await house.database.within(actor, (context) => applyRows(context, list), { timeout: 0 })
    } catch (error) {
      if (!(error instanceof RegisterMovedOn) && (error as { code?: string }).code !== '23505') throw error
      await judgeAgain(bringer, list)
      await house.database.within(actor, (context) =>
        setImport(context, list, { problem: problems.importOutOfDate.words }),
      )
    }
  },
  failed: ({ house, actor }, id, error) =>
    house.database.within(actor, async (context) => {
      const list = await findImport(context, id, true)
      if (list?.state === 'applying') await setImport(context, list, { state: 'ready', problem: wordsOf(error, id) })
    }),
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
          await insertImport(context, { streetId, id, path, fileName: file.name, fileDigest })
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
        await setImport(context, list, { state: 'applying', problem: null })
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

/** At start: lists that a killed process left half-way are read or judged again; a list that was being applied was not. */
export async function resumeImports(house: House): Promise<void> {
  await house.database.bare('SELECT register.forget_old_imports()')
  const unfinished = await house.database.bare<{
    id: string
    street_id: string
    account_id: string
    role: Actor['role']
    area: string
    state: string
  }>('SELECT * FROM register.unfinished_imports()')
  for (const { id, street_id, account_id, role, area, state } of unfinished) {
    const actor: Actor = {
      accountId: account_id,
      name: '',
      role,
      path: area,
      streetId: street_id,
      grantId: null,
      sessionId: null,
      deviceId: null,
    }
    begin(house, actor, id, state === 'reading' ? reading : judging)
  }
}
