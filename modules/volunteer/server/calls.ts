/** Calls for volunteers: opened with a public link, closed; each is for the sub-district or one community. */
import { depthOf, isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { depthOfKind } from '../../register/model.ts'
import { areaNames } from '../../register/server/public.ts'
import { tidySkills } from '../../staff/skills.ts'
import { volunteer } from '../contract.ts'
import { problems } from '../model.ts'
import { areDays } from '../rules.ts'
import { keyDigest, posterToken } from './sign-up.ts'
import { findCall, insertCall, listCalls } from './store.ts'

const { events } = volunteer
const AREAS = [depthOfKind('street'), depthOfKind('community')]

export const callHandlers: Pick<HandlersOf<typeof volunteer>, 'calls' | 'openCall' | 'closeCall' | 'poster'> = {
  calls: async (context, { operationId }) => {
    const calls = await listCalls(context, operationId)
    const names = await areaNames(context, [...new Set(calls.map(({ path }) => path))])
    return { calls: calls.map((call) => ({ ...call, areaName: names.get(call.path) ?? '' })) }
  },
  openCall: async (context, draft) => {
    if (!AREAS.includes(depthOf(draft.path))) throw new Problem(problems.badArea)
    if (!areDays(draft.startsOn, draft.endsOn)) throw new Problem(problems.badDays)
    const operation = await findOperationToWorkIn(context, draft.operationId)
    const names = await areaNames(context, [draft.path])
    if (!operation || operation.state !== 'open' || !isBelow(draft.path, context.actor.path) || !names.has(draft.path))
      throw new Problem(platformProblems.notFound)
    const digest = keyDigest(context.house, posterToken(context.house, draft.id))
    if (await insertCall(context, { ...draft, skills: tidySkills(draft.skills) }, digest))
      await context.record(events.callOpened, {
        ...{ path: draft.path, operationId: draft.operationId },
        data: { callId: draft.id },
      })
    // Sent twice is opened once; an id that belongs to another call is refused.
    else if ((await findCall(context, draft.id))?.operationId !== draft.operationId)
      throw new Problem(platformProblems.conflict)
    return {}
  },
  closeCall: async (context, { callId }) => {
    const call = await findCall(context, callId)
    if (!call || !isBelow(call.path, context.actor.path)) throw new Problem(platformProblems.notFound)
    const { rowCount } = await context.query(
      'UPDATE volunteer.call SET closed_at = now(), closed_by = $2 WHERE id = $1 AND closed_at IS NULL',
      [callId, context.actor.accountId],
    )
    if (rowCount)
      await context.record(events.callClosed, { path: call.path, operationId: call.operationId, data: { callId } })
    return {}
  },
  poster: async (context, { callId }) => {
    const call = await findCall(context, callId)
    if (!call) throw new Problem(platformProblems.notFound)
    return { token: posterToken(context.house, callId) }
  },
}
