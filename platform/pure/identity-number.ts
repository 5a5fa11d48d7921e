/**
 * Reads any identity document's number as people write it and says what it is, or what is wrong with it.
 * Nothing is ever repaired by guessing: a number that a spreadsheet has rounded is reported as lost,
 * and the 18-digit form of an old 15-digit number is only offered.
 */
import { type CodeOf, codes } from './codes.ts'
import { foldWidth } from './fullwidth.ts'
import { birthDateOf, checkCharacterOf, isKnownRegion, lengthenOldNumber, type Sex, sexOf } from './resident-id.ts'

export const identityTypes = codes({
  'resident-id': ['居民身份证', 'Resident identity card'],
  passport: ['护照', 'Passport'],
  'hk-macau-permit': ['港澳居民来往内地通行证', 'Hong Kong or Macau travel permit'],
  'taiwan-permit': ['台湾居民来往大陆通行证', 'Taiwan travel permit'],
  'foreign-resident': ['外国人永久居留身份证', 'Foreign permanent resident card'],
  none: ['无证件', 'No document'],
})
export type IdentityType = CodeOf<typeof identityTypes>

export const identityProblems = codes({
  'bad-length': ['证件号码位数不对，请对照证件补全', 'The number has the wrong length; compare it with the document'],
  'bad-character': [
    '证件号码里有不该有的字符，请对照证件改正',
    'The number has a character that cannot be in it; compare it with the document',
  ],
  'bad-region': [
    '证件号码开头的地区代码不存在，请对照证件改正',
    'The number starts with a division that does not exist; compare it with the document',
  ],
  'bad-date': [
    '证件号码里的出生日期不成立，请对照证件改正',
    'The birth date inside the number is no real date; compare it with the document',
  ],
  'bad-check-digit': [
    '证件号码校验不符，至少有一位抄错，请对照证件改正',
    'The check digit does not fit: at least one digit is wrong; compare it with the document',
  ],
  'old-form': [
    '这是 15 位旧身份证号，请填写现在的 18 位号码',
    'This is a 15-digit number of an old card; enter the 18-digit number of today',
  ],
  'mangled-by-excel': [
    '号码已被 Excel 当作数字改坏（末几位丢失，无法还原）：请把该列设为文本后重新填写',
    'Excel has turned this number into a rounded figure and its last digits are lost: set the column to text and enter it again',
  ],
  'looks-like-phone': [
    '证件号码处填的像是手机号，请改正',
    'This looks like a mobile number, not a document number; correct it',
  ],
  'unknown-form': [
    '看不出是哪种证件号码，请改正或注明证件类型',
    'This is not the number of any known document; correct it or state the type of document',
  ],
})
export type IdentityProblem = CodeOf<typeof identityProblems>

/** A number that holds. `birthDate` is YYYY-MM-DD; both it and `sex` only where the number itself says so. */
export interface IdentityNumber {
  type: IdentityType
  value: string
  birthDate?: string
  sex?: Sex
}
/** A number that does not hold. `offered` is what it would become if a person confirms it; `at` the first bad place. */
export interface IdentityRefusal {
  problem: IdentityProblem
  offered?: string
  at?: number
}
export type IdentityReading = IdentityNumber | IdentityRefusal

export const isRefused = (reading: IdentityReading): reading is IdentityRefusal => 'problem' in reading

