/**
 * Reads a list file in a thread of its own (import-worker.ts), so that a long list takes no time from the server's requests.
 * The thread goes ahead by a few batches at most.
 */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Problem, type ProblemKind } from '../../../platform/pure/problem.ts'
import type { Params } from '../../../platform/pure/words.ts'
import type { IndexedArea } from '../address-index.ts'
import type { ListHead, ListRow, ReadRow } from './import-reader.ts'

/** Rows of one transaction: small enough not to hold up requests, large enough for the database. */
export const BATCH = 2000
const AHEAD = 3
/** What a list of a million rows needs, places and shared strings included, is half of it; without a limit memory is let go late. */
const MOST_MB = 384

/** A row as it is staged; `cells` is the JSON that is stored. */
export interface ReadLine {
  read: ReadRow
  cells: string
}
export type ToThread =
  | { begin: { head: ListHead; places: IndexedArea[]; today: string }; ahead: number }
  | { more: true }
export type FromThread =
  | { sample: ListRow[] }
  | { lines: ReadLine[]; progress: number }
  | { problem: { kind: ProblemKind; params: Params } }
  | { done: true }

export interface ListThread {
  /** The first rows, whole. Once, before anything else. */
  sample(): Promise<ListRow[]>
  /** All rows, read with the head that was settled meanwhile. Throws the Problem that the file turned out to have. */
  lines(begin: {
    head: ListHead
    places: IndexedArea[]
    today: string
  }): AsyncGenerator<{ lines: ReadLine[]; progress: number }>
  close(): Promise<void>
}

export function openThread(file: string, fileName: string): ListThread {
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
    workerData: { file, fileName },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
  })
  const inbox: FromThread[] = []
  let fault: Error | undefined
  worker.on('message', (message: FromThread) => inbox.push(message))
  worker.on('error', (error: Error) => {
    fault = error
  })
  const next = async (): Promise<FromThread> => {
    for (;;) {
      const message = inbox.shift()
      if (message !== undefined && 'problem' in message) throw new Problem(message.problem.kind, message.problem.params)
      if (message !== undefined) return message
      if (fault !== undefined) throw fault
      // once() itself rejects when the thread fails.
      await once(worker, 'message')
    }
  }
  const send = (message: ToThread): void => worker.postMessage(message)

  return {
    async sample() {
      const message = await next()
      return 'sample' in message ? message.sample : []
    },
    async *lines(begin) {
      send({ begin, ahead: AHEAD })
      for (;;) {
        const message = await next()
        if ('done' in message) return
        if (!('lines' in message)) continue
        yield message
        send({ more: true })
      }
    },
    close: async () => void (await worker.terminate()),
  }
}
