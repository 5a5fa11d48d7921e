/**
 * Finds the first address in a line that says other things too (`张三3-2-1201阴性`, `桃影苑3号楼二单元1201 李四`), and reads it.
 * Surprising: a run of characters before the numbers is a compound only where it is known or ends like one, since a name may stand there.
 */
import { CHINESE_NUMERAL } from '../../platform/pure/chinese-number.ts'
import { type AddressParts, parseAddress } from './address.ts'

export interface FoundAddress {
  readonly parts: AddressParts
  /** Half-open range of the text that it stood in. */
  readonly from: number
  readonly to: number
}

const NUMBER = `(?:[A-Z]?\\d{1,4}[A-Z]?|[A-Z]|[甲乙丙丁戊己庚辛]|${CHINESE_NUMERAL}{1,5})`
const GAP = '[\\s,.、-]{0,3}'
const FRESH = '(?<![\\dA-Z.:-])'
const BUILDING = `${NUMBER}\\s?(?:号楼|号栋|号幢|楼座|栋|幢|座|#|号(?!院|弄|路|街|巷|大街|线)|楼(?![层门长组上下道主]))(?:[附之]\\d{1,3}号?)?`
const UNIT = `(?:${NUMBER}|[东西中南北])\\s?(?:单元|楼门|门洞|门栋|门(?!牌|口|卫)|梯)`
const FLOOR = `(?:-?\\d{1,2}|${CHINESE_NUMERAL}{1,3})(?:层|楼|F)`
const ROOM_END = '(?:(?:室|号房间|号房|房间|房|户(?!主|均|都)|号)|(?!\\d))(?:[附之-]\\d{1,2}(?:号|(?![\\d人口])))?'
const ROOM = `(?:(?:地下室?)?-?(?:[A-Z]?\\d{3,5}[A-Z]?|[A-Z]?\\d{1,2}(?=室|房|户|号)|${CHINESE_NUMERAL}{2,5}(?=室|房))|(?<=[层楼])\\d{1,2}(?![\\d人口个位]))${ROOM_END}`
// Numbers in a row: 3-2-1201, 3/2/1201, 3#1201; two of them only when the last looks like a room.
const CHAIN = `${FRESH}(?:[A-Z]?\\d{1,3}[A-Z]?|[A-Z])(?:(?:\\s?[-/#_.]\\s?[A-Z]?\\d{1,3}){1,2}\\s?[-/#_.]\\s?[A-Z]?\\d{1,4}[A-Z]?|\\s?[-/#_]\\s?[A-Z]?\\d{3,4}[A-Z]?)${ROOM_END}`

const SHAPES = [
  `${FRESH}${BUILDING}(?:${GAP}${UNIT})?(?:${GAP}${FLOOR})?(?:${GAP}(?:\\d{1,2}[-/]){0,2}${ROOM})?`,
  `${FRESH}${UNIT}(?:${GAP}${FLOOR})?(?:${GAP}${ROOM})?`,
  CHAIN,
  '(?<![\\d-])\\d{1,2}\\s(?:\\d{1,2}\\s)?\\d{3,4}(?![\\d.:%])',
  `${FRESH}(?:[A-Z]?\\d{3,4}[A-Z]?|\\d{1,2}(?=室|房))${ROOM_END}(?![.:%])`,
].map((shape) => new RegExp(shape, 'giu'))

const COMPOUND_END =
  /(?:小区|社区|家园|花园|公寓|住宅区|新村|大院|大厦|广场|[苑园村里庭府城湾郡居坊弄院庄区期巷胡同街路])$/u
const RUN_BEFORE = /[\p{Script=Han}\dA-Z()]{2,20}\s?$/iu

/** 'compound' of the text right before a number, by the names that are known or by how it ends; '' when it is something else. */
function compoundBefore(text: string, compounds: readonly string[]): string {
  const run = RUN_BEFORE.exec(text)?.[0] ?? ''
  const bare = run.trimEnd()
  const known = compounds
    .filter((name) => name.length > 1 && bare.endsWith(name))
    .sort((a, b) => b.length - a.length)[0]
  if (known !== undefined) return run.slice(run.lastIndexOf(known))
  const han = /[\p{Script=Han}]{2,10}\s?$/u.exec(run)?.[0] ?? ''
  return COMPOUND_END.test(han.trimEnd()) ? han : ''
}

// 3.2.1201 and 3 2 1201 are chains too; the fourth number of 3-2-1201-2 is a part of flat 1201.
const asChain = (span: string): string =>
  (/^[A-Z]?\d{1,3}(?:[\s.]+\d{1,4}){1,3}$/iu.test(span) ? span.replace(/[\s.]+/gu, '-') : span)
    .replace(/\s?([-/#_])\s?/gu, '$1')
    .replace(/^(\w{1,3})[-/](\w{1,3})[-/]([A-Z]?\d{3,5})[-/](\d{1,2})$/iu, '$1号楼$2单元$3附$4')

/** @param said half-width text (foldWidth)  @param compounds names of compounds that are known */
export function findAddress(said: string, compounds: readonly string[] = []): FoundAddress | null {
  const text = said.replace(/[‐-―~〜]/gu, '-')
  let best: { from: number; to: number } | null = null
  for (const shape of SHAPES) {
    shape.lastIndex = 0
    const found = shape.exec(text)
    if (!found) continue
    const at = { from: found.index, to: found.index + found[0].trimEnd().length }
    if (best === null || at.from < best.from || (at.from === best.from && at.to > best.to)) best = at
  }
  if (best === null) return null
  const compound = compoundBefore(text.slice(0, best.from), compounds)
  const from = best.from - compound.length
  const parts = parseAddress(`${compound.trim()} ${asChain(text.slice(best.from, best.to))}`)
  return parts.building || parts.unit || parts.room ? { parts, from, to: best.to } : null
}
