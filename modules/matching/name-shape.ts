/**
 * What is kept of a name so that two can be compared fast: keys that do not depend on dots, spaces, case, the order of
 * the parts, or on which of several readings a character has. Surprising: letters are summed, not ordered, so that
 * WANG XIAOMING, Xiaoming Wang and 王小明 meet under one key; which of these it was is told when they are compared.
 */
import { foldName } from '../../platform/pure/fullwidth.ts'
import { hash53 } from '../../platform/pure/hash.ts'
import { nameKeys, otherSpellings } from '../../platform/pure/pinyin.ts'

export interface NameShape {
  /** As compared: no dots between Chinese characters, no spaces; letters in lower case, words apart. */
  readonly text: string
  readonly key: number
  /** Of the pinyin in its order. */
  readonly sound: number
  /** Of the letters of the pinyin in any order, near sounds folded; the usual reading first, at most 4. */
  readonly letters: readonly number[]
  /** 0 where surname and given name cannot be told apart (letters). */
  readonly surname: number
  readonly given: number
}

const HAN = /\p{Script=Han}/u
const COMPOUND_SURNAMES = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 南门 西门 拓跋 纳兰'.split(
    ' ',
  ),
)

/** Characters of the surname: 2 for 欧阳修, else 1; the first part is the given name where a dot divides the name. */
export const surnameLength = (name: string): number =>
  name.length > 2 && COMPOUND_SURNAMES.has(name.slice(0, 2)) ? 2 : 1

// One number a letter, far apart, so that sums of forty stay exact and seldom meet.
const LETTERS = Array.from({ length: 26 }, (_, i) => hash53(`letter ${i}`) % 2 ** 46)

/** Sum of the letters: equal for anagrams. 0 for none. */
export const sumOfLetters = (text: string): number => {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += LETTERS[text.charCodeAt(i) - 97] ?? 0
  return sum
}

/** What regions and typists do not keep apart: zh/z, ch/c, sh/s, ing/in, ang/an, eng/en, l/n is kept; ü is u. */
export const foldedSound = (letters: string): string =>
  /[hgv]/.test(letters)
    ? letters
        .replace(/([zcs])h/g, '$1')
        .replace(/([aei])ng/g, '$1n')
        .replaceAll('v', 'u')
    : letters

/** Lü is written LYU in passports. */
const latinLetters = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/([ln])yu/gu, '$1v')

/** Words of a name in letters; 王小明 has none. */
export const wordsOfName = (text: string): string[] => text.split(' ').filter((word) => word !== '')

const readOtherwise = new Map<string, boolean>()
/** Whether any character has a second reading: four names in five have none, and need not be spelled twice. */
const hasOtherReadings = (text: string): boolean => {
  for (const character of text) {
    let known = readOtherwise.get(character)
    if (known === undefined) readOtherwise.set(character, (known = otherSpellings(character).length > 0))
    if (known) return true
  }
  return false
}

const hanShape = (folded: string): NameShape => {
  const parts = folded.split('·').filter((part) => part !== '')
  const text = parts.join('')
  const { full } = nameKeys(folded)
  const spellings = hasOtherReadings(text) ? [full, ...otherSpellings(folded)].slice(0, 4) : [full]
  const [first = '', ...rest] = parts
  const cut = surnameLength(text)
  const [given, surname] = parts.length > 1 ? [first, rest.join('')] : [text.slice(cut), text.slice(0, cut)]
  return {
    text,
    key: hash53(text),
    sound: hash53(full, 1),
    letters: [...new Set(spellings.map((spelling) => sumOfLetters(foldedSound(spelling))))],
    surname: surname === '' ? 0 : hash53(surname, 2),
    given: given === '' ? 0 : hash53(given, 3),
  }
}

const latinShape = (folded: string): NameShape => {
  const words = latinLetters(folded)
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
  const joined = words.join('').replace(/[^a-z]/gu, '')
  return {
    text: words.join(' '),
    key: hash53(words.join(' ')),
    sound: hash53(joined, 1),
    letters: joined === '' ? [] : [sumOfLetters(foldedSound(joined))],
    surname: 0,
    given: 0,
  }
}

const SAYS_NOTHING = /^(?:无|无名|无名氏|没有|不详|未知|暂无|空|none|n\/?a|null|unknown|[-—/\\?？*＊×]+|待补|待补充)$/iu

const known = new Map<string, NameShape | null>()
const MOST_KNOWN = 50_000

/** The shape of a name as written, null when the cell names nobody. Remarks in brackets are passed over. */
export const nameShape = (written: string): NameShape | null => {
  let shape = known.get(written)
  if (shape === undefined) {
    if (known.size >= MOST_KNOWN) known.clear()
    const bare = written.replace(/[(（【[][^()（）【】[\]]*[)）】\]]?/gu, ' ').trim()
    const folded = foldName(bare.replace(/[/／,，、;；]/gu, ' '))
    shape = folded === '' || SAYS_NOTHING.test(folded) ? null : HAN.test(folded) ? hanShape(folded) : latinShape(folded)
    if (shape?.text === '') shape = null
    known.set(written, shape)
  }
  return shape
}
