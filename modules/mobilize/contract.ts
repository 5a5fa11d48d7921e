/**
 * What may be asked of call-ups, and what may be heard from them. Answers and arrivals are no ledger lines: what boards need comes as
 * whole figures of a department (topic `mobilize.tally`). `openCall`, `answerCall` and `musterCall` need no session: a personal link opens them.
 */
import { z } from 'zod'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { beaconPromise } from './beacon.ts'
import { answered, calledOperations } from './called-contract.ts'
import {
  answerFact,
  callUp,
  callUpAsk,
  callUpDraft,
  figures,
  forecastSchema,
  quotaLine,
  standings,
  waveStates,
} from './call-up-model.ts'
import { channelOperations } from './channel-contract.ts'
import { forecastPolicy } from './forecast.ts'
import { leaders, musterOperations, watchers } from './muster-contract.ts'

const ofCallUp = { callUpId: uuid }
const ofWave = { ...ofCallUp, wave: z.int().min(1).max(50) }
/** A word in both languages, its parameters filled in. */
const said = z.tuple([z.string(), z.string()])
const hex = z.string().regex(/^[0-9a-f]{64}$/)

const shortfall = z.object({
  what: said,
  changes: z.array(
    z.object({
      what: said,
      /** The ask with the change made; null where only a person can make it. */
      ask: callUpAsk.nullable(),
    }),
  ),
})
const planned = z.object({
  quotas: z.array(quotaLine),
  shortfalls: z.array(shortfall),
  roster: z.object({
    ...{ people: z.int(), eligible: z.int(), exempt: z.int(), asked: z.int(), kept: z.int() },
    /** At or over the cap of work, and near it. */
    ...{ tired: z.int(), nearCap: z.int() },
  }),
})

const wave = z.object({
  no: z.int(),
  state: waveStates.schema,
  seats: z.int(),
  /** Coming from earlier waves. */
  kept: z.int(),
  /** Drawn or named in this wave. */
  people: z.int(),
  /** How many of each department are drawn or named, by its id, as far as the asker sees them. */
  chosen: z.record(uuid, z.int()),
  quotas: z.array(quotaLine),
  digest: hex.nullable(),
  beacon: beaconPromise.nullable(),
  turn: z.int(),
  forecast: forecastSchema.nullable(),
  publishedAt: moment.nullable(),
  drawnAt: moment.nullable(),
  calledAt: moment.nullable(),
  commitments: z.array(
    z.object({ accountId: uuid, by: z.string(), hash: hex, committedAt: moment, revealedAt: moment.nullable() }),
  ),
})
export type Wave = z.infer<typeof wave>

