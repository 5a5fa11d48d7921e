/**
 * A bureau's own list of its people as it would send it: own titles in two rows, the bureau's name on the first line of its
 * people only, one thing written in many ways, a total at the end, and a few real mistakes, each told with its row.
 */
import { skillText } from '../../modules/staff/skills.ts'
import { Dice } from './dice.ts'
import { taohuaStaff, type WorldStaff } from './staff.ts'
import { taohua, type WorldOptions } from './world.ts'

export type RosterMistake = 'no-phone-digits' | 'year-in-words' | 'twice-otherwise'

export interface RosterRow {
  cells: string[]
  person: WorldStaff
  mistake: RosterMistake | null
}

export interface MessyRoster {
  /** Rows above the people: a title across the sheet and two rows of titles. */
  title: string[][]
  rows: RosterRow[]
  /** Rows below them. */
  foot: string[][]
}

const SKILL_WRITINGS: Readonly<Record<string, readonly string[]>> = {
  nurse: ['护士', '护理', '执业护士'],
  doctor: ['医生', '医师'],
  sampler: ['采样', '核酸采样', '采样员'],
  driver: ['驾驶', '司机', '会开车', 'C1驾照'],
  data: ['数据', '统计', '数据统计'],
}

export const messyRoster = (
  options: WorldOptions & { people?: number; mistakes?: number; now?: number } = {},
): MessyRoster => {
  const { people = 60, mistakes = 0.06, now, ...size } = options
  const world = taohua(size)
  const { departments, people: made } = taohuaStaff(world, people, now)
  const byId = new Map(departments.map((one) => [one.id, one]))
  const staff = [...made()].toSorted((a, b) => a.departmentId.localeCompare(b.departmentId))
  const rows: RosterRow[] = []
  let above = ''
  for (const [i, person] of staff.entries()) {
    const dice = new Dice(world.seed, 41, i)
    const department = byId.get(person.departmentId)
    const unit = department?.unit ?? ''
    const section = department !== undefined && department.name !== unit ? department.name : ''
    const mistake = dice.chance(mistakes) ? dice.pick<RosterMistake>(['no-phone-digits', 'year-in-words']) : null
    const phone = person.phone ?? ''
    const spaced = `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`
    const year = person.birthYear ?? 1980
    const cells = [
      String(i + 1),
      unit === above && section !== '' ? '' : unit,
      section,
      person.number ?? dice.pick(['', '无']),
      dice.chance(0.1) ? `${person.name.slice(0, 1)} ${person.name.slice(1)}` : person.name,
      person.sex === 'female' ? '女' : '男',
      mistake === 'year-in-words'
        ? '七十年代'
        : dice.pick([String(year), `${year}.05`, `${year}年5月`, `${year}-05-01`]),
      mistake === 'no-phone-digits' ? '见短号' : dice.pick([phone, phone, spaced]),
      person.skills
        .map((skill) => dice.pick(SKILL_WRITINGS[skill] ?? [skillText(skill, 'zh')]))
        .join(dice.pick(['、', '；', ' '])),
      person.partyMember ? dice.pick(['中共党员', '党员', '预备党员']) : dice.pick(['群众', '共青团员', '']),
      person.address ?? '',
      person.opening === null ? '' : `${person.opening.days}${dice.pick(['', '天'])}`,
    ]
    above = unit
    rows.push({ cells, person, mistake })
    // The same person entered again further down with another phone, as happens when two people fill one list.
    if (mistake === null && person.number !== null && dice.chance(mistakes / 6))
      rows.push({ cells: cells.with(1, unit).with(7, '15499999999'), person, mistake: 'twice-otherwise' })
  }
  return {
    title: [
      ['云溪区下沉力量花名册', ...Array<string>(11).fill('')],
      ['序号', '单位', '单位', '人员', '人员', '人员', '人员', '联系', '情况', '情况', '情况', '情况'],
      ['', '单位名称', '科室', '工号', '姓名', '性别', '出生年月', '手机', '特长', '政治面貌', '家庭住址', '下沉天数'],
    ],
    rows,
    foot: [['合计', '', '', '', String(rows.length), '', '', '', '', '', '', '']],
  }
}
