/** What may be asked of lists that are compared with the register, and what may be heard of them. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { listEvents, listOperations } from '../../platform/pure/list-contract.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { relations, residences, tenancies } from '../register/model.ts'
import { lineFields } from './list-fields.ts'
import { comparedCandidate, comparedList, decision, decisionKinds, line, standings } from './list-model.ts'

const roles = ['officer', 'leader'] as const
const ofList = { listId: uuid }
const ofLine = { ...ofList, rowNo: z.int().min(1).max(2_000_000) }
/** `door`: by building, those whose building is unknown last. */
const order = z.enum(['row', 'door'])

export const lineFilter = z.object({
  ...ofList,
  standing: standings.schema.optional(),
  text: z.string().trim().max(80).optional(),
  order: order.default('row'),
})

export const matching = contract(
  'matching',
  {
    openList: command({
      words: ['说明名单属于哪个行动', 'Say which operation a list belongs to'],
      roles,
      /** `id` is the one that the file is then uploaded under. */
      input: z.object({ id: uuid, operationId: uuid, under: areaPath }),
      output: z.object({}),
    }),
    lists: query({
      words: ['比对过的名单', 'Lists that were compared'],
      roles,
      input: z.object({ operationId: uuid }),
      output: z.object({ lists: z.array(comparedList) }),
    }),
    list: query({
      words: ['一份名单的比对结果', 'What comparing a list has shown'],
      roles,
      input: z.object(ofList),
      output: comparedList,
    }),
    lines: query({
      words: ['名单逐行结果', 'A list line by line'],
      roles,
      input: lineFilter.extend({ after: z.string().max(200).optional(), limit: z.int().min(1).max(500).default(100) }),
      output: z.object({ rows: z.array(line), next: z.string().nullable(), total: z.int() }),
    }),
    pair: query({
      words: ['一行与可能的人并排核对', 'A line beside whoever it may be'],
      roles,
      input: z.object(ofLine),
      output: z.object({
        line,
        best: comparedCandidate.nullable(),
        runnerUp: comparedCandidate.nullable(),
        decisions: z.array(decision),
        /** The next line to be looked at, and how many there are. */
        next: z.int().nullable(),
        left: z.int(),
      }),
    }),
    decide: command({
      words: ['核对决定', 'Decide about a line'],
      roles,
      /** `seen`: the number of decisions that the person has seen; `residentId` with 'same' and 'found'. */
      input: z.object({
        ...ofLine,
        seen: z.int().min(0).max(1_000_000),
        kind: z.enum(['same', 'nobody', 'undone', 'found', 'not-here']),
        residentId: uuid.optional(),
      }),
      output: line,
    }),
    registerPerson: command({
      words: ['把名单上的人登记到底册', 'Register the person of a line'],
      roles,
      /** `path` is a dwelling. Number and phone are the list's own and are not shown on the way. */
      input: z.object({
        ...ofLine,
        seen: z.int().min(0).max(1_000_000),
        id: uuid,
        path: areaPath,
        name: z.string().trim().min(1).max(80),
        residence: residences.schema,
        tenancy: tenancies.schema,
        relation: relations.schema,
      }),
      output: line,
    }),
    compareAgain: command({
      words: ['重新比对', 'Compare again'],
      roles,
      input: z.object(ofList),
      output: z.object({}),
    }),
    exportLines: command({
      words: ['导出比对结果', 'Export the result of a comparison'],
      roles,
      input: lineFilter.extend({
        purpose: z.string().trim().min(2).max(200),
        lang: z.enum(['zh', 'en']).default('zh'),
      }),
      output: z.object({ fileId: uuid }),
    }),
    printDoors: command({
      words: ['打印上门清单（记录在案）', 'Print the door-to-door list (on record)'],
      roles,
      input: z.object({
        ...ofList,
        purpose: z.string().trim().min(2).max(200),
        lang: z.enum(['zh', 'en']).default('zh'),
      }),
      /** All that are to be visited, by door; `watermark` stands on every sheet. */
      output: z.object({ rows: z.array(line), watermark: z.string() }),
    }),

    ...listOperations({ roles, fields: lineFields }),
  },
  {
    listCompared: event({
      words: ['名单比对完成', 'List compared'],
      data: z.object({ ...ofList, matched: z.int(), look: z.int(), missing: z.int() }),
    }),
    lineDecided: event({
      words: ['名单核对决定', 'Line decided'],
      data: z.object({ ...ofLine, kind: decisionKinds.schema }),
    }),
    numbersRead: event({
      words: ['比对读取名单号码', 'Numbers of a list read for comparing'],
      data: z.object({ ...ofList, after: z.int(), most: z.int() }),
    }),
    ...listEvents,
  },
)
