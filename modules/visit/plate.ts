/**
 * Reads number plates of the mainland as people type them, after GA 36-2018: what kind, its one writing, or what is wrong and what may have
 * been meant. In a serial there is neither I nor O, so 1 and 0 are put there without asking; nothing else is ever guessed, only offered.
 * A foreign plate is whatever stands on it, with its country: it is never refused.
 */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { foldTight, foldWidth } from '../../platform/pure/fullwidth.ts'

export const plateKinds = codes({
  ordinary: ['普通号牌', 'Ordinary'],
  'green-small': ['小型新能源', 'New energy, small'],
  'green-large': ['大型新能源', 'New energy, large'],
  police: ['警车', 'Police'],
  'armed-police': ['武警', 'Armed police'],
  military: ['军队', 'Military'],
  embassy: ['使馆', 'Embassy'],
  consulate: ['领馆', 'Consulate'],
  'hong-kong': ['香港入出境', 'Hong Kong'],
  macau: ['澳门入出境', 'Macau'],
  trailer: ['挂车', 'Trailer'],
  coach: ['教练车', 'Driving school'],
  emergency: ['应急救援', 'Emergency rescue'],
  temporary: ['临时号牌', 'Temporary'],
  foreign: ['外籍车牌', 'Foreign plate'],
  unread: ['没认出的号牌', 'Not recognised'],
  none: ['没记号牌', 'No plate noted'],
})
export type PlateKind = CodeOf<typeof plateKinds>

export const plateProblems = codes({
  empty: ['还没有输入车牌', 'No plate yet'],
  'no-province': ['少了开头的省份简称', 'The province at the beginning is missing'],
  'no-letter': ['省份后面应是一个字母', 'After the province comes a letter'],
  'too-short': ['车牌位数不够', 'The plate is too short'],
  'too-long': ['车牌位数太多', 'The plate is too long'],
  'bad-green': [
    '8 位的是新能源车牌：第 3 位或最后一位是字母',
    'Eight places are new energy: the third or the last is a letter',
  ],
  'bad-character': ['有车牌上不会有的字', 'Something that stands on no plate'],
})
export type PlateProblem = CodeOf<typeof plateProblems>

export const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新'
/** Characters that close a plate of a special kind. */
export const CLOSING = '警学挂领使港澳临'

const P = `[${PROVINCES}]`
/** The issuing office: no I; O is being withdrawn but still drives. */
const OFFICE = '[A-HJ-Z]'
const S = '[A-HJ-NP-Z0-9]'
/** Pure electric D A B C E, all other new energy F G H J K (GA 36-2018; D and F were given out first). */
const GREEN = '[A-HJK]'

const FORMS: readonly (readonly [PlateKind, RegExp])[] = [
  ['hong-kong', new RegExp(`^粤Z${S}{4}港$`, 'u')],
  ['macau', new RegExp(`^粤Z${S}{4}澳$`, 'u')],
  ['police', new RegExp(`^${P}${OFFICE}${S}{4}警$`, 'u')],
  ['coach', new RegExp(`^${P}${OFFICE}${S}{4}学$`, 'u')],
  ['trailer', new RegExp(`^${P}${OFFICE}${S}{4}挂$`, 'u')],
  ['consulate', new RegExp(`^${P}${OFFICE}${S}{4}领$`, 'u')],
  ['embassy', /^(?:\d{6}使|使\d{6})$/u],
  ['emergency', new RegExp(`^${P}[SX]\\d{4}应急$`, 'u')],
  ['temporary', new RegExp(`^${P}${OFFICE}${S}{4,6}临$`, 'u')],
  ['armed-police', new RegExp(`^WJ${P}?\\d{4}[A-HJ-NP-Z0-9]$`, 'u')],
  ['green-small', new RegExp(`^${P}${OFFICE}${GREEN}${S}\\d{4}$`, 'u')],
  ['green-large', new RegExp(`^${P}${OFFICE}\\d{5}${GREEN}$`, 'u')],
  ['ordinary', new RegExp(`^${P}${OFFICE}${S}{5}$`, 'u')],
  ['military', /^[A-HJ-NP-Z]{2}\d{5}$/u],
]

const FULL: Readonly<Record<string, string>> = Object.fromEntries(
  [...'遼辽蘇苏閩闽贛赣魯鲁粵粤瓊琼貴贵雲云陝陕寧宁滬沪學学掛挂領领臨临應应'].flatMap((c, i, all) =>
    i % 2 === 0 ? [[c, all[i + 1] as string]] : [],
  ),
)

