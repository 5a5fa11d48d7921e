/** The thread in which a spreadsheet is unpacked and read (sheet-thread.ts begins it): one reading at a time, a few parcels ahead. */
import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '../../pure/problem.ts'
import { openSheet } from './open-sheet.ts'
import type { Sheet, SheetRow } from './sheet.ts'
import { type FromReader, packRows, type ReadOrder, type ToReader } from './sheet-parcel.ts'

const ROWS = 1000
const port = parentPort
const send = (message: FromReader): void => port?.postMessage(message)

let wanted = 0
let allowed = 0
let wake: () => void = () => undefined
let reading: Promise<void> = Promise.resolve()

async function orProblem(of: number, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    send({ of, problem: { kind: error.kind, params: error.params } })
  }
}

async function read(sheet: Sheet, of: number, at: number): Promise<void> {
  let rows: SheetRow[] = []
  const flush = async (): Promise<void> => {
    while (allowed === 0 && wanted === of)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    allowed--
    if (rows.length > 0 && wanted === of) send({ of, parcel: packRows(rows), progress: sheet.progress() })
    rows = []
  }
  for await (const row of sheet.rows({ sheet: at })) {
    if (rows.push(row) >= ROWS) await flush()
    if (wanted !== of) return
  }
  await flush()
  send({ of, done: true })
}

const { filePath, originalName, limits } = workerData as ReadOrder
await orProblem(0, async () => {
  const sheet = await openSheet(filePath, originalName, limits)
  port?.on('message', (message: ToReader) => {
    if ('rows' in message) {
      const { rows: of, sheet: at, ahead } = message
      wanted = of
      wake()
      reading = reading.then(() => {
        allowed = ahead
        return wanted === of ? orProblem(of, () => read(sheet, of, at)) : undefined
      })
      return
    }
    if ('more' in message && message.more === wanted) allowed++
    if ('stop' in message && message.stop === wanted) wanted = 0
    wake()
  })
  send({
    of: 0,
    opened: { kind: sheet.kind, ...(sheet.encoding ? { encoding: sheet.encoding } : {}), sheetNames: sheet.sheetNames },
  })
})