const NO_DOCUMENT = /^(?:无|无证|无证件|没有|没有证件|未办|未办理|未上户|不详|暂无|空|none|n\/?a|null|-+|—+|\/+|\\+)$/iu
// × and Cyrillic Х stand for X when typed on a Chinese or Russian keyboard.
const CROSSES = /[×✕✖╳хХΧχ]$/u
const SEPARATORS = /[\s\-‐-―_.·,，'"’‘“”`]/gu

/** Upper-case letters and digits only, as far as the writing allows: separators and a leading apostrophe go. */
export const tidyNumber = (text: string): string =>
  foldWidth(text).replace(SEPARATORS, '').replace(CROSSES, 'X').toUpperCase()

const readEighteen = (value: string, today: string | undefined): IdentityReading => {
  if (!isKnownRegion(value)) return { problem: 'bad-region', at: 0 }
  const birthDate = birthDateOf(value.slice(6, 14))
  if (birthDate === null || (today !== undefined && birthDate > today)) return { problem: 'bad-date', at: 6 }
  if (checkCharacterOf(value) !== value[17]) {
    // Excel keeps 15 digits and writes zeros for the rest: such a number is lost, not mistyped.
    return value.endsWith('000') ? { problem: 'mangled-by-excel' } : { problem: 'bad-check-digit', at: 17 }
  }
  return { type: value[0] === '9' ? 'foreign-resident' : 'resident-id', value, birthDate, sex: sexOf(value) }
}

const readFifteen = (value: string): IdentityReading => {
  if (!isKnownRegion(value)) return { problem: 'bad-region', at: 0 }
  if (birthDateOf(`19${value.slice(6, 12)}`) === null) return { problem: 'bad-date', at: 6 }
  return { problem: 'old-form', offered: lengthenOldNumber(value) }
}

const readDigits = (value: string, declared: IdentityType | undefined, today: string | undefined): IdentityReading => {
  if (declared === 'passport' && value.length >= 7 && value.length <= 9) return { type: 'passport', value }
  if (value.length === 18) return readEighteen(value, today)
  if (value.length === 15) return readFifteen(value)
  if (value.length === 11 && /^1[3-9]/u.test(value)) return { problem: 'looks-like-phone' }
  const permit = declared === 'taiwan-permit'
  if (value.length === 10 && permit) return { type: 'taiwan-permit', value }
  // Eight digits are the permit of 2015, unless they read as a birth date that slipped into the wrong column.
  if (value.length === 8 && (permit || birthDateOf(value) === null)) return { type: 'taiwan-permit', value }
  return value.length === 8 ? { problem: 'unknown-form' } : { problem: 'bad-length' }
}

const readLetters = (value: string, declared: IdentityType | undefined): IdentityReading => {
  if (/^[HM](?:\d{8}|\d{10})$/u.test(value) && declared !== 'passport') return { type: 'hk-macau-permit', value }
  if (/^[A-Z]{3}\d{12}$/u.test(value)) return { type: 'foreign-resident', value }
  if (/^(?:T\d{8}|\d{10}\(?[A-Z]\)?)$/u.test(value) && declared !== 'passport')
    return { type: 'taiwan-permit', value: value.replace(/[()]/gu, '') }
  if (/^\d{14,17}[A-Z]+$/u.test(value)) {
    return value.length === 18 ? { problem: 'bad-character', at: 17 } : { problem: 'bad-length' }
  }
  if (value.length === 18 && /^[\dOILSBZX]{18}$/u.test(value) && /\d{10}/u.test(value)) {
    return { problem: 'bad-character', at: value.search(/[A-Z]/u) }
  }
  // Undeclared, H or M with too few digits is a permit cut short rather than somebody's passport.
  if (declared !== 'passport' && /^[HM]\d{6,9}$/u.test(value)) return { problem: 'bad-length' }
  if (/^(?=.*\d.*\d.*\d)[A-Z0-9]{6,9}$/u.test(value)) return { type: 'passport', value }
  return { problem: 'unknown-form' }
}

/**
 * Reads a document number. `declared` is the type that the list states, used only where the shape alone is not enough
 * (M12345678 is a Macau permit or a Korean passport). `today` (YYYY-MM-DD) refuses births in the future.
 * An empty text, 无, - and the like read as type 'none' with an empty value. Never throws.
 */
export const readIdentityNumber = (
  text: string,
  { declared, today }: { declared?: IdentityType | undefined; today?: string | undefined } = {},
): IdentityReading => {
  const folded = foldWidth(text)
  if (folded === '' || NO_DOCUMENT.test(folded)) return { type: 'none', value: '' }
  if (/^\d(?:\.\d+)?e\+?\d+$/iu.test(folded)) return { problem: 'mangled-by-excel' }
  const value = tidyNumber(folded.replace(/^(\d{15,18})\.0+$/u, '$1'))
  if (/^\d{17}X$/u.test(value)) return readEighteen(value, today)
  if (/^\d+$/u.test(value)) return readDigits(value, declared, today)
  if (/^[A-Z0-9()]+$/u.test(value)) return readLetters(value, declared)
  return /\d{6}/u.test(value)
    ? { problem: 'bad-character', at: value.search(/[^A-Z0-9]/u) }
    : { problem: 'unknown-form' }
}

/** A spreadsheet's number cell holds 15 digits at most, so an identity number kept as a number is lost. */
export const readIdentityCell = (
  cell: string | number,
  options: { declared?: IdentityType | undefined; today?: string | undefined } = {},
): IdentityReading => {
  if (typeof cell === 'string') return readIdentityNumber(cell, options)
  if (!Number.isSafeInteger(cell) || cell > 999_999_999_999_999) return { problem: 'mangled-by-excel' }
  return readIdentityNumber(String(cell), options)
}
