/**
 * Seeded dice. Every thing that is thrown for (a street, a building, a household) has dice of its own, keyed by numbers,
 * so that one household can be made without making all those before it.
 */

const scramble = (h: number): number => {
  let x = h
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

/** 32 bits from a key; equal keys give equal bits on every machine. */
export const hashOf = (...key: readonly number[]): number => {
  let h = 0x9e3779b9
  for (const k of key) h = scramble(h ^ Math.imul(k + 1, 0xcc9e2d51))
  return h
}

/** The generator sfc32 (Doty-Humphrey), good for simulation, worthless for secrets. */
export class Dice {
  private a: number
  private b: number
  private c: number
  private d: number

  constructor(...key: readonly number[]) {
    this.a = hashOf(...key)
    this.b = scramble(this.a ^ 0x243f6a88)
    this.c = scramble(this.b ^ 0x85a308d3)
    this.d = 1
    for (let i = 0; i < 6; i++) this.next()
  }

  /** In [0, 1). */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + t
    this.c |= 0
    return (t >>> 0) / 4294967296
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  /** A whole number in [low, high]. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  /** An index, as likely as its weight. */
  weighted(weights: readonly number[]): number {
    let total = 0
    for (const w of weights) total += w
    let at = this.next() * total
    for (let i = 0; i < weights.length; i++) {
      at -= weights[i] as number
      if (at < 0) return i
    }
    return weights.length - 1
  }
}
