/**
 * What may be asked of passes, and what may be heard from them. Operations of 'anyone' need no session: a link opens one thing each.
 * A decision is always a named person's; lists and findings propose.
 */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { command, contract, query } from '../../platform/pure/contract.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import {
  application,
  applicationItem,
  declineReasons,
  linkKinds,
  looked,
  revokeReasons,
  verifiedHows,
} from './application.ts'
import { appeal, appealOutcomes, board, card, issued, link, signingKey } from './answers.ts'
import { sampleOutcomes } from './draw.ts'
import { events } from './events.ts'
import { measure, measureDraft } from './measure.ts'
import { passKinds, passStandings } from './model.ts'
import { strangerOperations, told } from './stranger-operations.ts'
import { oddityKinds } from './oddities.ts'
import { lastStep } from './last-step.ts'
import { deciders, keepers, watchers } from './who-may.ts'

const ofOperation = { operationId: uuid }
const under = { ...ofOperation, under: areaPath }
const purpose = z.string().trim().min(2).max(200)
const lang = z.enum(['zh', 'en']).default('zh')
const page = { after: uuid.optional(), limit: z.int().min(1).max(200).default(100) }
const scope = z.array(areaPath).min(1).max(20).nullable()
const checked = { residentId: uuid.nullable(), path: areaPath, how: verifiedHows.schema }
const done = z.object({})

