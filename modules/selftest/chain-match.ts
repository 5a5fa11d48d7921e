/**
 * Who of the register is meant by a line of a chain. Certain only where door and name agree, or a household is counted right;
 * nothing is taken on a name alone, and a neighbour is worse than a question. Chosen ids of what is not certain are suggestions.
 */
import { codes, type CodeOf } from '../../platform/pure/codes.ts'
import { foldName } from '../../platform/pure/fullwidth.ts'
import type { Place } from './chain-place.ts'

export const matchReasons = codes({
  'door-and-name': ['门牌和姓名都对上', 'Door and name agree'],
  'masked-name': ['门牌对上，隐去的姓名只合一人', 'The door agrees, and the masked name fits one person'],
  'only-one-here': ['这一户只登记一人', 'Only one person is registered there'],
  'whole-household': ['人数与登记的一致，全户都算', 'The number agrees with the register: the whole household'],
  'name-and-building': ['楼栋和姓名对上，只有一人', 'Building and name agree, and it is one person'],
  'household-uncounted': ['写的是全家，请确认是哪几位', 'It says the whole family; confirm who that is'],
  'count-differs': ['人数与登记的不一致，请选是哪几位', 'The number differs from the register; choose who is meant'],
  'sounds-alike': ['姓名同音不同字', 'The name sounds alike and is written otherwise'],
  'surname-fits': ['只有姓对得上', 'Only the surname agrees'],
  'name-not-here': ['这一户没有这个名字', 'Nobody of that name is registered there'],
  'which-of-them': ['没写姓名，这一户不止一人', 'No name, and more than one person lives there'],
  'several-doors': ['有几户都是这个门牌', 'Several dwellings have this door'],
  'several-of-name': ['这栋楼有几位同名', 'Several people of that name in the building'],
  'name-only': ['只有姓名，没有门牌', 'A name without a door'],
  'door-unknown': ['底册里没有这个门牌，别处有同名的人', 'The register has no such door; the name is found elsewhere'],
  'nobody-registered': ['这一户没有登记的人', 'Nobody is registered there'],
  'too-many-of-name': ['同名的人太多，请补门牌', 'Too many people of that name; add the door'],
  nobody: ['底册里没有找到', 'Not found in the register'],
})
export type MatchReason = CodeOf<typeof matchReasons>

export interface KnownResident {
  readonly id: string
  readonly path: string
  readonly name: string
  /** Folded name and its pinyin, as the register keeps them. */
  readonly key: string
  readonly pinyin: string
  readonly away: boolean
}
export interface SaidPerson {
  readonly name: string | null
  /** The same keys, of the name as it was written. */
  readonly key: string
  readonly pinyin: string
  readonly heads: number | 'all' | null
}
export interface MatchFacts {
  /** null: no address was written. */
  readonly place: Place | null
  /** The area that the group of the chain is of is a building or smaller: then that is the address of everybody in it. */
  readonly groupIn: string | null
  /** Everybody registered at the doors in question. */
  readonly residentsAt: (path: string) => readonly KnownResident[]
  /** Everybody of the written name in the area; one more than can be chosen from, where there are so many. */
  readonly sameName: readonly KnownResident[]
}
export interface Match {
  readonly verdict: 'certain' | 'doubtful' | 'unknown'
  readonly because: MatchReason
  readonly chosen: readonly string[]
  readonly candidates: readonly string[]
}

export const MOST_CANDIDATES = 5
/** Doors whose people are all offered where none of them has the name. */
const MOST_DOORS = 5
const ids = (people: readonly KnownResident[]): string[] => people.map((person) => person.id)
const certain = (because: MatchReason, people: readonly KnownResident[], of = people): Match => ({
  verdict: 'certain',
  because,
  chosen: ids(people),
  candidates: ids(of),
})
const doubtful = (
  because: MatchReason,
  chosen: readonly KnownResident[],
  candidates: readonly KnownResident[],
): Match => ({
  verdict: 'doubtful',
  because,
  chosen: ids(chosen),
  candidates: ids(candidates),
})
const unknown = (because: MatchReason): Match => ({ verdict: 'unknown', because, chosen: [], candidates: [] })

const MASKED = /^(\p{Script=Han})\*{1,3}(\p{Script=Han}{0,2})$/u
const TITLE =
  /^(?:老|小|阿)?(\p{Script=Han})(?:先生|女士|小姐|太太|阿姨|叔叔|大爷|大妈|大姐|奶奶|爷爷|师傅|老师|姐|哥|姨|叔|总)?$/u

const fitsMask = (written: string, name: string): boolean => {
  const [, first = '', last = ''] = MASKED.exec(foldName(written)) ?? []
  const whole = foldName(name)
  return first !== '' && whole.startsWith(first) && whole.endsWith(last) && [...whole].length > [...last].length
}
const surnameIn = (written: string): string | null => TITLE.exec(foldName(written))?.[1] ?? null

