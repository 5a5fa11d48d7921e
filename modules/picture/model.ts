/** What comes of a question, what is kept of it, and what this room refuses. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { defineProblems } from '../../platform/pure/problem.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { question } from './question.ts'

export const word = z.tuple([z.string(), z.string()])

/** `percent`: a number with one decimal. `hour`: the beginning of an hour. */
export const outputTypes = [
  'text',
  'number',
  'percent',
  'day',
  'moment',
  'hour',
  'code',
  'codes',
  'yes',
  'masked',
  'area',
] as const
export const output = z.object({
  title: word,
  type: z.enum(outputTypes),
  /** A key of the line, or what is told of it. */
  role: z.enum(['key', 'value']),
  codes: z.record(z.string(), word).optional(),
})
export type Output = z.infer<typeof output>

/** As it comes from the database: codes as codes, moments as ISO text, areas by name. */
export const cell = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])
export type CellValue = z.infer<typeof cell>

export const result = z.object({
  at: moment,
  columns: z.array(output),
  rows: z.array(z.array(cell)),
  /** Of grouped rows what each is of, undisguised: paths, codes, days. Empty for single records. */
  keys: z.array(z.array(cell)),
  totals: z.array(cell).nullable(),
  /** How many rows there are, though fewer are given. */
  total: z.int(),
  /** The round that was asked about, where one was. */
  round: z.object({ id: uuid, name: z.string() }).nullable(),
  /** What a reader must know, e.g. that a field has ended and its column is gone. */
  notes: z.array(word),
})
export type Result = z.infer<typeof result>

export const report = z.object({
  id: uuid,
  path: areaPath,
  areaName: z.string(),
  name: z.string(),
  question,
  pinned: z.boolean(),
  mine: z.boolean(),
  /** I may change it: it is mine, or I answer for its area. */
  mayChange: z.boolean(),
  version: z.int(),
  savedAt: moment,
})
export type Report = z.infer<typeof report>

/** One table of a daily report, a snapshot or a filled template. */
export const part = z.object({ name: word, result })
export type Part = z.infer<typeof part>

export const snapshot = z.object({
  id: uuid,
  of: z.enum(['daily', 'report']),
  ofId: uuid,
  path: areaPath,
  name: z.string(),
  author: z.string(),
  takenAt: moment,
})
export type Snapshot = z.infer<typeof snapshot>

export const problems = defineProblems('picture', {
  unknownSource: [422, '没有这个数据来源', 'There is no such source'],
  notForRole: [403, '您的岗位不能用这个数据来源', 'Your role may not ask this source'],
  unknownColumn: [422, '没有“{column}”这一列', 'There is no column “{column}”'],
  wrongFilter: [422, '“{column}”不能用这种条件', '“{column}” cannot be narrowed like this'],
  unknownCode: [422, '“{column}”没有这个选项', '“{column}” has no such value'],
  wrongGroup: [422, '不能按“{column}”分组', 'Rows cannot be grouped by “{column}”'],
  stepNeeded: [422, '“{column}”要按天或按小时分组', 'Group “{column}” by day or by hour'],
  wrongMeasure: [422, '“{column}”不能这样计算', '“{column}” cannot be reckoned like this'],
  purposeNeeded: [422, '“{column}”是个人信息，请写明用途', '“{column}” is personal data: state what it is needed for'],
  roundNeeded: [422, '请选择检测轮次', 'Choose a testing round'],
  noRounds: [422, '这个数据来源没有轮次', 'This source has no rounds'],
  noPeriod: [422, '这个数据来源没有时间', 'This source has no time to choose by'],
  periodReversed: [422, '开始日期不能晚于结束日期', 'The first day must not lie after the last'],
  unknownSort: [422, '排序的列不在表里', 'The column to sort by is not in the table'],
  figuresOnly: [
    403,
    '上级只看汇总数：请按区域或类别分组，不能逐人列出，也不能按个人信息筛选',
    'A superior reads figures: group by area or kind; no rows of persons, no conditions on personal data',
  ],
  personalKept: [
    422,
    '保存的报表里不能带个人信息条件（“{column}”）',
    'A saved report may not carry a condition on personal data (“{column}”)',
  ],
  fieldNeedsArea: [
    422,
    '征集字段只能放在按一级区域汇总的表里',
    'An asked field can only stand in a table by one level of areas',
  ],
  fieldTooFine: [
    422,
    '“{field}”按更高一级征集，分不到这一级；或不是数字，只能放在同一级的表里',
    '“{field}” was asked for larger areas, or is no number and only fits a table of its own level',
  ],
  tooSlow: [
    422,
    '这个问题要算很久，屏幕上不再等了。请缩小区域或时间，或直接导出（后台生成）',
    'This takes too long for the screen. Narrow the area or the period, or export it (made in the background)',
  ],
  noRound: [404, '还没有检测轮次', 'There is no testing round yet'],
  notAggregated: [
    422,
    '只有汇总表能存档比对，名单不能',
    'Only figures can be pinned and compared, not lists of people',
  ],
  notOfTemplate: [422, '模板里没有单元格 {cell}', 'The template has no cell {cell}'],
  templateChanged: [409, '模板刚被别人改过，请刷新后再试', 'The template has just been changed; refresh and try again'],
  templateTooLarge: [
    413,
    '模板过大（上限 {limit} MB）。请删去无关的工作表或图片',
    'The template is too large (limit {limit} MB). Remove sheets or pictures that are not needed',
  ],
  listTooLong: [
    422,
    '名单有 {rows} 行，超过模板一次能填的 {most} 行。请缩小范围',
    'The list has {rows} rows, more than the {most} that a template takes. Narrow it',
  ],
  nothingMarked: [422, '还没有选定要填的单元格', 'No cell was chosen to be filled yet'],
  askedAlready: [
    409,
    '“{name}”已经在征集，请直接使用，不要重复征集',
    '“{name}” is being asked already: use it instead of asking again',
  ],
  looksAsked: [
    409,
    '和正在征集的“{name}”很像。请直接使用它；确实不同的，请写明区别',
    'This looks like “{name}”, which is being asked. Use that, or say how this one differs',
  ],
  knownAlready: [
    409,
    '系统里已有“{name}”，会自动填好，不必再向社区征集；确实不同的，请写明区别',
    '“{name}” is known already and fills itself: communities need not be asked. Or say how this differs',
  ],
  fieldTooLong: [
    422,
    '征集最长 {days} 天，到期自动停止；还需要的，到期后凭新的依据重新征集',
    'A field is asked for at most {days} days and then ends by itself; ask anew then, on a basis of its own',
  ],
  fieldEndsBefore: [
    422,
    '截止日期不能早于开始日期或今天',
    'The last day must not lie before the first, or before today',
  ],
  choicesNeeded: [422, '请给出 2 到 20 个不同的选项', 'Give 2 to 20 different choices'],
  fieldEnded: [409, '这个字段已停止征集，不能再填', 'This field is no longer asked and cannot be filled'],
  valueWrong: [422, '填写的内容与字段类型不符', 'What was filled in does not fit the field'],
  valueOutside: [
    422,
    '填报的区域不在征集范围内，或不是要求的级别',
    'This area was not asked, or is not of the level that was',
  ],
  unknownField: [404, '没有这个征集字段', 'There is no such field'],
})
