/**
 * The solver behind a thread, so that half a minute of reckoning holds nobody up. Begun when first asked, and again after it broke;
 * programs wait for each other. A process may end when nothing is asked any more.
 */
import { Worker } from 'node:worker_threads'
import type { LinearProgram, Solved } from './linear.ts'
import type { Answered, Asked } from './solver-worker.ts'

interface Waiting {
  resolve(solved: Solved | null): void
  reject(error: Error): void
}

export class Solver {
  private worker: Worker | null = null
  private readonly waiting = new Map<number, Waiting>()
  private last = 0

  /** Null if there is no solution; rejects if the solver fails or is stopped. */
  solve(program: LinearProgram): Promise<Solved | null> {
    const id = ++this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      const worker = this.begun()
      worker.ref()
      worker.postMessage({ id, program } satisfies Asked)
    })
  }

  async stop(): Promise<void> {
    const { worker } = this
    this.fail(new Error('the solver was stopped'))
    await worker?.terminate()
  }

  private begun(): Worker {
    if (this.worker) return this.worker
    const worker = new Worker(new URL('./solver-worker.ts', import.meta.url))
    worker.on('message', (answer: Answered) => {
      const one = this.waiting.get(answer.id)
      this.waiting.delete(answer.id)
      if (this.waiting.size === 0) worker.unref()
      if ('error' in answer) one?.reject(new Error(answer.error))
      else one?.resolve(answer.solved)
    })
    worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))))
    this.worker = worker
    return worker
  }

  private fail(error: Error): void {
    this.worker = null
    for (const one of this.waiting.values()) one.reject(error)
    this.waiting.clear()
  }
}
