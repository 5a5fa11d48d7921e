/** What a list of places and posts may hold, how its columns are recognised, and what can be wrong with a row. */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { readDate } from '../../platform/pure/list-cells.ts'
import type { ColumnLanguage, ListColumn } from '../../platform/pure/list-columns.ts'
import { listFaults, listRemarks, type Noticed, problemSpeaker } from '../../platform/pure/list-problems.ts'
import { titleReader } from '../../platform/pure/list-titles.ts'
import { vocabulary } from '../../platform/pure/list-vocabulary.ts'
import { words } from '../../platform/pure/words.ts'
import { readSpan } from './list-times.ts'

export const postFields = codes({
  area: ['所在社区', 'Community'],
  place: ['地点', 'Place'],
  address: ['地址', 'Address'],
  contactName: ['报到联系人', 'Report to (place)'],
  contactPhone: ['办公电话', 'Office phone'],
  task: ['任务', 'Task'],
  day: ['日期', 'Day'],
  starts: ['开始时间', 'Start'],
  ends: ['结束时间', 'End'],
  needed: ['需要人数', 'Needed'],
  skills: ['技能要求', 'Skills needed'],
  risky: ['有风险', 'Risky'],
  bring: ['请带上', 'Bring'],
  reportsTo: ['向谁报到', 'Report to'],
})
export type PostField = CodeOf<typeof postFields>

/** Said once above the posts of a place, outermost first. */
export const CARRIED = [
  'area',
  'place',
  'address',
  'contactName',
  'contactPhone',
] as const satisfies readonly PostField[]

const TITLES: Readonly<Record<PostField, string>> = {
  area: '所在社区 社区 所属社区 社区名称 区域 片区 community area',
  place: '地点 点位 点位名称 地点名称 卡点 卡口 岗位地点 值守点 值守点位 服务点 采样点 上岗地点 place site location',
  address: '地址 详细地址 点位地址 具体地址 具体位置 位置 address',
  contactName: '报到联系人 点位负责人 点长 联络员 现场负责人 负责人 点位联系人 联系人 reportto(place) contact',
  contactPhone: '办公电话 联系电话 点位电话 电话 报到电话 officephone phone',
  task: '任务 岗位 岗位名称 工作内容 岗位职责 职责 工种 做什么 任务内容 task post duty',
  day: '日期 上岗日期 值班日期 值守日期 day date',
  starts: '开始时间 开始 上岗时间 起始时间 时间 时段 班次 班次时间 值守时间 上班时间 start starts from time shift',
  ends: '结束时间 结束 下岗时间 截止时间 下班时间 离岗时间 end ends to until',
  needed: '需要人数 人数 需求人数 所需人数 需人数 需求 定员 needed people headcount',
  skills: '技能要求 技能 所需技能 专业要求 人员要求 skillsneeded skills',
  risky: '有风险 是否有风险 风险 高风险 风险岗位 是否高风险 risky risk',
  bring: '请带上 携带物品 自带物品 需携带 物品 装备 bring equipment',
  reportsTo: '向谁报到 岗位负责人 班组长 带班人 带班领导 reportto leader',
}
const FOREIGN = [
  ...['序号', '姓名', '人员姓名', '身份证', '手机', '签名', '签字', '备注', '夜班', '已安排', '已排', '到岗', '单位'],
  ...['填表', '审核', '天数', '小时'],
]

const RISKY: Readonly<Record<'yes' | 'no', string>> = {
  yes: '是 有 有风险 高 高风险 √ y true 1',
  no: '否 无 没有 低 低风险 × x n false 0',
}
export const riskyWritings = vocabulary(RISKY)

const lookOf = (cell: string): PostField | undefined => {
  const text = cell.trim()
  if ('value' in readSpan(text)) return 'starts'
  return text.length >= 8 && 'value' in readDate(text) ? 'day' : undefined
}

export const postColumns: ColumnLanguage<PostField> = {
  titles: titleReader({ titles: TITLES, foreign: FOREIGN }),
  lookOf,
  sureLooks: new Set(),
  looksAs: { ends: 'starts' },
  vocabularies: {},
  carried: { fields: new Set(CARRIED), on: 'task' },
}

/** A list may be of places alone; posts need more, which their rows then say. */
export const missingFields = (columns: readonly Pick<ListColumn<PostField>, 'field'>[]): PostField[] =>
  columns.some(({ field }) => field === 'place') ? [] : ['place']

const faults = words({
  ...listFaults,
  'no-place': ['没有地点，请补上', 'The place is missing; add it'],
  'long-text': ['超过 {most} 个字，请改短', 'Longer than {most} characters; shorten it'],
  'area-unknown': [
    '名单范围内没有“{name}”这个社区，请核对',
    'There is no community “{name}” in the area of the list; check it',
  ],
  'several-places': ['有几个地点叫“{name}”，请写明社区', 'Several places are called “{name}”; add the community'],
  'place-contradicts': [
    '与第 {row} 行写的是同一地点，但这一项不同，请改一致',
    'The same place as in row {row}, with something else here; make them agree',
  ],
  'bad-office-phone': ['办公电话只能有数字、空格、+ 和 -', 'An office phone has digits, spaces, + and - only'],
  'no-task': ['没有任务，请补上', 'The task is missing; add it'],
  'no-day': ['没有日期，请补上', 'The day is missing; add it'],
  'no-times': ['没有开始或结束时间，请补上', 'The start or the end is missing; add it'],
  'bad-time': ['时间看不懂，请写成 08:00 这样', 'The time is not understood; write it like 08:00'],
  'bad-times': ['班次要先开始后结束，最长 24 小时', 'A shift must end after it begins, at most 24 hours later'],
  'no-needed': ['没有需要的人数，请补上（1–500）', 'How many are needed is missing; add it (1–500)'],
  'bad-skill': [
    '技能要求看不懂，请写成 护士2、司机1',
    'The skills are not understood; write them like nurse 2, driver 1',
  ],
  'too-many-skills': ['技能人数超过了需要的人数', 'More of a skill are asked for than people'],
  'bad-risky': ['看不懂是否有风险，请写 是 或 否', 'Whether it is risky is not understood; write yes or no'],
  'people-there': [
    '已有人安排在这个岗位，不能改时间：请先在岗位页调走',
    'People stand on this post, so its times cannot change: move them first',
  ],
  'twice-in-list': [
    '与第 {row} 行是同一岗位但内容不同，请只留一行',
    'The same post as in row {row}, with other content; keep one of the two',
  ],
})
const remarks = words({
  ...listRemarks,
  'place-carried': ['地点空着，沿用上面一行', 'The place is empty and was taken from the row above'],
  'new-place': ['还没有“{name}”这个地点，导入时新建', 'There is no place “{name}” yet; it will be made'],
  'own-skill': ['“{name}”不在常用技能里，按原文记录', '“{name}” is not among the usual skills; kept as written'],
  'next-day': ['结束时间算在第二天', 'The end is taken as the next day'],
  'over-already': ['这一班已经过去', 'This shift is over already'],
})
export type FaultCode = keyof typeof faults
export type RemarkCode = keyof typeof remarks
export type Fault = Noticed<PostField, FaultCode>
export type Remark = Noticed<PostField, RemarkCode>

export const rowProblemOf = problemSpeaker({ ...faults, ...remarks })
