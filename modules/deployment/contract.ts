/** What may be asked of deployment, and what may be heard from it. */
import { z } from 'zod'
import { acknowledged } from '../../platform/pure/acknowledged.ts'
import { command, contract, query } from '../../platform/pure/contract.ts'
import { areaPath } from '../../platform/pure/area.ts'
import { listOperations } from '../../platform/pure/list-contract.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { revealPurposes } from '../register/model.ts'
import { boardPost, duty, figures, group, served, tired } from './answers.ts'
import { blocks } from './eligible.ts'
import { deploymentEvents } from './events.ts'
import { postFields } from './list-fields.ts'
import {
  certificateFigures,
  certificateNumber,
  draft,
  offReasons,
  partyDraft,
  place,
  placeDraft,
  post,
  postDraft,
  refusals,
  someone,
} from './model.ts'

const keepers = ['officer', 'leader'] as const
const ofOperation = { operationId: uuid }
const ofDraft = { draftId: uuid, version: z.int() }
const nothing = z.object({})
const export_ = { purpose: z.string().trim().min(2).max(200), lang: z.enum(['zh', 'en']).default('zh') }
/** In the link's fragment; opens one person's posts of one operation. A volunteer's own link with `~` before it does so, too. */
const key = z.string().trim().min(8).max(60)

const period = { from: day, to: day, operationId: uuid.nullable().default(null) }

