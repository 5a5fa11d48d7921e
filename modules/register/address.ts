/**
 * Reads an address as people write it (三号楼二单元1201室, 3-2-1201, 12号附3 3楼 302) into its parts, all normalised.
 * It knows no place: which dwelling is meant is decided in address-match.ts. Surprising: 3楼 is a building unless
 * another building stands before it (12号3楼302), then a floor.
 */
import { CHINESE_NUMERAL, withDigits } from '../../platform/pure/chinese-number.ts'
import { foldWidth } from '../../platform/pure/fullwidth.ts'

/** Normalised parts: numbers without leading zeros, letters in capitals, no 号楼/单元/室. */
export interface AddressParts {
  compound?: string
  building?: string
  unit?: string
  /** Negative below ground. */
  floor?: number
  room?: string
  /** What stood before the compound, and remarks in brackets. */
  rest: string
}

const STEMS = '甲乙丙丁戊己庚辛'
const SIDES = '东西中南北'
const NUMBER = `(?:[A-Z]?\\d{1,4}[A-Z]?|[A-Z]|[${STEMS}])`
// Not in the middle of a number or of a letter code.
const FRESH = '(?<![\\dA-Z附之])(?<!\\d-)'
const BUILDING = `${FRESH}(?<building>${NUMBER}(?:-\\d{1,3}(?=号|栋|幢))?)(?<kind>号楼|号栋|号幢|楼座|栋|幢|座|号(?!院|弄|路|街|巷|大街)|楼(?!层|门))(?:[附之-](?<annex>\\d{1,3})号?)?`
const UNIT = `(?<unit>${NUMBER}|[${SIDES}])(?:单元|楼门|门洞|门栋|门|梯)`
const FLOOR = '(?<floor>-?\\d{1,2}|B\\d)(?:层|楼|F)'
const ROOM = `(?:地下室?)?(?<room>-?[A-Z]?\\d{1,5}[A-Z]?|[A-Z]\\d{0,4}|[${SIDES}])(?:室|号房间|号房|房间|房|号|户|边户)?(?:[附之-](?<part>\\d{1,2}|[A-Z])号?)?`
const GAP = '[\\s,.、-]*'

const SHAPES = [
  `${BUILDING}${GAP}${UNIT}${GAP}(?:${FLOOR}${GAP})?(?:${ROOM})?`,
  `${BUILDING}${GAP}(?:${FLOOR}${GAP})?${ROOM}`,
  `${BUILDING}(?:${GAP}${FLOOR})?`,
  `${UNIT}${GAP}(?:${FLOOR}${GAP})?(?:${ROOM})?`,
  `(?:${FLOOR}${GAP})?${FRESH}${ROOM}`,
].map((shape) => new RegExp(`^(?<head>.*)${GAP}${shape}$`, 'u'))

const ENDS_IN_BUILDING = new RegExp(`${BUILDING}${GAP}$`, 'u')
const ENDS_IN_UNIT = new RegExp(`${FRESH}${UNIT}${GAP}$`, 'u')
const CHAIN = new RegExp(`^(?<head>.*?)${FRESH}(?<chain>${NUMBER}(?:[-/]${NUMBER}){1,3})(?:室|号房|房|户)?$`, 'u')
const NUMERAL_BEFORE_KIND = new RegExp(
  `${CHINESE_NUMERAL}+(?=号(?!院|弄|路|街|巷)|楼|栋|幢|座|单元|门|层|室|房|户|梯)`,
  'gu',
)
// 村 and 区 end many compounds too, so they cut only when something follows.
const ABOVE_COMPOUND = /^(?<above>.*(?:街道|社区|居委会|村委会|[镇乡村](?=\S| \S)))\s*/u

const bare = (number: string): string => number.toUpperCase().replace(/^(-?)0+(?=[\dA-Z])/u, '$1')

/** Which parts the numbers of 3-2-1201 are depends on how many there are and on what stands before them. */
const spelledOut = (text: string): string => {
  const groups = CHAIN.exec(text)?.groups
  if (groups === undefined) return text
  const { head = '', chain = '' } = groups
  const numbers = chain.split(/[-/]/u)
  const room = numbers.pop() as string
  const known = ENDS_IN_UNIT.test(head) ? 2 : ENDS_IN_BUILDING.test(head) ? 1 : 0
  // 1201-2 after a unit is a part of flat 1201, not floor 1201.
  if (known === 2 && numbers.length === 1 && (numbers[0] as string).length > 2) return `${head}${numbers[0]}室之${room}`
  const kinds = ['号楼', '单元', '层'].slice(known)
  if (numbers.length > kinds.length) return text
  return `${head} ${numbers.map((number, i) => number + kinds[i]).join('')}${room}室`
}

