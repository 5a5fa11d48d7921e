/** Labs' files as the platform takes lists in: what stands in them, how a line is judged, and how the accepted ones are written. */
import type { ParsedInputOf } from '../../../platform/pure/contract.ts'
import { isBelow } from '../../../platform/pure/area.ts'
import { listProblems } from '../../../platform/pure/list-contract.ts'
import { tidyNumber } from '../../../platform/pure/identity-number.ts'
import { maskIdentityNumber } from '../../../platform/pure/mask.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { listRoom } from '../../../platform/server/lists/list-handlers.ts'
import { type ListImport, type ListKind, MovedOn } from '../../../platform/server/lists/list-kind.ts'
import type { Call, Handler, HandlersOf } from '../../../platform/server/room.ts'
import { findRound, ownPart } from '../../testing/server/public.ts'
import { laboratory } from '../contract.ts'
import { fileColumns, missingFields } from '../file-columns.ts'
import { lineProblemOf } from '../line-problems.ts'
import { type FileField, fileFields, problems } from '../model.ts'
import { HOURS, hasMovedOn } from './enter.ts'
import { openFileJudge, type OpenLine, type StagedResult } from './file-judge.ts'
import {
  deleteFileOf,
  fileOf,
  findOddities,
  insertFileOf,
  keepRefused,
  setFileOf,
  stagedResults,
} from './file-store.ts'

/** Everything that a file changes, in the transaction that closes it. */
async function applyFile(context: Context, list: ListImport<FileField>): Promise<{ added: number; changed: number }> {
  const file = await fileOf(context, list.id)
  await setFileOf(context, list.id, { oddities: await findOddities(context, file) })
  await keepRefused(context, file)
  const { rows } = await context
    .query<{ changed: number; tubes: number }>(
      `WITH w AS MATERIALIZED (SELECT * FROM laboratory.import_result WHERE street_id = $1 AND import_id = $2 AND (NOT corrects OR $5::text IS NOT NULL)),
       a AS (SELECT array_agg(tube_id ORDER BY row_no) AS tubes, array_agg(turn ORDER BY row_no) AS turns, array_agg(outcome ORDER BY row_no) AS outcomes,
         array_agg(tested_at ORDER BY row_no) AS tested, array_agg(row_no ORDER BY row_no) AS row_nos, count(*) FILTER (WHERE corrects)::integer AS changed FROM w)
     SELECT a.changed, e.entered AS tubes FROM a, laboratory.enter($1, $3, a.tubes, a.turns, a.outcomes, a.tested, a.row_nos, $4, $2, $5, $6) e WHERE a.tubes IS NOT NULL`,
      [list.streetId, list.id, file.roundId, file.labId, file.reason, HOURS],
    )
    .catch((error: unknown) => {
      throw hasMovedOn(error) ? new MovedOn() : error
    })
  const { tubes, changed } = rows[0] ?? { tubes: 0, changed: 0 }
  await context.record(laboratory.events.resultsEntered, {
    path: list.path,
    operationId: file.operationId,
    data: { roundId: file.roundId, importId: list.id, tubes },
  })
  return { added: tubes - changed, changed }
}

const labFiles: ListKind<FileField, OpenLine, StagedResult> = {
  room: laboratory.room,
  subject: 'tube_id',
  fields: fileFields.words,
  language: fileColumns,
  missing: missingFields,
  masks: { idNumber: (text) => maskIdentityNumber(tidyNumber(text)) },
  events: laboratory.events,
  say: lineProblemOf,
  standing: async ({ actor }, under) => {
    if (!isBelow(under, actor.path)) throw new Problem(platformProblems.notFound)
    return { streetId: actor.streetId, path: under }
  },
  openJudge: async (context, { list, mapping, house }) => {
    const { roundId } = await fileOf(context, list.id)
    return openFileJudge({ roundId, mapping, digest: house.digest, now: Date.now() })
  },
  records: stagedResults,
  apply: applyFile,
}

const { handlers, resume } = listRoom(labFiles)
export { resume as resumeFiles }
const { uploadList, applyImport, ...shared } = handlers

const outsideOf = <Op>(handler: Handler<Op>) => {
  if (typeof handler === 'function') throw new Error('not an operation of its own transactions')
  return handler.outside
}

type Ops = (typeof laboratory)['operations']

async function bring(call: Call, { id, roundId, labId }: ParsedInputOf<Ops['bringFile']>): Promise<{ id: string }> {
  const { actor, house } = call
  const under = await house.database.within(actor, async (context) => {
    const round = await findRound(context, roundId)
    if (round === null) throw new Problem(platformProblems.notFound)
    if (labId !== null) {
      const { rowCount } = await context.query('SELECT FROM laboratory.lab WHERE street_id = $1 AND id = $2', [
        actor.streetId,
        labId,
      ])
      if (rowCount === 0) throw new Problem(platformProblems.notFound)
    }
    const path = ownPart(context, round)
    await insertFileOf(context, { id, path, labId, round })
    return path
  })
  try {
    return await outsideOf(uploadList)(call, { id, under })
  } catch (error) {
    await house.database.within(actor, (context) => deleteFileOf(context, id))
    throw error
  }
}

async function apply(call: Call, input: ParsedInputOf<Ops['applyFile']>): Promise<{}> {
  const { id, leaveBad, leaveChanged, reason } = input
  await call.house.database.within(call.actor, async (context) => {
    const { rows } = await context.query<{ state: string; counts: { new?: number; changed?: number; same?: number } }>(
      'SELECT state, counts FROM laboratory.import WHERE street_id = $1 AND id = $2 FOR UPDATE',
      [context.actor.streetId, id],
    )
    const [list] = rows
    if (list === undefined) throw new Problem(platformProblems.notFound)
    if (list.state !== 'ready') throw new Problem(listProblems.busy)
    const { new: fresh = 0, changed = 0, same = 0 } = list.counts
    if (changed > 0 && reason === null) {
      if (!leaveChanged) throw new Problem(problems.fileConflicts, { conflict: changed })
      if (fresh + same === 0) throw new Problem(problems.fileNothing)
    }
    await setFileOf(context, id, { reason })
  })
  return outsideOf(applyImport)(call, { id, leaveBad })
}

export const fileHandlers: Pick<
  HandlersOf<typeof laboratory>,
  keyof typeof shared | 'bringFile' | 'fileOf' | 'applyFile'
> = {
  ...shared,
  bringFile: { outside: bring },
  applyFile: { outside: apply },
  fileOf: async (context, { id }) => {
    const file = await fileOf(context, id)
    const { rows } = await context.query<{ state: string }>(
      'SELECT state FROM laboratory.import WHERE street_id = $1 AND id = $2',
      [context.actor.streetId, id],
    )
    const { roundId, roundName, labName, reason } = file
    const oddities = rows[0]?.state === 'ready' ? await findOddities(context, file) : file.oddities
    return { roundId, roundName, labName, reason, oddities }
  },
}
