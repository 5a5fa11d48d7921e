/** Opened tubes: their people and clocks, re-tests asked by hand, people freed by two officials, and what grid workers do about it. */
import { Problem } from '../../../platform/pure/problem.ts'
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { factTime } from '../../../platform/pure/fact-time.ts'
import { laboratory } from '../contract.ts'
import { type criteria, problems } from '../model.ts'
import { askRetests, free, insertTold, listPools, listRetests, placesOfRetests } from './pool-store.ts'

const { events } = laboratory

async function freeing(
  context: Context,
  sampleIds: readonly string[],
  criterion: CodeOf<typeof criteria>,
  confirm: boolean,
): Promise<{ people: number }> {
  const done = await free(context, sampleIds, criterion, confirm)
  if (done.length === 0) throw new Problem(problems.notToBeFreed)
  for (const { sampleId, roundId, operationId, path } of done)
    await context.record(confirm ? events.personFreed : events.freeingProposed, {
      path,
      operationId,
      data: { roundId, sampleId, criterion },
    })
  return { people: done.length }
}

export const poolHandlers: Pick<
  HandlersOf<typeof laboratory>,
  'pools' | 'askRetests' | 'proposeFreeing' | 'confirmFreeing' | 'retests' | 'recordTold'
> = {
  pools: async (context, filter) => ({ at: new Date().toISOString(), pools: await listPools(context, filter) }),

  askRetests: async (context, { tubeId }) => {
    const asked = await askRetests(context, tubeId)
    if (asked === null) throw new Problem(problems.notToBeAsked)
    return { people: asked.people }
  },

  proposeFreeing: (context, { sampleIds, criterion }) => freeing(context, sampleIds, criterion, false),
  confirmFreeing: (context, { sampleIds, criterion }) => freeing(context, sampleIds, criterion, true),

  retests: async (context, { under }) => {
    const { from, to } = rangeBelow(under ?? context.actor.path)
    return { at: new Date().toISOString(), rows: await listRetests(context, from, to) }
  },

  recordTold: async (context, { sentAt, items }) => {
    const [sent, now] = [Date.parse(sentAt), Date.now()]
    const places = await placesOfRetests(
      context,
      items.map((item) => item.sampleId),
    )
    const answers: { id: string; known: boolean; doubts: string[] }[] = []
    for (const [i, item] of items.entries()) {
      const place = places.get(item.sampleId)
      if (place === undefined)
        throw new Problem(
          problems.unknownRetest,
          {},
          { fields: [{ path: `items.${i}.sampleId`, words: problems.unknownRetest.words }] },
        )
      const time = factTime(Date.parse(item.at), sent, now)
      const isNew = await insertTold(context, place, { ...item, at: new Date(time.at).toISOString() })
      if (isNew)
        await context.record(events.personTold, {
          path: place.path,
          operationId: place.operationId,
          data: { roundId: place.roundId, sampleId: item.sampleId, outcome: item.outcome },
        })
      answers.push({ id: item.id, known: !isNew, doubts: time.skewed ? ['clock-skewed'] : [] })
    }
    return { items: answers }
  },
}
