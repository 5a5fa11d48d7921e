/**
 * Reads single cells of somebody's list: names, dates, phones. Each reader says what it understood or which fault the cell
 * has; an empty cell is read as nothing, which is not a fault: the list then does not speak of that field. The words of
 * faults and remarks stand in list-problems.ts.
 */
import { foldName, foldTight, foldWidth } from './fullwidth.ts'
import type { CellFault, CellRemark } from './list-problems.ts'
import { daysInMonth, EARLIEST_BIRTH_YEAR } from './resident-id.ts'

/** A cell as a spreadsheet reader gives it; `mangled` has lost digits. Of kinds only `date` and `error` matter: what Excel made of it. */
export interface ListCell {
  readonly text: string
  readonly kind?: string
  readonly mangled?: true
}

export type CellReading<T, Fault extends string = CellFault, Remark extends string = CellRemark> =
  | { value: T; remark?: Remark }
  | { fault: Fault }
  | { empty: true }
const EMPTY = { empty: true } as const

const SAYS_NOTHING = /^(?:|无|没有|不详|未知|暂无|空|none|n\/?a|null|[-—/\\]+|待补|待补充)$/iu

/** True for an empty cell and for writings that mean one (无, 不详, /). */
export const saysNothing = (text: string): boolean => SAYS_NOTHING.test(text)

/** A person's name: letters and Chinese characters, at most 80; a remark in brackets (租户) is cut off. */
export const readName = (text: string): CellReading<string> => {
  const written = foldWidth(text)
  if (written === '') return EMPTY
  const name = foldName(written.replace(/\([^()]*\)/gu, ' '))
  if (name === '' || name.length > 80 || !/^[\p{L}\p{M}][\p{L}\p{M}·.'’ -]*$/u.test(name)) return { fault: 'bad-name' }
  return name === written ? { value: name } : { value: name, remark: 'name-cleaned' }
}

const two = (n: number): string => String(n).padStart(2, '0')

const dateOf = (year: number, month: number, day: number): CellReading<string> => {
  if (year < EARLIEST_BIRTH_YEAR || year > 2199 || day < 1 || day > daysInMonth(year, month))
    return { fault: 'bad-date' }
  return { value: `${year}-${two(month)}-${two(day)}` }
}

const DAY_MS = 86_400_000
/** Day numbers of Excel's 1900 system from 1 March 1900 on, up to the year 2199; before that it counts a day that never was. */
const isSerial = (n: number): boolean => n >= 61 && n < 109_575

/** A date from 1890 to 2199 in any of the usual writings, as YYYY-MM-DD. Two-digit years are not guessed. */
export const readDate = (text: string): CellReading<string> => {
  const written = foldTight(text)
    .replace(/(?:T|星期.|周.)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/u, '')
    .replace(/[号]$/u, '日')
  if (saysNothing(written)) return EMPTY
  const eight = /^(\d{4})(\d{2})(\d{2})(?:\.0+)?$/u.exec(written)
  if (eight) return dateOf(Number(eight[1]), Number(eight[2]), Number(eight[3]))
  const parts = /^(\d{1,4})[-./年、,](\d{1,2})[-./月、,](\d{1,4})日?$/u.exec(written)
  if (parts) {
    const [first, middle, last] = [parts[1] as string, parts[2] as string, parts[3] as string]
    if (first.length === 4) return dateOf(Number(first), Number(middle), Number(last))
    if (last.length !== 4) return { fault: 'ambiguous-date' }
    // 5/3/2001 may be May or March; 15/3/2001 only March.
    const [a, b] = [Number(first), Number(middle)]
    if (a <= 12 && b <= 12 && a !== b) return { fault: 'ambiguous-date' }
    return a > 12 ? dateOf(Number(last), b, a) : dateOf(Number(last), a, b)
  }
  const serial = /^(\d{2,6})(?:\.\d+)?$/u.exec(written)
  if (serial && /^(?:19|20)\d{2}$/u.test(written)) return { fault: 'incomplete-date' }
  if (serial && /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])$/u.test(written)) return { fault: 'incomplete-date' }
  if (/^(?:19|20)\d{2}\.\d{1,2}$/u.test(written)) return { fault: 'incomplete-date' }
  if (serial && isSerial(Number(serial[1]))) {
    return { value: new Date(Date.UTC(1899, 11, 30) + Number(serial[1]) * DAY_MS).toISOString().slice(0, 10) }
  }
  return { fault: /^\d{4}[-./年]\d{0,2}月?$/u.test(written) ? 'incomplete-date' : 'bad-date' }
}

