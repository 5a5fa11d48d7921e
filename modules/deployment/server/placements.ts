/** Changes after publishing, each a further fact: put on, moved, taken off; and the phone of somebody placed. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { manyIds } from '../../../platform/server/many-ids.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { deployment } from '../contract.ts'
import { type Block, blocksOf, loadOf } from '../eligible.ts'
import { problems } from '../model.ts'
import { dayOf } from '../shift.ts'
import { loadsOf } from './loads.ts'
import { placePolicy } from './place-policy.ts'
import { openOperation } from './places.ts'
import { findPost, findStanding, type PostRow, putOn } from './store.ts'

/** @throws Problem for the first that could not be put or taken off; the transaction then undoes the others */
function refusePlacement(outcomes: Awaited<ReturnType<typeof putOn>>): void {
  const bad = outcomes.find((one) => one !== 'new' && one !== 'known')
  if (bad === undefined) return
  throw new Problem(
    {
      'no-post': problems.noPost,
      'no-person': problems.noPerson,
      'no-placement': problems.noPlacement,
      twice: problems.twice,
      started: problems.started,
      'not-fit': problems.notFit,
    }[bad as Exclude<typeof bad, 'new' | 'known'>],
  )
}

/** Rest, caps and exemptions that the shift would break, by what the asker may see; two places at once is refused anyway. */
async function whatSpeaksAgainst(
  context: Context,
  personId: string,
  post: PostRow,
  instead: string | null,
): Promise<Block[]> {
  const [left] = instead ? await findStanding(context, [instead]) : []
  const load = (await loadsOf(context, [personId], post.startsAt)).get(personId)
  const busy = (load?.busy ?? []).filter(({ postId }) => postId !== post.id && postId !== left?.postId)
  const need = { from: post.startsAt.getTime(), to: post.endsAt.getTime(), night: post.night }
  const { rows } = await context.query<{ exempt: boolean }>('SELECT staff.is_exempt($1, $2, $3) AS exempt', [
    context.actor.streetId,
    personId,
    dayOf(need),
  ])
  const worker = { exempt: rows[0]?.exempt ?? false, worked: load?.worked ?? [] }
  return blocksOf(worker, busy, loadOf(worker, busy), need, await placePolicy(context)).filter(
    (block) => block !== 'busy',
  )
}

export const placementHandlers: Pick<HandlersOf<typeof deployment>, 'placePerson' | 'takeOff' | 'reveal'> = {
  placePerson: async (context, { id, personId, postId, instead, knowing }) => {
    const post = await findPost(context, postId)
    if (!post) throw new Problem(problems.noPost)
    await openOperation(context, post.operationId)
    const against = await whatSpeaksAgainst(context, personId, post, instead)
    if (against.length > 0 && !knowing) return { placed: false, against }
    const fresh = manyIds()
    const outcomes = await putOn(context, [
      ...(instead ? [{ id: fresh(), how: 'taken-off' as const, reason: 'moved' as const, cancels: instead }] : []),
      { id, personId, postId, how: 'by-hand' as const },
    ])
    // Sent again: it stands, and what it left was left then.
    if (outcomes.at(-1) === 'known') return { placed: true, against }
    refusePlacement(outcomes)
    await context.record(deployment.events.placed, {
      path: post.path,
      operationId: post.operationId,
      data: { placementId: id, postId, personId },
    })
    return { placed: true, against }
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
