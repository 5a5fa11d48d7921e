/** The nouns of a call-up from order to muster. The draw has its own (model.ts); here are people, answers, arrivals and channels. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { waivable } from '../staff/exempt.ts'
import { methods, serviceRules } from './policy.ts'

export const ways = codes({
  drawn: ['抽签', 'By lot'],
  named: ['部门报名', 'Departments name theirs'],
})
export const callUpStates = codes({
  draft: ['拟定中', 'Being planned'],
  published: ['已公布，待抽签', 'Published, to be drawn'],
  drawn: ['已定人，待通知', 'Drawn, to be notified'],
  called: ['集结中', 'Called'],
  closed: ['已结束', 'Closed'],
})
export type CallUpState = CodeOf<typeof callUpStates>
export const waveStates = codes({
  planned: ['拟定中', 'Being planned'],
  published: ['已公布，待抽签', 'Published, to be drawn'],
  drawn: ['已定人，待通知', 'Drawn, to be notified'],
  called: ['已通知', 'Notified'],
})

export const sayings = codes({ coming: ['能来', 'Coming'], cannot: ['来不了', 'Cannot come'] })
export type Saying = CodeOf<typeof sayings>
/** Why somebody cannot come. What touches health is not asked for: it is personal. */
export const reasons = codes({
  'on-duty': ['正在值班', 'On duty'],
  away: ['不在本地', 'Out of town'],
  carer: ['要照护家人', 'Caring for somebody'],
  personal: ['个人原因', 'Personal'],
  other: ['其他', 'Other'],
})
/** undo: what was tapped before was a slip of the finger. */
export const arrivals = codes({
  scan: ['扫码', 'Scanned'],
  code: ['输入签到码', 'Typed the code'],
  tap: ['现场登记', 'Tapped in'],
  extra: ['主动前来', 'Came unasked'],
  undo: ['撤回登记', 'Taken back'],
})
/** Where a person stands in a call-up; each asked person is in one of the first four. */
export const standings = codes({
  silent: ['没有回音', 'No answer yet'],
  coming: ['在路上', 'On the way'],
  cannot: ['来不了', 'Cannot come'],
  here: ['已到', 'Here'],
  extra: ['主动前来', 'Came unasked'],
})
export type Standing = CodeOf<typeof standings>

export const channelKinds = codes({
  wecom: ['企业微信群机器人', 'WeCom group robot'],
  dingtalk: ['钉钉群机器人', 'DingTalk group robot'],
  feishu: ['飞书群机器人', 'Feishu group robot'],
  sms: ['短信网关', 'SMS gateway'],
})
export type ChannelKind = CodeOf<typeof channelKinds>
export const messageStates = codes({
  waiting: ['待发', 'Waiting'],
  sending: ['发送中', 'Being sent'],
  sent: ['已发出', 'Sent'],
  perhaps: ['可能已送达，不会自动重发', 'Sent perhaps; not sent again by itself'],
  failed: ['没有发出', 'Not sent'],
  dropped: ['已放弃', 'Given up'],
})
/** Why a message did not go; nothing that a gateway answers is repeated but its number. */
export const faults = codes({
  unreachable: ['连不上', 'Cannot be reached'],
  slow: ['超时没有答复', 'No answer in time'],
  broken: ['连接中断', 'The connection broke'],
  server: ['对方服务器出错', 'The other server failed'],
  busy: ['对方限流', 'Too many for the other side'],
  refused: ['对方拒收', 'Refused'],
  interrupted: ['发送时系统中断', 'This server was interrupted while sending'],
  'no-phone': ['名册中没有电话', 'No phone on the roster'],
  unsealed: ['密钥已更换，请重新填写渠道', 'The key was changed; enter the channel again'],
})
export type Fault = CodeOf<typeof faults>

export const beaconRules = codes({
  none: ['不用', 'None'],
  'if-reachable': ['连得上就用', 'If it can be reached'],
  required: ['必须用', 'Required'],
})

