/** What the titles of columns mean. A title that speaks of somebody or something else (户主姓名, 户籍地址) is claimed here too, as no field of ours. */
import { titleReader } from '../../platform/pure/list-titles.ts'
import type { ImportField } from './import-model.ts'

const TITLES: Readonly<Record<ImportField, string>> = {
  name: '姓名 居民姓名 名字 人员姓名 住户姓名 成员姓名 家庭成员 家庭成员姓名 村民姓名 人口姓名 被登记人 name fullname',
  sex: '性别 男女 sex gender',
  birthDate: '出生日期 出生年月日 出生年月 生日 出生 出生时间 birthdate dateofbirth birthday',
  idType: '证件类型 证件种类 证件类别 身份证件类型 证件名称 idtype documenttype',
  idNumber:
    '身份证 身份证号 身份证号码 身份证件号码 身份证件号 公民身份号码 居民身份证 居民身份证号 证件号 证件号码 身份号码 身份证(护照)号 idnumber idno id',
  phone:
    '电话 电话号码 手机 手机号 手机号码 联系电话 联系方式 联系号码 联系手机 本人电话 移动电话 phone mobile telephone',
  compound: '小区 小区名称 小区名 所在小区 居住小区 院区 院落 苑 楼盘 小区/巷 巷 巷名 自然村 村民小组 compound estate',
  building: '楼栋 楼栋号 楼号 楼幢 幢 幢号 栋 栋号 楼 号楼 座 楼座 门牌 楼门牌 building block',
  unit: '单元 单元号 门栋 楼门 门洞 unit',
  room: '室 室号 房号 房间号 房间 户号 门牌号 房屋号 房室号 房 门号 号室 room flat',
  address:
    '地址 住址 现住址 现居住地址 居住地址 家庭住址 家庭地址 详细地址 居住地 现住地址 现居住地 详细住址 房屋地址 居住详细地址 楼栋单元房号 楼栋房号 楼栋门牌 address',
  residence:
    '户籍情况 户籍 是否本地 是否户籍 是否本地户籍 人员类别 人口类别 人口类型 居住类型 人户状态 人户情况 户籍类别 户籍类型 居住性质 常住/流动 常住或流动 residence',
  tenancy:
    '房屋性质 住房性质 房屋情况 居住情况 是否租住 租住情况 自有/租住 自住/出租 房屋用途 住房类型 是否出租 住房情况 tenancy',
  relation: '与户主关系 户主关系 关系 家庭关系 与户主的关系 成员关系 与业主关系 relation relationship',
  work: '作息 职业状态 就业状态 就业情况 工作情况 从业状况 从业情况 上班情况 职业状况 work',
  groups: '重点人群 特殊人群 重点人员 人群分类 人群类别 特殊人群类别 标签 特殊情况 重点群体 groups',
  note: '备注 说明 其他 备注说明 情况说明 备注栏 note notes remark remarks',
}

// Columns that look like ours and are not. Each is a part of the title.
const NOT_OURS = [
  '序号',
  '编号',
  '户主姓名',
  '户主电话',
  '户主身份证',
  '监护人',
  '紧急联系',
  '房东',
  '楼栋长',
  '楼长',
  '网格员',
  '填表',
  '登记人',
  '登记日期',
  '登记时间',
  '采集',
  '工作单位',
  '单位名称',
  '单位地址',
  '户籍地',
  '户口所在',
  '籍贯',
  '身份证地址',
  '年龄',
  '民族',
  '学历',
  '文化程度',
  '政治面貌',
  '婚姻',
  '车牌',
  '车位',
  '面积',
  '有误原因',
  '原因',
  '错误',
  '疫苗',
  '接种',
  '微信',
  '邮箱',
  '网格',
  '社区',
  '街道',
  '片区',
  '人数',
  '人口数',
]

export const readTitle = titleReader({ titles: TITLES, foreign: NOT_OURS })
