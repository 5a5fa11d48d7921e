/** Draws reckoned in a thread of their own: a whole draw takes half a minute, and the page asks while it is typed. */
import { WorkThread } from '../../../platform/server/solver/work-thread.ts'
import type { Plan } from '../plan.ts'
import type { Shortfall } from '../shortfall.ts'
import type { Fairest, Task } from './fairest-panels.ts'

export type Work =
  | { readonly do: 'panels'; readonly task: Task }
  | { readonly do: 'nearest'; readonly plan: Pick<Plan, 'order' | 'policy' | 'quotas' | 'types' | 'rows'> }

export class Solver {
  private readonly thread = new WorkThread<Work, Fairest | Shortfall | null>(
    new URL('./solver-worker.ts', import.meta.url),
  )

  /** Null if no panel meets everything together. */
  panels(task: Task): Promise<Fairest | null> {
    return this.thread.ask({ do: 'panels', task }) as Promise<Fairest | null>
  }

  /** What cannot be met together and the nearest changes; null if all can. */
  nearest({ order, policy, quotas, types, rows }: Plan): Promise<Shortfall | null> {
    return this.thread.ask({
      do: 'nearest',
      plan: { order, policy, quotas, types, rows },
    }) as Promise<Shortfall | null>
  }

  stop(): Promise<void> {
    return this.thread.stop()
  }
}
