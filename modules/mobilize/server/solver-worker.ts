/** The thread in which the solver works; one order at a time. */
import { parentPort } from 'node:worker_threads'
import { fairestPanels } from './fairest-panels.ts'
import { loadSolver } from './linear.ts'
import { nearestChanges } from './nearest-changes.ts'
import type { Answer, Asked } from './solver.ts'

parentPort?.on('message', ({ id, work }: Asked) => {
  const answer = (message: Answer): void => parentPort?.postMessage(message)
  loadSolver()
    .then((highs) => (work.do === 'panels' ? fairestPanels(highs, work.task) : nearestChanges(highs, work.plan)))
    .then(
      (result) => answer({ id, result }),
      (error: unknown) =>
        answer({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
})
