/**
 * Work handed to a thread, so that half a minute of reckoning holds nobody up. The thread is begun when first asked, and again after it
 * broke; orders wait for each other, and a process may end when nothing is asked any more.
 */
import { parentPort, Worker } from 'node:worker_threads'

interface Asked<Work> {
  readonly id: number
  readonly work: Work
}
type Answer<Result> = { readonly id: number; readonly result: Result } | { readonly id: number; readonly error: string }

interface Waiting<Result> {
  resolve(result: Result): void
  reject(error: Error): void
}

/** `script` answers by `answerWork`. */
export class WorkThread<Work, Result> {
  private worker: Worker | null = null
  private readonly waiting = new Map<number, Waiting<Result>>()
  private readonly script: URL
  private last = 0

  constructor(script: URL) {
    this.script = script
  }

  /** Rejects if the work fails, or the thread breaks or is stopped. */
  ask(work: Work): Promise<Result> {
    const id = ++this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      const worker = this.begun()
      worker.ref()
      worker.postMessage({ id, work } satisfies Asked<Work>)
    })
  }

  /** Ends it with whatever it does. */
  async stop(): Promise<void> {
    const { worker } = this
    this.fail(new Error('the solver was stopped'))
    await worker?.terminate()
  }

  private begun(): Worker {
    if (this.worker) return this.worker
    const worker = new Worker(this.script)
    worker.on('message', (answer: Answer<Result>) => {
      const one = this.waiting.get(answer.id)
      this.waiting.delete(answer.id)
      if (this.waiting.size === 0) worker.unref()
      if ('error' in answer) one?.reject(new Error(answer.error))
      else one?.resolve(answer.result)
    })
    const broke = (error: unknown): void => {
      if (this.worker === worker) this.fail(error instanceof Error ? error : new Error(String(error)))
    }
    worker.on('error', broke)
    worker.on('exit', () => broke(new Error('the solver has ended')))
    this.worker = worker
    return worker
  }

  private fail(error: Error): void {
    this.worker = null
    for (const one of this.waiting.values()) one.reject(error)
    this.waiting.clear()
  }
}

/** In the thread: one piece of work at a time. */
export function answerWork<Work, Result>(work: (asked: Work) => Result | Promise<Result>): void {
  parentPort?.on('message', ({ id, work: asked }: Asked<Work>) => {
    const answer = (message: Answer<Result>): void => parentPort?.postMessage(message)
    Promise.resolve()
      .then(() => work(asked))
      .then(
        (result) => answer({ id, result }),
        (error: unknown) =>
          answer({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      )
  })
}
