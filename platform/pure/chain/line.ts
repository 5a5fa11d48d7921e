/** What stands before the contents of a line: its number in every spelling, who said it and when, and what is no entry at all. */
import { CHINESE_NUMERAL, readChineseNumber } from '../chinese-number.ts'
import { foldWidth } from '../fullwidth.ts'

export interface Numbered {
  readonly number: number | null
  readonly rest: string
}

const ENCLOSED = /^[\u2460-\u249b\u2776-\u2793\u3251-\u325f\u32b1-\u32bf\u24ea]/u
const KEYCAPS = /^(?:[0-9](?:\ufe0f?\u20e3)?){0,2}[0-9]\ufe0f?\u20e3/u

/** '①' 1, '⒈' 1, '⑴' 1, '➊' 1, '㉑' 21. */
const enclosedNumber = (character: string): number => {
  const point = character.codePointAt(0) ?? 0
  if (point >= 0x2776 && point <= 0x2793) return ((point - 0x2776) % 10) + 1
  return Number(character.normalize('NFKC').replace(/\D/gu, ''))
}

// A dot may be the chain's own (1.3-2-1201) and a space may stand between a house number and a room: only a short number counts.
const PLAIN = /^(?:第|NO\.?|№)?\s?\(?(\d{1,3})(?:\s?[.、．。,:;)\]】]\s?|\s?(?:条|楼层主)[:.、\s]\s?)(?!\d{2}(?!\d))/iu
const LABELLED = /^(?:第|NO\.?|№)\s?(\d{1,3})(?:号|条|位|个)?(?=[\s.、:,]|\p{Script=Han})[\s.、:,]*/iu
const SPELLED = new RegExp(`^(?:第)?(${CHINESE_NUMERAL}{1,4})[、.]\\s?`, 'u')
const SPACED = /^(\d{1,3})\s+(?=\p{Script=Han}|[A-Z]?\d{1,3}[-/#号栋幢]|\d{3,4}\D)/u

/**
 * Takes the number off the front of a line as it was pasted.
 * @param last the number of the entry before; a bare number followed by a space counts only as one of the next three
 */
export function takeNumber(raw: string, last: number | null): Numbered {
  const line = raw.trim()
  const keycaps = KEYCAPS.exec(line)?.[0]
  if (keycaps) return { number: Number(keycaps.replace(/\D/gu, '')), rest: foldWidth(line.slice(keycaps.length)) }
  if (line.startsWith('🔟')) return { number: 10, rest: foldWidth(line.slice(2)) }
  if (ENCLOSED.test(line))
    return {
      number: enclosedNumber(line),
      rest: foldWidth(line.slice([...line][0]?.length)).replace(/^[.、,:)\s]+/u, ''),
    }
  const text = foldWidth(line)
  const spelled = SPELLED.exec(text)
  if (spelled) return { number: readChineseNumber(spelled[1] ?? ''), rest: text.slice(spelled[0].length).trim() }
  const plain = PLAIN.exec(text) ?? LABELLED.exec(text)
  if (plain) return { number: Number(plain[1]), rest: text.slice(plain[0].length).trim() }
  const bare = /^(\d{1,3})$/u.exec(text)
  const spaced = SPACED.exec(text)
  const number = Number((spaced ?? bare)?.[1])
  const next = last ?? 0
  if ((spaced || bare) && number > next && number <= next + 3)
    return { number, rest: spaced ? text.slice(spaced[0].length) : '' }
  return { number: null, rest: text }
}

const DAY =
  '(?:\\d{4}[-/年.]\\s?\\d{1,2}[-/月.]\\s?\\d{1,2}日?|\\d{1,2}月\\d{1,2}[日号]|\\d{1,2}[-/]\\d{1,2}|昨天|今天|前天|星期[一二三四五六日天]|周[一二三四五六日天])'
const CLOCK = '(?:凌晨|早上|上午|中午|下午|晚上)?\\s?\\d{1,2}:\\d{2}(?::\\d{2})?\\s?(?:[AP]M)?'
const STAMPS = [
  new RegExp(`^(?<who>.{1,40}?)[\\s:,(]+${DAY}\\s*${CLOCK}\\)?:?$`, 'iu'),
  new RegExp(`^(?<who>.{1,40}?)[\\s:(]+${CLOCK}\\)?:?$`, 'iu'),
  /^(?<who>[^:]{1,24}):$/u,
]
const ONLY_TIME = new RegExp(`^[\\s—–―-]*(?:${DAY})?[\\s—–―-]*(?:${CLOCK})?[\\s—–―-]*$`, 'iu')

/** Who said what follows, by a line as WeChat copies it (`张三 2026/11/20 08:12`, `张三:`); '' for a time alone, null for anything else. */
export function readStamp(text: string): string | null {
  if (text !== '' && /\d/u.test(text) && ONLY_TIME.test(text)) return ''
  for (const stamp of STAMPS) {
    const who = stamp.exec(text)?.groups?.['who']
    if (who !== undefined) return who.trim()
  }
  return null
}

const HEADING =
  /接龙|^#|格式|示例|样例|模板|通知|各位|大家|所有人|麻烦|为例|截止|截至|填写|说明|注意|友情提示|温馨提示|排序|开始统计/u
const SAMPLE = /^(?:例|例如|如|比如|示例|样例|格式)\s?[:、.\s]/u

export const isSample = (text: string): boolean => SAMPLE.test(text)
export const isHeading = (text: string): boolean => HEADING.test(text) || isSample(text)

const QUESTION = /[?？]|吗(?!丁)|谁|怎么|为什么|是不是|有没有|能不能|可不可以/u
export const isQuestion = (text: string): boolean => QUESTION.test(text)
/** Said with a reservation. */
export const isUnsure = (text: string): boolean => /[?？]|吗(?!丁)|好像|可能|疑似|不确定|大概|看不清|不清楚/u.test(text)

/** 11月20日, 11.20 or 2026-11-20 in a heading. */
export function readDay(text: string): { month: number; day: number } | null {
  const found =
    /(?<!\d)(?:\d{4}[-/年.])?(\d{1,2})月(\d{1,2})[日号]?/u.exec(text) ??
    /(?<!\d)\d{4}[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/u.exec(text) ??
    /(?<![\d.-])(\d{1,2})[./](\d{1,2})(?![\d.-])(?=.{0,8}(?:抗原|自测|接龙|检测|结果|统计))/u.exec(text)
  const [month, day] = [Number(found?.[1]), Number(found?.[2])]
  return found && month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { month, day } : null
}
