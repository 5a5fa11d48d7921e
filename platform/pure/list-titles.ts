/**
 * What the titles of somebody's columns mean, told by a room's own catalogue of titles. A title that speaks of somebody or
 * something else (户主姓名 on a list of residents) is claimed by the catalogue too, as no field of ours.
 */
import { foldTight } from './fullwidth.ts'

/** As compared: half-width, lower case, no spaces, no brackets, no marks such as * or 必填. */
export const titleKey = (title: string): string =>
  foldTight(title)
    .toLowerCase()
    .replace(/[(（[【][^)）\]】]*[)）\]】]/gu, '')
    .replace(/[*：:。.、_-]|必填|选填/gu, '')

/** Titles that a downloaded list of wrong rows carries, passed over when it comes back corrected. */
export const REASON_TITLES = ['有误原因', 'What is wrong'] as const

export interface TitleReading<F extends string> {
  field: F | null
  /** 1 the title itself, 0.8 a part of it; 0 a title that says nothing to us. */
  confidence: number
  /** The title was recognised as something that this kind of list does not keep. */
  foreign: boolean
}

export interface TitleCatalogue<F extends string> {
  /** For each field the titles that people give it, between spaces. */
  readonly titles: Readonly<Record<F, string>>
  /** Parts of titles that look like ours and are not. */
  readonly foreign: readonly string[]
}

/** What a title means by itself. `top` is the title of a second, upper header row (住址 above 楼栋, 单元, 房号). */
export type TitleReader<F extends string> = (title: string, top?: string) => TitleReading<F>

export const titleReader = <F extends string>({ titles, foreign }: TitleCatalogue<F>): TitleReader<F> => {
  const exact = new Map<string, F>()
  for (const [field, known] of Object.entries(titles) as [F, string][]) {
    for (const title of known.split(' ')) exact.set(title, field)
  }
  // Longest first, so that 身份证号码 is seen before 号码 and 与户主关系 before 户主.
  const parts = [...exact]
    .filter(([title]) => title.length >= 2 && /\p{Script=Han}/u.test(title))
    .sort((a, b) => b[0].length - a[0].length)
  const strange = foreign.map(titleKey)
  const reasons = REASON_TITLES.map(titleKey)
  const nothing: TitleReading<F> = { field: null, confidence: 0, foreign: false }
  const notOurs: TitleReading<F> = { field: null, confidence: 0.9, foreign: true }

  const read: TitleReader<F> = (title, top = '') => {
    const key = titleKey(title)
    const above = titleKey(top)
    if (above !== '' && above !== key && strange.some((part) => (above + key).includes(part))) return notOurs
    const known = exact.get(key)
    if (known !== undefined) return { field: known, confidence: 1, foreign: false }
    if (key === '') return nothing
    if (strange.some((part) => key.includes(part)) || reasons.includes(key)) return notOurs
    const part = key.length <= 20 ? parts.find(([whole]) => key.includes(whole)) : undefined
    if (part !== undefined) return { field: part[1], confidence: 0.8, foreign: false }
    return above === '' || above === key ? nothing : read(top)
  }
  return read
}
