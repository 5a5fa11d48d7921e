/** What stands in the columns of a lab's file, one line a tube or one line a person: titles, looks, and what it cannot do without. */
import { readDate } from '../../platform/pure/list-cells.ts'
import type { ColumnLanguage, ListColumn } from '../../platform/pure/list-columns.ts'
import { titleReader } from '../../platform/pure/list-titles.ts'
import type { FileField } from './model.ts'
import { outcomeVocabulary, readOutcome } from './outcome-words.ts'

const TITLES: Readonly<Record<FileField, string>> = {
  code: '管号 试管号 试管编号 试管码 采样管 采样管号 采样管编号 采样管条码 试管条码 试管条形码 条码 条码号 条形码 条形码号 样本编号 样本号 样本条码 样本条码号 标本号 标本编号 标本条码 混管号 混采管号 混采编号 混样编号 管码 管条码 采集管编号 barcode tube tubecode tubeno sampleid sampleno specimenid',
  name: '姓名 受检者 受检者姓名 受检人 受检人姓名 被检者姓名 被采样人 人员姓名 患者姓名 name fullname',
  idNumber:
    '身份证 身份证号 身份证号码 身份证件号 身份证件号码 公民身份号码 居民身份证号 证件号 证件号码 身份号码 受检者证件号 idnumber idno',
  outcome:
    '结果 检测结果 检验结果 核酸结果 核酸检测结果 检测结论 检验结论 结论 判定 结果判定 判读 结果判读 报告结果 最终结果 result outcome',
  testedAt:
    '检测时间 检测日期 检测完成时间 检验时间 检验日期 报告时间 报告日期 出具时间 出报告时间 结果时间 结果日期 出结果时间 testedat reportedat resulttime resultdate',
}

// A part of a title that says it is something else: the lab's own bookkeeping, or what testing knows better.
const NOT_OURS = [
  ...[
    '序号',
    '采样时间',
    '采样日期',
    '采样点',
    '采样地点',
    '采样人',
    '采集时间',
    '采集日期',
    '送检',
    '接收',
    '收样',
    '上机',
  ],
  ...['电话', '手机', '联系', '性别', '年龄', '住址', '地址', '单位', '医院', '机构', '实验室', '样本类型', '标本类型'],
  ...[
    'ct',
    'orf',
    'n基因',
    '内参',
    '检测项目',
    '检测方法',
    '检测人',
    '检验者',
    '审核人',
    '审核者',
    '批次',
    '孔位',
    '板号',
    '试剂',
  ],
  ...['人数', '街道', '社区', '备注', '报告编号', '报告单号'],
]

const lookOf = (cell: string): FileField | undefined => {
  const text = cell.trim()
  if (/^\d{17}[\dXx]$|^\d\.\d+E\+?17$/u.test(text)) return 'idNumber'
  if ('outcome' in readOutcome(text)) return 'outcome'
  if ('value' in readDate(text) && /[-./年:]/u.test(text)) return 'testedAt'
  if (/^1[3-9]\d{9}$/u.test(text)) return undefined
  return /^[A-Z]{0,6}-?\d{4,16}$/iu.test(text) ? 'code' : undefined
}

export const readTitle = titleReader({ titles: TITLES, foreign: NOT_OURS })

export const fileColumns: ColumnLanguage<FileField> = {
  titles: readTitle,
  lookOf,
  sureLooks: new Set(['idNumber', 'outcome']),
  vocabularies: { outcome: outcomeVocabulary },
}

/** Fields that a file cannot do without and that no column holds: a result, and whose it is. */
export const missingFields = (columns: readonly Pick<ListColumn<FileField>, 'field'>[]): FileField[] => {
  const has = (field: FileField): boolean => columns.some((column) => column.field === field)
  const missing: FileField[] = has('outcome') ? [] : ['outcome']
  return has('code') || has('idNumber') ? missing : ['code', ...missing]
}
