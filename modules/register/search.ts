/** How a line typed into the search box is understood: decided by its shape alone, so that the person sees at once what is searched. */
import { foldTight } from '../../platform/pure/fullwidth.ts'
import { isRefused, readIdentityNumber } from '../../platform/pure/identity-number.ts'
import { compoundKey, parseAddress } from './address.ts'

export type Search =
  | { readonly by: 'all' }
  | { readonly by: 'name'; readonly text: string }
  | { readonly by: 'pinyin' | 'initials'; readonly text: string }
  | { readonly by: 'phone-tail' | 'phone' | 'id-number'; readonly text: string }
  /** `pattern` for LIKE on address keys, wildcards of the person escaped. */
  | { readonly by: 'address'; readonly pattern: string }
  | { readonly by: 'too-short' }

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (c) => `\\${c}`)

/** `桃影苑3号楼` → `%桃影苑%/3/`; parts left out in the middle match anything. */
export function addressPattern(text: string): string | null {
  const parts = parseAddress(text)
  const levels = [parts.building, parts.unit, parts.room]
  let last = levels.length
  while (last > 0 && levels[last - 1] === undefined) last--
  if (last === 0 && parts.compound === undefined) return null
  const head = parts.compound === undefined ? '%/' : `%${escapeLike(compoundKey(parts.compound))}%/`
  return (
    head +
    levels
      .slice(0, last)
      .map((level) => (level === undefined ? '%/' : `${escapeLike(level)}/`))
      .join('')
  )
}

export function readSearch(typed: string | undefined): Search {
  const text = foldTight(typed ?? '')
  if (text === '') return { by: 'all' }
  if (/^\d{4}$/.test(text)) return { by: 'phone-tail', text }
  if (/^1\d{10}$/.test(text)) return { by: 'phone', text }
  if (/^[a-z·.'-]+$/i.test(text)) {
    const letters = text.toLowerCase().replace(/[^a-z]/g, '')
    if (letters.length < 2) return { by: 'too-short' }
    // Initials hold a vowel only by chance (安 a, 欧 o, 鄂 e): without one it cannot be a syllable.
    return { by: /[aeiouv]/.test(letters) && letters.length > 2 ? 'pinyin' : 'initials', text: letters }
  }
  if (/^[\dA-Z()]{6,20}$/i.test(text)) {
    const read = readIdentityNumber(text)
    if (!isRefused(read) && read.value !== '') return { by: 'id-number', text: read.value }
  }
  if (/\d/.test(text)) {
    const pattern = addressPattern(typed!)
    return pattern ? { by: 'address', pattern } : { by: 'too-short' }
  }
  return /\p{L}/u.test(text) ? { by: 'name', text } : { by: 'too-short' }
}
