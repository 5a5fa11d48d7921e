/** How one pasted line names a person: by a number anywhere in it, else by the name it begins with, and an address after that. */
import { foldTight } from '../../../../platform/pure/fullwidth.ts'

export interface PastedLine {
  /** What the register is asked: an identity number, a phone, or a name. */
  readonly text: string
  readonly by: 'number' | 'name'
  /** Narrows people of one name; spaces taken out. Null where nothing followed. */
  readonly address: string | null
}

const NUMBER = /^(?:\d{15}|\d{17}[\dXx]|1\d{10})$/u

export function readPasted(line: string): PastedLine {
  const parts = line
    .normalize('NFKC')
    .split(/[\s,;|、，；]+/u)
    .filter((part) => part !== '')
  const number = parts.find((part) => NUMBER.test(part))
  if (number !== undefined) return { text: number.toUpperCase(), by: 'number', address: null }
  const [name = '', ...rest] = parts
  return { text: name, by: 'name', address: rest.length > 0 ? rest.join('') : null }
}

/** Whether the address holds what was pasted, and not as the end of a longer number: 1号楼 is not part of 11号楼. */
function livesAt(address: string, pasted: string): boolean {
  const whole = foldTight(address)
  const part = foldTight(pasted)
  const at = whole.indexOf(part)
  return at >= 0 && !(/^\d/u.test(part) && /\d/u.test(whole[at - 1] ?? ''))
}

/** Of those whom the register gave, whom the line can mean: a name must be the whole name, not the beginning of another. */
export const meant = <R extends { readonly name: string; readonly address: string }>(
  { text, by, address }: PastedLine,
  rows: readonly R[],
): R[] =>
  by === 'number'
    ? [...rows]
    : rows
        .filter((row) => foldTight(row.name) === foldTight(text))
        .filter((row) => address === null || livesAt(row.address, address))