/** What one phone number is, judged by its digits alone. */
export const phoneShape = (number: string): 'mobile' | 'landline' | 'local' | 'foreign' | null => {
  if (/^1[3-9]\d{9}$/u.test(number)) return 'mobile'
  if (/^0(?:10|2\d|[3-9]\d{2})-?[2-9]\d{6,7}(?:-\d{1,6})?$/u.test(number)) return 'landline'
  if (/^[2-9]\d{6,7}$/u.test(number)) return 'local'
  return /^(?:\+|00)(?!86)[1-9]\d{6,14}$/u.test(number) ? 'foreign' : null
}

const tidyPhone = (text: string): string => {
  const bare = text
    .replace(/^(?:手机|电话|tel|移动|固话)[:.]?/iu, '')
    .replace(/[‐-―]/gu, '-')
    .replace(/[()']/gu, '')
    .replace(/(?:转|,)(?=\d)/u, '-')
    .replace(/^(?:\+|00)?86-?(?=1[3-9]|0)/u, '')
    .replace(/^(\d{7,12})\.0+$/u, '$1')
  return /^1[\d-]+$/u.test(bare) ? bare.replaceAll('-', '') : bare.replace(/^(010|02\d|0[3-9]\d{2})-?(?=[2-9])/u, '$1-')
}

/** A phone number: a mobile as 11 digits, a landline as 0571-88881234, a foreign one with + or 00. Several: the first. */
export const readPhone = (text: string): CellReading<string> => {
  const written = foldWidth(text)
  if (saysNothing(written)) return EMPTY
  if (/^\d(?:\.\d+)?e\+?\d+$/iu.test(written)) return { fault: 'mangled-phone' }
  const several = written.split(/\s*[/、;,|]\s*|(?<=\d{11})\s+(?=1[3-9])/u).filter((part) => part !== '')
  const number = tidyPhone((several[0] ?? '').replaceAll(' ', ''))
  const shape = phoneShape(number)
  if (shape === null) return { fault: 'bad-phone' }
  const remark: CellRemark | undefined =
    several.length > 1 ? 'several-phones' : shape === 'local' ? 'phone-without-area' : undefined
  return remark === undefined ? { value: number } : { value: number, remark }
}

/** A phone as it is kept, so that a number has one writing; one that is not understood stays as typed, without spaces. */
export const phoneAsKept = (typed: string | null): string | null => {
  const read = readPhone(typed ?? '')
  if ('value' in read) return read.value
  return 'empty' in read ? null : (typed?.replace(/[\s-]/g, '') ?? null)
}

/** A number of people, rooms or square metres: `约50余人`, `1,200㎡`, `12间`; parts of one are rounded. At most `most`. */
export const readCount = (text: string, most: number): CellReading<number> => {
  const written = foldTight(text)
  if (saysNothing(written)) return EMPTY
  const [, about, digits, more] =
    /^(约|大约|近)?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(余|多|左右|\+)?(?:人|名|位|间|套|户|个|家|平方米|平米|平方|平|m2)?(?:左右)?$/u.exec(
      written,
    ) ?? []
  if (digits === undefined) return { fault: 'bad-count' }
  const value = Math.round(Number(digits.replaceAll(',', '')))
  if (value > most) return { fault: 'bad-count' }
  return about === undefined && more === undefined ? { value } : { value, remark: 'count-about' }
}

/** A free remark, at most 500 characters. */
export const readNote = (text: string): CellReading<string> => {
  const note = foldWidth(text)
  if (note === '' || /^[-—/\\]+$/u.test(note)) return EMPTY
  return note.length <= 500 ? { value: note } : { value: note.slice(0, 500), remark: 'note-cut' }
}
