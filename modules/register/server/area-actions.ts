/** Areas, plans and duties: read by everybody at work, changed by leaders. */
import { ancestorsOf, isBelow } from '../../../platform/pure/area.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { register } from '../contract.ts'
import type { AreaLine, Duty } from '../model.ts'
import {
  countBelow,
  deleteDuty,
  findArea,
  listAreas,
  listAreasOfKind,
  listChildren,
  listDuties,
  listFootprints,
  putDuty,
} from './store.ts'

const { events } = register

async function withCounts(context: Context, areas: readonly AreaLine[]) {
  const duties = await listDuties(
    context,
    areas.map((a) => a.path),
  )
  const counts = await countBelow(
    context,
    areas.map((a) => a.path),
  )
  return areas.map((area) => ({
    ...area,
    ...(counts.get(area.path) ?? { residents: 0, dwellings: 0, children: 0 }),
    duties: duties.filter((d) => d.path === area.path),
  }))
}

/** The path asked for if the asker may stand there, their own area otherwise. */
export async function standing(context: Context, under: string | undefined): Promise<AreaLine> {
  const path = under ?? context.actor.path
  const area = isBelow(path, context.actor.path) ? await findArea(context, path) : null
  if (!area) throw new Problem(platformProblems.notFound)
  return area
}

type Handlers = HandlersOf<typeof register>
export const areaHandlers: Pick<Handlers, 'areas' | 'areasByKind' | 'plan' | 'setDuty' | 'endDuty'> = {
  areas: async (context, input) => {
    const area = await standing(context, input.under)
    const trail = await listAreas(context, ancestorsOf(area.path))
    const children = await listChildren(context, area)
    return { trail: await withCounts(context, trail), areas: await withCounts(context, children) }
  },
  areasByKind: async (context, input) => {
    const area = await standing(context, input.under)
    return { areas: await listAreasOfKind(context, area.path, input.kind) }
  },
  plan: async (context, input) => {
    const area = await standing(context, input.under)
    return { features: await listFootprints(context, area.path) }
  },
  setDuty: async (context, input) => {
    const area = await standing(context, input.path)
    const duty: Duty = input
    await putDuty(context, area.streetId, duty)
    await context.record(events.dutySet, { path: area.path, data: { dutyId: duty.id, post: duty.post } })
    return duty
  },
  endDuty: async (context, input) => {
    const ended = await deleteDuty(context, input.id)
    if (!ended) throw new Problem(platformProblems.notFound)
    await context.record(events.dutyEnded, { path: ended.path, data: { dutyId: input.id } })
    return {}
  },
}
