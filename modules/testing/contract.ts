/** What may be asked of testing, and what may be heard from it. Samples are a feed of their own (topic `testing.sample`), not ledger lines. */
import { z } from 'zod'
import { acknowledgedWith } from '../../platform/pure/acknowledged.ts'
import { areaPath } from '../../platform/pure/area.ts'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import {
  boardLine,
  contactOutcomes,
  contactWays,
  custodySteps,
  doubts,
  exemptions,
  figures,
  laneLine,
  missingFilter,
  missingPerson,
  pocketPerson,
  poolSize,
  report,
  round,
  sampleFact,
  scope,
  site,
  siteDraft,
  tubeFact,
  voidReasons,
  withdrawals,
} from './model.ts'

const leaders = ['officer', 'leader'] as const
const keepers = ['officer', 'leader', 'grid-worker'] as const
const watchers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const crews = ['officer', 'leader', 'grid-worker', 'lane-crew'] as const

/** What every export is asked: what for, and in which language. */
const stated = { purpose: z.string().trim().min(2).max(200), lang: z.enum(['zh', 'en']).default('zh') }

const acknowledged = acknowledgedWith(doubts.schema)

export const testing = contract(
  'testing',
  {
    rounds: query({
      words: ['检测轮次', 'Testing rounds'],
      roles: [...watchers, 'lane-crew'],
      input: z.object({ operationId: uuid.optional(), state: z.enum(['open', 'closed']).optional() }),
      output: z.object({ rounds: z.array(round) }),
    }),
    round: query({
      words: ['一个轮次与采样点', 'One round and its sites'],
      roles: [...watchers, 'lane-crew'],
      input: z.object({ id: uuid }),
      output: z.object({ round, sites: z.array(site) }),
    }),
    /** How many would be due, before anything is opened. */
    sizeUp: query({
      words: ['预估应检人数与采样点', 'How many would be due, and what it takes'],
      roles: leaders,
      input: z.object({ path: areaPath, scope, hours: z.number().positive().max(72).default(10) }),
      output: z.object({
        due: z.int(),
        away: z.int(),
        sites: z.int(),
        lanes: z.int(),
        crew: z.int(),
        tubes: z.object({ single: z.int(), five: z.int(), ten: z.int(), twenty: z.int() }),
      }),
    }),
    openRound: command({
      words: ['开启检测轮次', 'Open a testing round'],
      roles: leaders,
      input: z.object({
        id: uuid,
        operationId: uuid,
        path: areaPath,
        name: z.string().trim().min(2).max(80),
        scope,
        poolSize,
        opensAt: moment,
        closesAt: moment,
        sites: z.array(siteDraft).min(1).max(500),
      }),
      output: round,
    }),
    addSite: command({
      words: ['增设采样点', 'Add a site'],
      roles: leaders,
      input: siteDraft.extend({ roundId: uuid }),
      output: site,
    }),
    changeSite: command({
      words: ['调整采样点', 'Change a site'],
      roles: leaders,
      input: siteDraft.extend({ roundId: uuid }),
      output: site,
    }),
    refreshDue: command({
      words: ['按底册重新核对应检名单', 'Bring the due list up to date with the register'],
      roles: leaders,
      input: z.object({ roundId: uuid }),
      output: z.object({ added: z.int(), withdrawn: z.int(), moved: z.int() }),
    }),
    exempt: command({
      words: ['免检', 'Exempt a person'],
      roles: keepers,
      input: z.object({
        roundId: uuid,
        residentId: uuid,
        reason: exemptions.schema,
        note: z.string().trim().max(200).nullable().default(null),
      }),
      output: z.object({}),
    }),
    liftExemption: command({
      words: ['取消免检', 'Lift an exemption'],
      roles: keepers,
      input: z.object({ roundId: uuid, residentId: uuid }),
      output: z.object({}),
    }),
    exempted: query({
      words: ['免检与退出名单', 'Who is exempt or withdrawn, and why'],
      roles: watchers,
      input: z.object({
        roundId: uuid,
        under: areaPath.optional(),
        after: z.string().optional(),
        limit: z.int().min(1).max(500).default(100),
      }),
      output: z.object({
        rows: z.array(
          z.object({
            residentId: uuid,
            path: areaPath,
            name: z.string(),
            address: z.string(),
            state: z.enum(['exempt', 'withdrawn']),
            reason: z.union([exemptions.schema, withdrawals.schema]),
            note: z.string().nullable(),
            changedAt: moment,
          }),
        ),
        next: z.string().nullable(),
        total: z.int(),
      }),
    }),
    closeRound: command({
      words: ['关闭轮次并出报告', 'Close the round with its report'],
      roles: leaders,
      input: z.object({ id: uuid }),
      output: report,
    }),
    report: query({
      words: ['轮次报告', 'The round’s report'],
      roles: watchers,
      input: z.object({ id: uuid }),
      output: report,
    }),
    exportReport: command({
      words: ['导出轮次报告', 'Export the report'],
      roles: leaders,
      input: z.object({
        id: uuid,
        ...stated,
      }),
      output: z.object({ fileId: uuid }),
    }),

    board: query({
      words: ['实时进度', 'The board: due, tested, missing, walk-ins'],
      roles: watchers,
      /** Children of `under` one meaningful level down (street → communities → grids → buildings). */
      input: z.object({
        roundId: uuid,
        under: areaPath.optional(),
        by: z.enum(['community', 'grid', 'building']).optional(),
      }),
      output: z.object({
        at: moment,
        cursor: z.string(),
        under: areaPath,
        figures,
        lines: z.array(boardLine),
        lanes: z.array(laneLine),
        byHour: z.array(z.object({ hour: moment, tested: z.int(), walkIn: z.int() })),
      }),
    }),
    missing: query({
      words: ['应检未检', 'Who is missing, now'],
      roles: watchers,
      input: missingFilter.extend({
        /** 'door': by building, floor from the top, room. 'call': those best rung now first. */
        order: z.enum(['door', 'call']).default('door'),
        after: z.string().optional(),
        limit: z.int().min(1).max(1000).default(200),
      }),
      output: z.object({
        at: moment,
        cursor: z.string(),
        rows: z.array(missingPerson),
        next: z.string().nullable(),
        total: z.int(),
      }),
    }),
    exportMissing: command({
      words: ['导出应检未检名单', 'Export who is missing'],
      roles: keepers,
      input: z.object({
        roundId: uuid,
        under: areaPath.optional(),
        order: z.enum(['door', 'call']).default('door'),
        ...stated,
      }),
      output: z.object({ fileId: uuid }),
    }),
    /** Before the paper leaves the printer: it is an export like any other. */
    printMissing: command({
      words: ['打印上门清单（记录在案）', 'Print the door list (on record)'],
      roles: keepers,
      input: missingFilter.extend(stated),
      /** `watermark` stands on every sheet. */
      output: z.object({ printId: uuid, watermark: z.string() }),
    }),
    recordTries: command({
      words: ['记录联系结果', 'Record a call or a door-knock'],
      roles: keepers,
      offline: true,
      input: z.object({
        sentAt: moment,
        items: z
          .array(
            z.object({
              id: uuid,
              roundId: uuid,
              residentId: uuid,
              way: contactWays.schema,
              outcome: contactOutcomes.schema,
              at: moment,
            }),
          )
          .min(1)
          .max(500),
      }),
      output: acknowledged,
    }),

    pocket: query({
      words: ['随身名单：本采样点片区', 'What a lane’s phone carries'],
      roles: crews,
      pocket: true,
      input: z.object({ siteId: uuid }),
      output: z.object({
        at: moment,
        round: round.pick({
          id: true,
          operationId: true,
          name: true,
          poolSize: true,
          opensAt: true,
          closesAt: true,
          state: true,
        }),
        site,
        /** Base64 of the round's salt for idKey. */
        salt: z.string(),
        people: z.array(pocketPerson),
      }),
    }),
    /** Who of the catchment was tested since, anywhere: keeps phones that have network up to date. */
    testedSince: query({
      words: ['别处新检的人', 'Who was tested elsewhere since'],
      roles: crews,
      input: z.object({ siteId: uuid, cursor: z.string().nullable() }),
      output: z.object({ cursor: z.string(), residentIds: z.array(uuid), closed: z.boolean() }),
    }),
    recordSamples: command({
      words: ['登记采样', 'Record samples'],
      roles: crews,
      offline: true,
      input: z.object({ sentAt: moment, deviceId: uuid.nullable(), items: z.array(sampleFact).min(1).max(500) }),
      output: acknowledged,
    }),
    voidSamples: command({
      words: ['作废采样', 'Void samples'],
      roles: crews,
      offline: true,
      input: z.object({
        sentAt: moment,
        items: z
          .array(z.object({ id: uuid, roundId: uuid, sampleId: uuid, reason: voidReasons.schema, at: moment }))
          .min(1)
          .max(500),
      }),
      output: acknowledged,
    }),
    recordTubes: command({
      words: ['登记试管', 'Record tubes'],
      roles: crews,
      offline: true,
      input: z.object({ sentAt: moment, deviceId: uuid.nullable(), items: z.array(tubeFact).min(1).max(500) }),
      output: acknowledged,
    }),
    recordCustody: command({
      words: ['登记试管交接', 'Record a tube’s custody'],
      roles: crews,
      offline: true,
      input: z.object({
        sentAt: moment,
        items: z
          .array(
            z.object({
              id: uuid,
              roundId: uuid,
              tubeId: uuid,
              step: custodySteps.schema,
              place: z.string().trim().max(80).nullable(),
              at: moment,
            }),
          )
          .min(1)
          .max(500),
      }),
      output: acknowledged,
    }),
    tubes: query({
      words: ['试管与交接', 'Tubes and their custody'],
      roles: [...watchers, 'lane-crew'],
      input: z.object({
        roundId: uuid,
        siteId: uuid.optional(),
        onlyMismatched: z.boolean().default(false),
        after: z.string().optional(),
        limit: z.int().min(1).max(500).default(100),
      }),
      output: z.object({
        rows: z.array(
          z.object({
            id: uuid,
            code: z.string(),
            siteId: uuid,
            lane: z.int(),
            poolSize: z.int(),
            samples: z.int(),
            counted: z.int().nullable(),
            openedAt: moment,
            closedAt: moment.nullable(),
            lastStep: custodySteps.schema.nullable(),
            lastStepAt: moment.nullable(),
          }),
        ),
        next: z.string().nullable(),
        total: z.int(),
      }),
    }),
  },
  {
    roundOpened: event({ words: ['检测轮次开启', 'Round opened'], data: z.object({ roundId: uuid, due: z.int() }) }),
    roundClosed: event({
      words: ['检测轮次关闭', 'Round closed'],
      data: z.object({ roundId: uuid, tested: z.int(), missing: z.int() }),
    }),
    siteAdded: event({ words: ['增设采样点', 'Site added'], data: z.object({ roundId: uuid, siteId: uuid }) }),
    siteChanged: event({ words: ['调整采样点', 'Site changed'], data: z.object({ roundId: uuid, siteId: uuid }) }),
    dueChanged: event({
      words: ['应检名单更新', 'Due list changed'],
      data: z.object({ roundId: uuid, added: z.int(), withdrawn: z.int(), moved: z.int() }),
    }),
    personExempted: event({
      words: ['免检', 'Person exempted'],
      data: z.object({ roundId: uuid, residentId: uuid, reason: exemptions.schema }),
    }),
    exemptionLifted: event({
      words: ['取消免检', 'Exemption lifted'],
      data: z.object({ roundId: uuid, residentId: uuid }),
    }),
    personTried: event({
      words: ['联系未检人员', 'Missing person tried'],
      data: z.object({ roundId: uuid, residentId: uuid, outcome: contactOutcomes.schema }),
    }),
    sampleVoided: event({
      words: ['作废采样', 'Sample voided'],
      data: z.object({ roundId: uuid, sampleId: uuid, reason: voidReasons.schema }),
    }),
  },
)
