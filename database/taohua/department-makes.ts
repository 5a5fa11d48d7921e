/** The departments of an invented sub-district: bureaus with their sections, the sub-district's own offices, institutions, committees. */
import type { DepartmentKind } from '../../modules/staff/model.ts'

export interface DepartmentMake {
  readonly name: string
  readonly kind: DepartmentKind
  /** How many of a thousand people work right here. */
  readonly share: number
  readonly key?: true
  readonly below?: readonly DepartmentMake[]
}

const sections = (share: number, ...names: string[]): DepartmentMake[] =>
  names.map((name) => ({ name, kind: 'section', share }))
const bureau = (name: string, share: number, ...below: string[]): DepartmentMake => ({
  name,
  kind: 'bureau',
  share: Math.round(share / 3),
  below: sections(Math.round((share * 2) / 3 / Math.max(1, below.length)), ...below),
})

export const DEPARTMENTS: readonly DepartmentMake[] = [
  {
    name: '区直机关',
    kind: 'government',
    share: 0,
    below: [
      bureau('区政府办公室', 24, '综合科', '督查科'),
      { ...bureau('区卫生健康局', 48, '疾控科', '医政科', '办公室'), key: true },
      { ...bureau('区应急管理局', 36, '应急指挥科', '减灾科'), key: true },
      bureau('区民政局', 27, '社会救助科', '办公室'),
      bureau('区教育局', 36, '基础教育科', '安全科'),
      bureau('区财政局', 30, '预算科', '办公室'),
      bureau('区人力资源和社会保障局', 36, '劳动监察科', '就业科'),
      bureau('区住房和建设局', 33, '物业管理科', '工程科'),
      bureau('区交通运输局', 30, '运输科'),
      bureau('区商务局', 24, '市场科'),
      bureau('区市场监督管理局', 48, '食品科', '执法科'),
      bureau('区城市管理局', 42, '市容科', '园林科'),
      bureau('区农业农村局', 27, '种植科'),
      bureau('区文化和旅游局', 24, '文化科'),
      bureau('区司法局', 24, '法治科'),
      bureau('区统计局', 18, '综合统计科'),
      { name: '区总工会', kind: 'organisation', share: 12 },
      { name: '团区委', kind: 'organisation', share: 8 },
      { name: '区妇联', kind: 'organisation', share: 8 },
    ],
  },
  {
    name: '桃花街道办事处',
    kind: 'street-office',
    share: 8,
    below: sections(
      16,
      '党政办公室',
      '社会事务办公室',
      '平安建设办公室',
      '城市管理办公室',
      '经济发展办公室',
      '综合执法队',
    ),
  },
  { name: '桃花社区卫生服务中心', kind: 'health', share: 60 },
  { name: '区第二医院', kind: 'health', share: 90 },
  { name: '桃花派出所', kind: 'police', share: 40 },
  { name: '桃花中学', kind: 'school', share: 56 },
  { name: '桃花小学', kind: 'school', share: 48 },
  { name: '云溪水务有限公司', kind: 'enterprise', share: 40 },
]

/** Of a thousand, for the committees of all communities together. */
export const COMMITTEES = 90
