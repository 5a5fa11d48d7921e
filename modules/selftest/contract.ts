/**
 * What may be asked of self-tests, and what may be heard from them. Reports are a feed of their own (topic `selftest.report`), not ledger
 * lines, and no ledger line tells a result. `openHousehold`, `reportFromHousehold` and `ownResults` need no
 * session: a household's key opens them.
 */
import { z } from 'zod'
import { acknowledged } from '../../platform/pure/acknowledged.ts'
import { areaPath } from '../../platform/pure/area.ts'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { tellings } from '../laboratory/model.ts'
import { groups } from '../register/model.ts'
import { matchReasons } from './chain-match.ts'
import { fieldOperations, keepers, watchers } from './field-contract.ts'
import {
  boardLine,
  collection,
  collectionDraft,
  figures,
  followUpSteps,
  frequencies,
  MOST_CHAIN,
  missingPerson,
  reportDoubts,
  reportFact,
  results,
  sources,
  standing,
  tryOutcomes,
} from './model.ts'

const leaders = ['officer', 'leader'] as const

/** `on`: a day of the collection; today's where it is left out. `under`: an area of it; one's own where it is left out. */
const part = z.object({ collectionId: uuid, on: day.optional(), under: areaPath.optional() })
const paging = { after: z.string().max(400).optional(), limit: z.int().min(1).max(1000).default(200) }
const purpose = { purpose: z.string().trim().min(2).max(200), lang: z.enum(['zh', 'en']).default('zh') }
/** What a household's link or its typed code says; anything else opens nothing and is told no more than that. */
const key = z.string().trim().min(1).max(60)
const slipLine = z.object({
  path: areaPath,
  address: z.string(),
  people: z.int(),
  slip: z.object({ id: uuid, issuedAt: moment }).nullable(),
})