export const mobilize = contract(
  'mobilize',
  {
    callUp: query({
      words: ['一次抽调', 'One call-up'],
      roles: watchers,
      input: z.object({ id: uuid }),
      output: z.object({ callUp, waves: z.array(wave) }),
    }),
    plan: query({
      words: ['试算名额', 'Quotas and what cannot be met, before anything is sent'],
      roles: leaders,
      input: z.object({ ask: callUpAsk, musterAt: moment }),
      output: planned,
    }),
    beacon: query({
      words: ['本系统接入的公共随机数', 'The public beacon of this installation'],
      roles: leaders,
      input: z.object({}),
      /** Its host; null where none is configured. */
      output: z.object({ host: z.string().nullable() }),
    }),
    draft: command({
      words: ['拟定抽调', 'Plan a call-up'],
      roles: leaders,
      /** Again under the same id: changed, while nothing is published. */
      input: callUpDraft,
      output: callUp,
    }),
    commit: command({
      words: ['提交承诺', 'Commit to a value'],
      roles: leaders,
      /** commitmentOf() of the value and nonce that this official keeps. `by` is told by `officialName`. */
      input: z.object({ ...ofWave, by: z.string().trim().min(1).max(200), hash: hex }),
      output: z.object({}),
    }),
    officialName: query({
      words: ['我在抽签记录中的署名', 'How I stand in the transcript'],
      roles: leaders,
      input: z.object(ofWave),
      output: z.object({ by: z.string() }),
    }),
    publish: command({
      words: ['公布名册指纹、规则和编号名单组', 'Publish the roster’s digest, the rules and the numbered panels'],
      roles: leaders,
      input: z.object(ofWave),
      /** Null where departments name their people: nothing is drawn. */
      output: z.object({ digest: hex.nullable() }),
    }),
    withdraw: command({
      words: ['撤回公布', 'Withdraw what was published'],
      roles: leaders,
      input: z.object(ofWave),
      output: z.object({}),
    }),
    reveal: command({
      words: ['公开数值', 'Reveal a value'],
      roles: leaders,
      input: z.object({ ...ofWave, value: z.string().min(1).max(200), nonce: z.string().min(1).max(200) }),
      output: z.object({ waitingFor: z.int() }),
    }),
    draw: command({
      words: ['抽签', 'Draw'],
      roles: leaders,
      /** `without`: why to draw without the promised beacon, where the draft allows it and the beacon still does not answer. */
      input: z.object({ ...ofWave, without: z.string().trim().min(2).max(200).optional() }),
      output: z.object({ people: z.int(), withoutBeacon: z.boolean() }),
    }),
    transcript: query({
      words: ['抽签记录文件', 'The transcript'],
      roles: leaders,
      input: z.object(ofWave),
      /** The file to the letter; before the draw what was published. */
      output: z.object({ finished: z.boolean(), file: z.string() }),
    }),
    candidates: query({
      words: ['部门可报的人', 'Whom a department may name'],
      roles: leaders,
      input: z.object({ ...ofWave, departmentId: uuid }),
      output: z.object({
        people: z.array(
          z.object({
            personId: uuid,
            name: z.string(),
            skills: z.array(z.string()),
            free: z.boolean(),
            named: z.boolean(),
          }),
        ),
      }),
    }),
    nameTheirs: command({
      words: ['部门报名', 'Name a department’s people'],
      roles: leaders,
      /** In place of those named before. */
      input: z.object({ ...ofWave, departmentId: uuid, personIds: z.array(uuid).max(2000) }),
      output: z.object({ named: z.int(), quota: z.int() }),
    }),
    settleNames: command({
      words: ['确认报名名单', 'Settle the names'],
      roles: leaders,
      /** `anyway`: also while names are missing or needs unmet. */
      input: z.object({ ...ofWave, anyway: z.boolean().default(false) }),
      output: z.object({ settled: z.boolean(), faults: z.array(said) }),
    }),
    callOut: command({
      words: ['发出通知', 'Notify those drawn'],
      roles: leaders,
      /** `origin`: where the desk is open; links in messages lead there. */
      input: z.object({
        ...ofWave,
        channelIds: z.array(uuid).max(50),
        origin: z
          .string()
          .max(200)
          .regex(/^https?:\/\/[A-Za-z0-9.:[\]-]+$/),
      }),
      output: z.object({ people: z.int(), messages: z.int() }),
    }),
    secondWave: command({
      words: ['增派一批', 'Ask a further wave'],
      roles: leaders,
      /** `ask`: how many more; what the forecast proposes unless a person wants otherwise. */
      input: z.object({ ...ofCallUp, ask: z.int().min(1).max(10_000) }),
      output: z.object({ wave: z.int() }),
    }),
    close: command({
      words: ['结束抽调', 'Close a call-up'],
      roles: leaders,
      input: z.object({ id: uuid }),
      output: z.object({}),
    }),

    board: query({
      words: ['集结进度', 'The clock that everybody sees'],
      roles: watchers,
      input: z.object(ofCallUp),
      output: z.object({
        at: moment,
        cursor: z.string(),
        lines: z.array(
          figures.extend({
            callUpId: uuid,
            departmentId: uuid,
            department: z.string(),
            quota: z.int(),
            version: z.number(),
          }),
        ),
        forecast: forecastSchema.nullable(),
      }),
    }),
    sheet: command({
      words: ['打印通知单', 'Print links and a list for phoning'],
      roles: leaders,
      input: z.object({
        ...ofCallUp,
        departmentId: uuid.optional(),
        what: z.enum(['links', 'phones']).default('links'),
        purpose: z.string().trim().min(2).max(200),
        lang: z.enum(['zh', 'en']).default('zh'),
      }),
      output: z.object({
        rows: z.array(
          z.object({
            callId: uuid,
            name: z.string(),
            department: z.string(),
            phoneMasked: z.string().nullable(),
            standing: standings.schema,
            token: z.string(),
          }),
        ),
        /** Stands on every sheet: who, when, what for, and the number under which it is booked. */
        watermark: z.string(),
      }),
    }),
    renewLink: command({
      words: ['换发个人链接', 'Give a new personal link'],
      roles: leaders,
      input: z.object({ callId: uuid }),
      output: z.object({ token: z.string() }),
    }),
    recordAnswers: command({
      words: ['代记答复', 'Record answers told by phone'],
      roles: leaders,
      input: z.object({
        items: z
          .array(answerFact.safeExtend({ callId: uuid }))
          .min(1)
          .max(500),
      }),
      output: answered,
    }),

    forecastFigures: query({
      words: ['预测用的数字', 'Figures that the forecast goes by'],
      roles: watchers,
      input: z.object({}),
      output: z.object({
        figures: forecastPolicy,
        /** Null: the defaults hold. */
        set: z.object({ at: moment, by: z.string().nullable(), basis: z.string() }).nullable(),
      }),
    }),
    setForecastFigures: command({
      words: ['设定预测用的数字', 'Set the figures of the forecast'],
      roles: ['officer'],
      input: forecastPolicy.extend({ id: uuid, basis: z.string().trim().min(2).max(200) }),
      output: z.object({}),
    }),

    ...calledOperations,
    ...musterOperations,
    ...channelOperations,
  },
  {
    callUpDrafted: event({ words: ['拟定抽调', 'Call-up planned'], data: z.object(ofCallUp) }),
    committed: event({ words: ['提交抽签承诺', 'Official committed to a value'], data: z.object(ofWave) }),
    published: event({
      words: ['公布抽签依据', 'Draw published'],
      data: z.object({ ...ofWave, digest: hex.nullable() }),
    }),
    withdrawn: event({ words: ['撤回公布', 'Publication withdrawn'], data: z.object(ofWave) }),
    revealed: event({ words: ['公开抽签数值', 'Official revealed a value'], data: z.object(ofWave) }),
    drawnWithout: event({
      words: ['未用公共随机数抽签', 'Drawn without the promised beacon'],
      data: z.object({ ...ofWave, round: z.int() }),
    }),
    drawn: event({ words: ['抽签', 'Drawn'], data: z.object({ ...ofWave, people: z.int() }) }),
    named: event({
      words: ['部门报名', 'Department named its people'],
      data: z.object({ ...ofWave, departmentId: uuid, people: z.int() }),
    }),
    namesSettled: event({
      words: ['确认报名名单', 'Names settled'],
      data: z.object({ ...ofWave, people: z.int(), faults: z.int() }),
    }),
    called: event({
      words: ['发出抽调通知', 'Wave notified'],
      data: z.object({ ...ofWave, people: z.int(), messages: z.int() }),
    }),
    waveAdded: event({ words: ['增派一批', 'Further wave planned'], data: z.object({ ...ofWave, ask: z.int() }) }),
    closed: event({ words: ['结束抽调', 'Call-up closed'], data: z.object(ofCallUp) }),
    sheetPrinted: event({
      words: ['打印抽调通知单', 'Links and list printed'],
      data: z.object({ ...ofCallUp, people: z.int() }),
    }),
    linkRenewed: event({
      words: ['换发个人链接', 'Personal link renewed'],
      data: z.object({ ...ofCallUp, callId: uuid }),
    }),
    forecastFiguresSet: event({
      words: ['设定预测用的数字', 'Figures of the forecast set'],
      data: z.object({ figuresId: uuid }),
    }),
    channelSet: event({ words: ['设置通知渠道', 'Channel made or changed'], data: z.object({ channelId: uuid }) }),
    messageSettled: event({
      words: ['通知发送结果', 'Message settled'],
      data: z.object({ ...ofCallUp, channelId: uuid, state: z.string() }),
    }),
    messageDecided: event({
      words: ['决定是否重发通知', 'Message decided by a person'],
      data: z.object({ ...ofCallUp, messageId: uuid, again: z.boolean() }),
    }),
  },
)
