/**
 * Names of one household as its own page shows them: 张*明, so that a slip found in the corridor names nobody, while the family
 * still tells its members apart. Where the usual masks agree, another character is shown; at the last, they are numbered.
 */

import { maskName } from '../../platform/pure/mask.ts'

/** The ways to mask a name, the usual one first. */
function masksOf(name: string): string[] {
  const letters = [...name.trim()]
  const [first = '', ...rest] = letters
  const last = letters.at(-1) ?? ''
  const usual = maskName(name)
  if (letters.length <= 1) return [usual]
  if (letters.length === 2) return [usual, `*${last}`]
  return [usual, `${first}${rest[0] ?? ''}${'*'.repeat(Math.min(letters.length, 12) - 2)}`]
}

/** One mask for each name, in order; different names get different masks. */
export function maskHousehold(names: readonly string[]): string[] {
  const ways = names.map(masksOf)
  const chosen = ways.map(([usual = '*']) => usual)
  const alike = (): number[] =>
    chosen.flatMap((mask, i) => (chosen.indexOf(mask) !== chosen.lastIndexOf(mask) ? [i] : []))
  for (const i of alike()) chosen[i] = ways[i]?.[1] ?? chosen[i] ?? '*'
  const again = new Map<string, number>()
  const left = new Set(alike())
  return chosen.map((mask, i) => {
    if (!left.has(i)) return mask
    const n = (again.get(mask) ?? 0) + 1
    again.set(mask, n)
    return `${mask}（${n}）`
  })
}
