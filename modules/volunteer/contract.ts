/**
 * What may be asked of calls for volunteers, and what may be heard from them. `openPoster` and `signUp` need no session: the poster's
 * link opens them. So do `ownComing` and `withdraw`, by the personal link whose secret the phone made itself.
 */
import { z } from 'zod'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { revealPurposes } from '../register/model.ts'
import { callDraft, coming, insuranceKinds, key, shifts, signUpItem, standings, volunteerCall } from './model.ts'

const keepers = ['officer', 'leader'] as const
const enterers = ['officer', 'leader', 'grid-worker'] as const
const watchers = ['officer', 'leader', 'grid-worker', 'superior'] as const

const ofCall = { callId: uuid }
const ofComing = { comingId: uuid }
const purpose = z.string().trim().min(2).max(200)
const lang = z.enum(['zh', 'en']).default('zh')

/** Narrows who came forward to a call; all given conditions hold together. */
const filter = z.object({
  ...ofCall,
  standings: z.array(standings.schema).optional(),
  skill: z.string().trim().min(1).max(20).optional(),
  partyMember: z.boolean().optional(),
  /** Can come then: named it, or any time. */
  shift: shifts.schema.optional(),
  unasked: z.boolean().optional(),
  text: z.string().trim().max(80).optional(),
})

const poster = callDraft.omit({ id: true, operationId: true, path: true }).extend({ open: z.boolean() })
export type Poster = z.infer<typeof poster>

const own = z.object({
  name: z.string(),
  call: z.string(),
  place: z.string(),
  contact: z.string().nullable(),
  signedAt: moment,
  welcomedAt: moment.nullable(),
  placement: z.string().nullable(),
  cameAt: moment.nullable(),
  withdrawnAt: moment.nullable(),
  minor: z.boolean(),
  risky: z.boolean(),
})
export type OwnComing = z.infer<typeof own>