export const selftest = contract(
  'selftest',
  {
    ...fieldOperations,
    collection: query({
      words: ['一次自测收集', 'One collection of self-tests'],
      roles: watchers,
      input: z.object({ id: uuid }),
      output: collection,
    }),
    openCollection: command({
      words: ['发起自测收集', 'Open a collection'],
      roles: leaders,
      input: collectionDraft,
      output: collection,
    }),
    closeCollection: command({
      words: ['结束自测收集', 'Close a collection'],
      roles: leaders,
      input: z.object({ id: uuid }),
      output: collection,
    }),
    board: query({
      words: ['自测进度', 'The board: due, reported, by result, not yet'],
      roles: watchers,
      input: part.extend({ by: z.enum(['community', 'grid', 'building']).optional() }),
      output: z.object({ at: moment, on: day, under: areaPath, figures, lines: z.array(boardLine) }),
    }),
    missing: query({
      words: ['还没报的人', 'Who has not reported'],
      roles: watchers,
      /** 'call': whoever is best rung now first; 'door': by door. */
      input: part.extend({
        ...paging,
        text: z.string().trim().max(80).optional(),
        order: z.enum(['door', 'call']).default('call'),
      }),
      output: z.object({ on: day, rows: z.array(missingPerson), next: z.string().nullable(), total: z.int() }),
    }),
    exportMissing: command({
      words: ['导出还没报的人', 'Export who has not reported'],
      roles: keepers,
      input: part.extend({ order: z.enum(['door', 'call']).default('door'), ...purpose }),
      output: z.object({ fileId: uuid }),
    }),
    recordTry: command({
      words: ['记录联系结果', 'Record a call'],
      roles: keepers,
      input: z.object({
        id: uuid,
        collectionId: uuid,
        on: day.optional(),
        residentId: uuid,
        outcome: tryOutcomes.schema,
      }),
      output: z.object({}),
    }),
    reported: query({
      words: ['已报的人', 'Who has reported, and what'],
      roles: keepers,
      input: part.extend({
        ...paging,
        text: z.string().trim().max(80).optional(),
        result: z.array(results.schema).optional(),
      }),
      output: z.object({
        on: day,
        rows: z.array(
          standing.extend({
            residentId: uuid,
            path: areaPath,
            name: z.string(),
            address: z.string(),
            testedAt: moment.nullable(),
            doubts: z.array(reportDoubts.schema),
          }),
        ),
        next: z.string().nullable(),
        total: z.int(),
      }),
    }),

    household: query({
      words: ['一户的自测', 'The self-tests of a household'],
      roles: keepers,
      input: z.object({ collectionId: uuid, on: day.optional(), path: areaPath }),
      output: z.object({
        address: z.string(),
        members: z.array(
          z.object({ residentId: uuid, name: z.string(), asked: z.boolean(), standing: standing.nullable() }),
        ),
      }),
    }),
    matchChain: query({
      words: ['把接龙与底册对上', 'Match a chain against the register'],
      roles: keepers,
      /** `under`: the area that the group is of. Only what was read of each line is sent, never the text itself. */
      input: part.required({ under: true }).extend({
        people: z
          .array(
            z.object({
              name: z.string().trim().max(40).nullable(),
              address: z
                .object({
                  compound: z.string().max(80).optional(),
                  building: z.string().max(20).optional(),
                  unit: z.string().max(20).optional(),
                  floor: z.int().optional(),
                  room: z.string().max(20).optional(),
                  rest: z.string().max(80).default(''),
                })
                .nullable(),
              heads: z.union([z.int().min(1).max(99), z.literal('all')]).nullable(),
            }),
          )
          .max(MOST_CHAIN),
      }),
      output: z.object({
        on: day,
        /** One for each person asked about, in order. */
        matches: z.array(
          z.object({
            verdict: z.enum(['certain', 'doubtful', 'unknown']),
            because: matchReasons.schema,
            chosen: z.array(uuid),
            candidates: z.array(uuid),
          }),
        ),
        /** Everybody who is named in a match. */
        residents: z.array(
          z.object({
            id: uuid,
            name: z.string(),
            address: z.string(),
            standing: results.schema.nullable(),
            chain: results.schema.nullable(),
          }),
        ),
      }),
    }),
    applyChain: command({
      words: ['记入接龙的自测', 'Record the self-tests of a chain'],
      roles: keepers,
      input: z.object({
        collectionId: uuid,
        on: day.optional(),
        items: z
          .array(reportFact.pick({ id: true, residentId: true, result: true }))
          .min(1)
          .max(5 * MOST_CHAIN),
      }),
      output: z.object({ written: z.int(), known: z.int() }),
    }),

    followUps: query({
      words: ['阳性自测待复核', 'Positive self-tests to be followed up'],
      roles: keepers,
      input: z.object({ operationId: uuid.optional(), state: z.enum(['open', 'closed']).default('open') }),
      output: z.object({
        rows: z.array(
          z.object({
            id: uuid,
            residentId: uuid,
            path: areaPath,
            name: z.string(),
            address: z.string(),
            phoneMasked: z.string().nullable(),
            source: sources.schema,
            testedAt: moment.nullable(),
            openedAt: moment,
            closedAt: moment.nullable(),
            /** What the same person has reported since, where it differs. */
            since: results.schema.nullable(),
            steps: z.array(z.object({ step: followUpSteps.schema, at: moment })),
          }),
        ),
      }),
    }),
    recordStep: command({
      words: ['记录复核进展', 'Record a step of a follow-up'],
      roles: keepers,
      input: z.object({ id: uuid, followUpId: uuid, step: followUpSteps.schema }),
      output: z.object({ closed: z.boolean() }),
    }),

    slips: query({
      words: ['各户的自测户条', 'Slips of the households'],
      roles: keepers,
      input: z.object({ operationId: uuid, under: areaPath, without: z.boolean().default(false), ...paging }),
      output: z.object({
        rows: z.array(slipLine),
        next: z.string().nullable(),
        total: z.int(),
        /** Dwellings with people, and those of them with a slip. */
        dwellings: z.int(),
        issued: z.int(),
      }),
    }),
    issueSlips: command({
      words: ['发放户条', 'Issue slips'],
      roles: keepers,
      /** `again`: also where one is out already; that one then opens nothing any more. Keys are told once, here. */
      input: z.object({ operationId: uuid, under: areaPath, again: z.boolean().default(false) }),
      output: z.object({
        slips: z.array(
          z.object({
            id: uuid,
            path: areaPath,
            address: z.string(),
            people: z.array(z.string()),
            token: z.string(),
            code: z.string(),
          }),
        ),
      }),
    }),
    revokeSlip: command({
      words: ['停用户条', 'Revoke a slip'],
      roles: keepers,
      input: z.object({ id: uuid }),
      output: z.object({}),
    }),

    openHousehold: query({
      words: ['居民：打开本户', 'Resident: open the household'],
      roles: 'anyone',
      input: z.object({ key }),
      output: z.object({
        today: day,
        collections: z.array(z.object({ name: z.string(), often: frequencies.schema, endsOn: day })),
        members: z.array(
          z.object({
            id: uuid,
            /** 张*明 */
            name: z.string(),
            asked: z.boolean(),
            reportedAt: moment.nullable(),
          }),
        ),
      }),
    }),
    ownResults: query({
      words: ['居民：查自己的核酸结果', 'Resident: one’s own laboratory results'],
      roles: 'anyone',
      /** `number`: the member's own identity number as typed; it is compared, never kept. */
      input: z.object({ key, residentId: uuid, number: z.string().trim().min(1).max(40) }),
      output: z.object({
        /** The latest first. */
        results: z.array(
          z.object({
            roundName: z.string(),
            sampledAt: moment,
            siteName: z.string().nullable(),
            told: tellings.schema,
            toldAt: moment.nullable(),
          }),
        ),
      }),
    }),
    reportFromHousehold: command({
      words: ['居民：上报自测', 'Resident: report self-tests'],
      roles: 'anyone',
      input: z.object({
        key,
        sentAt: moment,
        items: z
          .array(reportFact.omit({ collectionId: true, notedAt: true }))
          .min(1)
          .max(30),
      }),
      output: acknowledged,
    }),
  },
  {
    collectionOpened: event({
      words: ['发起自测收集', 'Collection of self-tests opened'],
      data: z.object({ collectionId: uuid, groups: z.array(groups.schema) }),
    }),
    collectionClosed: event({
      words: ['结束自测收集', 'Collection of self-tests closed'],
      data: z.object({ collectionId: uuid }),
    }),
    chainApplied: event({
      words: ['记入接龙', 'Chain recorded'],
      data: z.object({ collectionId: uuid, written: z.int(), known: z.int() }),
    }),
    slipsIssued: event({
      words: ['发放户条', 'Slips issued'],
      data: z.object({ slips: z.int(), again: z.boolean() }),
    }),
    slipRevoked: event({ words: ['停用户条', 'Slip revoked'], data: z.object({ slipId: uuid }) }),
    personTried: event({
      words: ['联系未报人员', 'Somebody who has not reported was tried'],
      data: z.object({ collectionId: uuid, residentId: uuid, outcome: tryOutcomes.schema }),
    }),
    followUpOpened: event({
      words: ['自测待复核', 'A self-test is to be followed up'],
      data: z.object({ followUpId: uuid, collectionId: uuid }),
    }),
    followUpStepped: event({
      words: ['复核有进展', 'A follow-up moved on'],
      data: z.object({ followUpId: uuid, closed: z.boolean() }),
    }),
  },
)
