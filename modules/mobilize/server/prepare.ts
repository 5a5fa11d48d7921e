/** From an order to what is published before the draw; the mind says what follows, the solver finds the panels. */
import type { BeaconPromise } from '../beacon.ts'
import type { Order, RosterRow } from '../model.ts'
import { type Plan, planDraw } from '../plan.ts'
import type { Policy } from '../policy.ts'
import type { Shortfall } from '../shortfall.ts'
import { type Draft, markOf, nonceOf, publish } from '../transcript.ts'
import type { Solver } from './solver.ts'

/** The plan, with what its needs ask for together; as quick as an officer types. */
export async function planTogether(
  solver: Solver,
  roster: readonly RosterRow[],
  order: Order,
  policy: Policy,
): Promise<Plan> {
  const plan = planDraw(roster, order, policy)
  if (plan.shortfalls.length > 0) return plan
  const together = await solver.nearest(plan)
  return together === null ? plan : { ...plan, shortfalls: [together] }
}

export type Prepared =
  | { readonly ok: true; readonly draft: Draft; readonly plan: Plan }
  | { readonly ok: false; readonly shortfalls: readonly Shortfall[]; readonly plan: Plan }

/**
 * What to publish before the draw. With a `salt` (kept by the office, 32 random bytes or more) people stand in it by marks that
 * only who knows the salt, or their own nonce, can tell; without one by their ids.
 */
export async function prepareDraw(
  solver: Solver,
  asked: {
    readonly roster: readonly RosterRow[]
    readonly order: Order
    readonly policy: Policy
    readonly salt: string | null
    readonly commitments: Draft['commitments']
    readonly beacon?: BeaconPromise | null
  },
): Promise<Prepared> {
  const { roster, order, policy, salt, commitments, beacon } = asked
  const plan = await planTogether(solver, roster, order, policy)
  if (plan.shortfalls.length > 0) return { ok: false, shortfalls: plan.shortfalls, plan }
  const found = await solver.panels({
    types: plan.types,
    rows: plan.rows,
    last: policy.served.rule === 'last',
    panels: policy.panels,
  })
  if (found === null) throw new Error('a plan that can be met has no panels')
  const mark = (id: string): string => markOf(salt === null ? undefined : nonceOf(salt, id), id)
  const draft = publish({
    order: { seats: order.seats, lottery: order.lottery, brought: plan.brought, ...(beacon ? { beacon } : {}) },
    policy,
    quotas: [...plan.quotas].map((line) => ({ ...line, share: [...line.share], adjusted: [...line.adjusted] })),
    roster: plan.types.map(({ people, skills, ...type }) => ({
      ...type,
      skills: [...skills],
      size: people.length,
      people: people.map(mark).sort((a, b) => (a < b ? -1 : 1)),
    })),
    ...found,
    commitments,
  })
  return { ok: true, draft, plan }
}

/**
 * A second wave: the same rules among those not asked yet. `coming` keep their seats and count for the needs; `asked` are not
 * drawn again. `seats` is everybody who is to come in the end, or more where some are expected not to answer.
 */
export const topUp = (order: Order, coming: readonly string[], asked: readonly string[], seats: number): Order => ({
  ...order,
  seats,
  kept: [...coming],
  asked: asked.filter((id) => !coming.includes(id)),
})
