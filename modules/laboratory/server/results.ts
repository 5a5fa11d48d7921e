/** Results of a round: figures, tubes, a tube's history, corrections by hand, the balance and its differences. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { laboratory } from '../contract.ts'
import { lineProblemOf } from '../line-problems.ts'
import { type Outcome, problems } from '../model.ts'
import { enterOne } from './enter.ts'
import { roundOrThrow } from './labs.ts'
import {
  balanceOf,
  countOutcomes,
  countRefused,
  listRefused,
  listTubes,
  sumOddities,
  sumRound,
  tubeHistory,
} from './result-store.ts'

interface TubeToEnter {
  readonly roundId: string
  readonly operationId: string
  readonly path: string
  readonly heads: number
  readonly outcome: Outcome | null
}

async function findTubeToEnter(context: Context, tubeId: string): Promise<TubeToEnter | null> {
  const { rows } = await context.query<TubeToEnter>(
    `SELECT t.round_id AS "roundId", t.operation_id AS "operationId", t.path, coalesce(f.heads, 0) AS heads, f.outcome
     FROM testing.public_tube t LEFT JOIN laboratory.tube_facts($1, t.round_id, ARRAY[t.code]) f ON f.tube_id = t.id WHERE t.street_id = $1 AND t.id = $2`,
    [context.actor.streetId, tubeId],
  )
  return rows[0] ?? null
}

export const resultHandlers: Pick<
  HandlersOf<typeof laboratory>,
  'results' | 'tubes' | 'tubeHistory' | 'enterResult' | 'refused' | 'custody'
> = {
  results: async (context, { roundId }) => {
    await roundOrThrow(context, roundId)
    const sees = context.actor.role !== 'superior'
    const { balance, outstanding, oldestSince } = await sumRound(context, roundId)
    return {
      at: new Date().toISOString(),
      balance,
      outcomes: await countOutcomes(context, roundId),
      outstanding,
      oldestSince: oldestSince?.toISOString() ?? null,
      refused: sees ? await countRefused(context, roundId) : 0,
      oddities: sees ? await sumOddities(context, roundId) : [],
    }
  },

  tubes: async (context, { after, limit, ...filter }) => {
    await roundOrThrow(context, filter.roundId)
    return listTubes(context, filter, { after, limit, now: Date.now() })
  },

  tubeHistory: async (context, { tubeId }) => ({ rows: await tubeHistory(context, tubeId) }),

  enterResult: async (context, { tubeId, outcome, reason, turn }) => {
    const tube = await findTubeToEnter(context, tubeId)
    if (tube === null) throw new Problem(platformProblems.notFound)
    if (tube.heads === 0) throw new Problem(problems.neverSampled)
    if (tube.outcome === outcome) throw new Problem(problems.sameOutcome)
    const { roundId, operationId, path } = tube
    await enterOne(context, { roundId, tubeId, turn, outcome, reason })
    await context.record(laboratory.events.resultsEntered, {
      path,
      operationId,
      data: { roundId, importId: null, tubes: 1 },
    })
    return {}
  },

  refused: async (context, { roundId }) => {
    await roundOrThrow(context, roundId)
    const rows = await listRefused(context, roundId)
    return {
      rows: rows.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        problem: lineProblemOf({ field: null, code: row.problem }).words,
      })),
    }
  },

  custody: async (context, { roundId, by }) => {
    await roundOrThrow(context, roundId)
    const refused = context.actor.role === 'superior' ? 0 : await countRefused(context, roundId)
    return { ...(await balanceOf(context, roundId, by)), refused }
  },
}
