/** How a line typed into the search box is understood: decided by its shape alone, so that the person sees at once what is searched. */
import { foldTight } from '../../platform/pure/fullwidth.ts'
import { addressPattern } from '../register/search.ts'

export type Search =
  | { readonly by: 'all' }
  | { readonly by: 'name' | 'letters' | 'phone-tail' | 'phone' | 'code'; readonly text: string }
  /** `pattern` for LIKE on the register's address keys, null where the text names no place; `text` for the address as told. */
  | { readonly by: 'address'; readonly text: string; readonly pattern: string | null }
  | { readonly by: 'too-short' }

/** As names and told addresses are compared: half-width, no spaces or punctuation, lower case. */
export const textKey = (text: string): string =>
  foldTight(text)
    .toLowerCase()
    .replace(/[\p{P}\p{S}]/gu, '')

export function readSearch(typed: string | undefined): Search {
  const text = foldTight(typed ?? '')
  if (text === '') return { by: 'all' }
  if (/^\d{4}$/.test(text)) return { by: 'phone-tail', text }
  if (/^1\d{10}$/.test(text) || /^0\d{2,3}-?\d{7,8}$/.test(text)) return { by: 'phone', text }
  if (/^[a-z.'&-]+$/i.test(text)) {
    const letters = text.toLowerCase().replace(/[^a-z]/g, '')
    return letters.length < 2 ? { by: 'too-short' } : { by: 'letters', text: letters }
  }
  const number = text.toUpperCase()
  if (/^(?=.*\d{3})[0-9A-Z]{6,18}$/.test(number)) return { by: 'code', text: number }
  if (/\d/.test(text) && textKey(text).length > 1) {
    return { by: 'address', text: textKey(text), pattern: addressPattern(typed ?? '') }
  }
  return /\p{L}/u.test(text) ? { by: 'name', text: textKey(text) } : { by: 'too-short' }
}
