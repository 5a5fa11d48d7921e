/** The laboratory's nouns: outcomes, labs, what is sent to them, their files line by line, opened tubes and their people, re-checks. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { differences, stages } from './custody.ts'

export const outcomes = codes({
  negative: ['阴性', 'Negative'],
  positive: ['阳性', 'Positive'],
  recheck: ['待复查', 'To be re-checked'],
  invalid: ['样本无效', 'Invalid'],
})
export type Outcome = CodeOf<typeof outcomes>

/** What a lab's file may say, one line a tube or one line a person. */
export const fileFields = codes({
  code: ['管号', 'Tube'],
  name: ['姓名', 'Name'],
  idNumber: ['证件号码', 'Identity number'],
  outcome: ['结果', 'Result'],
  testedAt: ['检测时间', 'Tested at'],
})
export type FileField = CodeOf<typeof fileFields>

/** What a person is told of their own swab. */
export const tellings = codes({
  waiting: ['结果未出', 'No result yet'],
  negative: ['阴性', 'Negative'],
  positive: ['阳性，请等候工作人员联系', 'Positive: wait for the call of a member of staff'],
  retest: [
    '需要单独再采一次样，请在家等候通知',
    'You need one more swab, taken alone: please wait at home to be called',
  ],
  settled: ['这一管另作处理，您已由后续的单独采样判定', 'This tube is settled for you by what came later'],
  recheck: ['实验室正在复查', 'The laboratory is checking it again'],
  invalid: ['样本无效，请重新采样', 'The sample could not be used: please have another swab taken'],
})

export const causes = codes({
  positive: ['混管阳性', 'Positive tube'],
  recheck: ['待复查，人工开管', 'To be re-checked, opened by hand'],
  invalid: ['样本无效，人工开管', 'Unusable, opened by hand'],
})
/** On which ground two officials free somebody who has not been judged. */
export const criteria = codes({
  overdue: ['超过 24 小时未能判定', 'Not judged within 24 hours'],
  'negative-elsewhere': ['出示了其他机构的单采阴性报告', 'Shown a negative single result of another laboratory'],
  'lab-withdrew': ['实验室书面撤回混管阳性', 'The laboratory withdrew the positive in writing'],
})
export const tellingWays = codes({ call: ['电话', 'Call'], door: ['上门', 'At the door'] })
export const tellingOutcomes = codes({
  told: ['已告知', 'Told'],
  'no-answer': ['无人应答', 'No answer'],
  'wrong-number': ['号码有误', 'Wrong number'],
  elsewhere: ['不在本地', 'Elsewhere'],
})

export const lab = z.object({
  id: uuid,
  path: areaPath,
  name: z.string(),
  capacity: z.int(),
  contact: z.string().nullable(),
  phone: z.string().nullable(),
  closed: z.boolean(),
  /** Tubes sent to it on the day asked about, by everybody. */
  load: z.int(),
})
export type Lab = z.infer<typeof lab>

/** Tubes handed over together at a site: same place, same minute. */
export const handover = z.object({ siteId: uuid, place: z.string().nullable(), at: moment })

/** Counts of tubes on their way; each by its own evidence, so that they differ exactly where something is missing. */
export const balance = z.object({
  sampled: z.int(),
  packed: z.int(),
  handedOver: z.int(),
  received: z.int(),
  resulted: z.int(),
  heads: z.int(),
  /** Tubes with any difference. */
  differing: z.int(),
})
export type Balance = z.infer<typeof balance>

export const tubeLine = z.object({
  tubeId: uuid,
  /** null: samples came, the tube's own record never did. */
  code: z.string().nullable(),
  siteId: uuid,
  lane: z.int().nullable(),
  heads: z.int(),
  counted: z.int().nullable(),
  place: z.string().nullable(),
  labId: uuid.nullable(),
  stage: stages.schema,
  /** When it came to that stage. */
  since: moment,
  late: z.boolean(),
  differences: z.array(differences.schema),
  outcome: outcomes.schema.nullable(),
  resultedAt: moment.nullable(),
  /** More than one: earlier results stand below it. */
  turns: z.int(),
})
export type TubeLine = z.infer<typeof tubeLine>

export const member = z.object({
  sampleId: uuid,
  path: areaPath,
  residentId: uuid.nullable(),
  name: z.string(),
  phoneMasked: z.string().nullable(),
  address: z.string(),
  /** A single swab taken since. */
  resampledAt: moment.nullable(),
  lastTold: tellingOutcomes.schema.nullable(),
  lastToldAt: moment.nullable(),
  judged: z.enum(['negative', 'positive']).nullable(),
  judgedAt: moment.nullable(),
  criterion: criteria.schema.nullable(),
  freeAskedBy: z.string().nullable(),
  freeAskedByMe: z.boolean(),
  freedBy: z.string().nullable(),
  freedAt: moment.nullable(),
  withdrawn: z.boolean(),
})
export type Member = z.infer<typeof member>

