/**
 * Whether two names ask for the same thing, so that nothing is asked twice. Names are folded (widths, spaces, figures, words that
 * add nothing) and compared by their two-character pieces; but what turns a question round (未, 男/女, 60 or 70) keeps them apart.
 */
import { withDigits } from '../../platform/pure/chinese-number.ts'
import { foldTight } from '../../platform/pure/fullwidth.ts'
import type { Word } from '../../platform/pure/words.ts'
import { columnsOf, sources } from './sources.ts'

const SAME: readonly (readonly [RegExp, string])[] = [
  [/老年人|长者/g, '老人'],
  [/儿童|小孩|孩子/g, '孩'],
  [/手机号码?|电话号码|联系电话|联系方式/g, '电话'],
  [/周岁/g, '岁'],
  [/岁及以上/g, '岁以上'],
  [/房屋|住房/g, '房'],
  [/人员|人口|居民/g, '人'],
  [/总人数|人次?数|人数/g, '人'],
  [/总户数|户数/g, '户'],
]
const EMPTY =
  /本社区|本网格|本楼|辖区内?|目前|现有|当前|今日|今天|当日|本日|实际|合计|总计|总数|数量|个数|情况|统计|填报|登记|共有|的|数/g

/** The name without what does not matter; never empty. */
export function meaningOf(name: string): string {
  const folded = foldTight(name)
    .toLowerCase()
    .replace(/[\p{P}\p{S}]/gu, '')
  const same = SAME.reduce((text, [from, to]) => text.replace(from, to), withDigits(folded))
  return same.replace(EMPTY, '') || same || folded || name
}

/** What turns a question into another one although nearly all its characters stay. */
const TURNS = /[未不无非没]|男|女|新增|累计|上午|下午|流入|流出|租|首|末|内|外/g
const turnsOf = (text: string): string =>
  [...text.matchAll(TURNS)]
    .map(([t]) => t.replace(/[未不无非没]/, '未'))
    .sort()
    .join()
const numbersOf = (text: string): string =>
  [...text.matchAll(/\d+/g)]
    .map(([n]) => n)
    .sort()
    .join()

const pieces = (text: string): string[] => {
  const letters = [...text]
  return letters.length < 2 ? letters : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`)
}

/** Sørensen–Dice over two-character pieces, 0 to 1; 1 for the same meaning. */
export function likeness(a: string, b: string): number {
  const [one, two] = [meaningOf(a), meaningOf(b)]
  if (one === two) return 1
  if (numbersOf(one) !== numbersOf(two) || turnsOf(one) !== turnsOf(two)) return 0
  const [left, right] = [pieces(one), pieces(two)]
  const rest = [...right]
  let shared = 0
  for (const piece of left) {
    const at = rest.indexOf(piece)
    if (at < 0) continue
    rest.splice(at, 1)
    shared++
  }
  return (2 * shared) / (left.length + right.length)
}

/** Something that the register or the work knows already, and where a report finds it. */
export interface Known {
  readonly words: Word
  readonly source: string
  readonly column: string | null
  readonly code: string | null
}

/** Everything in the catalogue that a community might be asked for although it fills itself. */
export const knownThings: readonly Known[] = sources.flatMap((source) => [
  {
    words: [`${source.words[0]}${source.counts[0]}`, `${source.counts[1]} of ${source.words[1]}`],
    source: source.key,
    column: null,
    code: null,
  },
  ...columnsOf(source).flatMap((column): Known[] => {
    if (column.type === 'area' || column.personal) return []
    const own: Known = { words: column.words, source: source.key, column: column.key, code: null }
    const coded = Object.entries(column.codes ?? {}).map(
      ([code, label]): Known => ({
        words: label,
        source: source.key,
        column: column.key,
        code,
      }),
    )
    return column.type === 'number' || column.type === 'yes' ? [own, ...coded] : coded
  }),
])

/** The known thing that is most like a name, in either language; null when none is like it. */
export function findKnown(name: string, alike: number): Known | null {
  let best: Known | null = null
  let most = 0
  for (const thing of knownThings) {
    const like = Math.max(likeness(name, thing.words[0]), likeness(name, thing.words[1]))
    if (like > most) [best, most] = [thing, like]
  }
  return most >= alike ? best : null
}
