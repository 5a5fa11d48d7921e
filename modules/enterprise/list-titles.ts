/** What stands in the columns of a list of enterprises: their titles and how their cells look. */
import { isCreditRefused, readCreditCode } from '../../platform/pure/credit-code.ts'
import { phoneShape } from '../../platform/pure/list-cells.ts'
import type { ColumnLanguage, ListColumn } from '../../platform/pure/list-columns.ts'
import { titleReader } from '../../platform/pure/list-titles.ts'
import { codeOf } from '../../platform/pure/list-vocabulary.ts'
import { parseAddress } from '../register/address.ts'
import type { ImportField } from './list-fields.ts'
import { vocabularies } from './list-vocabulary.ts'

const TITLES: Readonly<Record<ImportField, string>> = {
  name: '名称 单位名称 企业名称 公司名称 商户名称 店铺名称 商铺名称 店名 单位 企业 商户 商铺 店铺 工厂名称 厂名 字号 单位全称 企业全称 市场主体名称 经营主体 经营主体名称 场所名称 name company enterprise shop',
  shortName: '简称 单位简称 企业简称 招牌 招牌名 招牌名称 店招 俗称 shortname sign',
  kind: '类型 单位类型 企业类型 单位类别 主体类型 类别 场所类型 商户类型 单位性质 企业性质 经营类型 业态 kind type',
  code: '统一社会信用代码 社会信用代码 信用代码 统一信用代码 统一代码 信用代码/注册号 营业执照 营业执照号 营业执照号码 营业执照编号 营业执照注册号 注册号 工商注册号 组织机构代码 证照号码 执照号 执照号码 creditcode code licence',
  industry: '行业 行业类别 所属行业 行业类型 行业门类 国民经济行业 industry',
  staff:
    '员工数 员工人数 员工 从业人数 从业人员 从业人员数 职工人数 职工数 在岗人数 用工人数 人数 工人数 现有员工 总人数 staff employees',
  rooms: '房间数 出租间数 出租房间数 间数 客房数 出租屋间数 套间数 出租房数 房间总数 rooms',
  floorArea: '面积 建筑面积 经营面积 营业面积 使用面积 占地面积 场地面积 面积(平方米) floorarea squaremetres',
  legalName:
    '法人 法定代表人 法人代表 负责人 经营者 业主 老板 房东 房东姓名 法人姓名 负责人姓名 经营者姓名 店主 店主姓名 单位负责人 主要负责人 legalperson owner personincharge',
  legalPhone:
    '法人电话 法定代表人电话 负责人电话 经营者电话 业主电话 房东电话 老板电话 负责人联系电话 法人联系电话 店主电话 负责人手机 负责人手机号 法人手机 法人联系方式 负责人联系方式 ownerphone',
  contactName: '联系人 联系人姓名 联络员 联络人 经办人 防疫联系人 日常联系人 contact contactname',
  contactPhone:
    '联系电话 电话 电话号码 手机 手机号 手机号码 联系方式 联系人电话 联系人手机 联系号码 联络员电话 contactphone phone mobile telephone',
  area: '社区 所属社区 所在社区 社区名称 村 村居 行政村 网格 所属网格 所在网格 网格名称 片区 community grid',
  compound:
    '小区 小区名称 楼宇 楼宇名称 园区 园区名称 工业园 市场 市场名称 所在市场 商场 大厦 所在小区 所在楼宇 所在园区 巷 巷名 自然村 compound market',
  building: '楼栋 楼栋号 楼号 幢 幢号 栋 栋号 楼 座 building block',
  unit: '单元 单元号 unit',
  room: '室 室号 房号 房间号 铺位 铺位号 摊位号 商铺号 门面号 室号/铺位号 room',
  address:
    '地址 经营地址 单位地址 详细地址 经营场所 经营场所地址 场所地址 门牌 门牌号 实际地址 店铺地址 商铺地址 生产地址 住所 办公地址 地址门牌 实际经营地址 房屋地址 出租屋地址 address premises',
  state: '状态 经营状态 营业状态 登记状态 是否营业 经营情况 营业情况 生产状态 state status',
  note: '备注 说明 其他 备注说明 情况说明 note notes remark remarks',
}

// Columns that look like ours and are not. Each is a part of the title.
const FOREIGN = [
  ...[
    '序号',
    '编号',
    '网格员',
    '网格长',
    '楼栋长',
    '楼长',
    '填表',
    '登记人',
    '登记日期',
    '登记时间',
    '采集',
    '核查',
    '检查',
  ],
  ...[
    '成立',
    '注册资本',
    '注册资金',
    '注册时间',
    '注册日期',
    '经营范围',
    '有效期',
    '到期',
    '许可证',
    '营业额',
    '产值',
    '税',
  ],
  ...['身份证', '证件', '年龄', '性别', '民族', '籍贯', '户籍', '微信', '邮箱', '传真', '开户', '车牌', '租金', '合同'],
  ...['物业', '街道', '疫苗', '消杀', '体温', '复工时间', '有误原因', '原因', '照片', '签字', '签名'],
]

const FIRM = /(?:公司|厂|店|超市|商行|经营部|中心|学校|幼儿园|医院|诊所|酒店|宾馆|事务所|合作社|工作室)$/u

/** Shops of one market are listed under its name on the first line; a door is never taken over from a neighbour. */
export const CARRIED = ['area', 'compound', 'building'] as const satisfies readonly ImportField[]

/** What a cell alone looks like; undefined when it could be many things. */
const lookOf = (cell: string): ImportField | undefined => {
  const text = cell.trim()
  const number = readCreditCode(text)
  if (isCreditRefused(number) ? /^9[123]\d{6}[0-9A-Z]{10}$/iu.test(text) : number.type === 'credit-code') return 'code'
  if (phoneShape(text) === 'mobile') return 'contactPhone'
  if (text.length >= 4 && FIRM.test(text)) return 'name'
  for (const field of ['kind', 'industry', 'state'] as const) {
    if (text.length >= 2 && codeOf<string>(vocabularies[field], text) !== undefined) return field
  }
  if (/^\d+(?:\.\d+)?(?:㎡|平方米|平米|m2)$/u.test(text)) return 'floorArea'
  const { building, room } = parseAddress(text)
  return building !== undefined && room !== undefined ? 'address' : undefined
}

export const enterpriseColumns: ColumnLanguage<ImportField> = {
  titles: titleReader({ titles: TITLES, foreign: FOREIGN }),
  lookOf,
  sureLooks: new Set(['code', 'contactPhone']),
  looksAs: { legalPhone: 'contactPhone' },
  vocabularies,
  carried: { fields: new Set(CARRIED), on: 'name' },
}

/** What a list cannot do without: the rest may be told later. */
export const missingFields = (columns: readonly Pick<ListColumn<ImportField>, 'field'>[]): ImportField[] =>
  columns.some(({ field }) => field === 'name') ? [] : ['name']
