/**
 * From what was scanned, typed or asked for to the person on the phone's list. The list is held in memory:
 * 30,000 people are searched whole in a few milliseconds, which no index on a phone's disk does for "name + part of an address".
 */
import { foldName, foldTight, foldWidth } from '../../platform/pure/fullwidth.ts'
import { type IdentityNumber, isRefused, readIdentityNumber } from '../../platform/pure/identity-number.ts'
import type { OutputOf } from '../../platform/pure/contract.ts'
import { type Word, words } from '../../platform/pure/words.ts'
import { readResidentCode } from '../register/resident-code.ts'
import type { testing } from './contract.ts'

export type Listed = OutputOf<typeof testing.operations.pocket>['people'][number]

export type Scanned =
  | { readonly kind: 'resident'; readonly id: string }
  | { readonly kind: 'number'; readonly number: IdentityNumber }
  | { readonly kind: 'unreadable'; readonly because: readonly Word[] }

export const identifyWords = words({
  nothing: ['没有读到内容', 'Nothing was read'],
  noNumber: ['这个码里没有可识别的证件号', 'No identity number was found in this code'],
  several: ['这个码里有不止一个证件号，请改为手工输入', 'There is more than one number in this code; type it instead'],
  badCode: ['这张居民码不完整，请改用证件号', 'This resident code is damaged; use the identity number instead'],
  due: ['应检未检', 'Due, not yet tested'],
  testedHere: ['本机已登记采样', 'Checked in on this phone already'],
  testedElsewhere: ['本轮已在别处检过', 'Tested elsewhere in this round'],
  notOnList: ['不在本点名单上', 'Not on this site’s list'],
})

