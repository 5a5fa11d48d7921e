/**
 * Reads the number that a firm, shop or office is registered under, as people write it: the unified social credit code of
 * GB 32100-2015, or what came before it (15-digit licence numbers, nine-character organisation codes). A stall without any
 * is as welcome. Nothing is repaired by guessing: what a mistyped code may have been is only offered.
 */

import { type CodeOf, codes } from './codes.ts'
import { creditCheckOf, licenceCheckOf, organisationCheckOf } from './credit-check.ts'
import { foldWidth } from './fullwidth.ts'
import { isRefused, readIdentityNumber, tidyNumber } from './identity-number.ts'
import { isKnownDivision } from './resident-id.ts'
import { say, type Word } from './words.ts'

export const creditTypes = codes({
  'credit-code': ['统一社会信用代码', 'Unified social credit code'],
  'business-licence': ['营业执照注册号（旧 15 位）', 'Business licence number (old, 15 digits)'],
  'organisation-code': ['组织机构代码（旧 9 位）', 'Organisation code (old, 9 characters)'],
  none: ['无证照号码', 'No number'],
})
export type CreditType = CodeOf<typeof creditTypes>

/** `{at}` is the place, counted from 1. */
export const creditProblems = codes({
  'bad-length': [
    '位数不对：统一社会信用代码是 18 位，旧注册号 15 位，请对照执照补全',
    'Wrong length: a credit code has 18 characters, an old licence number 15; compare it with the licence',
  ],
  'confused-letter': [
    '第 {at} 位：代码里不用字母 I、O、S、V、Z，多半是把 1、0、5、2 看成了字母，请对照执照改正',
    'Character {at}: the letters I, O, S, V, Z are never used; probably 1, 0, 5 or 2 was read as a letter',
  ],
  'bad-character': [
    '第 {at} 位不该是这个字符，请对照执照改正',
    'Character {at} cannot stand there; compare it with the licence',
  ],
  'bad-authority': [
    '前两位（登记部门和机构类别）不存在，请对照执照改正',
    'The first two characters name no registration authority and kind; compare them with the licence',
  ],
  'bad-division': [
    '第 3–8 位（行政区划）不存在，请对照执照改正',
    'Characters 3 to 8 are no division that exists; compare them with the licence',
  ],
  'bad-organisation': [
    '第 9–17 位（组织机构代码）校验不符，至少有一位抄错，请对照执照改正',
    'Characters 9 to 17 do not fit their own check: at least one is wrong; compare them with the licence',
  ],
  'bad-check': [
    '校验位不符，至少有一位抄错，请对照执照改正',
    'The check character does not fit: at least one is wrong; compare the number with the licence',
  ],
  'mangled-by-excel': [
    '号码已被 Excel 当作数字改坏（末几位丢失，无法还原）：请把该列设为文本后重新填写',
    'Excel has turned this number into a rounded figure and its last digits are lost: set the column to text and enter it again',
  ],
  'looks-like-identity': [
    '这是个人的身份证号码，不是信用代码；没有代码就留空，不要填个人证件',
    'This is a person’s identity number, not a credit code; leave it empty where there is no code',
  ],
  'looks-like-phone': ['这里填的像是电话号码，请改正', 'This looks like a phone number; correct it'],
  'unknown-form': ['看不出是哪种证照号码，请对照执照改正', 'This is the number of no licence that we know; compare it'],
})
export type CreditProblem = CodeOf<typeof creditProblems>

export interface CreditNumber {
  type: CreditType
  value: string
}
/** `at`: the first doubtful place, from 0. `offered`: the one code that a usual slip would explain. */
export interface CreditRefusal {
  problem: CreditProblem
  at?: number
  offered?: string
}
export type CreditReading = CreditNumber | CreditRefusal

export const isCreditRefused = (reading: CreditReading): reading is CreditRefusal => 'problem' in reading

const offer: Word = ['；是不是 {offered}？', '; is {offered} meant?']
/** What is wrong, with the place and what may have been meant. */
export const creditRefusalWords = ({ problem, at = 0, offered }: CreditRefusal): Word => {
  const [zh, en] = (['zh', 'en'] as const).map((lang) => {
    const said = say(creditProblems.words[problem], lang, { at: at + 1 })
    return offered === undefined ? said : said + say(offer, lang, { offered })
  })
  return [zh as string, en as string]
}

const NO_NUMBER =
  /^(?:无|无证|无证照|无执照|没有|未办|未办理|办理中|免登记|暂无|不详|空|none|n\/?a|null|-+|—+|\/+|\\+)$/iu
const FORBIDDEN: Readonly<Record<string, string>> = { I: '1', O: '0', S: '5', Z: '2', V: 'U' }
// Characters that are taken for each other on a worn licence or a bad copy.
const ALIKE = ['0DQ', '8B', '6G', '17L', 'MN', 'HN', 'KX', 'PR', 'EF', 'UY', 'CG', 'TY']

/**
 * Registration authorities (1 establishments, 5 civil affairs, 9 market regulation, N agriculture, Y others …) and the kind of body.
 * Which kinds an authority registers has been amended since 2015, so any digit is taken: two check characters hold the rest.
 */
const AUTHORITIES = /^[1-9ANY][1-9]/u

