/** Changes after publishing, each a further fact: put on, moved, taken off; and the phone of somebody placed. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { manyIds } from '../../../platform/server/many-ids.ts'
import { deployment } from '../contract.ts'
import { problems } from '../model.ts'
import { openOperation } from './places.ts'
import { findPost, findStanding, putOn } from './store.ts'

/** @throws Problem for the first that could not be put or taken off; the transaction then undoes the others */
export function refusePlacement(outcomes: Awaited<ReturnType<typeof putOn>>): void {
  const bad = outcomes.find((one) => one !== 'new' && one !== 'known')
  if (bad === undefined) return
  throw new Problem(
    {
      'no-post': problems.noPost,
      'no-person': problems.noPerson,
      'no-placement': problems.noPlacement,
      twice: problems.twice,
      started: problems.started,
    }[bad as Exclude<typeof bad, 'new' | 'known'>],
  )
}

export const placementHandlers: Pick<HandlersOf<typeof deployment>, 'placePerson' | 'takeOff' | 'reveal'> = {
  placePerson: async (context, { id, personId, postId, instead }) => {
    const post = await findPost(context, postId)
    if (!post) throw new Problem(problems.noPost)
    await openOperation(context, post.operationId)
    const fresh = manyIds()
    const outcomes = await putOn(context, [
      ...(instead ? [{ id: fresh(), how: 'taken-off' as const, reason: 'moved' as const, cancels: instead }] : []),
      { id, personId, postId, how: 'by-hand' as const },
    ])
    // Sent again: it stands, and what it left was left then.
    if (outcomes.at(-1) === 'known') return {}
    refusePlacement(outcomes)
    await context.record(deployment.events.placed, {
      path: post.path,
      operationId: post.operationId,
      data: { placementId: id, postId, personId },
    })
    return {}
  },

  takeOff: async (context, { id, placementId, reason }) => {
    const [standing] = await findStanding(context, [placementId])
    const [outcome] = await putOn(context, [{ id, how: 'taken-off', reason, cancels: placementId }])
    if (outcome === 'known') return {}
    refusePlacement([outcome!])
    if (standing)
      await context.record(deployment.events.takenOff, {
        path: standing.path,
        operationId: standing.operationId,
        data: { placementId, reason },
      })
    return {}
  },

  reveal: async (context, { placementId, purpose }) => {
    if ((await findStanding(context, [placementId])).length === 0) throw new Problem(platformProblems.notFound)
    const { rows } = await context.query<{ value: string | null }>('SELECT deployment.reveal($1, $2, $3) AS value', [
      context.actor.streetId,
      placementId,
      purpose,
    ])
    return { value: rows[0]?.value ?? null }
  },
}
