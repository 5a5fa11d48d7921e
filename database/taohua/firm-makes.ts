/**
 * How many firms of which kind the four makes of community have at full size: 60 factories, some 200 shops and over 5,000
 * rented rooms in the village, over 880 firms in the large community, a mall full of shops; sizes met in real operations.
 */
import type { CommunityMake } from './makes.ts'
import type { WorldFirm } from './shapes.ts'

export type FirmKind = WorldFirm['kind']

interface FirmMix {
  readonly kind: FirmKind
  readonly count: number
  /** Within the mall; elsewhere along the buildings. */
  readonly mall?: true
}

const mix = (counts: Readonly<Partial<Record<FirmKind, number>>>, more: { mall?: true } = {}): FirmMix[] =>
  (Object.entries(counts) as [FirmKind, number][]).map(([kind, count]) => ({ kind, count, ...more }))

export const FIRMS: Readonly<Record<CommunityMake['key'], readonly FirmMix[]>> = {
  'old-estate': mix({ shop: 30, restaurant: 10, stall: 8, school: 1, hospital: 1, 'care-home': 1, office: 1 }),
  'family-estate': [
    ...mix({ shop: 70, restaurant: 26, other: 2 }, { mall: true }),
    ...mix({ company: 12, shop: 18, restaurant: 6, school: 2, hospital: 1, office: 1 }),
  ],
  'large-community': mix({
    ...{ company: 430, shop: 260, restaurant: 92, stall: 40, other: 30, school: 9, hotel: 8, office: 6, hospital: 5 },
    ...{ construction: 3, 'care-home': 2 },
  }),
  village: mix({
    ...{ factory: 60, shop: 150, restaurant: 50, stall: 12, landlord: 400, company: 6, hotel: 6, school: 2 },
    ...{ hospital: 2, office: 1, construction: 1 },
  }),
}

interface Trade {
  readonly words: readonly string[]
  readonly industry: WorldFirm['industry']
}

/** What a firm of a kind does, and how its name ends. */
export const TRADES: Readonly<Record<Exclude<FirmKind, 'landlord'>, readonly Trade[]>> = {
  company: [
    { words: ['网络科技有限公司', '软件有限公司'], industry: 'I' },
    { words: ['广告有限公司', '人力资源有限公司', '企业服务有限公司'], industry: 'L' },
    { words: ['贸易有限公司', '日用品有限公司'], industry: 'F' },
    { words: ['装饰工程有限公司'], industry: 'E' },
    { words: ['设计有限公司', '检测技术有限公司'], industry: 'M' },
    { words: ['房产经纪有限公司'], industry: 'K' },
  ],
  factory: [
    { words: ['五金制品厂', '服装厂', '食品加工厂', '塑料制品厂', '灯具厂', '纸箱厂', '木器厂'], industry: 'C' },
  ],
  shop: [
    { words: ['便利店', '超市', '水果店', '文具店', '服装店', '药房', '五金店', '粮油店', '花店'], industry: 'F' },
    { words: ['理发店', '洗衣店', '修车行', '家政服务部', '手机维修店'], industry: 'O' },
  ],
  restaurant: [{ words: ['面馆', '饭店', '小吃店', '奶茶店', '早餐店', '火锅店', '饺子馆'], industry: 'H' }],
  stall: [{ words: ['菜摊', '肉摊', '豆腐摊', '水产摊', '煎饼摊'], industry: 'F' }],
  hotel: [{ words: ['旅馆', '民宿', '宾馆'], industry: 'H' }],
  school: [{ words: ['幼儿园', '小学', '培训学校'], industry: 'P' }],
  hospital: [{ words: ['诊所', '口腔诊所', '卫生服务站'], industry: 'Q' }],
  'care-home': [{ words: ['养老院', '护理院'], industry: 'Q' }],
  office: [{ words: ['便民服务中心', '居民委员会', '市政养护所'], industry: 'S' }],
  construction: [{ words: ['改造工程项目部', '住宅工地项目部'], industry: 'E' }],
  other: [{ words: ['影院', '健身房', '书吧', '棋牌室'], industry: 'R' }],
}

/** Least and most staff. */
export const STAFF: Readonly<Record<Exclude<FirmKind, 'landlord'>, readonly [number, number]>> = {
  company: [2, 60],
  factory: [6, 320],
  shop: [1, 6],
  restaurant: [2, 15],
  stall: [1, 2],
  hotel: [3, 20],
  school: [8, 70],
  hospital: [3, 25],
  'care-home': [10, 45],
  office: [6, 40],
  construction: [15, 120],
  other: [2, 25],
}

/** Who registered it, as the first two characters of its code say; null: it has none. */
export const REGISTRARS: Readonly<Record<FirmKind, string | null>> = {
  ...{ company: '91', factory: '91', shop: '92', restaurant: '92', hotel: '92', other: '92', construction: '91' },
  ...{ school: '52', hospital: '12', 'care-home': '52', office: '12', stall: null, landlord: null },
}