/** Eighteen-character numbers with a true check digit anywhere in a text; longer runs of digits are not searched inside. */
const numbersIn = (text: string): IdentityNumber[] => {
  const found = new Map<string, IdentityNumber>()
  for (const [run] of text.matchAll(/(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/gu)) {
    const reading = readIdentityNumber(run)
    if (!isRefused(reading)) found.set(reading.value, reading)
  }
  return [...found.values()]
}

/** Reads what a camera or a scanner gave: a resident's code, or an identity number alone or within any text. */
export function readScan(raw: string): Scanned {
  const text = foldWidth(raw)
  if (text === '') return { kind: 'unreadable', because: [identifyWords.nothing] }
  const resident = readResidentCode(text)
  if (resident !== null) return { kind: 'resident', id: resident }
  if (/^SW1:/iu.test(text)) return { kind: 'unreadable', because: [identifyWords.badCode] }
  const numbers = numbersIn(text)
  if (numbers.length > 1) return { kind: 'unreadable', because: [identifyWords.several] }
  if (numbers[0]) return { kind: 'number', number: numbers[0] }
  const whole = readIdentityNumber(text)
  if (isRefused(whole) || whole.type === 'none') return { kind: 'unreadable', because: [identifyWords.noNumber] }
  return { kind: 'number', number: whole }
}

interface Folded {
  readonly person: Listed
  /** Without spaces, dots and case. */
  readonly name: string
  readonly initials: string
  readonly address: string
  readonly numbers: readonly string[]
}
export interface ListIndex {
  readonly size: number
  readonly byId: ReadonlyMap<string, Listed>
  /** Several people of one key: the register holds somebody twice, the crew chooses. */
  readonly byKey: ReadonlyMap<string, readonly Listed[]>
  readonly byDwelling: ReadonlyMap<string, readonly Listed[]>
  readonly folded: readonly Folded[]
}

const foldKey = (name: string): string =>
  foldName(name)
    .replace(/[\s·.\-']/gu, '')
    .toLowerCase()
const gather = (people: readonly Listed[], keyOf: (p: Listed) => string | null): Map<string, Listed[]> => {
  const groups = new Map<string, Listed[]>()
  for (const person of people) {
    const key = keyOf(person)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(person)
    else groups.set(key, [person])
  }
  return groups
}

export const indexOf = (people: readonly Listed[]): ListIndex => ({
  size: people.length,
  byId: new Map(people.map((p) => [p.id, p])),
  byKey: gather(people, (p) => p.idKey),
  byDwelling: gather(people, (p) => p.path),
  folded: people.map((person) => {
    const address = foldTight(person.address ?? '').toUpperCase()
    return {
      person,
      name: foldKey(person.name),
      initials: person.initials.toLowerCase(),
      address,
      numbers: address.match(/\d+/gu) ?? [],
    }
  }),
})

/** Everybody else of the same dwelling, in the list's order. */
export const householdOf = (index: ListIndex, person: Listed): readonly Listed[] =>
  (index.byDwelling.get(person.path) ?? []).filter((other) => other.id !== person.id)

type Match = (folded: Folded) => number | null
// Lower is nearer: 0 the very name, 4 somewhere in the address.
const matchHan =
  (token: string): Match =>
  ({ name, address }) => {
    if (name === token) return 0
    if (name.startsWith(token)) return 1
    if (name.includes(token)) return 3
    return address.includes(token) ? 4 : null
  }
const matchLetters =
  (token: string): Match =>
  ({ name, initials, address }) => {
    if (initials === token || name === token) return 1
    if (initials.startsWith(token) || name.startsWith(token)) return 2
    if (name.includes(token)) return 3
    return address.includes(token.toUpperCase()) ? 4 : null
  }
/** `3-2-1201`: numbers of the address in this order; the last may still be on its way. */
const inOrder = (wanted: readonly string[], numbers: readonly string[], open: boolean): boolean => {
  let at = 0
  return wanted.every((part, i) => {
    const last = open && i === wanted.length - 1
    const found = numbers.findIndex((n, j) => j >= at && (n === part || (last && n.startsWith(part))))
    at = found + 1
    return found >= 0
  })
}
const matchDigits =
  (token: string, open: boolean): Match =>
  ({ person, numbers }) => {
    if (person.phoneTail === token) return 1
    return inOrder(token.split('-').filter(Boolean), numbers, open) ? 4 : null
  }

// A number takes the word for its kind with it, so that 3号楼王 reads as 3 and 王.
const TOKENS = /\d+(?:-\d+)*(?:号楼|单元|号|栋|幢|座|室|楼|层|弄|-)?|\p{Script=Han}+|[^\p{Script=Han}\d\s]+/gu
const matchesOf = (typed: string): Match[] => {
  const tokens =
    foldWidth(typed)
      .replace(/[·'’.]/gu, '')
      .match(TOKENS) ?? []
  const matches: Match[] = []
  for (const [i, token] of tokens.entries()) {
    if (/^\d/u.test(token)) {
      const number = token.replace(/[^\d-]|-$/gu, '')
      matches.push(matchDigits(number, number === token && i === tokens.length - 1))
    } else if (/^\p{Script=Han}/u.test(token)) matches.push(matchHan(token))
    else {
      const letters = token.toLowerCase().replace(/[^\p{L}]/gu, '')
      if (letters !== '') matches.push(matchLetters(letters))
    }
  }
  return matches
}

/**
 * People of the list by name, initials, phone tail and parts of the address, all of what was typed holding together
 * (`wxt 8812`, `王 3号楼`, `3-2-1201`); nearest first. `more`: there are others beyond `most`.
 */
export function searchPeople(index: ListIndex, typed: string, most = 30): { people: readonly Listed[]; more: boolean } {
  const matches = matchesOf(typed)
  if (matches.length === 0) return { people: [], more: false }
  const byDistance: Listed[][] = []
  for (const folded of index.folded) {
    let distance = 0
    let fits = true
    for (const match of matches) {
      const d = match(folded)
      if (d === null) {
        fits = false
        break
      }
      distance += d
    }
    if (fits) (byDistance[distance] ??= []).push(folded.person)
  }
  const people: Listed[] = []
  for (const group of byDistance) {
    for (const person of group ?? []) {
      if (people.length === most) return { people, more: true }
      people.push(person)
    }
  }
  return { people, more: false }
}

/** What this phone knows beyond the list it fetched: tested here (and in which tube), elsewhere since, or voided again. */
export interface Mark {
  readonly tested: boolean
  readonly sampleId: string | null
  readonly at: string | null
  readonly tube: string | null
}
export type Standing = 'due' | 'tested-here' | 'tested-elsewhere' | 'not-on-list'

/** How a person stands before the lane now. A mark of this phone counts more than the list it fetched. */
export function standingOf(
  person: Listed | null,
  mark: Mark | undefined,
): { verdict: Standing; because: readonly Word[] } {
  if (mark?.tested && mark.sampleId !== null) return { verdict: 'tested-here', because: [identifyWords.testedHere] }
  if (person === null) return { verdict: 'not-on-list', because: [identifyWords.notOnList] }
  if (mark ? mark.tested : person.tested)
    return { verdict: 'tested-elsewhere', because: [identifyWords.testedElsewhere] }
  return { verdict: 'due', because: [identifyWords.due] }
}
