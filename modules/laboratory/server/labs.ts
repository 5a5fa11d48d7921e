/** Labs as records, and tubes sent to them: whoever sends is told before a lab's day is exceeded. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findRound, ownPart, recordReceived } from '../../testing/server/public.ts'
import { laboratory } from '../contract.ts'
import { codeKey } from '../file-line.ts'
import { decideLoad } from '../load.ts'
import { problems } from '../model.ts'
import { POLICY } from '../policy.ts'
import {
  type ConsignmentRow,
  findConsignment,
  findLab,
  insertConsignment,
  listConsignments,
  listHandovers,
  listLabs,
  lockLabDay,
  markReceived,
  saveLab,
  tubesOfConsignment,
  tubesOfHandovers,
  withdrawConsignment,
} from './lab-store.ts'

const { events } = laboratory

export async function roundOrThrow(context: Context, id: string) {
  const round = await findRound(context, id)
  if (!round) throw new Problem(platformProblems.notFound)
  return round
}

/** The batch, still on its way. */
async function consignmentToChange(context: Context, id: string): Promise<ConsignmentRow> {
  const found = await findConsignment(context, id)
  if (found === null || found.withdrawnAt !== null) throw new Problem(platformProblems.notFound)
  return found
}

export const labHandlers: Pick<
  HandlersOf<typeof laboratory>,
  'labs' | 'saveLab' | 'handovers' | 'consign' | 'consignments' | 'receiveConsignment' | 'withdrawConsignment'
> = {
  labs: async (context, { day = shanghaiDay(Date.now()) }) => ({ day, labs: await listLabs(context, day) }),

  saveLab: async (context, lab) => {
    const path = await saveLab(context, lab)
    await context.record(events.labSaved, { path, data: { labId: lab.id } })
    return {}
  },

  handovers: async (context, { roundId }) => {
    await roundOrThrow(context, roundId)
    return { rows: await listHandovers(context, roundId) }
  },

  consign: async (context, { id, roundId, labId, day, batches, overCapacity }) => {
    const known = await findConsignment(context, id)
    if (known !== null) return { tubes: known.tubes }
    const round = await roundOrThrow(context, roundId)
    await lockLabDay(context, labId, day)
    const lab = await findLab(context, labId, day)
    if (lab === null) throw new Problem(platformProblems.notFound)
    if (lab.closed) throw new Problem(problems.labClosed)
    const tubeIds = await tubesOfHandovers(context, roundId, batches)
    if (tubeIds.length === 0) throw new Problem(problems.nothingToSend)
    const ruling = decideLoad({ capacity: lab.capacity, assigned: lab.load, about: tubeIds.length }, POLICY)
    const over = ruling.verdict === 'over'
    if (over && !overCapacity)
      throw new Problem(problems.labFull, {
        lab: lab.name,
        assigned: lab.load,
        about: tubeIds.length,
        capacity: lab.capacity,
      })
    const path = ownPart(context, round)
    const { operationId } = round
    await insertConsignment(context, { id, roundId, operationId, path, labId, day, overCapacity: over }, tubeIds)
    const tubes = tubeIds.length
    await context.record(events.consigned, {
      path,
      operationId,
      data: { roundId, consignmentId: id, labId, tubes, overCapacity: over },
    })
    return { tubes }
  },

  consignments: async (context, { roundId }) => {
    await roundOrThrow(context, roundId)
    const rows = await listConsignments(context, roundId)
    return {
      rows: rows.map(({ roundId: _, operationId: __, path: ___, ...row }) => ({
        ...row,
        madeAt: row.madeAt.toISOString(),
        receivedAt: row.receivedAt?.toISOString() ?? null,
        withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
      })),
    }
  },

  receiveConsignment: async (context, { id, except }) => {
    const batch = await consignmentToChange(context, id)
    const tubes = await tubesOfConsignment(context, batch)
    const missing = new Set(except.map(codeKey))
    const known = new Set(tubes.map((tube) => codeKey(tube.code)))
    const unknown = [...missing].filter((code) => !known.has(code))
    if (unknown.length > 0) throw new Problem(problems.unknownCodes, { codes: unknown.slice(0, 5).join(' ') })
    const there = tubes.filter((tube) => !missing.has(codeKey(tube.code))).map((tube) => tube.id)
    const round = { id: batch.roundId, operationId: batch.operationId }
    const received = await recordReceived(context, round, { tubeIds: there, place: batch.labName })
    await markReceived(context, id)
    await context.record(events.consignmentReceived, {
      path: batch.path,
      operationId: batch.operationId,
      data: { roundId: batch.roundId, consignmentId: id, tubes: received },
    })
    return { received }
  },

  withdrawConsignment: async (context, { id }) => {
    const batch = await consignmentToChange(context, id)
    const tubes = await tubesOfConsignment(context, batch)
    if (tubes.some((tube) => tube.resulted)) throw new Problem(problems.alreadyResulted)
    if (tubes.some((tube) => tube.received)) throw new Problem(problems.alreadyReceived)
    await withdrawConsignment(context, id)
    await context.record(events.consignmentWithdrawn, {
      path: batch.path,
      operationId: batch.operationId,
      data: { roundId: batch.roundId, consignmentId: id },
    })
    return {}
  },
}
