/**
 * Decides which dwelling of the register an address means. It accepts what can be told with certainty (an omitted unit
 * when only one flat fits), and otherwise offers candidates: a neighbour's flat is worse than a question.
 */
import type { Word } from '../../platform/pure/words.ts'
import { type AddressParts, compoundKey } from './address.ts'
import type { AddressIndex, Building, Compound, Flat } from './address-index.ts'

export type DwellingMatch =
  | { found: 'one'; path: string; confidence: number; because: Word }
  | { found: 'several'; candidates: string[]; because: Word }
  | { found: 'none'; missing: 'address' | 'compound' | 'building' | 'unit' | 'room'; because: Word }

const MOST_CANDIDATES = 5
const COMMON_ENDINGS = /(?:小区|社区|家园|花园|公寓|住宅区)$/u

interface Named {
  compounds: Compound[]
  confidence: number
  because: Word
}

const SAME: Word = ['小区、楼栋、单元、房号都对上', 'Compound, building, unit and room all match']

/** Compounds that the text before the building can mean, the surest way of reading first. */
const namedCompounds = (said: string, whole: string, index: AddressIndex): Named | null => {
  const exact = index.compounds.get(said) ?? index.compounds.get(whole)
  if (exact !== undefined) return { compounds: exact, confidence: 1, because: SAME }
  const stem = said.replace(COMMON_ENDINGS, '')
  let best: Named | null = null
  let longest = 0
  for (const [key, compounds] of index.compounds) {
    if (key.length < 2 || key.length < longest) continue
    const same = stem !== '' && stem === key.replace(COMMON_ENDINGS, '')
    if (!same && !whole.includes(key)) continue
    const because: Word = same ? ['小区名写法不同，意思一致', 'The compound is written a little differently'] : SAME
    // Two compounds whose names both stand in the text are told apart by the longer one.
    const more: Compound[] = key.length === longest && best !== null ? best.compounds : []
    best = { compounds: [...more, ...compounds], confidence: same ? 0.9 : 0.95, because }
    longest = key.length
  }
  return best
}

/** One character changed, missing or too many. */
const isOneSlipAway = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const restOf = (text: string, longer: boolean): string => text.slice(start + (longer ? 1 : 0))
  return restOf(a, a.length >= b.length) === restOf(b, b.length >= a.length)
}

/** The compounds that an address can mean, whether or not a door is given; none where it names none. */
export const compoundsOf = (parts: AddressParts, index: AddressIndex): readonly Compound[] => {
  const said = compoundKey(parts.compound ?? '')
  return namedCompounds(said, compoundKey(parts.rest) + said, index)?.compounds ?? []
}

const unknownCompound = (said: string, index: AddressIndex): Word => {
  const near = [...index.compounds]
    .filter(([key]) => key.length > 2 && isOneSlipAway(said, key))
    .map(([, [compound]]) => compound?.name ?? '')
  if (near.length !== 1) return ['底册里没有这个小区，请核对名称', 'The register has no such compound; check its name']
  return [
    `底册里没有这个小区，请核对名称：是不是“${near[0]}”？`,
    `The register has no such compound; is “${near[0]}” meant?`,
  ]
}

const flatsOf = (
  parts: AddressParts,
  buildings: readonly Building[],
): { flats: Flat[]; confidence: number; because: Word | null } => {
  const rooms = buildings.flatMap((building) =>
    (building.rooms.get(parts.room ?? '') ?? []).map((flat) => ({ building, flat })),
  )
  if (parts.unit === undefined) {
    return {
      flats: rooms.map(({ flat }) => flat),
      confidence: 0.9,
      because: [
        '没写单元，但楼内只有一个这样的房号',
        'No unit given, but only one flat of the building has this room number',
      ],
    }
  }
  const inUnit = rooms.filter(({ flat }) => flat.unit === parts.unit)
  if (inUnit.length > 0) return { flats: inUnit.map(({ flat }) => flat), confidence: 1, because: null }
  // A building with no units or a single one: people write 1单元, 甲单元 or the floor where the register has nothing to tell apart.
  const undivided = rooms.filter(({ building }) => building.units.size <= 1)
  return {
    flats: undivided.map(({ flat }) => flat),
    confidence: 0.8,
    because: ['楼内不分单元，所写单元未予理会', 'The building has no separate units, so the unit was passed over'],
  }
}

const none = (
  missing: 'address' | 'compound' | 'building' | 'unit' | 'room',
  zh: string,
  en: string,
): DwellingMatch => ({
  found: 'none',
  missing,
  because: [zh, en],
})

/** The dwelling that `parts` mean, or what keeps it from being told. Confidence 1 means every part was written and matched. */
export const matchDwelling = (parts: AddressParts, index: AddressIndex): DwellingMatch => {
  if (parts.room === undefined) return none('room', '没有写房号，请补上', 'The room number is missing; add it')
  const said = compoundKey(parts.compound ?? '')
  const named = namedCompounds(said, compoundKey(parts.rest) + said, index)
  const unnamed = parts.compound === undefined
  if (named === null && !unnamed) {
    return { found: 'none', missing: 'compound', because: unknownCompound(said, index) }
  }
  const compounds = named?.compounds ?? [...index.compounds.values()].flat()
  const buildings = compounds.flatMap(({ buildings: own }) =>
    parts.building === undefined ? [...own.values()].flat() : (own.get(parts.building) ?? []),
  )
  if (buildings.length === 0)
    return none('building', '该小区没有这栋楼，请核对楼号', 'The compound has no such building; check its number')
  const { flats, confidence, because } = flatsOf(parts, buildings)
  const [first, second] = flats
  if (first === undefined) {
    const unitKnown = parts.unit === undefined || buildings.some(({ units }) => units.has(parts.unit as string))
    return unitKnown
      ? none('room', '楼内没有这个房号，请核对', 'The building has no such room; check its number')
      : none('unit', '楼内没有这个单元，请核对', 'The building has no such unit; check its number')
  }
  if (second !== undefined) {
    return {
      found: 'several',
      candidates: flats
        .map(({ path }) => path)
        .sort()
        .slice(0, MOST_CANDIDATES),
      because: unnamed
        ? [
            '没写小区，有几处都是这个门牌，请补上小区',
            'No compound given and several places have this door; add the compound',
          ]
        : ['有几处都是这个门牌，请把楼栋和单元写全', 'Several places have this door; give building and unit in full'],
    }
  }
  if (named === null || parts.building === undefined) {
    return {
      found: 'one',
      path: first.path,
      confidence: 0.75,
      because: [
        '小区或楼栋没写全，但范围内只有这一处',
        'Compound or building is not given in full, but the area has only this one',
      ],
    }
  }
  return {
    found: 'one',
    path: first.path,
    confidence: Math.min(named.confidence, confidence),
    because: because ?? named.because,
  }
}
