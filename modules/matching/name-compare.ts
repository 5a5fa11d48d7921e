/**
 * Compares two names: not as "alike or not" but by the slip that would make one of the other. A slip that people and
 * machines make (same sound, same look, parts swapped) speaks for one person; another given name speaks for a sibling.
 */
import { nameKeys, otherSpellings } from '../../platform/pure/pinyin.ts'
import { words } from '../../platform/pure/words.ts'
import { looksLike } from './look-alikes.ts'
import { foldedSound, surnameLength, wordsOfName } from './name-shape.ts'
import { oneRendering } from './renderings.ts'

/** Best first; the order is that of the plan's levels. */
export const nameLevels = ['same', 'reordered', 'sound', 'alike', 'part', 'given', 'surname', 'different'] as const
export type NameLevel = (typeof nameLevels)[number]

export const nameLevelWords = words({
  same: ['姓名相同', 'Same name'],
  reordered: ['姓名字序不同', 'Same name in another order'],
  sound: ['姓名同音', 'Name sounds the same'],
  alike: ['姓名形近', 'Name looks nearly the same'],
  part: ['姓名差一字', 'Name differs by one character'],
  given: ['名同姓不同', 'Same given name, other surname'],
  surname: ['姓同名不同', 'Same surname, other given name'],
  different: ['姓名不同', 'Other name'],
})

const HAN = /\p{Script=Han}/u

interface Sounds {
  /** '' for a character that nobody knows how to read. */
  readonly usual: string
  /** The usual reading with near sounds folded. */
  readonly folded: string
  readonly all: readonly string[]
}
const sounds = new Map<string, Sounds>()
const soundsOf = (character: string): Sounds => {
  let known = sounds.get(character)
  if (known === undefined) {
    const usual = nameKeys(character).full
    const all = [usual, ...otherSpellings(character)].filter((reading) => reading !== '')
    sounds.set(character, (known = { usual, folded: foldedSound(usual), all }))
  }
  return known
}

/** In the usual reading of both: seldom readings (家 jie) would make half the names sound alike. */
const soundsLike = (a: Sounds, b: Sounds): boolean => a.usual !== '' && a.usual === b.usual
/** 林 and 凌, or 曾 read like 层: one of the two in its usual reading. */
const nearlySoundsLike = (a: Sounds, b: Sounds): boolean =>
  a.usual !== '' && b.usual !== '' && (a.folded === b.folded || a.all.includes(b.usual) || b.all.includes(a.usual))

/** Edits (a letter changed, missing, too many, two neighbours swapped) up to `most`; `most + 1` for more. */
export const editsBetween = <T>(a: ArrayLike<T>, b: ArrayLike<T>, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(change, (last[j] as number) + 1, (row[j - 1] as number) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] as number) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return Math.min(most + 1, last[b.length] as number)
}

const sorted = (text: string): string => [...text].sort().join('')
/** The same characters in any order. */
const areReordered = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false
  for (const character of a) if (!b.includes(character)) return false
  return sorted(a) === sorted(b)
}

/** Slips that a name of so many units may have and still be taken for itself. */
const allowance = (length: number): number => (length >= 12 ? 2 : length >= 6 ? 1 : 0)

const sharesSurname = (a: string, b: string): boolean => {
  const cut = surnameLength(a)
  return cut === surnameLength(b) && a.slice(0, cut) === b.slice(0, cut)
}

const hanOfOneLength = (a: string, b: string): NameLevel => {
  const surname = Math.min(surnameLength(a), surnameLength(b))
  let [homophones, looks, off, surnameOff] = [0, 0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [a[i] as string, b[i] as string]
    if (one === other) continue
    const [ours, theirs] = [soundsOf(one), soundsOf(other)]
    if (soundsLike(ours, theirs)) homophones++
    else if (looksLike(one, other) || nearlySoundsLike(ours, theirs)) looks++
    else {
      off++
      if (i < surname) surnameOff++
    }
  }
  if (off === 0) return looks === 0 ? 'sound' : looks + homophones < a.length || a.length > 3 ? 'alike' : 'different'
  if (off === 1 && a.length >= 5) return 'alike'
  if (off === 2 && a.length >= 7) return 'alike'
  if (surnameOff === off && a.length > surname) return homophones + looks === 0 ? 'given' : 'different'
  if (off === 1 && a.length >= 3 && surnameOff === 0 && homophones + looks === 0) return 'part'
  return sharesSurname(a, b) ? 'surname' : 'different'
}

