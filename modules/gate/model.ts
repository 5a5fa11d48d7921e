/** A gate's nouns: gates, who crosses them and how, what the keeper is told. A crossing names a pass, never a person. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'

/** There is no state for a gate that cannot be opened: a blocked exit is refused, whatever the order says. */
export const gateStates = codes({
  open: ['开放', 'Open'],
  closed: ['关闭（钥匙在人手）', 'Closed, with a key at hand'],
  handover: ['关闭，设交接点', 'Closed, hand-over point'],
})
export const directions = codes({ in: ['进', 'In'], out: ['出', 'Out'] })
export type Direction = CodeOf<typeof directions>

/** By what the pass was known. */
export const means = codes({
  phone: ['手机码', 'Phone code'],
  card: ['纸质卡', 'Printed card'],
  number: ['输入证号', 'Number typed'],
  list: ['名单查找', 'Found on the list'],
  none: ['无证', 'No pass'],
})

/** Why somebody crosses without a pass, or whatever a pass says. */
export const ways = codes({
  pass: ['持证', 'With a pass'],
  medical: ['就医', 'Medical'],
  ambulance: ['急救车', 'Ambulance'],
  child: ['儿童', 'Child'],
  'no-phone': ['没带手机和卡', 'No phone, no card'],
  'foreign-papers': ['境外证件', 'Foreign papers'],
  courier: ['快递外卖', 'Courier'],
  visitor: ['来访', 'Visitor'],
  returnee: ['返回人员', 'Returnee'],
  official: ['公务', 'On duty'],
  other: ['其他', 'Other'],
})
export type Way = CodeOf<typeof ways>

export const outcomes = codes({
  passed: ['已通过', 'Passed'],
  'turned-back': ['已劝返', 'Turned back'],
  'quiet-place': ['已引导至观察点', 'Led to the quiet place'],
})

export const errands = codes({
  shopping: ['购物', 'Shopping'],
  medical: ['就医', 'Medical'],
  work: ['上班', 'Work'],
  care: ['照顾家人', 'Caring for family'],
  rubbish: ['丢垃圾、取快递', 'Rubbish or parcels'],
  other: ['其他', 'Other'],
})

/** Colour, word and sound of a verdict. */
export const lights = codes({ go: ['放行', 'Pass'], ask: ['核对', 'Check'], stop: ['暂不放行', 'Do not pass'] })
export type Light = CodeOf<typeof lights>

/** Why; the order is that of the list shown, the gravest first. */
export const reasons = codes({
  medical: ['就医通道，必须放行', 'Medical exit: always opens'],
  fever: ['两次体温偏高', 'Fever, measured twice'],
  forged: ['签名不符，疑为伪造', 'The signature is wrong: it may be forged'],
  revoked: ['通行证已吊销', 'The pass was revoked'],
  replaced: ['已换发新证，旧证作废', 'A new pass has replaced this one'],
  surrendered: ['通行证已交还', 'The pass was handed back'],
  expired: ['通行证已过期', 'The pass has expired'],
  'code-old': ['旧码，可能是截图', 'An old code: it may be a screenshot'],
  'not-yet': ['通行证尚未生效', 'The pass is not yet valid'],
  'other-area': ['不是本区域的通行证', 'A pass for another area'],
  'household-limit': ['本户外出次数已用完', 'The household’s outings are used up'],
  'not-a-pass': ['不是通行证的码', 'Not the code of a pass'],
  'unknown-key': ['本机不认识的签发密钥', 'Signed with a key that this phone does not know'],
  'retired-key': ['签发密钥已停用，需换证', 'Signed with a retired key: the pass must be reissued'],
  'number-unknown': ['本机名单上没有这个证号', 'The list on this phone has no such number'],
  unreadable: ['没扫清楚', 'Not read clearly'],
  'measure-again': ['体温偏高，请复测', 'Temperature high: measure again'],
  'just-used': ['这张证刚刚用过', 'This pass was used just now'],
  'already-in': ['记录显示人已在里面', 'By the record they are inside already'],
  'already-out': ['记录显示人已在外面', 'By the record they are outside already'],
  'not-on-list': ['签名有效，但名单上没有', 'Rightly signed, but not on the list'],
  'list-stale': ['本机名单太旧，请核对本人', 'The list on this phone is old: compare the person'],
  'clock-off': ['本机时间不准，无法核对时效', 'This phone’s clock is off: times cannot be checked'],
  'no-pass': ['没有通行证', 'No pass'],
  'gate-closed': ['本卡口当前不开放', 'This gate is not open now'],
  'back-late': ['超过约定时间返回（不影响进门）', 'Back later than agreed (they may come in)'],
  'no-measure': ['当前没有管控措施，只计数', 'No measure is in force: only counted'],
  valid: ['通行证有效', 'The pass is valid'],
})
export type Reason = CodeOf<typeof reasons>

