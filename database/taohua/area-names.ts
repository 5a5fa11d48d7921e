/** Names of invented places. They repeat in a large world, as real ones do, but never within one parent. */
import type { CommunityMake } from './makes.ts'

const TREES = [
  '桃',
  '松',
  '云',
  '溪',
  '梨',
  '杏',
  '柳',
  '荷',
  '竹',
  '枫',
  '兰',
  '梅',
  '鹤',
  '燕',
  '鹭',
  '星',
  '月',
  '霞',
  '雪',
  '晴',
]
const SPOTS = [
  '影',
  '坞',
  '渡',
  '桥',
  '屿',
  '亭',
  '台',
  '径',
  '湾',
  '谷',
  '汀',
  '泉',
  '岚',
  '榭',
  '帆',
  '矶',
  '洲',
  '坡',
  '野',
  '林',
]
const COURTS = ['苑', '里', '庭', '园', '筑']
const LANES = ['花', '叶', '枝', '香', '影']
const DIGITS = '零一二三四五六七八九'

/** 1 → 一, 23 → 二十三; for 1 to 99. */
export const zhNumber = (n: number): string => {
  const tens = Math.floor(n / 10)
  const ones = n % 10 === 0 ? '' : DIGITS[n % 10]
  if (tens === 0) return DIGITS[n] as string
  return `${tens === 1 ? '' : DIGITS[tens]}十${ones}`
}

const pair = (n: number): string =>
  `${TREES[n % TREES.length]}${SPOTS[(Math.floor(n / TREES.length) + n) % SPOTS.length]}`

export const DISTRICT_NAME = '云溪区'

/** The first street is 桃花街道; 400 streets have names of their own. */
export const streetName = (street: number): string => `${street === 0 ? '桃花' : pair(street)}街道`

const FIRST_COMMUNITIES: Record<CommunityMake['key'], string> = {
  'old-estate': '桃源里社区',
  'family-estate': '枕溪社区',
  'large-community': '松影社区',
  village: '桃花坞村',
}

export const communityName = (ward: number, community: number, key: CommunityMake['key']): string => {
  if (ward === 0) return FIRST_COMMUNITIES[key]
  const n = ward * 4 + community
  return `${n < 400 ? '' : '新'}${pair(n)}${key === 'village' ? '村' : '社区'}`
}

export const patchName = (patch: number): string => `第${zhNumber(patch + 1)}片区`
export const gridName = (grid: number): string => `第${zhNumber(grid + 1)}网格`

/** Lanes in the village, gardens elsewhere: no two alike in the first fifty wards. */
export const compoundName = (ward: number, community: number, compound: number, key: CommunityMake['key']): string => {
  if (key === 'village') {
    return `${TREES[ward % TREES.length]}${LANES[Math.floor(ward / TREES.length) % LANES.length]}${zhNumber(compound + 1)}巷`
  }
  const n = ward * 40 + community * 5 + compound
  return `${pair(n)}${COURTS[(n + Math.floor(n / 400)) % COURTS.length]}`
}
export const mallName = (ward: number): string => `${TREES[ward % TREES.length]}溪里商场`
export const buildingName = (building: number, key: CommunityMake['key']): string =>
  `${building + 1}号${key === 'village' ? '' : '楼'}`
export const unitName = (unit: number): string => `${unit}单元`
export const dwellingName = (floor: number, door: number, key: CommunityMake['key']): string =>
  `${floor}${String(door).padStart(2, '0')}${key === 'village' ? '房' : '室'}`
