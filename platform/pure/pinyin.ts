/**
 * The keys a person is found by: folded name, full pinyin, initials. Loads a dictionary of 1 MB, so only server, seed
 * and benches import it; a phone is given the keys ready-made. Surprising: ü is written v (吕 → lv), as people type it,
 * only the first two characters are read in context (surnames, 尉迟); the rest take each character's commonest reading.
 */
import { pinyin, polyphonic } from 'pinyin-pro'
import { foldName } from './fullwidth.ts'

export interface NameKeys {
  /** The name without spaces, dots and case: equal keys mean the same written name. */
  key: string
  /** 'wangxiaotao' */
  full: string
  /** 'wxt' */
  initials: string
}

const HAN = /\p{Script=Han}/u
const MOST_ALTERNATIVES = 8
const LIBRARY = { type: 'array', toneType: 'none', v: true } as const

const isSpelling = (reading: string | undefined): reading is string =>
  reading !== undefined && /^[a-z]+$/u.test(reading)

const readingsByCharacter = new Map<string, readonly string[]>()
/** All readings of one character, commonest first; none for a character that the dictionary does not know. */
const readingsOf = (character: string): readonly string[] => {
  let readings = readingsByCharacter.get(character)
  if (readings === undefined) {
    const usual = pinyin(character, LIBRARY)[0]
    readings = [...new Set([usual, ...(polyphonic(character, LIBRARY)[0] ?? [])])].filter(isSpelling)
    readingsByCharacter.set(character, readings)
  }
  return readings
}

// Keyed by the first two characters: a compound surname (尉迟) is read otherwise than its first character alone.
const headsByCharacters = new Map<string, readonly string[]>()
const MOST_HEADS = 200_000
/** Readings of the first two characters of a name as surname and given name; '' for an unknown character. */
const headReadings = (firstTwo: string): readonly string[] => {
  let readings = headsByCharacters.get(firstTwo)
  if (readings === undefined) {
    if (headsByCharacters.size >= MOST_HEADS) headsByCharacters.clear()
    const characters = [...firstTwo]
    const read = pinyin(firstTwo, { ...LIBRARY, surname: 'head' })
    readings = characters.map((character, at) => (isSpelling(read[at]) ? read[at] : (readingsOf(character)[0] ?? '')))
    headsByCharacters.set(firstTwo, readings)
  }
  return readings
}

const plainLetters = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/gu, '')

/** Readings of every part of the name: one entry a Chinese character, one a word of letters. */
const partsOf = (name: string): (readonly string[])[] => {
  const parts: (readonly string[])[] = []
  for (const run of name.match(/\p{Script=Han}+|[^\p{Script=Han}\s·.\-']+/gu) ?? []) {
    if (!HAN.test(run)) {
      const letters = plainLetters(run)
      if (letters !== '') parts.push([letters])
      continue
    }
    const characters = [...run]
    const isSurname = parts.length === 0
    const head = isSurname ? headReadings(characters.slice(0, 2).join('')) : []
    for (const [at, character] of characters.entries()) {
      const first = head[at]
      const others = readingsOf(character)
      parts.push(first ? [first, ...others.filter((reading) => reading !== first)] : others)
    }
  }
  return parts.filter((readings) => readings.length > 0)
}

const spellings = (parts: readonly (readonly string[])[]): string[] => {
  let made = ['']
  for (const readings of parts) {
    made = readings.flatMap((reading) => made.map((start) => start + reading)).slice(0, MOST_ALTERNATIVES + 1)
  }
  return [...new Set(made)]
}

const withoutDots = (folded: string): string =>
  folded.includes('·') ? folded.replace(/(?<=\p{Script=Han})·(?=\p{Script=Han})/gu, '') : folded

/** Search keys of a name in Chinese characters, letters or both. Unknown characters are left out of the pinyin. */
export const nameKeys = (name: string): NameKeys => {
  const folded = foldName(name)
  const plain = EVERYDAY.test(folded)
  const key = plain ? folded : folded.replace(/[\s·.\-']/gu, '').toLowerCase()
  const readings = plain ? everydayReadings(folded) : partsOf(withoutDots(folded)).map(([usual = '']) => usual)
  let full = ''
  let initials = ''
  for (const reading of readings) {
    full += reading
    initials += reading.charAt(0)
  }
  return { key, full, initials }
}

/** Nothing but common Chinese characters, as nearly every name: no parts to tell apart, one UTF-16 unit each. */
const EVERYDAY = /^[\u4e00-\u9fff]+$/
const everydayReadings = (name: string): string[] => {
  const readings = [...headReadings(name.slice(0, 2))]
  for (let at = 2; at < name.length; at++) readings.push(readingsOf(name.charAt(at))[0] ?? '')
  return readings
}

/** The other full spellings of a name in which a character has several readings, commonest first, at most 8. */
export const otherSpellings = (name: string): string[] => {
  const parts = partsOf(withoutDots(foldName(name)))
  const [usual, ...others] = spellings(parts)
  return others.filter((spelling) => spelling !== usual)
}

/** What someone typed to find a name by pinyin, in the spelling of the keys: lü, lu:, lyu → lv; no tones, spaces or case. */
export const pinyinQuery = (typed: string): string =>
  typed
    .normalize('NFC')
    .toLowerCase()
    .replace(/[üǖǘǚǜ]|u:/gu, 'v')
    .normalize('NFD')
    .replace(/[^a-z]/gu, '')
    .replace(/([ln])yu/gu, '$1v')
