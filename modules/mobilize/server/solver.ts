/**
 * The solver behind a thread, so that a draw of half a minute holds nobody up. Begun when first asked, and again after it broke.
 * Orders wait for each other; `stop` ends it with whatever it does.
 */
import { Worker } from 'node:worker_threads'
import type { Plan } from '../plan.ts'
import type { Shortfall } from '../shortfall.ts'
import type { Fairest, Task } from './fairest-panels.ts'

type Work =
  | { readonly do: 'panels'; readonly task: Task }
  | { readonly do: 'nearest'; readonly plan: Pick<Plan, 'order' | 'policy' | 'quotas' | 'types' | 'rows'> }
export interface Asked {
  readonly id: number
  readonly work: Work
}
export type Answer =
  | { readonly id: number; readonly result: Fairest | Shortfall | null }
  | { readonly id: number; readonly error: string }

interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
}

export class Solver {
  private worker: Worker | null = null
  private readonly waiting = new Map<number, Waiting>()
  private last = 0

  /** Null if no panel meets everything together. */
  panels(task: Task): Promise<Fairest | null> {
    return this.ask({ do: 'panels', task }) as Promise<Fairest | null>
  }

  /** What cannot be met together and the nearest changes; null if all can. */
  nearest({ order, policy, quotas, types, rows }: Plan): Promise<Shortfall | null> {
    return this.ask({ do: 'nearest', plan: { order, policy, quotas, types, rows } }) as Promise<Shortfall | null>
  }

  async stop(): Promise<void> {
    const { worker } = this
    this.fail(new Error('the solver was stopped'))
    await worker?.terminate()
  }

  private ask(work: Work): Promise<unknown> {
    const id = ++this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      const worker = this.begun()
      worker.ref()
      worker.postMessage({ id, work } satisfies Asked)
    })
  }

  private begun(): Worker {
    if (this.worker) return this.worker
    const worker = new Worker(new URL('./solver-worker.ts', import.meta.url))
    worker.on('message', (answer: Answer) => {
      const one = this.waiting.get(answer.id)
      this.waiting.delete(answer.id)
      // A process may end when nothing is asked any more.
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
