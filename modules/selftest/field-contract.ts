/** What a grid worker's phone asks and says of self-tests; part of the room's contract. */
import { z } from 'zod'
import { acknowledgedWith } from '../../platform/pure/acknowledged.ts'
import { areaPath } from '../../platform/pure/area.ts'
import { command, contract, query } from '../../platform/pure/contract.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { collection, reportDoubts, reportFact, results } from './model.ts'

export const keepers = ['officer', 'leader', 'grid-worker'] as const
export const watchers = ['officer', 'leader', 'grid-worker', 'superior'] as const

export const fieldOperations = {
  collections: query({
    words: ['自测收集', 'Collections of self-tests'],
    roles: watchers,
    input: z.object({ operationId: uuid.optional(), state: z.enum(['open', 'closed']).optional() }),
    output: z.object({ collections: z.array(collection) }),
  }),
  /** What a grid worker's phone carries: everybody of the area by dwelling. */
  pocket: query({
    words: ['随身名单：片区住户', 'What a grid worker’s phone carries'],
    roles: keepers,
    pocket: true,
    input: z.object({ collectionId: uuid, under: areaPath.optional() }),
    output: z.object({
      on: day,
      people: z.array(
        z.object({
          id: uuid,
          path: areaPath,
          name: z.string(),
          initials: z.string(),
          address: z.string(),
          asked: z.boolean(),
          result: results.schema.nullable(),
        }),
      ),
    }),
  }),
  recordReports: command({
    words: ['代报自测', 'Record self-tests for others'],
    roles: keepers,
    offline: true,
    input: z.object({ sentAt: moment, items: z.array(reportFact).min(1).max(500) }),
    output: acknowledgedWith(reportDoubts.schema),
  }),
}

/** The same operations by themselves: a phone need not load what only desks ask. */
export const reporting = contract('selftest', fieldOperations, {})