const isSound = (code: string): boolean =>
  AUTHORITIES.test(code) &&
  organisationCheckOf(code.slice(8, 16)) === code[16] &&
  creditCheckOf(code.slice(0, 17)) === code[17]

/** All codes that one usual slip away are sound: a character taken for one that looks alike, two neighbours swapped. */
const slipsOf = (code: string): string[] => {
  const found = new Set<string>()
  const consider = (candidate: string): void => {
    if (candidate !== code && /^.{2}\d{6}/u.test(candidate) && isSound(candidate)) found.add(candidate)
  }
  for (let i = 0; i < code.length; i++) {
    const here = code[i] as string
    const put = (text: string): string => code.slice(0, i) + text + code.slice(i + text.length)
    for (const group of ALIKE) if (group.includes(here)) for (const other of group) consider(put(other))
    if (i + 1 < code.length) consider(put((code[i + 1] as string) + here))
  }
  return [...found]
}

const offering = (problem: CreditProblem, code: string, at: number): CreditRefusal => {
  const [only, another] = slipsOf(code)
  return only !== undefined && another === undefined ? { problem, at, offered: only } : { problem, at }
}

const readEighteen = (value: string): CreditReading => {
  const letter = value.search(/[IOSVZ]/u)
  if (letter >= 0) {
    const meant = value.replace(/[IOSVZ]/gu, (c) => FORBIDDEN[c] as string)
    const read = readEighteen(meant)
    return { problem: 'confused-letter', at: letter, ...('value' in read ? { offered: meant } : {}) }
  }
  const inDivision = value.slice(2, 8).search(/\D/u)
  if (inDivision >= 0) return offering('bad-character', value, inDivision + 2)
  if (creditCheckOf(value) !== value[17] || organisationCheckOf(value.slice(8, 16)) !== value[16]) {
    if (/^\d{17}[\dX]$/u.test(value)) {
      if (!isRefused(readIdentityNumber(value))) return { problem: 'looks-like-identity' }
      // Excel keeps 15 digits and writes zeros for the rest.
      if (value.endsWith('000')) return { problem: 'mangled-by-excel' }
    }
    const own = organisationCheckOf(value.slice(8, 16)) === value[16]
    return offering(own ? 'bad-check' : 'bad-organisation', value, own ? 17 : 16)
  }
  if (!AUTHORITIES.test(value)) return { problem: 'bad-authority', at: 0 }
  // 100000 is the whole country: registered with the central authority.
  if (!isKnownDivision(value.slice(2, 8)) && value.slice(2, 8) !== '100000') return { problem: 'bad-division', at: 2 }
  return { type: 'credit-code', value }
}

const readShorter = (value: string): CreditReading => {
  if (/^\d{15}$/u.test(value)) {
    const fits = licenceCheckOf(value.slice(0, 14)) === value[14]
    return fits ? { type: 'business-licence', value } : { problem: 'bad-check', at: 14 }
  }
  if (/^1[3-9]\d{9}$/u.test(value) || /^0\d{9,11}$/u.test(value)) return { problem: 'looks-like-phone' }
  if (/^[0-9A-Z]{8}[0-9X]$/u.test(value)) {
    const fits = organisationCheckOf(value.slice(0, 8)) === value[8]
    return fits ? { type: 'organisation-code', value } : { problem: 'bad-check', at: 8 }
  }
  return { problem: /\d{5}/u.test(value) ? 'bad-length' : 'unknown-form' }
}

/**
 * Reads a registration number. Full-width and lower-case letters, spaces and hyphens are folded without a word; an empty
 * text, 无, 办理中 and the like read as type 'none' with an empty value. Never throws.
 */
export const readCreditCode = (text: string): CreditReading => {
  const folded = foldWidth(text)
  if (folded === '' || NO_NUMBER.test(folded)) return { type: 'none', value: '' }
  if (/^\d(?:\.\d+)?e\+?\d+$/iu.test(folded)) return { problem: 'mangled-by-excel' }
  const value = tidyNumber(folded.replace(/^(\d{9,18})\.0+$/u, '$1'))
  const stray = value.search(/[^0-9A-Z]/u)
  if (stray >= 0) return /\d{5}/u.test(value) ? { problem: 'bad-character', at: stray } : { problem: 'unknown-form' }
  return value.length === 18 ? readEighteen(value) : readShorter(value)
}

const registrars = codes({
  '91': ['市场监管部门登记的企业', 'Enterprise, market regulator'],
  '92': ['市场监管部门登记的个体工商户', 'Sole trader, market regulator'],
  '93': ['市场监管部门登记的农民专业合作社', 'Farmers’ cooperative, market regulator'],
  '11': ['机关', 'Public authority'],
  '12': ['事业单位', 'Public institution'],
  '51': ['民政部门登记的社会团体', 'Association, civil affairs'],
  '52': ['民政部门登记的社会服务机构', 'Non-profit service provider, civil affairs'],
  '53': ['民政部门登记的基金会', 'Foundation, civil affairs'],
})

/** What a sound credit code says of who registered it as what; null where it is of a rarer kind. */
export const registeredAs = (code: string): Word | null => {
  const head = code.slice(0, 2)
  return registrars.has(head) ? registrars.words[head] : null
}
