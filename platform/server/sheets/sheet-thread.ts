/**
 * Opens a spreadsheet in a thread of its own, for lists of any length beside a server that answers: unpacking half a million
 * rows takes ten seconds of a processor. The same Sheet as openSheet() gives; only a few thousand rows are ever on their way.
 */
import { Worker } from 'node:worker_threads'
import { Problem } from '../../pure/problem.ts'
import type { Sheet, SheetLimits } from './sheet.ts'
import { type FromReader, type ReadOrder, type ToReader, unpackRows } from './sheet-parcel.ts'

/** Parcels on their way, of a thousand rows each. */
const AHEAD = 4
/** For a million rows of different texts; without a limit a thread lets go of memory late. */
const MOST_MB = 768

/** Throws a Problem of `sheetProblems` as openSheet() does. Call `close()` when done: the thread ends with it. */
export async function openSheetThread(
  filePath: string,
  originalName: string,
  limits: Partial<SheetLimits> = {},
): Promise<Sheet> {
  const order: ReadOrder = { filePath, originalName, limits }
  const worker = new Worker(new URL('./sheet-reader.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
  })
  const inbox: FromReader[] = []
  let fault: Error | undefined
  let wake: () => void = () => undefined
  const fail = (error: Error): void => {
    fault ??= error
    wake()
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('the reading thread has ended')))
  worker.on('message', (message: FromReader) => {
    inbox.push(message)
    wake()
  })
  const send = (message: ToReader): void => worker.postMessage(message)
  /** The next message of one reading; what is left of an earlier one is dropped. */
  const next = async (of: number): Promise<FromReader> => {
    for (;;) {
      const message = inbox.shift()
      if (message?.of === of) {
        if ('problem' in message) throw new Problem(message.problem.kind, message.problem.params)
        return message
      }
      if (message !== undefined) continue
      if (fault !== undefined) throw fault
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const close = async (): Promise<void> => void (await worker.terminate())

  let readings = 0
  let reached = 0
  try {
    const first = await next(0)
    if (!('opened' in first)) throw new Error('the reading thread did not open the file')
    return {
      ...first.opened,
      progress: () => reached,
      close,
      async *rows({ sheet = 0 } = {}) {
        const of = ++readings
        reached = 0
        send({ rows: of, sheet, ahead: AHEAD })
        try {
          for (;;) {
            const message = await next(of)
            if (!('parcel' in message)) break
            send({ more: of })
            reached = message.progress
            yield* unpackRows(message.parcel)
          }
          reached = 1
        } finally {
          send({ stop: of })
        }
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