const isSubsequence = (short: string, long: string): boolean => {
  let at = 0
  for (const unit of long) if (at < short.length && unit === short[at]) at++
  return at === short.length
}

/** Names in characters that are not just reordered. */
const hanAgainstHan = (ours: string, theirs: string): NameLevel => {
  const [a, b] = [oneRendering(ours), oneRendering(theirs)]
  if (a === b) return 'sound'
  if (a.length === b.length) return hanOfOneLength(a, b)
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  const missing = long.length - short.length
  if (short.length >= 2 && long.startsWith(short[0] as string) && missing === 1 && isSubsequence(short, long))
    return long.length >= 5 ? 'alike' : 'part'
  // 阿依古丽 for 阿依古丽·买买提: one part of a name of several.
  if (short.length >= 3 && long.length >= 5 && long.startsWith(short)) return 'alike'
  if (short.length >= 5 && editsBetween(a, b, allowance(short.length * 2)) <= allowance(short.length * 2))
    return 'alike'
  return sharesSurname(a, b) ? 'surname' : 'different'
}

const latinAgainstLatin = (a: string, b: string): NameLevel => {
  const [ours, theirs] = [wordsOfName(a), wordsOfName(b)]
  const [one, other] = [ours.toSorted().join(''), theirs.toSorted().join('')]
  if (areReordered(one, other)) return 'reordered'
  const room = allowance(Math.min(one.length, other.length))
  if (editsBetween(one, other, room) <= room) return 'alike'
  const plain = ours.join('')
  // The family's name first or last: every turn of the words.
  for (let turn = 0; turn < theirs.length; turn++) {
    const turned = [...theirs.slice(turn), ...theirs.slice(0, turn)].join('')
    if (editsBetween(plain, turned, room) <= room) return 'alike'
  }
  for (let turn = 1; turn < ours.length; turn++) {
    const turned = [...ours.slice(turn), ...ours.slice(0, turn)].join('')
    if (editsBetween(turned, theirs.join(''), room) <= room) return 'alike'
  }
  const [few, many] = ours.length < theirs.length ? [ours, theirs] : [theirs, ours]
  const left = [...many]
  const shared = few.filter(
    (word) => word.length > 1 && left.includes(word) && left.splice(left.indexOf(word), 1),
  ).length
  if (shared === few.length && shared >= 2) return 'part'
  // Whether a shared word is the family's or the person's own cannot be seen in letters: take the cautious reading.
  return shared > 0 ? 'surname' : 'different'
}

const spellingsOf = (name: string): string[] => [nameKeys(name).full, ...otherSpellings(name)]

const latinAgainstHan = (latin: string, han: string): NameLevel => {
  const letters = wordsOfName(latin).join('')
  const spellings = spellingsOf(han)
  const inOrder = sorted(letters)
  if (spellings.some((spelling) => spelling === letters || sorted(spelling) === inOrder)) return 'sound'
  const plain = letters.replaceAll('v', 'u')
  const room = allowance(letters.length)
  const backwards = wordsOfName(latin).toReversed().join('').replaceAll('v', 'u')
  for (const spelling of spellings.map((each) => each.replaceAll('v', 'u')))
    if (editsBetween(plain, spelling, room) <= room || editsBetween(backwards, spelling, room) <= room) return 'alike'
  const surname = nameKeys(han.slice(0, surnameLength(han))).full
  return wordsOfName(latin).includes(surname) ? 'surname' : 'different'
}

/** Compares the `text` of two shapes. Symmetric. */
export const compareNames = (a: string, b: string): NameLevel => {
  if (a === b) return 'same'
  const [ours, theirs] = [HAN.test(a), HAN.test(b)]
  if (ours && theirs) {
    if (areReordered(a, b)) return 'reordered'
    return hanAgainstHan(a, b)
  }
  if (!ours && !theirs) return latinAgainstLatin(a, b)
  return ours ? latinAgainstHan(b, a) : latinAgainstHan(a, b)
}
