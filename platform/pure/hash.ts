/** Short numbers that stand for texts: for tables of millions of keys, never for anything that must be secret. */

/** 53 bits of a text (cyrb53), never 0: among a million texts two share one by a chance of one in ten thousand. */
export const hash53 = (text: string, seed = 0): number => {
  let a = 0xdeadbeef ^ seed
  let b = 0x41c6ce57 ^ seed
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0) || 1
}

/** 32 bits of two whole numbers of up to 53 bits; the order counts. */
export const mix32 = (one: number, other: number): number => {
  let h = Math.imul((one >>> 0) ^ Math.imul((one / 4294967296) >>> 0, 0x85ebca6b), 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15) ^ (other >>> 0), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13) ^ ((other / 4294967296) >>> 0), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
