/** Linear programs solved in a thread of their own. */
import type { LinearProgram, Solved } from './linear.ts'
import { WorkThread } from './work-thread.ts'

export class Solver {
  private readonly thread = new WorkThread<LinearProgram, Solved | null>(new URL('./solver-worker.ts', import.meta.url))

  /** Null if there is no solution; rejects if the solver fails or is stopped. */
  solve(program: LinearProgram): Promise<Solved | null> {
    return this.thread.ask(program)
  }

  stop(): Promise<void> {
    return this.thread.stop()
  }
}
