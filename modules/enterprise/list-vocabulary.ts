/** How offices write the kinds, industries and states of enterprises, and what kind a name alone speaks of. */
import { vocabulary } from '../../platform/pure/list-vocabulary.ts'
import { type Industry, industries, type Kind, type State } from './model.ts'

const KINDS: Readonly<Record<Kind, string>> = {
  company: '公司 有限公司 有限责任公司 股份有限公司 企业 企业单位 写字楼企业 楼宇企业',
  factory: '工厂 厂 厂房 加工厂 生产企业 工业企业 制造企业 规上工业企业 作坊 小作坊',
  shop: '商店 商铺 店铺 门店 沿街商铺 沿街店铺 底商 超市 便利店 药店 理发店 美容美发 五金店 个体 个体户 个体工商户 小店',
  restaurant: '餐饮 餐饮店 饭店 餐馆 餐厅 小吃店 早餐店 奶茶店 饮品店 快餐店 食堂',
  stall: '摊位 市场摊位 摊贩 农贸市场摊位 菜场摊位 市场商户 柜台 档口',
  hotel: '旅馆 酒店 宾馆 民宿 招待所 旅店 住宿 客栈',
  school: '学校 幼儿园 托儿所 培训机构 校外培训机构 小学 中学 教育机构 早教 托育机构',
  hospital: '医院 诊所 卫生室 卫生服务站 门诊部 医疗机构 卫生院 口腔诊所',
  'care-home': '养老院 养老机构 敬老院 福利院 日间照料中心 护理院',
  office: '机关 机关单位 事业单位 机关事业单位 行政单位 政府部门 社会组织 村委会 居委会 办事处 派出所 银行网点',
  construction: '工地 在建工地 建筑工地 施工工地 在建项目 施工单位 项目部',
  landlord: '房东 出租房 出租屋 出租户 出租房东 群租房 出租房屋 房屋出租',
  other: '其他 其它',
}

/** The words of GB/T 4754 and the short ones that are used for them; the letter itself is the code. */
const INDUSTRY_WORDS: Readonly<Record<Industry, string>> = {
  A: '农业 林业 畜牧业 渔业 农林牧渔 种植 养殖',
  B: '采矿 矿业',
  C: '制造 工业 加工 生产制造 加工制造 服装加工 食品加工 电子 机械 纺织',
  D: '电力 燃气 供水 供热 水电气',
  E: '建筑 施工 装修 装饰',
  F: '批发 零售 批零 批发零售 商贸 贸易 商业 零售业 批发业 超市 便利店 药店',
  G: '运输 物流 仓储 快递 邮政 交通运输 货运 仓储物流',
  H: '餐饮 住宿 住宿餐饮 餐饮业 住宿业 酒店 旅馆 小吃',
  I: '软件 信息 互联网 信息技术 IT 通信 电信',
  J: '金融 银行 保险 证券',
  K: '房地产 物业 物业管理 房产中介 中介',
  L: '租赁 商务服务 商务 广告 人力资源 劳务',
  M: '科研 科技 技术服务 检测 设计',
  N: '环保 水利 绿化 环卫 公共设施',
  O: '居民服务 修理 理发 美容 美发 家政 洗衣 维修 汽修 服务业 洗浴',
  P: '教育 培训 教育培训 幼教',
  Q: '医疗 卫生 养老 诊所 医药卫生 社会工作',
  R: '文化 体育 娱乐 网吧 健身 文体娱乐 影院 KTV',
  S: '机关 社会组织 公共管理 政府 社会保障',
  T: '国际组织',
}

const STATES: Readonly<Record<State, string>> = {
  open: '营业 正常 在营 开业 存续 在业 正常营业 营业中 经营中 在营业 开门 已开业 正常经营 已复工 是',
  suspended: '暂停 停业 歇业 停工 休业 装修 装修中 未营业 暂停营业 关门 放假 未开业 停产 停产停业 否',
  closed: '关闭 已关闭 注销 已注销 吊销 迁出 已迁出 搬走 已搬走 已搬离 倒闭 关停 永久关闭 空置',
}

const withWords = (letter: Industry): string =>
  [industries.words[letter][0], industries.words[letter][1].toLowerCase(), INDUSTRY_WORDS[letter]].join(' ')

export const vocabularies = {
  kind: vocabulary(KINDS),
  industry: vocabulary(
    Object.fromEntries(industries.values.map((letter) => [letter, withWords(letter)])) as Record<Industry, string>,
  ),
  state: vocabulary(STATES),
} as const

/** Tried in this order: a school canteen is a restaurant, a restaurant company a company, a clinic in a mall a clinic. */
const NAMED: readonly (readonly [Kind, RegExp])[] = [
  ['construction', /工地|项目部|工程部$|指挥部$/u],
  ['care-home', /养老|敬老|护理院|福利院/u],
  ['landlord', /出租|房东/u],
  ['restaurant', /餐|饭店|面馆|小吃|火锅|烧烤|奶茶|咖啡|食堂|酒楼|快餐|早点|包子|饮品/u],
  ['hotel', /酒店|宾馆|旅馆|民宿|招待所|客栈|旅社/u],
  ['hospital', /医院|诊所|卫生(?:室|站|院|服务)|门诊/u],
  ['school', /学校|小学|中学|幼儿园|托育|托儿|培训|学院|早教/u],
  ['stall', /摊|档口|号柜/u],
  ['office', /委员会|办事处|派出所|管理局|服务中心|居委会|村委会|支行|税务|邮政所/u],
  ['factory', /厂(?:$|[^家])|加工|制造|制品|纺织|五金制|机械|电子有限|作坊/u],
  ['company', /公司$|集团$|合伙企业/u],
  ['shop', /店|超市|商行|便利|药房|商场|经营部|门市|理发|美容|美发|行$|铺|坊$/u],
]

/** What a name says of its kind; undefined where it says nothing. */
export const kindOfName = (name: string): Kind | undefined => NAMED.find(([, pattern]) => pattern.test(name))?.[0]
