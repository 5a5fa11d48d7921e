/** Opening, ending and reading operations. */
import { operations } from '../contract.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { problems } from '../model.ts'
import { closeAtEnding, whatEndingCloses, whatForbidsEnding } from './public.ts'
import { findOperation, insertOperation, listOperations, lockOperation, updateEnded } from './store.ts'

export const operationHandlers: HandlersOf<typeof operations> = {
  operations: async (context) => ({ operations: await listOperations(context) }),

  operation: async (context, { id }) => {
    const found = await findOperation(context, id)
    if (!found) throw new Problem(platformProblems.notFound)
    return found
  },

  /** The client makes the id, so a retry finds what the first try opened. */
  openOperation: async (context, draft) => {
    const { rowCount } = await context.query('SELECT FROM register.area WHERE street_id = $1 AND path = $2', [
      context.actor.streetId,
      draft.path,
    ])
    if (!rowCount) throw new Problem(platformProblems.notFound)
    const isNew = await insertOperation(context, draft)
    const found = await findOperation(context, draft.id)
    if (!found) throw new Problem(platformProblems.conflict)
    if (isNew)
      await context.record(operations.events.operationOpened, {
        path: found.path,
        operationId: found.id,
        data: { operationId: found.id },
      })
    return found
  },

  ending: async (context, { id }) => {
    const found = await findOperation(context, id)
    if (!found) throw new Problem(platformProblems.notFound)
    const forbidden = await whatForbidsEnding(context, found)
    const closes = await whatEndingCloses(context, found)
    return { forbids: forbidden && [...forbidden.answer().words], closes: closes.map(([zh, en]) => [zh, en]) }
  },

  endOperation: async (context, { id }) => {
    await lockOperation(context, id, 'alone')
    const found = await findOperation(context, id)
    if (!found) throw new Problem(platformProblems.notFound)
    if (found.state === 'ended') throw new Problem(problems.ended)
    const forbidden = await whatForbidsEnding(context, found)
    if (forbidden) throw forbidden
    if (!(await updateEnded(context, id))) throw new Problem(platformProblems.notFound)
    await closeAtEnding(context, found)
    await context.record(operations.events.operationEnded, {
      path: found.path,
      operationId: id,
      data: { operationId: id },
    })
    return (await findOperation(context, id))!
  },
}