export const callUpAsk = z.object({
  seats: z.int().min(1).max(100_000),
  /** Skill → at least so many; codes of staff or a place's own words. */
  skills: z.record(z.string().min(1).max(20), z.int().min(0).max(10_000)).default({}),
  women: z.int().min(0).max(100_000).default(0),
  /** Per cent of all seats that key departments send at most. */
  keyShare: z.int().min(0).max(100).nullable().default(null),
  apportionment: methods.schema.default('largest-remainder'),
  service: serviceRules.schema.default('last'),
  /** Days back that count as lately. */
  serviceDays: z.int().min(1).max(60).default(7),
  /** Also those at or over the cap of work (modules/staff/fatigue.ts). */
  withTired: z.boolean().default(false),
  /** Exemptions that do not hold this time: an officer says why, and stands for it by name in the transcript. */
  waive: z
    .object({ kinds: z.array(waivable.schema).max(3), reason: z.string().trim().max(200).default('') })
    .default({ kinds: [], reason: '' }),
  /** Whether a public beacon goes into the seed, where this installation has one. */
  beacon: beaconRules.schema.default('none'),
  bounds: z
    .array(
      z.object({
        departmentId: uuid,
        floor: z.int().min(0).max(10_000).nullable().default(null),
        cap: z.int().min(0).max(10_000).nullable().default(null),
      }),
    )
    .max(500)
    .default([]),
})
export type CallUpAsk = z.output<typeof callUpAsk>

const line = z.string().trim().max(300).nullable()
export const callUpDraft = z.object({
  id: uuid,
  operationId: uuid,
  name: z.string().trim().min(2).max(80),
  way: ways.schema,
  musterAt: moment,
  ask: callUpAsk,
  place: z.string().trim().min(1).max(80),
  placeNote: line.default(null),
  bring: line.default(null),
  /** Who to ask for, and a number of the office. */
  reportTo: z.string().trim().max(120).nullable().default(null),
})

/** Figures of a department, or of all; `asked` = silent + coming + cannot + here. */
export const figures = z.object({
  asked: z.int(),
  /** Said something, or simply came. */
  answered: z.int(),
  coming: z.int(),
  cannot: z.int(),
  /** Of those asked. */
  here: z.int(),
  /** Here without being asked. */
  extra: z.int(),
})
export type Figures = z.infer<typeof figures>

export const forecastSchema = z.object({
  /** At the deadline, those here among them. */
  expected: z.number(),
  /** Of those not heard from, how many are thought to come. */
  fromSilent: z.number(),
  fromComing: z.number(),
  short: z.int(),
  /** To ask now; 0 where nothing is needed or it is too late. */
  ask: z.int(),
  /** Of ten asked now, how many would be there in time. */
  perTen: z.number(),
  verdict: z.enum(['enough', 'ask-more', 'too-late', 'after-deadline', 'wait']),
  minutesLeft: z.int(),
})
export type ForecastResult = z.infer<typeof forecastSchema>

export const callUp = z.object({
  id: uuid,
  /** Who set exemptions aside; null where nobody did. */
  waivedBy: z.string().nullable(),
  operationId: uuid,
  path: areaPath,
  name: z.string(),
  way: ways.schema,
  state: callUpStates.schema,
  musterAt: moment,
  seats: z.int(),
  ask: callUpAsk,
  place: z.string(),
  placeNote: z.string().nullable(),
  bring: z.string().nullable(),
  reportTo: z.string().nullable(),
  siteCode: z.string(),
  openedAt: moment,
  calledAt: moment.nullable(),
  closedAt: moment.nullable(),
  figures,
})
export type CallUp = z.infer<typeof callUp>

/** How a department's quota came about, as it is shown and kept. */
export const quotaLine = z.object({
  departmentId: uuid,
  department: z.string(),
  headcount: z.int(),
  eligible: z.int(),
  kept: z.int(),
  quota: z.int(),
  /** In both languages, whole sentences. */
  because: z.tuple([z.string(), z.string()]),
})
export type QuotaLine = z.infer<typeof quotaLine>

export const calledPerson = z.object({
  callId: uuid,
  personId: uuid.nullable(),
  name: z.string(),
  departmentId: uuid,
  department: z.string(),
  wave: z.int(),
  standing: standings.schema,
  phoneMasked: z.string().nullable(),
  askedAt: moment.nullable(),
  saidAt: moment.nullable(),
  arrivesAt: moment.nullable(),
  reason: reasons.schema.nullable(),
  hereAt: moment.nullable(),
  hereHow: arrivals.schema.nullable(),
})
export type CalledPerson = z.infer<typeof calledPerson>

