/** The thread in which draws are reckoned. */
import { loadSolver } from '../../../platform/server/solver/linear.ts'
import { answerWork } from '../../../platform/server/solver/work-thread.ts'
import type { Shortfall } from '../shortfall.ts'
import { type Fairest, fairestPanels } from './fairest-panels.ts'
import { nearestChanges } from './nearest-changes.ts'
import type { Work } from './solver.ts'

answerWork<Work, Fairest | Shortfall | null>(async (work) => {
  const highs = await loadSolver()
  return work.do === 'panels' ? fairestPanels(highs, work.task) : nearestChanges(highs, work.plan)
})
