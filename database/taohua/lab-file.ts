/**
 * A lab's result file as invented labs write them: column orders and titles of their own, one line a tube or one a person, a
 * title across the sheet, two header rows, the head once more in the middle, totals and signatures at the bottom, full-width
 * digits, dates in several writings. What each line truly says comes along, so that a reader can be held against it.
 */
import type { Outcome } from '../../modules/laboratory/model.ts'
import { Dice } from './dice.ts'

export interface LabTube {
  readonly code: string
  readonly outcome: Outcome
  readonly people?: readonly { readonly name: string; readonly idNumber: string }[]
}
export interface LabFileOptions {
  readonly seed: number
  readonly tubes: readonly LabTube[]
  /** One line a person needs the people of every tube. */
  readonly form?: 'tube' | 'person'
  /** Moment of testing, ms. */
  readonly testedAt: number
}
export interface LabFile {
  readonly rows: readonly (readonly string[])[]
  /** By row, from 0: what it truly says; null where it says nothing of a tube. */
  readonly truth: readonly ({ readonly code: string; readonly outcome: Outcome } | null)[]
}

const WRITINGS: Readonly<Record<Outcome, readonly string[]>> = {
  negative: ['阴性', '阴性(-)', '阴 性', '未检出', '核酸检测结果：阴性', 'Negative'],
  positive: ['阳性', '混检阳性', '阳性（ORF1ab Ct 31.2）', '检出'],
  recheck: ['待复查', '可疑，建议复检', '初筛阳性', '灰区'],
  invalid: ['样本不合格', '标本量不足', '内参未起', '无效'],
}
const TITLES = {
  code: ['试管编号', '样本编号', '条码号', '采样管号', '管 号', '混样编号*'],
  name: ['姓名', '受检者姓名', '受检人'],
  idNumber: ['身份证号', '证件号码', '身份证件号（护照）'],
  outcome: ['检测结果', '结果', '检验结论', '核酸检测结果', '结果判定'],
  testedAt: ['检测时间', '报告时间', '检验日期'],
  serial: ['序号'],
  count: ['混采人数'],
  ct: ['ORF1ab Ct值', 'N基因 Ct值'],
  sampled: ['采样时间'],
  note: ['备注'],
} as const
type Field = keyof typeof TITLES

const wide = (text: string): string => text.replace(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
const two = (n: number): string => String(n).padStart(2, '0')
const clock = (ms: number, how: number): string => {
  const d = new Date(ms + 8 * 3_600_000)
  const [y, m, day] = [d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate()]
  const [h, min] = [d.getUTCHours(), d.getUTCMinutes()]
  const writings = [
    `${y}-${two(m)}-${two(day)} ${two(h)}:${two(min)}`,
    `${y}/${m}/${day} ${h}:${two(min)}:00`,
    `${y}年${m}月${day}日 ${h}时${two(min)}分`,
    String(((ms + 8 * 3_600_000) / 86_400_000 + 25_569).toFixed(5)),
    `${y}${two(m)}${two(day)}`,
  ]
  return writings[how % writings.length]!
}

const shuffled = <T>(dice: Dice, list: readonly T[]): T[] => {
  const all = [...list]
  for (let i = all.length - 1; i > 0; i--) {
    const j = dice.below(i + 1)
    ;[all[i], all[j]] = [all[j]!, all[i]!]
  }
  return all
}

export const labFile = ({ seed, tubes, form = 'tube', testedAt }: LabFileOptions): LabFile => {
  const dice = new Dice(seed, 61)
  const fields = shuffled<Field>(dice, [
    ...(['serial', 'code', 'outcome', 'testedAt'] as const),
    ...(form === 'person' ? (['name', 'idNumber'] as const) : (['count'] as const)),
    ...(['ct', 'sampled', 'note'] as const).filter(() => dice.chance(0.4)),
  ])
  const titles = fields.map((field) => dice.pick<string>(TITLES[field]))
  const [how, full, gap] = [dice.below(5), dice.chance(0.2), dice.chance(0.3)]
  const rows: string[][] = []
  const truth: (LabFile['truth'][number] | null)[] = []
  const add = (cells: string[], says: LabFile['truth'][number] = null): void => {
    rows.push(cells)
    truth.push(says)
  }
  const across = (text: string): string[] => [text, ...fields.slice(1).map(() => '')]

  if (dice.chance(0.5)) add(across('云溪医学检验实验室核酸检测结果汇总表'))
  if (form === 'person' && dice.chance(0.4))
    add(
      fields.map((field) =>
        field === 'name' || field === 'idNumber' ? '受检者' : field === 'outcome' ? '检测' : '样本',
      ),
    )
  add([...titles])
  let serial = 0
  const head = tubes.length > 20 && dice.chance(0.3) ? 10 + dice.below(5) : -1
  for (const [i, { code, outcome, people = [] }] of tubes.entries()) {
    if (i === head) add([...titles])
    for (const person of form === 'person' ? people : [{ name: '', idNumber: '' }]) {
      serial++
      const cells: Record<Field, string> = {
        serial: String(serial),
        code: full ? wide(code) : code,
        name: gap && person.name.length === 2 ? [...person.name].join(' ') : person.name,
        idNumber: person.idNumber,
        outcome: dice.pick(WRITINGS[outcome]),
        testedAt: clock(testedAt, how),
        count: String(people.length || 10),
        ct: outcome === 'negative' ? '' : '34.1',
        sampled: clock(testedAt - 6 * 3_600_000, how),
        note: '',
      }
      add(
        fields.map((field) => cells[field]),
        { code, outcome },
      )
    }
  }
  if (dice.chance(0.6)) add(across(`合计 ${tubes.length} 管`))
  if (dice.chance(0.5)) add(across('审核人：某某'))
  return { rows, truth }
}
