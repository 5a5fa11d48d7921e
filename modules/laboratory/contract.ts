/**
 * What may be asked of the laboratory, and what may be heard from it. Outcomes go to officers and leaders of the area only;
 * grid workers see re-tests, superiors numbers. Events say that something changed, never what the result was.
 */
import { z } from 'zod'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { listEvents, listOperations } from '../../platform/pure/list-contract.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { differences, stages } from './custody.ts'
import {
  balance,
  criteria,
  fileFields,
  handover,
  lab,
  outcomes,
  pool,
  recheck,
  tellingOutcomes,
  tubeLine,
} from './model.ts'
import { oddities } from './oddities.ts'
import { retestOperations } from './retest-contract.ts'

const leaders = ['officer', 'leader'] as const
const readers = ['officer', 'leader', 'superior'] as const

const reason = z.string().trim().min(2).max(200)
const purpose = z.string().trim().min(2).max(200)
const lang = z.enum(['zh', 'en']).default('zh')
const oddity = z.object({ code: oddities.schema, n: z.int() })
const consignment = z.object({
  id: uuid,
  labId: uuid,
  labName: z.string(),
  day,
  tubes: z.int(),
  received: z.int(),
  resulted: z.int(),
  overCapacity: z.boolean(),
  madeAt: moment,
  receivedAt: moment.nullable(),
  withdrawnAt: moment.nullable(),
})

// A lab's file is brought for a round and applied with a reason where it contradicts: those two operations are this room's own.
const { uploadList: _upload, applyImport: _apply, ...lists } = listOperations({ roles: leaders, fields: fileFields })

