/** The list of passes as a phone looks things up in it: by pass, by number, and by whatever somebody says of themselves. */
import { foldName } from '../../../platform/pure/fullwidth.ts'
import type { PassAtGate } from '../../pass/model.ts'

/** Names on the list are masked: a star stands for any sign, so a name said in full finds its mask. */
export function fitsMask(masked: string, said: string): boolean {
  const [mask, name] = [[...masked], [...said]]
  return name.length <= mask.length && name.every((sign, i) => mask[i] === '*' || mask[i]?.toLowerCase() === sign)
}

export class PassBook {
  era = 0
  parts = 0
  private readonly byId = new Map<string, PassAtGate>()
  private readonly byNumber = new Map<string, string>()

  add(rows: readonly PassAtGate[]): void {
    for (const row of rows) {
      this.byId.set(row.passId, row)
      this.byNumber.set(row.number, row.passId)
    }
  }
  clear(): void {
    this.byId.clear()
    this.byNumber.clear()
  }
  get size(): number {
    return this.byId.size
  }
  all(): Iterable<PassAtGate> {
    return this.byId.values()
  }
  byPass(passId: string): PassAtGate | null {
    return this.byId.get(passId) ?? null
  }
  numbered(number: string): PassAtGate | null {
    const passId = this.byNumber.get(number)
    return passId === undefined ? null : this.byPass(passId)
  }

  /**
   * `张小梅`, `张小梅 1968`, `3456`: a name, a year of birth, digits of the number, in any order. Whole names before beginnings, valid passes before others.
   * @returns at most `most`, and whether there are more
   */
  search(said: string, most: number): { readonly passes: readonly PassAtGate[]; readonly more: boolean } {
    const words = (said.normalize('NFKC').match(/\d+|[^\d\s]+/gu) ?? []).map((word) => foldName(word).toLowerCase())
    if (words.length === 0) return { passes: [], more: false }
    const found: PassAtGate[] = []
    for (const pass of this.byId.values()) if (words.every((word) => fits(pass, word))) found.push(pass)
    const rank = (pass: PassAtGate): number =>
      (pass.standing === 'valid' ? 0 : 2) +
      (words.some((word) => [...word].length === [...pass.holder.name].length) ? 0 : 1)
    found.sort((a, b) => rank(a) - rank(b) || (a.number < b.number ? -1 : 1))
    return { passes: found.slice(0, most), more: found.length > most }
  }
}

const fits = ({ holder, number }: PassAtGate, word: string): boolean =>
  /^\d+$/u.test(word) ? number.includes(word) || String(holder.birthYear) === word : fitsMask(holder.name, word)
