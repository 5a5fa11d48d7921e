/** Self-tests' nouns: collections, what people report, household slips, and what follows a positive report: a question, never a restriction. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { day, moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { areaKinds, groups, sexes, works } from '../register/model.ts'

export const results = codes({
  negative: ['阴性', 'Negative'],
  positive: ['阳性', 'Positive'],
  invalid: ['无效', 'Invalid'],
})
export type TestResult = CodeOf<typeof results>

export const collectionStates = codes({ open: ['进行中', 'Open'], closed: ['已结束', 'Closed'] })
export const frequencies = codes({ once: ['只报一次', 'Once'], daily: ['每天一次', 'Once a day'] })
export const sources = codes({
  page: ['居民自报', 'By the resident'],
  proxy: ['网格员代报', 'By a grid worker'],
  chain: ['接龙', 'From a chain'],
})
export const reportDoubts = codes({
  'not-due': ['不在应报名单', 'Not asked to report'],
  'outside-dates': ['不在收集日期内', 'Outside the dates of the collection'],
  'collection-closed': ['收集已结束', 'The collection was closed'],
  'clock-skewed': ['手机时间不准，已按服务器校正', 'The phone’s clock was off; corrected by the server’s'],
  differs: ['与先前的结果不同', 'Differs from what was reported before'],
})
export const followUpSteps = codes({
  informed: ['已联系，请其做核酸复核', 'Spoken to, asked to take a PCR test'],
  booked: ['已协助安排核酸复核', 'Helped to arrange the PCR test'],
  'retest-negative': ['核酸复核阴性', 'PCR negative'],
  'retest-positive': ['核酸复核阳性，由医疗卫生机构处置', 'PCR positive, in the hands of the medical body'],
  mistake: ['填错了，不是阳性', 'Reported by mistake'],
})
/** Steps that end a follow-up. */
export const endingSteps: readonly CodeOf<typeof followUpSteps>[] = ['retest-negative', 'retest-positive', 'mistake']

export const tryOutcomes = codes({
  'will-report': ['马上报', 'Will report'],
  'no-kit': ['没有试剂', 'No test kit'],
  away: ['不在本地', 'Away'],
  refused: ['不愿报', 'Declined'],
  'wrong-number': ['号码有误', 'Wrong number'],
  'no-answer': ['无人应答', 'No answer'],
})

/** People of one chain that are matched at a time. */
export const MOST_CHAIN = 2000

/** Counts of persons. missing = due − reported; whoever reports without being asked is apart. */
export const figures = z.object({
  due: z.int(),
  reported: z.int(),
  negative: z.int(),
  positive: z.int(),
  invalid: z.int(),
  missing: z.int(),
  unasked: z.int(),
})
export type Figures = z.infer<typeof figures>
export const boardLine = figures.extend({ path: areaPath, kind: areaKinds.schema, name: z.string() })

export const collectionDraft = z.object({
  id: uuid,
  operationId: uuid,
  path: areaPath,
  name: z.string().trim().min(2).max(80),
  often: frequencies.schema,
  /** Empty: everybody who lives there. */
  groups: z.array(groups.schema).default([]),
  startsOn: day,
  endsOn: day,
})
export const collection = collectionDraft.extend({
  areaName: z.string(),
  groups: z.array(groups.schema),
  state: collectionStates.schema,
  openedAt: moment,
  closedAt: moment.nullable(),
  /** The day whose figures are given: today, or the nearest day of the collection. */
  on: day,
  figures,
})
export type Collection = z.infer<typeof collection>

export const missingPerson = z.object({
  residentId: uuid,
  path: areaPath,
  name: z.string(),
  sex: sexes.schema.nullable(),
  age: z.int().nullable(),
  phoneMasked: z.string().nullable(),
  work: works.schema,
  groups: z.array(groups.schema),
  address: z.string(),
  bestCall: z.object({ from: z.int(), to: z.int(), now: z.boolean(), because: z.tuple([z.string(), z.string()]) }),
  tries: z.int(),
  lastOutcome: tryOutcomes.schema.nullable(),
  lastTryAt: moment.nullable(),
})
export type MissingPerson = z.infer<typeof missingPerson>

/** What counts of one person on one day. */
export const standing = z.object({ result: results.schema, source: sources.schema, statedAt: moment })

/** One test as whoever enters it states it. */
export const reportFact = z.object({
  id: uuid,
  collectionId: uuid,
  residentId: uuid,
  result: results.schema,
  testedAt: moment,
  /** When it was entered: of two words about one person the later entered counts, not the later test. */
  notedAt: moment,
})
export type ReportFact = z.infer<typeof reportFact>

export const problems = defineProblems('selftest', {
  collectionClosed: [409, '这次收集已经结束', 'The collection is closed'],
  operationEnded: [409, '行动已经结束', 'The operation has ended'],
  openCollections: [
    409,
    '还有 {collections} 次自测收集未结束，请先结束',
    '{collections} collections of self-tests are still open; close them first',
  ],
  datesReversed: [422, '结束日期不能早于开始日期', 'The last day must not lie before the first'],
  tooLong: [422, '一次收集最长 {days} 天', 'A collection lasts {days} days at most'],
  outsideOperation: [422, '收集范围必须在行动范围之内', 'The collection must lie within the operation’s area'],
  nobodyDue: [422, '这个范围里没有要报的人', 'Nobody would be asked in this area'],
  unknownFact: [
    422,
    '收集或人员不在您负责的范围内，这一条未记录',
    'The collection or the person is not in your area; this one was not recorded',
  ],
  tooManyDwellings: [
    422,
    '这里有 {count} 户，一次最多 {most} 户，请选小一点的范围',
    '{count} dwellings; at most {most} at a time, choose a smaller area',
  ],
  noDwellings: [422, '这里没有需要发的户条', 'No dwelling here needs a slip'],
  chainTooLong: [422, '一次最多 {most} 条，请分几次粘贴', 'At most {most} lines at a time; paste it in parts'],
  tooWide: [422, '请先选好这个群所在的社区或小区', 'First choose the community or compound that this group is of'],
  noSuchKey: [
    404,
    '链接或户码不对，或已停用。请核对，或联系网格员换一张',
    'The link or code is not right, or no longer in use. Check it, or ask your grid worker for a new one',
  ],
  tooManyKeys: [
    429,
    '输错次数过多，请 {minutes} 分钟后再试，或联系网格员代报',
    'Too many wrong codes. Try again in {minutes} minutes, or ask your grid worker to report for you',
  ],
  badOwnNumber: [400, '证件号码有误，请照证件再看一遍', 'This number is not right; please look at the document again'],
  notOwnNumber: [
    403,
    '证件号码与登记的不一致。请核对，或请网格员告诉您',
    'This is not the number on record. Check it, or ask your grid worker to tell you',
  ],
  noOwnNumber: [
    409,
    '登记时没有留证件号码，请网格员告诉您结果',
    'No identity number is on record here; your grid worker will tell you the result',
  ],
  tooManyNumbers: [
    429,
    '输错次数过多，为保护这位居民已停用网上查询，请联系网格员',
    'Too many wrong numbers: looking up is closed to protect this person. Please speak to your grid worker',
  ],
  tooManyReports: [429, '今天报得太多次了，请联系网格员', 'Too many reports; please speak to your grid worker'],
})
