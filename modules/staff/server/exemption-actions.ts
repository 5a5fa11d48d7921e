/** What excuses a person for a while: noted with an end, ended before its time; all else ends it by itself. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { staff } from '../contract.ts'
import { daysFit } from '../exempt.ts'
import { problems } from '../model.ts'
import { today } from './person-actions.ts'
import { endExemption, findExemption, insertExemption } from './record-store.ts'
import { findPerson } from './store.ts'

const { events } = staff

export const exemptionHandlers: Pick<HandlersOf<typeof staff>, 'noteExemption' | 'endExemption'> = {
  noteExemption: async (context, given) => {
    if (!daysFit(given.startsOn, given.endsOn)) throw new Problem(problems.badDays)
    const found = await findPerson(context, { id: given.personId }, today())
    if (found === null) throw new Problem(platformProblems.notFound)
    if (found.state === 'left') throw new Problem(problems.left)
    const { streetId, path } = found
    await insertExemption(context, { ...given, streetId, path }).catch((error: unknown) => {
      throw (error as { code?: string }).code === '23505' ? new Problem(platformProblems.conflict) : error
    })
    await context.record(events.exemptionNoted, {
      path,
      streetId,
      data: { personId: given.personId, exemptionId: given.id },
    })
    return {}
  },
  endExemption: async (context, { id }) => {
    const found = await findExemption(context, id)
    if (found === null) throw new Problem(platformProblems.notFound)
    if (found.endedOn !== null || found.endsOn < today()) throw new Problem(problems.ended)
    const { streetId, path, personId } = found
    await endExemption(context, streetId, id, today())
    await context.record(events.exemptionEnded, { path, streetId, data: { personId, exemptionId: id } })
    return {}
  },
}
