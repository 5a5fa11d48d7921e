/** How a line typed into the roster's search box is understood: decided by its shape alone. */
import { foldTight } from '../../platform/pure/fullwidth.ts'

export type Search =
  | { readonly by: 'all' }
  /** Four digits are the end of a phone or a whole employee number. */
  | { readonly by: 'name' | 'letters' | 'tail' | 'phone' | 'number'; readonly text: string }
  | { readonly by: 'too-short' }

export function readSearch(typed: string | undefined): Search {
  const text = foldTight(typed ?? '')
  if (text === '') return { by: 'all' }
  if (/^\d{4}$/.test(text)) return { by: 'tail', text }
  if (/^1\d{10}$/.test(text) || /^0\d{2,3}-?\d{7,8}$/.test(text)) return { by: 'phone', text }
  if (/^[a-z·.'-]+$/i.test(text)) {
    const letters = text.toLowerCase().replace(/[^a-z]/g, '')
    return letters.length < 2 ? { by: 'too-short' } : { by: 'letters', text: letters }
  }
  if (/\d/.test(text)) return text.length < 2 ? { by: 'too-short' } : { by: 'number', text: text.toUpperCase() }
  return /\p{L}/u.test(text) ? { by: 'name', text } : { by: 'too-short' }
}