export const pass = contract(
  'pass',
  {
    board: query({
      words: ['出入证总览', 'Passes at a glance'],
      roles: watchers,
      input: z.object(under),
      output: board,
    }),

    measures: query({
      words: ['门岗管控措施', 'Measures at gates'],
      roles: watchers,
      input: z.object(ofOperation),
      output: z.object({ measures: z.array(measure) }),
    }),
    draftMeasure: command({
      words: ['起草门岗管控措施', 'Draft a measure at gates'],
      roles: deciders,
      input: measureDraft,
      output: done,
    }),
    confirmMeasure: command({
      words: ['凭决定机关文件确认措施', 'Confirm a measure on the competent body’s document'],
      roles: ['officer'],
      input: z.object({ id: uuid }),
      output: done,
    }),
    dropMeasure: command({
      words: ['作废措施草稿', 'Drop a draft'],
      roles: deciders,
      input: z.object({ id: uuid }),
      output: done,
    }),
    releaseMeasure: command({
      words: ['登记解除措施', 'Record a measure’s release'],
      roles: deciders,
      /** Before its end only the deciding body's own document lifts it. */
      input: z.object({ id: uuid, document: z.string().trim().min(2).max(80) }),
      output: done,
    }),

    appeals: query({
      words: ['申诉', 'Appeals'],
      roles: deciders,
      input: z.object(ofOperation),
      output: z.object({ appeals: z.array(appeal) }),
    }),
    noteAppeal: command({
      words: ['登记申诉', 'Record an appeal'],
      roles: deciders,
      input: z.object({ id: uuid, measureId: uuid, name: z.string().trim().min(1).max(80), grounds: told }),
      output: done,
    }),
    answerAppeal: command({
      words: ['答复申诉', 'Answer an appeal'],
      roles: deciders,
      input: z.object({ id: uuid, outcome: appealOutcomes.schema, answer: told }),
      output: done,
    }),

    waiting: query({
      words: ['待核验的申请', 'Applications to verify'],
      roles: keepers,
      pocket: true,
      input: z.object({
        ...under,
        states: z
          .array(z.enum(['asked', 'verified']))
          .min(1)
          .default(['asked', 'verified']),
        ...page,
      }),
      output: z.object({ rows: z.array(application), total: z.int(), next: uuid.nullable() }),
    }),
    application: query({
      words: ['一份申请的现状', 'How an application stands now'],
      roles: keepers,
      input: z.object({ applicationId: uuid }),
      output: z.object({ application, last: lastStep.nullable() }),
    }),
    verify: command({
      words: ['核验申请', 'Verify an application'],
      roles: keepers,
      /** Whatever asks for a look at this moment must be among those looked at. */
      input: z.object({ applicationId: uuid, ...checked, looked: looked.default([]) }),
      output: done,
    }),
    issue: command({
      words: ['发证', 'Issue a pass'],
      roles: keepers,
      /** `scope` null: the compound of the door. */
      input: z.object({ applicationId: uuid, scope }),
      output: z.object({ passId: uuid, number: z.string() }),
    }),
    issueAtDesk: command({
      words: ['窗口办证', 'Issue at the desk'],
      roles: keepers,
      input: z.object({ ...ofOperation, item: applicationItem, ...checked, scope }),
      output: z.object({ passId: uuid, number: z.string() }),
    }),
    enter: command({
      words: ['代为登记申请', 'Enter an application'],
      roles: keepers,
      input: z.object({ ...ofOperation, path: areaPath, item: applicationItem }),
      output: z.object({ known: z.boolean() }),
    }),
    decline: command({
      words: ['不予办理', 'Decline'],
      roles: deciders,
      input: z.object({
        applicationId: uuid,
        reason: declineReasons.schema,
        text: told,
        looked: looked.default([]),
      }),
      output: done,
    }),
    settleObjection: command({
      words: ['处理异议', 'Settle an objection'],
      roles: keepers,
      input: z.object({ id: uuid }),
      output: done,
    }),

    passes: query({
      words: ['出入证名册', 'Passes'],
      roles: keepers,
      input: z.object({
        ...under,
        /** Name, pinyin, number, the last four of a phone, or a door. */
        text: z.string().trim().max(80).optional(),
        kind: passKinds.schema.optional(),
        standing: passStandings.schema.optional(),
        /** Those whose card must be printed again, or was never printed. */
        cards: z.enum(['reprint', 'unprinted']).optional(),
        ...page,
      }),
      output: z.object({ rows: z.array(issued), total: z.int(), next: uuid.nullable() }),
    }),
    revoke: command({
      words: ['吊销出入证', 'Revoke a pass'],
      roles: deciders,
      input: z.object({ passId: uuid, reason: revokeReasons.schema, text: told }),
      output: done,
    }),
    replace: command({
      words: ['换发出入证', 'Replace a pass'],
      roles: keepers,
      input: z.object({ passId: uuid }),
      output: z.object({ passId: uuid, number: z.string() }),
    }),
    surrender: command({
      words: ['登记交还', 'Record that a pass was surrendered'],
      roles: keepers,
      input: z.object({ passId: uuid }),
      output: done,
    }),
    personalLink: command({
      words: ['给出手机码链接', 'Hand out the link of a phone code'],
      roles: keepers,
      /** The one before opens nothing from then on. */
      input: z.object({ passId: uuid }),
      output: z.object({ token: z.string() }),
    }),
    printCards: command({
      words: ['打印出入证卡片', 'Print cards'],
      roles: keepers,
      input: z.object({
        ...under,
        passIds: z.array(uuid).max(300).optional(),
        which: z.enum(['unprinted', 'reprint', 'all']),
        purpose,
        lang,
      }),
      output: z.object({ cards: z.array(card), watermark: z.string() }),
    }),
    printList: command({
      words: ['打印门岗名单', 'Print the list for a gate'],
      roles: keepers,
      input: z.object({ ...under, purpose, lang }),
      output: z.object({ rows: z.array(card.omit({ code: true })), watermark: z.string() }),
    }),

    links: query({
      words: ['申请入口', 'Doors to ask by'],
      roles: keepers,
      input: z.object(under),
      output: z.object({ links: z.array(link) }),
    }),
    makeLink: command({
      words: ['开设申请入口', 'Open a door to ask by'],
      roles: keepers,
      input: z.object({
        id: uuid,
        ...ofOperation,
        path: areaPath,
        who: linkKinds.schema,
        name: z.string().trim().min(1).max(80).nullable(),
      }),
      output: z.object({ token: z.string() }),
    }),
    linkToken: command({
      words: ['再次打印入口', 'Print a door again'],
      roles: keepers,
      input: z.object({ id: uuid }),
      output: z.object({ token: z.string() }),
    }),
    closeLink: command({
      words: ['停用申请入口', 'Close a door'],
      roles: keepers,
      input: z.object({ id: uuid }),
      output: done,
    }),
    householdSlips: command({
      words: ['打印住户办证单', 'Print slips for households'],
      roles: keepers,
      input: z.object({ ...under, purpose, lang }),
      output: z.object({
        slips: z.array(z.object({ path: areaPath, place: z.string(), people: z.int(), token: z.string() })),
        watermark: z.string(),
      }),
    }),

    keys: query({
      words: ['签名密钥', 'Signing keys'],
      roles: deciders,
      input: z.object({}),
      output: z.object({ keys: z.array(signingKey) }),
    }),
    renewKey: command({
      words: ['更换签名密钥', 'Renew the signing key'],
      roles: ['officer'],
      /** Hours until its first use: gates that meet the network in that time know it before. */
      input: z.object({ hours: z.number().min(1).max(72) }),
      output: z.object({ keyId: z.string() }),
    }),
    leakKey: command({
      words: ['标记密钥泄露', 'Mark a key as leaked'],
      roles: ['officer'],
      input: z.object({ keyId: z.string().regex(/^[0-9a-f]{8}$/) }),
      output: z.object({ cards: z.int() }),
    }),

    oddities: query({
      words: ['发证异常', 'Oddities'],
      roles: deciders,
      input: z.object(under),
      output: z.object({
        passes: z.int(),
        oddities: z.array(
          z.object({
            kind: oddityKinds.schema,
            place: z.string().nullable(),
            officer: z.string().nullable(),
            count: z.int(),
            /** At most 50 of them. */
            passes: z.array(issued),
          }),
        ),
      }),
    }),
    samples: query({
      words: ['抽查', 'Samples'],
      roles: deciders,
      input: z.object(ofOperation),
      output: z.object({
        draws: z.array(
          z.object({
            id: uuid,
            place: z.string(),
            members: z.array(z.string()),
            seed: z.string(),
            ofPasses: z.int(),
            drawnAt: moment,
            samples: z.array(
              z.object({
                id: uuid,
                pass: issued,
                outcome: sampleOutcomes.schema.nullable(),
                checkedAt: moment.nullable(),
                note: z.string().nullable(),
              }),
            ),
          }),
        ),
      }),
    }),
    drawSamples: command({
      words: ['随机抽查', 'Draw samples'],
      roles: deciders,
      input: z.object({
        id: uuid,
        ...under,
        /** The three who supervise. */
        members: z.array(z.string().trim().min(1).max(40)).length(3),
        size: z.int().min(1).max(50),
      }),
      output: z.object({ drawn: z.int() }),
    }),
    noteSample: command({
      words: ['登记抽查结果', 'Record what a sample showed'],
      roles: deciders,
      input: z.object({
        id: uuid,
        outcome: sampleOutcomes.schema,
        note: z.string().trim().max(200).nullable(),
      }),
      output: done,
    }),

    ...strangerOperations,
  },
  events,
)
