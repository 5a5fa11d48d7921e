/** Tells an id that came before: by 106 bits of each in flat arrays, as a set of half a million texts costs seconds. */
import { hash53 } from '../../platform/pure/hash.ts'

export class SeenIds {
  private ones = new Float64Array(1 << 12)
  private others = new Float64Array(1 << 12)
  private size = 0

  /** False when the id was there already. */
  add(id: string): boolean {
    if (this.size * 2 >= this.ones.length) this.grow()
    const [one, other] = [hash53(id), hash53(id, 1)]
    const at = this.placeOf(one, other)
    if (this.ones[at] !== 0) return false
    this.ones[at] = one
    this.others[at] = other
    this.size++
    return true
  }

  private placeOf(one: number, other: number): number {
    const mask = this.ones.length - 1
    let at = one & mask
    while (this.ones[at] !== 0 && (this.ones[at] !== one || this.others[at] !== other)) at = (at + 1) & mask
    return at
  }

  private grow(): void {
    const { ones, others } = this
    this.ones = new Float64Array(ones.length * 2)
    this.others = new Float64Array(ones.length * 2)
    for (let i = 0; i < ones.length; i++) {
      if (ones[i] === 0) continue
      const at = this.placeOf(ones[i] as number, others[i] as number)
      this.ones[at] = ones[i] as number
      this.others[at] = others[i] as number
    }
  }
}