/** `arrivesAt` belongs to coming, `reason` to cannot. */
export const answerFact = z
  .object({
    id: uuid,
    said: sayings.schema,
    arrivesAt: moment.nullable().default(null),
    reason: reasons.schema.nullable().default(null),
    at: moment,
  })
  .check((context) => {
    const { said, arrivesAt, reason } = context.value
    if ((said === 'cannot') !== (reason !== null) || (said === 'cannot' && arrivesAt !== null))
      context.issues.push({ code: 'custom', message: 'reason', path: ['reason'], input: reason })
  })

export type CallUpAnswer = z.input<typeof answerFact>

export const musterFact = z.object({
  id: uuid,
  callUpId: uuid,
  /** One of the three: somebody asked, somebody of the roster, or a name. */
  callId: uuid.nullable().default(null),
  personId: uuid.nullable().default(null),
  name: z.string().trim().min(1).max(80).nullable().default(null),
  how: arrivals.schema,
  at: moment,
})

export const problems = defineProblems('mobilize', {
  notDraft: [409, '已经公布，不能再改要求；请先撤回公布', 'It is published and cannot be changed; withdraw it first'],
  cannotBeMet: [422, '要求无法满足，请看页面上的说明', 'This cannot be met; the page says why'],
  fewOfficials: [
    409,
    '公布前至少要有两名负责人各自提交承诺，现在有 {count} 名',
    'At least two officials must commit before it is published; so far {count}',
  ],
  alreadyCommitted: [409, '您已提交过承诺', 'You have committed already'],
  notCommitted: [409, '您没有为这一批提交过承诺', 'You have not committed to this wave'],
  wrongValue: [422, '这个数值与您事先的承诺不符', 'This is not the value that you committed to'],
  notRevealed: [409, '还有负责人没有公开数值：{by}', 'Not everybody has revealed their value: {by}'],
  notPublished: [409, '还没有公布', 'It is not published'],
  notDrawn: [409, '人还没有定', 'Nobody is drawn yet'],
  drawnAlready: [409, '已经抽签，不能撤回', 'It is drawn and cannot be withdrawn'],
  notByLot: [409, '这次由部门报名，不抽签', 'Departments name their people in this one'],
  notByName: [409, '这次由抽签决定，不能报名', 'This one is drawn by lot'],
  badName: [
    422,
    '名单中有人不能报：已豁免、已叫过或不在这个部门',
    'Somebody cannot be named: exempt, asked already, or of another department',
  ],
  nobodyNamed: [409, '还没有部门报名', 'No department has named anybody'],
  waveOpen: [409, '上一批还没有通知，先办完', 'The last wave is not notified yet'],
  afterDeadline: [409, '集结时间已过，不再叫第二批', 'The deadline has passed; no more are asked'],
  closed: [409, '抽调已结束', 'The call-up is closed'],
  openCallUps: [409, '还有 {count} 次抽调没有结束', '{count} call-ups are still open'],
  noSuchLink: [404, '这个链接没有用了，请与通知您的人联系', 'This link opens nothing; ask whoever called you'],
  wrongCode: [422, '签到码不对，请看现场的码', 'This is not the code of the place; look at the poster'],
  tooMany: [429, '次数过多，请到现场登记', 'Too many tries; ask to be tapped in at the place'],
  unknownFact: [422, '没有找到这个人，或不在您的范围内', 'Nobody of this kind in your area'],
  badAddress: [
    422,
    '地址应以 https:// 开头（本机可用 http://）',
    'An address begins with https:// (http:// on this machine only)',
  ],
  beaconAway: [503, '公共随机数现在连不上，请稍后再试', 'The public beacon cannot be reached now; try again shortly'],
  beaconNotYet: [409, '约定的那一期公共随机数还没有产生', 'The promised round of the beacon does not exist yet'],
  beaconWrong: [
    502,
    '公共随机数的答复对不上，没有采用',
    'What the public beacon answered does not fit; it was not taken',
  ],
  waiveByOfficer: [
    403,
    '只有街道值班员可以决定这次不按某类豁免',
    'Only an officer of the sub-district may set exemptions aside',
  ],
  waiveReason: [422, '请写明这次为什么不按豁免', 'Say why these exemptions do not hold this time'],
  notPerhaps: [409, '这条消息不需要确认', 'This message needs no decision'],
})
