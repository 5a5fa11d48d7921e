/** What stands in the columns of a list of staff: their titles and how their cells look. */
import { phoneShape } from '../../platform/pure/list-cells.ts'
import type { ColumnLanguage, ListColumn } from '../../platform/pure/list-columns.ts'
import { titleReader } from '../../platform/pure/list-titles.ts'
import { codeOf } from '../../platform/pure/list-vocabulary.ts'
import { lookOf as lookOfResident } from '../register/import-looks.ts'
import type { ImportField } from './list-fields.ts'
import { vocabularies } from './list-vocabulary.ts'

const TITLES: Readonly<Record<ImportField, string>> = {
  number: '工号 员工号 职工号 人员编号 职工编号 员工编号 工作证号 编号 employeenumber number staffno',
  name: '姓名 名字 人员姓名 职工姓名 干部姓名 下沉干部 下沉人员 党员姓名 工作人员 name fullname',
  sex: '性别 男女 sex gender',
  birthYear: '出生年份 出生年月 出生日期 出生年 出生年月日 出生 生日 birthyear birthdate',
  phone: '手机 手机号 手机号码 联系电话 电话 电话号码 联系方式 本人电话 移动电话 联系手机 phone mobile telephone',
  unit: '单位 单位名称 工作单位 所在单位 派出单位 主管单位 所属单位 选派单位 下沉单位 一级部门 organisation organization',
  department:
    '部门 科室 处室 所在部门 所在科室 部门名称 所属部门 单位部门 单位/部门 单位及部门 内设机构 股室 二级部门 组别 department section',
  title: '职务 职位 职级 岗位职务 现任职务 职务职级 职务/职级 title position',
  skills: '技能 特长 专长 专业技能 技能特长 资质 技能证书 持证情况 专业特长 个人特长 技能/资质 skills',
  posts: '兼任岗位 兼职 兼任职务 担任岗位 防疫岗位 专班职务 所任岗位 包干岗位 posts postsheld',
  partyMember: '政治面貌 是否党员 党员 是否中共党员 面貌 partymember',
  partyBranch: '党支部 所在支部 所在党支部 支部 所属党支部 组织关系 所属支部 党组织 partybranch branch',
  address: '家庭住址 住址 家庭地址 居住地址 现住址 地址 常住地址 现居住地址 居住地 详细住址 homeaddress address',
  exemptKind:
    '不参加抽调原因 豁免原因 免抽原因 不能下沉原因 不能参加原因 豁免情形 豁免 不参加原因 特殊情形 exemptbecause exemption',
  exemptUntil: '不参加抽调至 豁免至 豁免截止 豁免截止日期 免抽至 豁免到期 豁免期限 不能参加至 豁免结束日期 exemptuntil',
  servedDays:
    '已服务天数 服务天数 下沉天数 累计天数 已下沉天数 累计下沉天数 累计服务天数 参与天数 上岗天数 已上岗天数 servicedays daysserved',
  lastServed: '最近服务日期 最近下沉日期 最后服务日期 上次下沉日期 最近上岗日期 最近一次下沉 上次上岗日期 lastserved',
  servedOn: '天数统计至 统计截止日期 统计截至 统计至 截止日期 统计日期 dayscountedupto countedupto',
  state: '在职状态 人员状态 状态 在岗情况 人员类别 编制类型 是否在职 state status',
  note: '备注 说明 其他 备注说明 情况说明 note notes remark remarks',
}

// Columns that look like ours and are not. Each is a part of the title.
const FOREIGN = [
  ...[
    '序号',
    '身份证',
    '证件',
    '年龄',
    '民族',
    '籍贯',
    '学历',
    '学位',
    '毕业',
    '婚姻',
    '户籍',
    '职称评定',
    '工资',
    '银行',
  ],
  ...[
    '负责人',
    '联系人',
    '紧急',
    '家属',
    '配偶',
    '填表',
    '登记人',
    '审核',
    '登记日期',
    '填报',
    '入职',
    '参加工作',
    '入党',
  ],
  ...[
    '车牌',
    '微信',
    '邮箱',
    '疫苗',
    '核酸',
    '体温',
    '健康',
    '照片',
    '签字',
    '签名',
    '单位地址',
    '单位电话',
    '办公电话',
    '短号',
  ],
  ...['人数', '应到', '实到', '下沉社区', '下沉点位', '派往', '有误原因', '社区联系'],
]

/** A bureau's people are listed under its name on the first line. */
export const CARRIED = ['unit', 'department'] as const satisfies readonly ImportField[]

/** What a cell alone looks like; undefined when it could be many things. */
const lookOf = (cell: string): ImportField | undefined => {
  const text = cell.trim()
  if (phoneShape(text) === 'mobile') return 'phone'
  const look = lookOfResident(text)
  if (look === 'name' || look === 'sex' || look === 'address') return look
  for (const field of ['partyMember', 'exemptKind', 'state'] as const) {
    if (text.length >= 2 && codeOf<string>(vocabularies[field], text) !== undefined) return field
  }
  if (/党(?:支部|总支|委)$/u.test(text)) return 'partyBranch'
  return /(?:局|办公室|科|委|中心|街道|居委会|村委会)$/u.test(text) && text.length >= 3 ? 'department' : undefined
}

export const staffColumns: ColumnLanguage<ImportField> = {
  titles: titleReader({ titles: TITLES, foreign: FOREIGN }),
  lookOf,
  sureLooks: new Set(['phone']),
  looksAs: { unit: 'department' },
  vocabularies,
  carried: { fields: new Set(CARRIED), on: 'name' },
}

/** What a list cannot do without: the rest may be told later, or is known. */
export const missingFields = (columns: readonly Pick<ListColumn<ImportField>, 'field'>[]): ImportField[] =>
  columns.some(({ field }) => field === 'name') ? [] : ['name']