export const deployment = contract(
  'deployment',
  {
    board: query({
      words: ['上岗总览', 'Who stands where'],
      roles: keepers,
      /** Posts that touch the Shanghai day. */
      input: z.object({ ...ofOperation, day }),
      output: z.object({
        figures,
        places: z.array(place.extend({ posts: z.array(boardPost) })),
        /** Whether one is being worked on. */
        draftId: uuid.nullable(),
        atHand: z.int(),
      }),
    }),
    posts: query({
      words: ['几天内的岗位', 'Posts of some days'],
      roles: keepers,
      /** Posts that touch these Shanghai days. */
      input: z.object({ ...ofOperation, fromDay: day, toDay: day }),
      output: z.object({
        posts: z.array(
          post.extend({ placeName: z.string(), standing: z.array(z.object({ personId: uuid, name: z.string() })) }),
        ),
      }),
    }),
    putPlace: command({
      words: ['新建或更正地点', 'Make or change a place'],
      roles: keepers,
      /** `version` null for a new one; its area cannot be changed. */
      input: placeDraft.extend({ ...ofOperation, version: z.int().nullable() }),
      output: nothing,
    }),
    closePlace: command({
      words: ['取消地点', 'Close a place'],
      roles: keepers,
      input: z.object({ id: uuid, version: z.int() }),
      output: nothing,
    }),
    putPost: command({
      words: ['新建或更正岗位', 'Make or change a post'],
      roles: keepers,
      input: postDraft.extend({ version: z.int().nullable() }),
      output: nothing,
    }),
    closePost: command({
      words: ['取消岗位', 'Close a post'],
      roles: keepers,
      input: z.object({ id: uuid, version: z.int() }),
      output: nothing,
    }),
    ...listOperations({ roles: keepers, fields: postFields }),
    openList: command({
      words: ['说明名单属于哪个行动', 'Say which operation a list belongs to'],
      roles: keepers,
      /** `id` is the one that the file is then uploaded under. */
      input: z.object({ id: uuid, ...ofOperation, under: areaPath }),
      output: nothing,
    }),
    exportPosts: command({
      words: ['导出地点和岗位', 'Export places and posts'],
      roles: keepers,
      input: z.object({ ...ofOperation, ...export_ }),
      output: z.object({ fileId: uuid }),
    }),

    atHand: query({
      words: ['到场人员', 'Who is at hand'],
      roles: keepers,
      input: z.object(ofOperation),
      output: z.object({
        people: z.array(someone.extend({ exempt: z.boolean(), fatigue: tired, posts: z.int() })),
      }),
    }),
    noteAtHand: command({
      words: ['登记到场人员', 'Note who is at hand'],
      roles: keepers,
      /** Chosen from the roster; `here` false: has gone. */
      input: z.object({ ...ofOperation, people: z.array(uuid).min(1).max(2000), here: z.boolean() }),
      output: z.object({ noted: z.int() }),
    }),

    propose: command({
      words: ['生成上岗建议', 'Propose who goes where'],
      roles: keepers,
      /** Posts that begin on these days; seats fixed by hand in the draft that stands are kept. At most 14 days. */
      input: z.object({ ...ofOperation, draftId: uuid, fromDay: day, toDay: day, version: z.int().nullable() }),
      output: z.object({ draftId: uuid, version: z.int() }),
    }),
    draft: query({
      words: ['正在编排的方案', 'The draft'],
      roles: keepers,
      input: z.object(ofOperation),
      output: z.object({ draft: draft.nullable() }),
    }),
    moveSeat: command({
      words: ['在方案里调整', 'Move somebody in the draft'],
      roles: keepers,
      /** From nowhere: put on; to nowhere: taken off. What is moved by hand is pinned. */
      input: z.object({
        ...ofDraft,
        personId: uuid,
        fromPostId: uuid.nullable(),
        toPostId: uuid.nullable(),
        pinned: z.boolean().default(true),
      }),
      output: z.object({ version: z.int() }),
    }),
    discardDraft: command({
      words: ['作废方案', 'Drop the draft'],
      roles: keepers,
      input: z.object(ofDraft),
      output: nothing,
    }),
    publish: command({
      words: ['发布上岗方案', 'Publish the draft'],
      roles: keepers,
      input: z.object(ofDraft),
      /** Nobody is placed while somebody is refused: who left the roster, stands elsewhere by now, or whose post was closed. */
      output: z.object({
        placed: z.int(),
        refused: z.array(z.object({ personId: uuid, postId: uuid, why: refusals.schema })),
      }),
    }),

    placePerson: command({
      words: ['安排到岗位', 'Put somebody on a post'],
      roles: keepers,
      /** `instead`: the placement that they leave for it. Where a rule speaks against it nothing is done unless `knowing`. */
      input: z.object({
        ...{ id: uuid, personId: uuid, postId: uuid },
        instead: uuid.nullable().default(null),
        knowing: z.boolean().default(false),
      }),
      output: z.object({ placed: z.boolean(), against: z.array(blocks.schema) }),
    }),
    takeOff: command({
      words: ['撤下岗位', 'Take somebody off a post'],
      roles: keepers,
      input: z.object({ id: uuid, placementId: uuid, reason: offReasons.schema }),
      output: nothing,
    }),
    reveal: command({
      words: ['查看上岗人员完整电话（记录在案）', 'Show the full phone of somebody placed (on record)'],
      roles: keepers,
      input: z.object({ placementId: uuid, purpose: revealPurposes.schema }),
      output: z.object({ value: z.string().nullable() }),
    }),
    noteCame: command({
      words: ['登记到岗', 'Note who came'],
      roles: keepers,
      input: z.object({
        items: z
          .array(z.object({ id: uuid, placementId: uuid, at: moment }))
          .min(1)
          .max(500),
      }),
      output: acknowledged,
    }),
    noteLeft: command({
      words: ['登记离岗', 'Note who left'],
      roles: keepers,
      /** What lies between coming and leaving is counted as service at once. */
      input: z.object({
        items: z
          .array(z.object({ id: uuid, placementId: uuid, at: moment }))
          .min(1)
          .max(500),
      }),
      output: acknowledged,
    }),
    takeBack: command({
      words: ['撤销到岗或离岗', 'Take back a coming or leaving'],
      roles: keepers,
      input: z.object({ id: uuid, presenceId: uuid }),
      output: nothing,
    }),
    finishPost: command({
      words: ['岗位收班', 'End of a shift'],
      roles: keepers,
      /** Everybody who came and has not left leaves now, or at the end of the shift if that is past. */
      input: z.object({ postId: uuid }),
      output: z.object({ left: z.int() }),
    }),
    onDuty: query({
      words: ['还在岗的人', 'Who is on duty still'],
      roles: keepers,
      /** Came and has not left, on whatever day; and posts of the operation that are not over. */
      input: z.object(ofOperation),
      output: z.object({
        posts: z.int(),
        people: z.array(
          someone.extend({ placementId: uuid, place: z.string(), task: z.string(), cameAt: moment, endsAt: moment }),
        ),
      }),
    }),
    bookSheet: command({
      words: ['打印签到表（记录在案）', 'Print a place’s sheet (on record)'],
      roles: keepers,
      input: z.object({ placeId: uuid, day, ...export_ }),
      output: z.object({ watermark: z.string() }),
    }),

    groups: query({
      words: ['临时党支部和工作组', 'Party branches and work groups'],
      roles: keepers,
      input: z.object(ofOperation),
      output: z.object({
        groups: z.array(group),
      }),
    }),
    formGroup: command({
      words: ['成立小组', 'Form a group'],
      roles: keepers,
      input: partyDraft,
      output: nothing,
    }),
    changeGroup: command({
      words: ['调整小组', 'Change a group'],
      roles: keepers,
      input: partyDraft.omit({ operationId: true, kind: true }).extend({ version: z.int() }),
      output: nothing,
    }),
    endGroup: command({
      words: ['撤销小组', 'End a group'],
      roles: keepers,
      input: z.object({ id: uuid, version: z.int() }),
      output: nothing,
    }),

    writeBriefing: command({
      words: ['写须知', 'Write a briefing'],
      roles: keepers,
      /** Of a post or of a group; the latest holds, and is to be confirmed anew. */
      input: z.object({
        id: uuid,
        of: z.enum(['post', 'group']),
        ofId: uuid,
        body: z.string().trim().min(1).max(4000),
      }),
      output: z.object({ version: z.int() }),
    }),
    noteConfirmed: command({
      words: ['登记已当面告知须知', 'Note that a briefing was read out'],
      roles: keepers,
      input: z.object({ briefingId: uuid, people: z.array(uuid).min(1).max(500) }),
      output: nothing,
    }),
    issueLinks: command({
      words: ['发放个人链接', 'Issue personal links'],
      roles: keepers,
      /** Of those who stand on a post of this operation. Keys are told once, here; an earlier one opens nothing then. */
      input: z.object({ ...ofOperation, people: z.array(uuid).min(1).max(1000) }),
      output: z.object({ links: z.array(z.object({ personId: uuid, name: z.string(), key: z.string() })) }),
    }),
    openDuty: query({
      words: ['本人：我的岗位', 'Oneself: my posts'],
      roles: 'anyone',
      input: z.object({ key }),
      output: duty,
    }),
    confirmDuty: command({
      words: ['本人：已读须知', 'Oneself: briefing read'],
      roles: 'anyone',
      input: z.object({ key, briefingId: uuid }),
      output: nothing,
    }),

    fatigue: query({
      words: ['疲劳情况', 'Who is near or over the cap'],
      roles: keepers,
      input: z.object({ day, all: z.boolean().default(false) }),
      output: z.object({
        caps: z.object({ hours: z.number(), near: z.number(), nights: z.int(), days: z.int(), rest: z.number() }),
        over: z.int(),
        near: z.int(),
        /** Worked or stand on a post in those 7 days. */
        working: z.int(),
        people: z.array(someone.extend({ fatigue: tired })),
      }),
    }),
    service: query({
      words: ['服务记录', 'Service record'],
      roles: keepers,
      input: z.object(period),
      output: z.object({
        total: z.object({ people: z.int(), days: z.int(), hours: z.number() }),
        departments: z.array(z.object({ name: z.string(), people: z.int(), days: z.int(), hours: z.number() })),
        people: z.array(served),
      }),
    }),
    exportService: command({
      words: ['导出服务记录', 'Export the service record'],
      roles: keepers,
      input: z.object({ ...period, ...export_ }),
      output: z.object({ fileId: uuid }),
    }),
    issueCertificate: command({
      words: ['开具服务证明', 'Issue a certificate of service'],
      roles: keepers,
      input: z.object({ id: uuid, personId: uuid, ...period }),
      output: certificateFigures.extend({
        number: z.string(),
        name: z.string(),
        department: z.string(),
        tasks: z.array(z.string()),
        issuedAt: moment,
      }),
    }),
    certificates: query({
      words: ['已开具的服务证明', 'Certificates issued'],
      roles: keepers,
      input: z.object({ personId: uuid }),
      output: z.object({
        certificates: z.array(certificateFigures.extend({ id: uuid, number: z.string(), revoked: z.boolean() })),
      }),
    }),
    revokeCertificate: command({
      words: ['作废服务证明', 'Revoke a certificate'],
      roles: keepers,
      input: z.object({ id: uuid }),
      output: nothing,
    }),
    checkCertificate: query({
      words: ['核验服务证明', 'Check a certificate'],
      roles: 'anyone',
      input: z.object({ number: certificateNumber }),
      output: z.object({
        valid: z.boolean(),
        figures: certificateFigures.extend({ issuedOn: day }).nullable(),
      }),
    }),
  },
  deploymentEvents,
)