const tidied = (text: string): { text: string; remarks: string[] } => {
  const remarks: string[] = []
  const kept = foldWidth(text)
    .toUpperCase()
    .replace(/\(([^()]*)\)/gu, (_, remark: string) => {
      remarks.push(remark.trim())
      return ' '
    })
    .replace(/[‐-―~〜_\\]/gu, '-')
    .replace(/(?<=\d)#/gu, '号楼')
    .replace(NUMERAL_BEFORE_KIND, withDigits)
    .replace(/(?<=\d)-(?=\d{1,2}单元)/gu, '号楼')
    .replace(/\s+/gu, ' ')
    .trim()
  return { text: spelledOut(kept).trim(), remarks }
}

/** '1201' → 12, '302附1' → 3, '10203' → 10, 'B101' → -1; null where the number tells no floor (two digits and fewer). */
export const floorOfRoom = (room: string): number | null => {
  const basement = /^(?:B|-)(\d)\d{2}$/u.exec(room)
  if (basement) return -Number(basement[1])
  const digits = /^[A-Z]?(\d{3,5})[A-Z]?(?:附.*)?$/u.exec(room)?.[1]
  if (digits === undefined) return null
  const floor = Number(digits.length === 5 ? digits.slice(0, 2) : digits.slice(0, -2))
  return floor >= 1 && floor <= 99 ? floor : null
}

const roomOf = (room: string, floor: number | undefined, part: string | undefined): string => {
  const number = bare(room)
  // 12层01 and 12层3 both mean a door of floor 12.
  const whole =
    floor !== undefined && floor > 0 && /^\d{1,2}$/u.test(number) ? `${floor}${number.padStart(2, '0')}` : number
  return part === undefined ? whole : `${whole}附${bare(part)}`
}

/** Splits an address into its parts. Anything that is not understood ends up in `compound` or `rest`; never throws. */
export const parseAddress = (address: string): AddressParts => {
  const { text, remarks } = tidied(address.slice(0, 200))
  let groups: Record<string, string | undefined> = { head: text }
  for (const shape of SHAPES) {
    const found = shape.exec(text)?.groups
    if (found === undefined) continue
    groups = found
    break
  }
  let { head = '', building, annex, floor: floorText } = groups
  const before = groups.kind === '楼' ? ENDS_IN_BUILDING.exec(head) : null
  if (before?.groups?.building !== undefined && groups.unit === undefined) {
    floorText = building
    building = before.groups.building
    annex = before.groups.annex
    head = head.slice(0, before.index)
  }
  const above = ABOVE_COMPOUND.exec(head.trim())
  const cut = above?.groups?.above !== undefined && above[0].length < head.trim().length ? above[0].length : 0
  const compound = head
    .trim()
    .slice(cut)
    .replace(/[\s,.、-]+$/gu, '')
    .replaceAll(' ', '')
  const parts: AddressParts = { rest: [head.trim().slice(0, cut).trim(), ...remarks].filter((x) => x !== '').join(' ') }
  if (compound !== '') parts.compound = compound
  if (building !== undefined) parts.building = buildingKey(building, annex)
  if (groups.unit !== undefined) parts.unit = bare(groups.unit)
  const floor =
    floorText === undefined ? undefined : floorText.startsWith('B') ? -Number(floorText.slice(1)) : Number(floorText)
  if (groups.room !== undefined) parts.room = roomOf(groups.room, floor, groups.part)
  const told = floor ?? (parts.room === undefined ? null : floorOfRoom(parts.room))
  if (told !== null && !Number.isNaN(told)) parts.floor = told
  return parts
}

const buildingKey = (building: string, annex: string | undefined): string => {
  const [number = '', sub] = building.split('-')
  const extra = sub ?? annex
  return extra === undefined ? bare(number) : `${bare(number)}附${bare(extra)}`
}

const BARE_NUMBER = new RegExp(`^(?:${NUMBER}|${CHINESE_NUMERAL}+|\\d{5})$`, 'iu')

/** A list's separate columns as one address; a bare number gets the kind of its column. */
export const joinAddress = (
  cells: Partial<Record<'address' | 'compound' | 'building' | 'unit' | 'room', string>>,
): string => {
  const kinded = (cell: string | undefined, kind: string): string => {
    const text = foldWidth(cell ?? '')
    return BARE_NUMBER.test(text) ? text + kind : text
  }
  return [
    cells.compound ?? '',
    cells.address ?? '',
    kinded(cells.building, '号楼'),
    kinded(cells.unit, '单元'),
    kinded(cells.room, '室'),
  ]
    .map((cell) => foldWidth(cell))
    .filter((cell) => cell !== '')
    .join(' ')
}

const buildingText = (building: string): string => {
  const [number = '', annex] = building.split('附')
  if (annex !== undefined) return `${number}号附${annex}`
  return `${number}${/^\d/u.test(number) ? '号楼' : /^[A-Z]/u.test(number) ? '座' : '楼'}`
}

const roomText = (room: string): string => {
  const [number = '', part] = room.split('附')
  return part === undefined ? `${number}室` : `${number}室之${part}`
}

/** 桃影苑 3号楼 2单元 1201室: for lists on paper, where the register has no name of its own for a place. */
export const addressText = (parts: Omit<AddressParts, 'rest'>): string =>
  [
    parts.compound,
    parts.building && buildingText(parts.building),
    parts.unit && `${parts.unit}单元`,
    parts.room ? roomText(parts.room) : parts.floor && `${parts.floor}层`,
  ]
    .filter(Boolean)
    .join(' ')

/** A compound's name for comparison: half-width, numerals as digits, no spaces or dots. */
export const compoundKey = (name: string): string =>
  withDigits(foldWidth(name).toUpperCase()).replace(/[\s,.·、-]/gu, '')

/**
 * One sortable text for an address: `桃影苑/3/2/1201/`, an absent part left empty, cut after the last known one.
 * All addresses below a place are the keys that start with the key of that place.
 */
export const addressKey = ({ compound, building, unit, room }: Omit<AddressParts, 'rest'>): string => {
  const levels = [compound === undefined ? '' : compoundKey(compound), building ?? '', unit ?? '', room ?? '']
  while (levels.at(-1) === '') levels.pop()
  return levels.map((level) => `${level}/`).join('')
}
