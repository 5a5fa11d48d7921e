/**
 * What a cell's number format says its number is. A date in a workbook is only a number with a date format, and the
 * built-in formats 27–36 and 50–58 are dates in Chinese, Japanese and Korean Excel though no code is written for them.
 */

export type NumberMeaning =
  | { readonly is: 'number' | 'date' | 'time' }
  | { readonly is: 'padded'; readonly digits: number }

const NUMBER: NumberMeaning = { is: 'number' }
const DATE: NumberMeaning = { is: 'date' }
const TIME: NumberMeaning = { is: 'time' }

/** ECMA-376 part 1, 18.8.30, the zh-cn column for 27–36 and 50–58. */
const BUILT_IN: ReadonlyMap<number, NumberMeaning> = new Map([
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, DATE] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, TIME] as const),
])

// Quoted words, escaped characters, padding (`_x`, `*x`) and bracketed colours, locales and conditions are not codes;
// the elapsed-time codes [h], [mm], [ss] are.
const NOT_CODES = /"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi

/** `id` and, for the workbook's own formats, its `code`. */
export function numberMeaning(id: number, code: string | undefined): NumberMeaning {
  if (code === undefined) return BUILT_IN.get(id) ?? NUMBER
  const first = code.replace(NOT_CODES, '').split(';')[0]!.trim()
  // `General` has none of these letters; WPS writes it `G/通用格式`.
  if (/^0{2,}$/.test(first)) return { is: 'padded', digits: first.length }
  if (/[yd]/i.test(first)) return DATE
  if (/[hs]/i.test(first)) return TIME
  return /m/i.test(first) ? DATE : NUMBER
}