export const pool = z.object({
  tubeId: uuid,
  code: z.string(),
  roundId: uuid,
  roundName: z.string(),
  siteName: z.string(),
  cause: causes.schema,
  openedAt: moment,
  openedBy: z.string(),
  retestDue: moment,
  judgeDue: moment,
  alarmedAt: moment.nullable(),
  closedAt: moment.nullable(),
  closedHow: z.enum(['judged', 'corrected']).nullable(),
  members: z.array(member),
  /** People in it who live outside the asker's area: their own community sees them. */
  elsewhere: z.int(),
})
export type Pool = z.infer<typeof pool>

export const recheck = z.object({
  tubeId: uuid,
  code: z.string(),
  roundId: uuid,
  roundName: z.string(),
  siteName: z.string(),
  heads: z.int(),
  askedAt: moment,
  ownerId: uuid,
  ownerName: z.string(),
  dueAt: moment,
  escalatedAt: moment.nullable(),
  settledAt: moment.nullable(),
  settledHow: z.enum(['result', 'opened']).nullable(),
})
export type Recheck = z.infer<typeof recheck>

/** What a grid worker carries: a person to be swabbed alone, by when. No outcome, no tube. */
export const retest = z.object({
  sampleId: uuid,
  roundId: uuid,
  path: areaPath,
  residentId: uuid.nullable(),
  name: z.string(),
  phoneMasked: z.string().nullable(),
  address: z.string(),
  askedAt: moment,
  dueAt: moment,
  resampledAt: moment.nullable(),
  lastTold: tellingOutcomes.schema.nullable(),
  lastToldAt: moment.nullable(),
})
export type Retest = z.infer<typeof retest>

export const problems = defineProblems('laboratory', {
  labFull: [
    409,
    '{lab} 当天已安排 {assigned} 管，再加 {about} 管将超过日检测能力 {capacity} 管；请改送其他实验室，或确认仍然送检',
    '{lab} has {assigned} tubes for that day; {about} more would exceed its {capacity} a day. Choose another lab, or confirm that they go there all the same',
  ],
  labClosed: [409, '这家实验室已停用', 'This laboratory is no longer used'],
  nothingToSend: [
    409,
    '没有可以送检的试管：都已送出或已退回',
    'There is no tube to send: all have gone or were returned',
  ],
  alreadyResulted: [
    409,
    '这批试管已有结果，不能撤回',
    'Some of these tubes have results; the batch cannot be withdrawn',
  ],
  alreadyReceived: [409, '实验室已收到这批试管', 'The laboratory has received this batch already'],
  unknownCodes: [422, '这批试管里没有：{codes}', 'Not in this batch: {codes}'],
  fileNothing: [409, '没有可以写入的结果', 'There is no result to write'],
  fileConflicts: [
    409,
    '有 {conflict} 行与已有结果不同；请写明更正原因，或确认略过这些行',
    '{conflict} lines contradict results on record; state the reason of the correction, or confirm to leave them out',
  ],
  sameOutcome: [409, '与现有结果相同，无需更正', 'The same as the result on record; there is nothing to correct'],
  movedOn: [
    409,
    '这管的结果刚刚有变化，请刷新后再看',
    'The result of this tube has just changed; refresh and look again',
  ],
  neverSampled: [422, '这管没有采样记录，不能登记结果', 'Nobody is on record in this tube; no result can be entered'],
  notToBeAsked: [
    409,
    '只有待复查或样本无效、且尚未开管的试管可以要求单采',
    'Single re-tests are asked by hand only for a tube that is to be re-checked or invalid and not opened yet',
  ],
  notToBeFreed: [
    409,
    '不能解除：期限未到、已有判定，或提出与确认是同一人',
    'Not possible: the deadline has not passed, they are judged already, or proposer and confirmer are the same person',
  ],
  notAnOwner: [
    422,
    '负责人必须是对该处负责的值班员或负责人',
    'The owner must be an officer or leader who answers for that place',
  ],
  unsettled: [
    409,
    '还有 {n} 项阳性混管或待复查没有了结，行动不能结束',
    '{n} positive tubes or re-checks are not settled; the operation cannot end',
  ],
  unknownRetest: [422, '没有这项单采任务，或不在您负责的范围内', 'There is no such re-test, or it is not in your area'],
})
