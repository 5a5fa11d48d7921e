/** The thread that reads a list file: first its sample, then, once the server has settled the head, every row of it. */
import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '../../../platform/pure/problem.ts'
import { openSheet } from '../../../platform/server/sheets/open-sheet.ts'
import { sheetProblems } from '../../../platform/server/sheets/problems.ts'
import type { Cell, Sheet } from '../../../platform/server/sheets/sheet.ts'
import { addressIndex } from '../address-index.ts'
import { SAMPLE_ROWS } from '../import-columns.ts'
import { type ListRow, openReader, readHead } from './import-reader.ts'
import { storedCell } from './import-store.ts'
import { BATCH, type FromThread, type ReadLine, type ToThread } from './import-thread.ts'

const port = parentPort
const send = (message: FromThread): void => port?.postMessage(message)

let wake: () => void = () => undefined
let begun: Extract<ToThread, { begin: unknown }> | undefined
let allowed = 0
port?.on('message', (message: ToThread) => {
  if ('begin' in message) {
    begun = message
    allowed = message.ahead
  } else allowed++
  wake()
})
const woken = (): Promise<void> =>
  new Promise((resolve) => {
    wake = resolve
  })

/** Half characters and NUL cannot be stored; files that other programs wrote do hold them. */
const storable = (cell: Cell): Cell =>
  cell.text.isWellFormed() && !cell.text.includes('\0')
    ? cell
    : { ...cell, text: cell.text.toWellFormed().replaceAll('\0', '') }

/** Of several worksheets, the first that has what a list needs: lists often open with a page of instructions. */
async function sheetWithPeople(sheet: Sheet): Promise<number> {
  if (sheet.sheetNames.length < 2) return 0
  for (const at of sheet.sheetNames.keys()) {
    const sample: ListRow[] = []
    try {
      for await (const { number, cells } of sheet.rows({ sheet: at })) {
        if (sample.push({ rowNo: number, cells }) === SAMPLE_ROWS) break
      }
    } catch (error) {
      // An empty page between others is no fault of the list.
      if (!(error instanceof Problem && error.kind.code === sheetProblems.empty.code)) throw error
    }
    if (sample.length > 0 && readHead(sample, {}).missing.length === 0) return at
  }
  return 0
}

async function readAll(sheet: Sheet): Promise<void> {
  const sample: ListRow[] = []
  let lines: ReadLine[] = []
  let read: ReturnType<typeof openReader> | undefined
  const add = (row: ListRow): void => {
    if (read === undefined) sample.push(row)
    else lines.push({ read: read(row), cells: JSON.stringify(row.cells.map(storedCell)) })
  }
  const begin = async (): Promise<void> => {
    send({ sample })
    while (begun === undefined) await woken()
    const { head, places, today } = begun.begin
    read = openReader({ head, places: addressIndex(places), today })
    for (const row of sample) add(row)
  }
  const flush = async (): Promise<void> => {
    while (allowed === 0) await woken()
    allowed--
    send({ lines, progress: sheet.progress() })
    lines = []
  }
  for await (const { number, cells } of sheet.rows({ sheet: await sheetWithPeople(sheet) })) {
    add({ rowNo: number, cells: cells.map(storable) })
    if (read === undefined && sample.length === SAMPLE_ROWS) await begin()
    if (lines.length >= BATCH) await flush()
  }
  if (read === undefined) await begin()
  if (lines.length > 0) await flush()
}

const { file, fileName } = workerData as { file: string; fileName: string }
try {
  const sheet = await openSheet(file, fileName)
  try {
    await readAll(sheet)
  } finally {
    await sheet.close()
  }
  send({ done: true })
} catch (error) {
  if (!(error instanceof Problem)) throw error
  send({ problem: { kind: error.kind, params: error.params } })
}
