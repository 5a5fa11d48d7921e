/** Property managers: read by everybody at work, set by leaders for the areas they answer for. */
import { commonArea, depthOf, isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { depthOfKind } from '../../register/model.ts'
import { enterprises } from '../contract.ts'
import { problems } from '../model.ts'
import {
  deleteManager,
  findManager,
  listManagers,
  putManager,
  setLookedAfter,
  standingAreas,
} from './property-store.ts'

const { events } = enterprises

/** A manager of mine at the version I have seen; one whose areas reach beyond mine is the sub-district's to change. */
async function changeable(context: Context, id: string, version: number) {
  const found = await findManager(context, id)
  if (!found || !isBelow(found.path, context.actor.path)) throw new Problem(platformProblems.notFound)
  if (found.version !== version) throw new Problem(platformProblems.conflict)
  return found
}

const takenPath = (error: unknown): never => {
  const fault = error as { code?: string; constraint?: string }
  if (fault.code === '23505' && fault.constraint === 'looked_after_pkey') throw new Problem(problems.alreadyLookedAfter)
  throw error
}

export const propertyHandlers: Pick<HandlersOf<typeof enterprises>, 'managers' | 'putManager' | 'removeManager'> = {
  managers: (context) => listManagers(context),
  putManager: async (context, { version, looksAfter, ...values }) => {
    const { streetId } = version === null ? context.actor : await changeable(context, values.id, version)
    const paths = [...new Set(looksAfter)]
    const allowed = paths.every((p) => isBelow(p, context.actor.path) && depthOf(p) >= depthOfKind('community'))
    if (!allowed || (await standingAreas(context, streetId, paths)).length < paths.length)
      throw new Problem(problems.noPremises)
    if (version === null && (await findManager(context, values.id))) throw new Problem(platformProblems.conflict)
    const path = commonArea(paths)
    await putManager(context, streetId, { ...values, path })
    await setLookedAfter(context, streetId, values.id, paths).catch(takenPath)
    await context.record(events.managerSet, { path, streetId, data: { managerId: values.id } })
    const made = (await listManagers(context)).managers.find(({ id }) => id === values.id)
    if (!made) throw new Problem(platformProblems.notFound)
    return made
  },
  removeManager: async (context, { id, version }) => {
    const { streetId, path } = await changeable(context, id, version)
    await deleteManager(context, streetId, id)
    await context.record(events.managerRemoved, { path, streetId, data: { managerId: id } })
    return {}
  },
}
