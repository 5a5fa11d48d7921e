/** How communities write the values that the register keeps as codes. */
import type { IdentityType } from '../../platform/pure/identity-number.ts'
import type { CodeOf } from '../../platform/pure/codes.ts'
import { vocabulary } from '../../platform/pure/list-vocabulary.ts'
import type { groups, relations, residences, sexes, tenancies, works } from './model.ts'

type Writings<T extends string> = Readonly<Record<T, string>>

// GB/T 2261.1 writes 1 and 2 for the sexes; lists that were filled from a code table carry those.
const SEXES: Writings<CodeOf<typeof sexes>> = {
  male: '男 男性 男士 先生 m male 1',
  female: '女 女性 女士 f female 2',
}

const ID_TYPES: Writings<IdentityType> = {
  'resident-id':
    '身份证 居民身份证 居民身份证号 二代身份证 二代证 一代身份证 临时身份证 户口簿 户口本 港澳台居民居住证 idcard',
  passport: '护照 普通护照 中国护照 外国护照 passport',
  'hk-macau-permit': '港澳居民来往内地通行证 港澳通行证 港澳居民通行证 回乡证 港澳证 来往内地通行证',
  'taiwan-permit': '台湾居民来往大陆通行证 台湾通行证 台胞证 来往大陆通行证',
  'foreign-resident': '外国人永久居留身份证 外国人永久居留证 外国人居留证 永久居留证 永居证',
  none: '无 无证件 没有 未办理',
}

const RESIDENCES: Writings<CodeOf<typeof residences>> = {
  local:
    '本地 本地户籍 本市户籍 本区户籍 本社区 户籍 常住 常住人口 常住户籍 户籍人口 人户一致 人户合一 在户在住 户在人在 人在户在 本地人 是 本村 本村村民',
  incoming:
    '外地 外来 外来人口 流动 流动人口 暂住 暂住人口 非户籍 非本地 人在户不在 非户籍人口 外来居住 外来务工 外市 外省 外地户籍 否 租客 寄住 寄住人口 人在户外',
  away: '外出 外出人口 户在人不在 空挂 空挂户 人户分离 外出务工 在外 户籍在此外出 人不在户在 户籍在册不在住',
}

const TENANCIES: Writings<CodeOf<typeof tenancies>> = {
  owner: '自有 自有房 自住 业主 产权人 产权 购房 自购 房东 自建房 是业主 非租住 户主自住',
  tenant: '租 租住 租户 租客 租房 租赁 承租 承租人 出租 出租房 出租屋 群租 公租房 廉租房 房客',
}

const RELATIONS: Writings<CodeOf<typeof relations>> = {
  head: '户主 本人 自己 业主本人 屋主',
  spouse: '配偶 夫 妻 丈夫 妻子 老公 老婆 爱人 夫妻',
  child: '子 女 子女 儿子 女儿 长子 次子 三子 长女 次女 三女 之子 之女 独生子 独生女 养子 养女 继子 继女 儿 孩子',
  parent: '父 母 父母 父亲 母亲 爸爸 妈妈 之父 之母 父 岳父 岳母 公公 婆婆',
  other:
    '其他 其他亲属 亲属 亲戚 祖父 祖母 爷爷 奶奶 外公 外婆 外祖父 外祖母 孙 孙子 孙女 外孙 外孙女 儿媳 媳妇 女婿 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 兄弟 姐妹 侄子 侄女 外甥 外甥女 保姆 非亲属',
  roommate: '合租 室友 同住 同住人 同租 合租人 同事 朋友 集体户',
}

const WORKS: Writings<CodeOf<typeof works>> = {
  day: '上班 白班 白班上班 在职 在岗 工作 务工 就业 已就业 常白班 单位职工 职工 公务员',
  shift: '轮班 倒班 三班 三班倒 两班倒 夜班 值班',
  school: '上学 学生 在校 在校学生 在校生 就读 在读 大学生 中学生 小学生 幼儿园 幼儿',
  retired: '退休 离休 离退休 退休人员 内退',
  home: '在家 无业 待业 失业 家务 家庭主妇 全职妈妈 居家 学龄前 未就业 灵活就业 自由职业 务农 无',
}

const GROUPS: Writings<CodeOf<typeof groups>> = {
  medical: '医务 医务人员 医护 医护人员 医生 护士',
  courier: '快递 外卖 快递员 外卖员 快递外卖 骑手 配送 配送员',
  market: '市场 市场从业 市场从业人员 农贸市场 菜场 摊主',
  'school-staff': '教师 老师 教职工 学校教职工 学校职工',
  property: '物业 保洁 保安 物业保洁 物业人员 环卫 环卫工',
  'public-transport': '公交 地铁 出租车 网约车 司机 公共交通 公交司机 网约车司机 出租车司机',
  'cold-chain': '冷链 冷链人员 冷链从业人员 冷冻',
  dialysis: '透析 血透 血液透析 血透患者 透析患者',
  pregnant: '孕妇 孕产妇 怀孕 产妇 待产',
  'alone-old': '独居老人 独居 空巢老人 空巢 孤寡老人 孤老',
  disabled: '残疾 残疾人 残障 残疾人士 重残',
}

export const vocabularies = {
  sex: vocabulary(SEXES),
  idType: vocabulary(ID_TYPES),
  residence: vocabulary(RESIDENCES),
  tenancy: vocabulary(TENANCIES),
  relation: vocabulary(RELATIONS),
  work: vocabulary(WORKS),
  groups: vocabulary(GROUPS),
} as const
export type CodedField = keyof typeof vocabularies