export const volunteer = contract(
  'volunteer',
  {
    calls: query({
      words: ['志愿者招募', 'Calls for volunteers'],
      roles: watchers,
      input: z.object({ operationId: uuid }),
      output: z.object({ calls: z.array(volunteerCall) }),
    }),
    openCall: command({
      words: ['发起志愿者招募', 'Open a call for volunteers'],
      roles: keepers,
      input: callDraft,
      output: z.object({}),
    }),
    closeCall: command({
      words: ['结束志愿者招募', 'Close a call for volunteers'],
      roles: keepers,
      input: z.object(ofCall),
      output: z.object({}),
    }),
    poster: query({
      words: ['招募海报的链接', 'The link on the poster'],
      roles: keepers,
      input: z.object(ofCall),
      output: z.object({ token: z.string() }),
    }),
    coming: query({
      words: ['报名的人', 'Who came forward'],
      roles: keepers,
      input: filter.extend({ after: uuid.optional(), limit: z.int().min(1).max(200).default(100) }),
      output: z.object({ rows: z.array(coming), total: z.int(), next: uuid.nullable() }),
    }),
    enter: command({
      words: ['代为登记报名', 'Enter somebody who comes forward'],
      roles: enterers,
      /** `came`: stands here now, without having signed up. */
      input: z.object({ ...ofCall, item: signUpItem, came: z.boolean() }),
      output: z.object({ known: z.boolean() }),
    }),
    noteCame: command({
      words: ['登记到场', 'Note that somebody came'],
      roles: keepers,
      /** `here` false: the tap before was a slip of the finger. */
      input: z.object({ ...ofComing, here: z.boolean() }),
      output: z.object({}),
    }),
    welcome: command({
      words: ['接收志愿者', 'Welcome a volunteer'],
      roles: keepers,
      /**
       * `same`: an answer to `samePhone`, whether the person of the roster with this phone is this one. A second welcome changes only
       * the placement.
       */
      input: z.object({
        ...ofComing,
        placement: z.string().trim().min(1).max(200).nullable(),
        same: z.boolean().optional(),
      }),
      output: z.object({ personId: uuid, linked: z.boolean(), known: z.boolean() }),
    }),
    noteWithdrawn: command({
      words: ['代记退出', 'Note that somebody withdraws'],
      roles: keepers,
      input: z.object(ofComing),
      output: z.object({}),
    }),
    noteInsurance: command({
      words: ['登记志愿者保险', 'Note a volunteer’s insurance'],
      roles: keepers,
      input: z.object({
        id: uuid,
        ...ofComing,
        kind: insuranceKinds.schema,
        policy: z.string().trim().min(1).max(60).nullable(),
        /** The last day; null for none. */
        until: day.nullable(),
      }),
      output: z.object({}),
    }),
    markFit: command({
      words: ['标记可上有风险的岗位', 'Mark somebody fit for risky posts'],
      roles: keepers,
      input: z.object({ ...ofComing, fit: z.boolean() }),
      output: z.object({}),
    }),
    personalLink: command({
      words: ['给出个人链接', 'Hand out a personal link'],
      roles: keepers,
      /** The one before opens nothing from then on. */
      input: z.object(ofComing),
      output: z.object({ token: z.string() }),
    }),
    reveal: command({
      words: ['查看志愿者完整电话（记录在案）', 'Show a volunteer’s full phone (on record)'],
      roles: keepers,
      input: z.object({ id: uuid, purpose: revealPurposes.schema }),
      output: z.object({ value: z.string().nullable() }),
    }),
    exportComing: command({
      words: ['导出报名名单', 'Export who came forward'],
      roles: keepers,
      input: filter.extend({ purpose, lang }),
      output: z.object({ fileId: uuid }),
    }),
    printThanks: command({
      words: ['打印致谢名单', 'Print the list of thanks'],
      roles: keepers,
      /** Everybody who did not withdraw, those nobody had asked among them. */
      input: z.object({ ...ofCall, purpose, lang }),
      output: z.object({ watermark: z.string(), names: z.array(z.object({ name: z.string(), came: z.boolean() })) }),
    }),

    openPoster: query({
      words: ['志愿者：打开招募', 'Volunteer: open the call'],
      roles: 'anyone',
      input: z.object({ key }),
      output: poster,
    }),
    signUp: command({
      words: ['志愿者：报名', 'Volunteer: sign up'],
      roles: 'anyone',
      input: z.object({ key, item: signUpItem }),
      output: z.object({ id: uuid, known: z.boolean() }),
    }),
    ownComing: query({
      words: ['志愿者：查看自己的报名', 'Volunteer: see my sign-up'],
      roles: 'anyone',
      input: z.object({ key }),
      output: own,
    }),
    withdraw: command({
      words: ['志愿者：退出', 'Volunteer: withdraw'],
      roles: 'anyone',
      input: z.object({ key }),
      output: z.object({}),
    }),
  },
  {
    callOpened: event({ words: ['发起志愿者招募', 'Call for volunteers opened'], data: z.object(ofCall) }),
    callClosed: event({ words: ['结束志愿者招募', 'Call for volunteers closed'], data: z.object(ofCall) }),
    signedUp: event({
      words: ['有人报名志愿者', 'Somebody came forward'],
      data: z.object({ ...ofCall, ...ofComing, via: z.string() }),
    }),
    cameNoted: event({
      words: ['志愿者到场', 'Volunteer came'],
      data: z.object({ ...ofCall, ...ofComing, here: z.boolean() }),
    }),
    welcomed: event({
      words: ['接收志愿者', 'Volunteer welcomed'],
      data: z.object({ ...ofCall, ...ofComing, personId: uuid, linked: z.boolean() }),
    }),
    insuranceNoted: event({
      words: ['登记志愿者保险', 'Insurance noted'],
      data: z.object({ ...ofComing, insuranceId: uuid, kind: z.string() }),
    }),
    fitMarked: event({
      words: ['标记可上有风险的岗位', 'Marked fit for risky posts, or not'],
      data: z.object({ ...ofComing, fit: z.boolean() }),
    }),
    linkGiven: event({ words: ['给出志愿者个人链接', 'Personal link handed out'], data: z.object(ofComing) }),
    numberRevealed: event({
      words: ['查看志愿者完整电话', 'Full phone of a volunteer shown'],
      data: z.object({ ...ofComing, purpose: z.string() }),
    }),
    withdrawn: event({ words: ['志愿者退出', 'Volunteer withdrew'], data: z.object({ ...ofCall, ...ofComing }) }),
  },
)