export interface ReadPlate {
  readonly ok: true
  /** Its one writing: no spaces or dots, letters upper case. */
  readonly plate: string
  readonly kind: PlateKind
}
export interface UnreadPlate {
  readonly ok: false
  readonly problem: PlateProblem
  /** Plates that differ in one slip of the finger; at most five. */
  readonly suggestions: readonly string[]
}

/** Half-width, upper case, simplified, without spaces, marks, dots, dashes and brackets. Idempotent. */
export const tidyPlate = (typed: string): string =>
  // Upper case may come apart into marks that fold anew.
  [...foldTight(foldTight(typed).toUpperCase())]
    .map((c) => FULL[c] ?? c)
    .filter((c) => !/[\s\p{M}.·•・‧∙⋅,，'’_()（）[\]【】\-‐-―−]/u.test(c))
    .join('')
    // Written before or after, by habit of the place.
    .replace(/^临(.+?)临?$/u, '$1临')

const kindOf = (plate: string): PlateKind | null => FORMS.find(([, form]) => form.test(plate))?.[0] ?? null

/** In a serial only: behind the province and the office's letter, or anywhere among the digits of an embassy's. */
const withoutIO = (plate: string): string => {
  const from = plate.startsWith('WJ')
    ? 2
    : PROVINCES.includes(plate[0] ?? '')
      ? 2
      : plate.includes('使')
        ? 0
        : plate.length
  return plate.slice(0, from) + plate.slice(from).replaceAll('O', '0').replaceAll('I', '1')
}

/** @param home the province of the place, offered where none was typed */
export function readPlate(typed: string, home = ''): ReadPlate | UnreadPlate {
  const plate = withoutIO(tidyPlate(typed))
  if (plate === '') return { ok: false, problem: 'empty', suggestions: [] }
  const kind = kindOf(plate)
  if (kind) return { ok: true, plate, kind }
  return { ok: false, problem: problemOf(plate), suggestions: suggest(plate, home) }
}

/** Whatever stands on it; only its width, its letters and its length (20) are tidied. Never refused; null when there is nothing. */
export const readForeignPlate = (typed: string): string | null =>
  [...foldWidth(typed).toUpperCase()].slice(0, 20).join('').trim() || null

function problemOf(plate: string): PlateProblem {
  const letters = [...plate]
  if (letters.some((c) => !/[A-Z0-9]/u.test(c) && !PROVINCES.includes(c) && !`${CLOSING}应急`.includes(c)))
    return 'bad-character'
  if (!PROVINCES.includes(letters[0] as string)) return letters.length < 5 ? 'too-short' : 'no-province'
  if (letters.length > 1 && !/[A-HJ-Z]/u.test(letters[1] as string)) return 'no-letter'
  if (letters.length < 7) return 'too-short'
  if (letters.length > 8) return 'too-long'
  return letters.length === 8 ? 'bad-green' : 'bad-character'
}

/** Keys and shapes that are taken for each other. */
const ALIKE: Readonly<Record<string, string>> = {
  '0': 'DQ',
  '1': 'LT',
  '2': 'Z',
  '5': 'S',
  '8': 'B',
  B: '8',
  D: '0',
  L: '1',
  Q: '0',
  S: '5',
  T: '1',
  Z: '2',
  U: 'V',
  V: 'U',
  I: 'LTJ',
}

function suggest(plate: string, home: string): string[] {
  const found = new Set<string>()
  const offer = (one: string): void => {
    if (kindOf(one)) found.add(one)
  }
  if (home && !PROVINCES.includes(plate[0] ?? '')) offer(withoutIO(home + plate))
  const letters = [...plate]
  for (const [i, letter] of letters.entries())
    for (const other of ALIKE[letter] ?? '') offer([...letters.slice(0, i), other, ...letters.slice(i + 1)].join(''))
  // One key struck twice.
  for (const [i, letter] of letters.entries())
    if (letter === letters[i + 1]) offer([...letters.slice(0, i), ...letters.slice(i + 1)].join(''))
  return [...found].slice(0, 5)
}

/** Which keys a plate's keyboard shows next. `closing`: a special plate may end here. */
export function nextKeys(typed: string): {
  readonly show: 'provinces' | 'letters' | 'serial'
  readonly closing: string
} {
  const letters = [...tidyPlate(typed)]
  const first = letters[0]
  if (first === undefined) return { show: 'provinces', closing: '使' }
  if (letters.length === 1 && PROVINCES.includes(first)) return { show: 'letters', closing: '' }
  const whole = letters.length === 6 ? CLOSING : letters.length > 6 ? '临' : ''
  return { show: 'serial', closing: whole }
}

/** For the eye: 浙A·12345. */
export const showPlate = (plate: string): string =>
  PROVINCES.includes(plate[0] ?? '') && plate.length > 5 ? `${plate.slice(0, 2)}·${plate.slice(2)}` : plate
