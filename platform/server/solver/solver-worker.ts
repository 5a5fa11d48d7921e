/** The thread in which the solver works; one program at a time. */
import { parentPort } from 'node:worker_threads'
import { type LinearProgram, loadSolver, type Solved, solve } from './linear.ts'

export interface Asked {
  readonly id: number
  readonly program: LinearProgram
}
export type Answered =
  | { readonly id: number; readonly solved: Solved | null }
  | { readonly id: number; readonly error: string }

parentPort?.on('message', ({ id, program }: Asked) => {
  const answer = (message: Answered): void => parentPort?.postMessage(message)
  loadSolver()
    .then((highs) => solve(highs, program))
    .then(
      (solved) => answer({ id, solved }),
      (error: unknown) => answer({ id, error: error instanceof Error ? error.message : String(error) }),
    )
})