export const laboratory = contract(
  'laboratory',
  {
    labs: query({
      words: ['实验室', 'Laboratories'],
      roles: readers,
      input: z.object({ day: day.optional() }),
      output: z.object({ day, labs: z.array(lab) }),
    }),
    saveLab: command({
      words: ['登记实验室', 'Record a laboratory'],
      roles: leaders,
      input: z.object({
        id: uuid,
        name: z.string().trim().min(2).max(60),
        capacity: z.int().min(1).max(1_000_000),
        contact: z.string().trim().max(60).nullable(),
        phone: z.string().trim().max(30).nullable(),
        closed: z.boolean().default(false),
      }),
      output: z.object({}),
    }),
    /** Tubes handed over and not sent to any lab yet, as they were handed over together. */
    handovers: query({
      words: ['待送检的试管', 'Tubes to be sent to a lab'],
      roles: leaders,
      input: z.object({ roundId: uuid }),
      output: z.object({ rows: z.array(handover.extend({ siteName: z.string(), tubes: z.int() })) }),
    }),
    consign: command({
      words: ['送检', 'Send tubes to a laboratory'],
      roles: leaders,
      input: z.object({
        id: uuid,
        roundId: uuid,
        labId: uuid,
        day,
        batches: z.array(handover).min(1).max(500),
        /** The person has seen that the lab's day would be exceeded. */
        overCapacity: z.boolean().default(false),
      }),
      output: z.object({ tubes: z.int() }),
    }),
    consignments: query({
      words: ['送检批次', 'Batches sent to laboratories'],
      roles: readers,
      input: z.object({ roundId: uuid }),
      output: z.object({ rows: z.array(consignment) }),
    }),
    receiveConsignment: command({
      words: ['登记实验室签收', 'Record what the laboratory received'],
      roles: leaders,
      /** `except`: codes of tubes of the batch that did not arrive. */
      input: z.object({ id: uuid, except: z.array(z.string().trim().min(1).max(40)).max(1000).default([]) }),
      output: z.object({ received: z.int() }),
    }),
    withdrawConsignment: command({
      words: ['撤回送检批次', 'Withdraw a batch'],
      roles: leaders,
      input: z.object({ id: uuid }),
      output: z.object({}),
    }),

    ...lists,
    bringFile: command({
      words: ['上传实验室结果文件', 'Upload a laboratory’s file'],
      roles: leaders,
      upload: true,
      input: z.object({ id: uuid, roundId: uuid, labId: uuid.nullable() }),
      output: z.object({ id: uuid }),
    }),
    /** Of which round and lab a file is, and what is odd about it as a whole. */
    fileOf: query({
      words: ['结果文件的来源与疑点', 'Where a file is from, and what is odd about it'],
      roles: leaders,
      input: z.object({ id: uuid }),
      output: z.object({
        roundId: uuid,
        roundName: z.string(),
        labName: z.string().nullable(),
        reason: z.string().nullable(),
        oddities: z.array(oddity),
      }),
    }),
    applyFile: command({
      words: ['写入结果', 'Write the results of a file'],
      roles: leaders,
      /** `reason` lets lines in that contradict results on record; without it they must be left out knowingly. */
      input: z.object({
        id: uuid,
        leaveBad: z.boolean().default(false),
        leaveChanged: z.boolean().default(false),
        reason: reason.nullable().default(null),
      }),
      output: z.object({}),
    }),

    /** The figures of a round's results. */
    results: query({
      words: ['轮次的检测结果', 'The results of a round'],
      roles: readers,
      input: z.object({ roundId: uuid }),
      output: z.object({
        at: moment,
        balance,
        outcomes: z.object({ negative: z.int(), positive: z.int(), recheck: z.int(), invalid: z.int() }),
        /** Sampled and not resulted yet, and since when the oldest waits. */
        outstanding: z.int(),
        oldestSince: moment.nullable(),
        refused: z.int(),
        oddities: z.array(oddity),
      }),
    }),
    tubes: query({
      words: ['试管与结果', 'Tubes and their results'],
      roles: readers,
      input: z.object({
        roundId: uuid,
        siteId: uuid.optional(),
        stage: z.array(stages.schema).optional(),
        outcome: z.array(outcomes.schema).optional(),
        difference: z.array(differences.schema).optional(),
        /** Tubes with any difference. */
        onlyDiffering: z.boolean().default(false),
        code: z.string().trim().max(40).optional(),
        after: z.string().optional(),
        limit: z.int().min(1).max(500).default(100),
      }),
      output: z.object({ rows: z.array(tubeLine), next: z.string().nullable(), total: z.int() }),
    }),
    /** All results of one tube, the latest first: the old ones stay. */
    tubeHistory: query({
      words: ['一支试管的全部结果', 'All results of a tube'],
      roles: leaders,
      input: z.object({ tubeId: uuid }),
      output: z.object({
        rows: z.array(
          z.object({
            turn: z.int(),
            outcome: outcomes.schema,
            testedAt: moment.nullable(),
            enteredAt: moment,
            enteredBy: z.string(),
            labName: z.string().nullable(),
            fileName: z.string().nullable(),
            rowNo: z.int().nullable(),
            reason: z.string().nullable(),
          }),
        ),
      }),
    }),
    enterResult: command({
      words: ['登记或更正一支试管的结果', 'Enter or correct the result of one tube'],
      roles: leaders,
      input: z.object({ tubeId: uuid, outcome: outcomes.schema, reason, turn: z.int().min(1) }),
      output: z.object({}),
    }),
    refused: query({
      words: ['从未采样却有结果', 'Results for what was never sampled'],
      roles: leaders,
      input: z.object({ roundId: uuid }),
      output: z.object({
        rows: z.array(
          z.object({
            key: z.string(),
            rowNo: z.int(),
            fileName: z.string(),
            labName: z.string().nullable(),
            code: z.string().nullable(),
            name: z.string().nullable(),
            idMasked: z.string().nullable(),
            outcome: outcomes.schema.nullable(),
            problem: z.tuple([z.string(), z.string()]),
            at: moment,
          }),
        ),
      }),
    }),
    custody: query({
      words: ['采送检核对', 'Sampled = handed over = received = resulted'],
      roles: readers,
      input: z.object({ roundId: uuid, by: z.enum(['site', 'lab', 'batch']).default('site') }),
      output: z.object({
        total: balance,
        groups: z.array(
          balance.extend({ key: z.string(), name: z.string(), at: moment.nullable(), place: z.string().nullable() }),
        ),
        byDifference: z.array(z.object({ difference: differences.schema, tubes: z.int() })),
        refused: z.int(),
      }),
    }),
    exportCustody: command({
      words: ['导出采送检差异', 'Export the differences'],
      roles: leaders,
      input: z.object({ roundId: uuid, purpose, lang }),
      output: z.object({ fileId: uuid }),
    }),

    pools: query({
      words: ['阳性混管与单采', 'Positive tubes and their people'],
      roles: leaders,
      input: z.object({ roundId: uuid.optional(), open: z.boolean().default(true) }),
      output: z.object({ at: moment, pools: z.array(pool) }),
    }),
    askRetests: command({
      words: ['要求管内人员单采', 'Ask the people of a tube for single re-tests'],
      roles: leaders,
      input: z.object({ tubeId: uuid }),
      output: z.object({ people: z.int() }),
    }),
    proposeFreeing: command({
      words: ['提出解除等候', 'Propose that people be freed'],
      roles: leaders,
      input: z.object({ sampleIds: z.array(uuid).min(1).max(60), criterion: criteria.schema }),
      output: z.object({ people: z.int() }),
    }),
    confirmFreeing: command({
      words: ['确认解除等候', 'Confirm that people are freed'],
      roles: leaders,
      input: z.object({ sampleIds: z.array(uuid).min(1).max(60), criterion: criteria.schema }),
      output: z.object({ people: z.int() }),
    }),
    exportPools: command({
      words: ['导出单采名单', 'Export who is to be swabbed alone'],
      roles: leaders,
      input: z.object({ roundId: uuid.optional(), purpose, lang }),
      output: z.object({ fileId: uuid }),
    }),
    rechecks: query({
      words: ['待复查', 'Tubes to be re-checked'],
      roles: leaders,
      input: z.object({ roundId: uuid.optional(), open: z.boolean().default(true) }),
      output: z.object({ at: moment, rows: z.array(recheck) }),
    }),
    owners: query({
      words: ['可以负责的人', 'Who may own a re-check'],
      roles: leaders,
      input: z.object({ tubeId: uuid }),
      output: z.object({ people: z.array(z.object({ id: uuid, name: z.string() })) }),
    }),
    assignRecheck: command({
      words: ['指定复查负责人与期限', 'Give a re-check its owner and deadline'],
      roles: leaders,
      input: z.object({ tubeId: uuid, ownerId: uuid, dueAt: moment }),
      output: z.object({}),
    }),
    /** What is overdue or open now, for the first page. */
    alarms: query({
      words: ['到期与超时', 'What is due and overdue'],
      roles: leaders,
      input: z.object({}),
      output: z.object({
        poolsOpen: z.int(),
        poolsOverdue: z.int(),
        rechecksOpen: z.int(),
        rechecksOverdue: z.int(),
        retestsOpen: z.int(),
        retestsOverdue: z.int(),
      }),
    }),

    ...retestOperations,
  },
  {
    ...listEvents,
    labSaved: event({ words: ['登记实验室', 'Laboratory recorded'], data: z.object({ labId: uuid }) }),
    consigned: event({
      words: ['试管送检', 'Tubes sent to a laboratory'],
      data: z.object({ roundId: uuid, consignmentId: uuid, labId: uuid, tubes: z.int(), overCapacity: z.boolean() }),
    }),
    consignmentReceived: event({
      words: ['实验室签收', 'Batch received by the laboratory'],
      data: z.object({ roundId: uuid, consignmentId: uuid, tubes: z.int() }),
    }),
    consignmentWithdrawn: event({
      words: ['撤回送检批次', 'Batch withdrawn'],
      data: z.object({ roundId: uuid, consignmentId: uuid }),
    }),
    resultsEntered: event({
      words: ['写入检测结果', 'Results entered'],
      data: z.object({ roundId: uuid, importId: uuid.nullable(), tubes: z.int() }),
    }),
    retestsAsked: event({
      words: ['要求单采', 'Single re-tests asked'],
      data: z.object({ roundId: uuid, people: z.int() }),
    }),
    retestsEnded: event({
      words: ['单采任务结束', 'Single re-tests ended'],
      data: z.object({ roundId: uuid, people: z.int() }),
    }),
    freeingProposed: event({
      words: ['提出解除等候', 'Freeing proposed'],
      data: z.object({ roundId: uuid, sampleId: uuid, criterion: criteria.schema }),
    }),
    personFreed: event({
      words: ['解除等候', 'Person freed'],
      data: z.object({ roundId: uuid, sampleId: uuid, criterion: criteria.schema }),
    }),
    recheckAssigned: event({
      words: ['指定复查负责人', 'Re-check assigned'],
      data: z.object({ roundId: uuid, tubeId: uuid, ownerId: uuid }),
    }),
    personTold: event({
      words: ['告知单采', 'Person told of a re-test'],
      data: z.object({ roundId: uuid, sampleId: uuid, outcome: tellingOutcomes.schema }),
    }),
    deadlinePassed: event({
      words: ['期限已过', 'A deadline has passed'],
      data: z.object({ roundId: uuid, what: z.enum(['recheck', 'retest', 'judge']), item: uuid }),
    }),
  },
)
