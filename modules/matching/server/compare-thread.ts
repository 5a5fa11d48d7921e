/** A comparing thread, asked one order at a time. A fault in it rejects the order under way. */
import { Worker } from 'node:worker_threads'
import type { KeyObject } from 'node:crypto'
import type { Answer, JudgedLine, Order, ThreadData } from './compare-orders.ts'

export class CompareThread {
  private readonly worker: Worker
  private waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null

  constructor(digestKey: KeyObject) {
    const data: ThreadData = { digestKey }
    this.worker = new Worker(new URL('./compare-worker.ts', import.meta.url), { workerData: data })
    this.worker.on('message', (answer: Answer) => this.waiting?.resolve(answer))
    this.worker.on('error', (error) => this.waiting?.reject(error instanceof Error ? error : new Error(String(error))))
    this.worker.on('exit', () => this.waiting?.reject(new Error('the comparing thread has ended')))
  }

  private ask(order: Order): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject }
      this.worker.postMessage(order)
    })
  }

  async give(order: Exclude<Order, { do: 'judge' }>): Promise<void> {
    await this.ask(order)
  }

  /** Empty when all lines have been judged. */
  async judge(most: number): Promise<readonly JudgedLine[]> {
    const answer = await this.ask({ do: 'judge', most })
    return answer.of === 'judged' ? answer.lines : []
  }

  async end(): Promise<void> {
    await this.worker.terminate()
  }
}
