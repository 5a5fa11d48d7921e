/** What a grid worker's phone asks and says of people to be swabbed alone; part of the room's contract. */
import { z } from 'zod'
import { acknowledgedWith } from '../../platform/pure/acknowledged.ts'
import { areaPath } from '../../platform/pure/area.ts'
import { command, contract, query } from '../../platform/pure/contract.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { retest, tellingOutcomes, tellingWays } from './model.ts'

export const keepers = ['officer', 'leader', 'grid-worker'] as const

export const retestOperations = {
  retests: query({
    words: ['单采任务', 'People to be swabbed alone'],
    roles: keepers,
    pocket: true,
    input: z.object({ under: areaPath.optional() }),
    output: z.object({ at: moment, rows: z.array(retest) }),
  }),
  recordTold: command({
    words: ['记录告知结果', 'Record that somebody was told'],
    roles: keepers,
    offline: true,
    input: z.object({
      sentAt: moment,
      items: z
        .array(
          z.object({
            id: uuid,
            sampleId: uuid,
            way: tellingWays.schema,
            outcome: tellingOutcomes.schema,
            at: moment,
          }),
        )
        .min(1)
        .max(500),
    }),
    output: acknowledgedWith(z.string()),
  }),
}

/** The same operations by themselves: a phone need not load what only desks ask. */
export const retesting = contract('laboratory', retestOperations, {})
