/**
 * Compares two addresses by their parts. A door says much, a building little, a compound nearly nothing; how much
 * exactly is weighed by how many people of the register live there, so a village house counts like a flat.
 */
import { withDigits } from '../../platform/pure/chinese-number.ts'
import { foldWidth } from '../../platform/pure/fullwidth.ts'
import { words } from '../../platform/pure/words.ts'
import { compoundKey, parseAddress } from '../register/address.ts'

export const placeLevels = ['door', 'unnamed', 'near', 'building', 'compound', 'different'] as const
export type PlaceLevel = (typeof placeLevels)[number]

export const placeLevelWords = words({
  door: ['住址相同', 'Same dwelling'],
  unnamed: ['楼号房号相同，小区未写', 'Same building and room, compound not given'],
  near: ['同一栋楼，房号或单元略有出入', 'Same building, room or unit slightly off'],
  building: ['同一栋楼', 'Same building'],
  compound: ['同一小区', 'Same compound'],
  different: ['住址不同', 'Other address'],
})

export interface Place {
  readonly compound: string
  readonly building: string
  readonly unit: string
  readonly room: string
}

// Divisions above the compound, as far as their names tell; what is left of a longer writing is compared by its end.
const DIVISIONS =
  /^(?:.{2,8}?(?:省|自治区))?(?:.{2,8}?(?:市|自治州|地区|盟))?(?:.{1,7}?(?:(?<![小社片园院东西南北新])区|县|旗))?/u
const ENDINGS = /(?:住宅小区|小区|社区|住宅区)$/u

/** 桃花苑小区 → 桃花苑; names of two characters keep their ending. */
const compoundName = (text: string): string => {
  const key = compoundKey(text)
  const bare = key.replace(DIVISIONS, '')
  const kept = bare.length >= 2 ? bare : key
  const short = kept.replace(ENDINGS, '')
  return short.length >= 2 ? short : kept
}

const SAYS_NOTHING = /^(?:|无|没有|不详|未知|暂无|空|none|n\/?a|null|[-—/\\]+|待补|待补充)$/iu

const TRADITIONAL: Readonly<Record<string, string>> = {
  號: '号',
  樓: '楼',
  棟: '栋',
  單: '单',
  層: '层',
  門: '门',
  區: '区',
}

/** Writings that a form would not let through but a list has: 第3栋, 3 2 1201, 二单元一二〇一, 3號樓. */
const plainly = (text: string): string =>
  text
    .replace(/[號樓棟單層門區]/gu, (sign) => TRADITIONAL[sign] as string)
    .replace(/第(?=\d+(?:号|栋|幢|座|单元|层))/gu, '')
    .replace(/(?<=\D)(\d{1,3}) (\d{1,2}) (\d{3,4})$/u, '$1-$2-$3')
    .replace(/(?<=[元楼栋幢座号层门])[零〇一二两三四五六七八九]{3,4}$/u, withDigits)

/** The parts of an address as written; null when it says nothing. */
export const placeOf = (written: string): Place | null => {
  const text = plainly(foldWidth(written))
  if (SAYS_NOTHING.test(text)) return null
  const { compound = '', building = '', unit = '', room = '', rest } = parseAddress(text)
  // A village house has no compound (桃花坞村12号), and a group's number says nothing without its village (桃花坞村3组).
  const named = compound === '' || /^\d+[组队社]$/u.test(compound) ? rest + compound : compound
  return { compound: compoundName(named), building, unit, room }
}

const isOneSlip = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  const rest = (text: string, step: number): string => text.slice(start + step)
  if (a.length > b.length) return rest(a, 1) === rest(b, 0)
  if (a.length < b.length) return rest(a, 0) === rest(b, 1)
  return (
    rest(a, 1) === rest(b, 1) || (rest(a, 2) === rest(b, 2) && a[start] === b[start + 1] && a[start + 1] === b[start])
  )
}

const PART_OF_COMPOUND = /^(?:小区)?[东西南北中\dA-Z]{1,2}[区期村院]$/u

export type Naming = 'same' | 'unknown' | 'other'

/** Whether two compounds' names mean one place; a longer writing may carry roads and divisions before the name. */
export const compareCompounds = (a: string, b: string): Naming => {
  if (a === '' || b === '') return 'unknown'
  if (a === b) return 'same'
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  // 东区 and 二期 are counted apart, but are left out as often.
  if (long.startsWith(short) && PART_OF_COMPOUND.test(long.slice(short.length))) return 'unknown'
  if (short.length >= 2 && (long.endsWith(short) || (short.length >= 3 && long.includes(short)))) return 'same'
  // One character off may be a slip of the pen (苑, 宛) or the estate next door (花园, 家园).
  return short.length >= 3 && isOneSlip(a, b) ? 'unknown' : 'other'
}

export const comparePlaces = (a: Place, b: Place): PlaceLevel => {
  const naming = compareCompounds(a.compound, b.compound)
  if (naming === 'other') return 'different'
  const sameBuilding = a.building !== '' && a.building === b.building
  if (!sameBuilding) {
    if (naming === 'unknown') return 'different'
    // Written without a building, or a place that has none: the room alone decides.
    if ((a.building === '' || b.building === '') && a.room !== '' && a.room === b.room) return 'near'
    return 'compound'
  }
  const sameUnit = a.unit === b.unit || a.unit === '' || b.unit === ''
  if (a.room === b.room && sameUnit) {
    if (a.room === '' && naming === 'unknown') return 'different'
    return naming === 'same' ? 'door' : 'unnamed'
  }
  if (naming === 'unknown') return 'different'
  if (a.room === b.room || (sameUnit && a.room !== '' && b.room !== '' && isOneSlip(a.room, b.room))) return 'near'
  return 'building'
}
