/** Collections opened, closed and counted. Whoever is asked follows the register as it is; no list is fixed. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { levelBelow } from '../../testing/coverage.ts'
import { partOf } from '../../testing/server/public.ts'
import { selftest } from '../contract.ts'
import { daysIn, MOST_DAYS } from '../due-day.ts'
import { type Collection, type Figures, problems } from '../model.ts'
import {
  type CollectionRow,
  countByArea,
  dayOf,
  findCollection,
  insertCollection,
  listCollections,
  sumLines,
  toCollection,
  updateClosed,
} from './collection-store.ts'

/** @throws Problem notFound, also for a collection of an area that the asker has nothing to do with. */
export async function collectionOrThrow(context: Context, id: string): Promise<CollectionRow> {
  const found = await findCollection(context, id)
  if (!found) throw new Problem(platformProblems.notFound)
  return found
}

/** What most questions begin with: the collection, the day and the area that they are of. */
export async function partAsked(
  context: Context,
  { collectionId, on, under }: { collectionId: string; on?: string | undefined; under?: string | undefined },
): Promise<{ collection: CollectionRow; day: string; under: string }> {
  const collection = await collectionOrThrow(context, collectionId)
  return { collection, day: dayOf(collection, on), under: partOf(context, collection, under) }
}

const figuresOf = async (context: Context, collection: CollectionRow): Promise<Figures> => {
  const under = partOf(context, collection, undefined)
  return sumLines(await countByArea(context, collection, dayOf(collection), under, levelBelow(under)))
}
const withFigures = async (context: Context, collection: CollectionRow): Promise<Collection> =>
  toCollection(collection, collection.final ?? (await figuresOf(context, collection)))

export const collectionHandlers: Pick<
  HandlersOf<typeof selftest>,
  'collections' | 'collection' | 'openCollection' | 'closeCollection' | 'board'
> = {
  collections: async (context, filter) => {
    const collections: Collection[] = []
    for (const row of await listCollections(context, filter)) collections.push(await withFigures(context, row))
    return { collections }
  },

  collection: async (context, { id }) => withFigures(context, await collectionOrThrow(context, id)),

  openCollection: async (context, draft) => {
    const known = await findCollection(context, draft.id)
    if (known) return withFigures(context, known)
    const operation = await findOperationToWorkIn(context, draft.operationId)
    if (!operation || !isBelow(draft.path, context.actor.path)) throw new Problem(platformProblems.notFound)
    if (operation.state !== 'open') throw new Problem(problems.operationEnded)
    if (!isBelow(draft.path, operation.path)) throw new Problem(problems.outsideOperation)
    if (draft.endsOn < draft.startsOn) throw new Problem(problems.datesReversed)
    if (daysIn(draft) > MOST_DAYS) throw new Problem(problems.tooLong, { days: MOST_DAYS })
    if (!(await insertCollection(context, draft))) throw new Problem(platformProblems.conflict)
    const opened = await withFigures(context, await collectionOrThrow(context, draft.id))
    if (opened.figures.due === 0) throw new Problem(problems.nobodyDue)
    await context.record(selftest.events.collectionOpened, {
      path: draft.path,
      operationId: draft.operationId,
      data: { collectionId: draft.id, groups: draft.groups },
    })
    return opened
  },

  closeCollection: async (context, { id }) => {
    const collection = await collectionOrThrow(context, id)
    if (!isBelow(collection.path, context.actor.path)) throw new Problem(platformProblems.notAllowed)
    if (collection.state === 'open') {
      if (!(await updateClosed(context, id, await figuresOf(context, collection))))
        throw new Problem(platformProblems.conflict)
      await context.record(selftest.events.collectionClosed, {
        path: collection.path,
        operationId: collection.operationId,
        data: { collectionId: id },
      })
    }
    return withFigures(context, await collectionOrThrow(context, id))
  },

  board: async (context, { by, ...input }) => {
    const { collection, day, under } = await partAsked(context, input)
    const lines = await countByArea(context, collection, day, under, by ?? levelBelow(under))
    return { at: new Date().toISOString(), on: day, under, figures: sumLines(lines), lines }
  },
}