type Fit = readonly [because: MatchReason, people: readonly KnownResident[]]
/** Who of these is meant by the name, by the surest way that fits anybody. */
function byName(said: SaidPerson, here: readonly KnownResident[]): Fit | null {
  const { name } = said
  if (name === null) return null
  const surname = surnameIn(name)
  const ways: readonly Fit[] = [
    ['door-and-name', here.filter((person) => person.key === said.key)],
    ['masked-name', MASKED.test(foldName(name)) ? here.filter((person) => fitsMask(name, person.name)) : []],
    ['sounds-alike', said.pinyin === '' ? [] : here.filter((person) => person.pinyin === said.pinyin)],
    ['surname-fits', surname === null ? [] : here.filter((person) => person.name.startsWith(surname))],
  ]
  return ways.find(([, people]) => people.length > 0) ?? null
}

/** One dwelling is meant. */
function atDoor(said: SaidPerson, here: readonly KnownResident[], elsewhere: readonly KnownResident[]): Match {
  if (here.length === 0)
    return elsewhere.length > 0 ? doubtful('nobody-registered', [], elsewhere) : unknown('nobody-registered')
  const fit = byName(said, here)
  const present = here.filter((person) => !person.away)
  if (said.heads !== null) {
    if (said.name !== null && fit?.[0] !== 'door-and-name') return doubtful('name-not-here', fit?.[1] ?? [], here)
    if (said.heads === 'all') return doubtful('household-uncounted', present, here)
    if (said.heads === present.length) return certain('whole-household', present, here)
    if (said.heads === here.length) return certain('whole-household', here)
    return doubtful('count-differs', fit?.[1] ?? [], here)
  }
  if (said.name === null)
    return here.length === 1 ? certain('only-one-here', here) : doubtful('which-of-them', [], here)
  if (fit === null)
    return doubtful('name-not-here', [], [...here, ...elsewhere].slice(0, MOST_CANDIDATES + here.length))
  const [because, people] = fit
  const sure = people.length === 1 && (because === 'door-and-name' || because === 'masked-name')
  return sure ? certain(because, people, here) : doubtful(because, people.length === 1 ? people : [], here)
}

const isWithin = (person: KnownResident, within: readonly string[]): boolean =>
  within.some((path) => person.path.startsWith(path))

/** A building or unit is meant, no door: the name must be there exactly once. */
function inPart(said: SaidPerson, within: readonly string[], facts: MatchFacts): Match {
  const there = facts.sameName.filter((person) => isWithin(person, within))
  const [only] = there
  if (said.name === null || only === undefined) {
    const others = facts.sameName.slice(0, MOST_CANDIDATES)
    return others.length > 0 ? doubtful('name-not-here', [], others) : unknown('nobody')
  }
  if (there.length > 1) return doubtful('several-of-name', [], there.slice(0, MOST_CANDIDATES))
  if (said.heads !== null) return atDoor(said, facts.residentsAt(only.path), [])
  return certain('name-and-building', there)
}

export function matchPerson(said: SaidPerson, facts: MatchFacts): Match {
  const { place, sameName } = facts
  const others = sameName.length > MOST_CANDIDATES ? [] : sameName
  switch (place?.kind) {
    case 'one':
      return atDoor(said, facts.residentsAt(place.path), others)
    case 'several': {
      const named = sameName.filter((person) => place.paths.includes(person.path))
      const [only] = named
      if (only && named.length === 1) return atDoor(said, facts.residentsAt(only.path), [])
      if (named.length > 1) return doubtful('several-doors', [], named.slice(0, MOST_CANDIDATES))
      const here = place.paths.length > MOST_DOORS ? [] : place.paths.flatMap(facts.residentsAt)
      return here.length > 0 ? doubtful('several-doors', [], here) : unknown('several-doors')
    }
    case 'part':
      return inPart(said, place.within, facts)
    case 'none':
      return others.length > 0 ? doubtful('door-unknown', [], others) : unknown('nobody')
    case undefined:
      if (said.name !== null && facts.groupIn !== null) return inPart(said, [facts.groupIn], facts)
      if (said.name === null) return unknown('nobody')
      if (sameName.length > MOST_CANDIDATES) return unknown('too-many-of-name')
      return others.length > 0 ? doubtful('name-only', others.length === 1 ? others : [], others) : unknown('nobody')
  }
}

/** Doors whose people must be known before somebody can be matched. */
export function doorsWanted(place: Place | null, groupIn: string | null, sameName: readonly KnownResident[]): string[] {
  if (place?.kind === 'one') return [place.path]
  if (place?.kind === 'several' && place.paths.length <= MOST_DOORS) return [...place.paths]
  const within =
    place?.kind === 'several' ? place.paths : place?.kind === 'part' ? place.within : groupIn === null ? [] : [groupIn]
  return [...new Set(sameName.filter((person) => isWithin(person, within)).map((person) => person.path))].slice(0, 2)
}
