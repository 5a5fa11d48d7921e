/** The proposal solved in a thread; where the solver fails it is filled one by one, and said so. */
import type { Solver } from '../../../platform/server/solver/solver.ts'
import type { Outcome } from '../model.ts'
import type { DeploymentPolicy } from '../policy.ts'
import { type Candidate, chosen, type Formulated, greedy } from '../propose.ts'

/** Seconds given to the solver; then the best that it found counts. */
const SECONDS = 60

export async function solved(
  solver: Pick<Solver, 'solve'>,
  formulated: Formulated,
  policy: DeploymentPolicy,
): Promise<{ how: Outcome['how']; taken: readonly Candidate[] }> {
  try {
    const answer = await solver.solve({ ...formulated.program, seconds: SECONDS })
    if (answer) return { how: answer.proven ? 'best' : 'time-up', taken: chosen(formulated, answer.columns) }
  } catch {
    // Told by `how`.
  }
  return { how: 'greedy', taken: greedy(formulated, policy) }
}
