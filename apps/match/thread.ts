/** A thread that answers one order at a time. */
import { Worker } from 'node:worker_threads'
import { BadInput } from './problem.ts'
import type { Answer, Order } from './shares.ts'

interface Waiting {
  resolve(answer: Answer): void
  reject(error: unknown): void
}

export class Thread {
  private readonly worker = new Worker(new URL('./worker.ts', import.meta.url))
  private waiting: Waiting | null = null

  constructor(progress: (share: number) => void) {
    this.worker.on('message', (answer: Answer) => {
      if (answer.of === 'progress') progress(answer.share)
      else if (answer.of === 'bad-input') this.waiting?.reject(new BadInput(answer.message))
      else this.waiting?.resolve(answer)
    })
    this.worker.on('error', (error) => this.waiting?.reject(error))
  }

  /** Rejects with BadInput where the file is to blame. */
  ask<K extends Answer['of']>(order: Order, of: K): Promise<Extract<Answer, { of: K }>> {
    return new Promise((resolve, reject) => {
      this.waiting = {
        reject,
        resolve: (answer) =>
          answer.of === of
            ? resolve(answer as Extract<Answer, { of: K }>)
            : reject(new Error(`asked for ${of}, answered ${answer.of}`)),
      }
      this.worker.postMessage(order)
    })
  }

  async end(): Promise<void> {
    await this.worker.terminate()
  }
}