/** What the keeper does next, in this order. */
export const steps = codes({
  'let-pass': ['放行', 'Let them pass'],
  compare: ['核对姓名、性别、年龄', 'Compare name, sex and age'],
  'scan-again': ['再扫一次，擦亮屏幕或换个角度', 'Scan again: wipe the screen or tilt it'],
  'refresh-code': ['请对方打开通行证页面，等码刷新', 'Ask them to open the page and let the code renew'],
  'type-number': ['输入卡上的九位证号', 'Type the nine digits on the card'],
  'find-by-name': ['在名单上按姓名查找', 'Find them on the list by name'],
  'other-ways': ['走无证通道：儿童、老人、快递、来访等', 'Use a way without a pass: child, old, courier, visitor …'],
  'measure-again': ['静坐几分钟后复测', 'Let them rest some minutes and measure again'],
  'quiet-place': ['请到观察点等候，戴好口罩', 'Lead them to the quiet place, mask on'],
  'call-duty': ['打电话给值班员', 'Call the duty officer'],
  'meet-network': ['到有网处更新名单', 'Go where there is network and renew the list'],
})
export type Step = CodeOf<typeof steps>

/** Hours past midnight are written in two parts. */
export const hoursOfDay = z
  .object({
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .refine(({ from, to }) => from < to, { error: 'from is not before to', path: ['to'] })

export const gate = z.object({
  id: uuid,
  /** where it stands and who answers for it: a compound, a grid or a community */
  path: areaPath,
  name: z.string(),
  /** the areas that it lets people in and out of, usually one compound */
  serves: z.array(areaPath).min(1).max(20),
  state: gateStates.schema,
  /** daily, Shanghai time; empty: round the clock */
  hours: z.array(hoursOfDay).max(4),
  /** lon, lat; null: not on the map yet */
  point: z.tuple([z.number(), z.number()]).nullable(),
  fireExit: z.boolean(),
  keyHolder: z.object({ name: z.string(), phone: z.string() }).nullable(),
})
export type Gate = z.infer<typeof gate>

/** A person's temperature, tenths of a degree Celsius. */
export const tenths = z.int().min(300).max(450)

/** Beside a fact, never instead of it. */
export const doubts = codes({
  'unknown-gate': ['没有这个卡口', 'No such gate'],
  'gate-elsewhere': ['卡口不在值守员的区域', 'The gate is not in the keeper’s area'],
  'unknown-pass': ['没有这张证', 'No such pass'],
  'clock-skewed': ['手机时间已校正', 'The phone’s clock was set right'],
  'id-reused': ['编号与另一条重复', 'Its number was used before'],
})

export const alertKinds = codes({
  medical: ['就医通道放行', 'Medical exit opened'],
  'medical-refused': ['就医未放行', 'Medical exit not opened'],
  fever: ['两次体温偏高', 'Fever, measured twice'],
})
export type AlertKind = CodeOf<typeof alertKinds>

/** For what somebody's passing may be looked up; on the ledger, so a code and no text. */
export const searchPurposes = codes({
  contacts: ['流调：同时段人员', 'Tracing contacts'],
  missing: ['寻找走失人员', 'Somebody is missing'],
  complaint: ['核实投诉', 'Checking a complaint'],
  fault: ['核实记录差错', 'Checking a fault of the record'],
})

/** Somebody went through, or was asked not to: a fact as the keeper's phone states it. */
export const crossingFact = z
  .object({
    id: uuid,
    gateId: uuid,
    shiftId: uuid,
    /** The shift's own count of its crossings, 1 upwards without gaps: by it the loss of a phone can be named. */
    n: z.int().min(1),
    at: moment,
    direction: directions.schema,
    means: means.schema,
    passId: uuid.nullable(),
    way: ways.schema,
    /** When the phone code shown was made, seconds since 1970: by it copies can be told apart. */
    codeFrom: z.int().nullable(),
    light: lights.schema,
    because: z.array(reasons.schema).min(1).max(8),
    outcome: outcomes.schema,
    errand: errands.schema.nullable(),
    temperature: tenths.nullable(),
    second: tenths.nullable(),
    /** Minutes since the phone's list met the server; null: it had none. */
    listAge: z.int().min(0).nullable(),
    /** Taken back within seconds: the crossing of this shift that did not happen. This line itself is none; its outcome says turned back. */
    undoes: uuid.optional(),
  })
  .refine((c) => (c.passId === null) === (c.means === 'none'), { error: 'passId and means do not fit' })
export type CrossingFact = z.infer<typeof crossingFact>

export const shiftSteps = codes({
  begin: ['上岗', 'Begun'],
  beat: ['在岗', 'On duty'],
  end: ['下岗', 'Ended'],
})
/** A keeper's phone says how far it has counted, so that what a lost phone took with it is known to the number. */
export const shiftFact = z.object({
  id: uuid,
  shiftId: uuid,
  gateId: uuid,
  step: shiftSteps.schema,
  at: moment,
  /** crossings made in this shift so far */
  made: z.int().min(0),
})
export type ShiftFact = z.infer<typeof shiftFact>

/** What a gate must know of crossings elsewhere: who is out, and what a household has used. */
export const elsewhere = z.object({
  id: uuid,
  passId: uuid,
  household: z.string().nullable(),
  direction: directions.schema,
  at: moment,
  /** counts against the household's outings */
  counts: z.boolean(),
})
export type Elsewhere = z.infer<typeof elsewhere>

export const problems = defineProblems('gate', {
  shutIn: [
    409,
    '这样调整后，有小区在某个时段没有开放的出口，整个方案未保存',
    'This would leave an area without an opened exit for part of the day; nothing of it was saved',
  ],
  changed: [
    409,
    '有卡口刚被别人改过，请刷新后再试',
    'Somebody has just changed one of these gates; refresh and try again',
  ],
})
