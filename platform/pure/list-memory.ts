/**
 * Remembers the rows of a list as they come and tells when one comes again, by the keys that the room gives.
 * Half a million rows are held as hashes in flat arrays, some 60 MB; maps of texts would take ten times that.
 */

/** 53 bits of texts (cyrb53): two people of a list of a million share one by a chance of one in ten thousand. */
const hashOf = (texts: readonly (string | null)[]): number => {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  // Text by text, each closed by a separator: joining them first would cost more than the hash.
  for (const text of texts) {
    for (let i = 0; text !== null && i < text.length; i++) {
      const unit = text.charCodeAt(i)
      a = Math.imul(a ^ unit, 2654435761)
      b = Math.imul(b ^ unit, 1597334677)
    }
    a = Math.imul(a ^ (text === null ? 0x1f : 0x1e), 2654435761)
    b = Math.imul(b ^ 0x1e, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}

/** Hash → number of an entry, open addressing; 0 as a hash stands for an empty place. */
class HashTable {
  private keys = new Float64Array(1024)
  private values = new Int32Array(1024)
  private size = 0

  get(hash: number): number | undefined {
    const at = this.placeOf(hash)
    return this.keys[at] === hash ? this.values[at] : undefined
  }

  /** Keeps the first value of a hash. */
  add(hash: number, value: number): void {
    if (this.size * 2 > this.keys.length) this.grow()
    const at = this.placeOf(hash)
    if (this.keys[at] === hash) return
    this.keys[at] = hash
    this.values[at] = value
    this.size++
  }

  private placeOf(hash: number): number {
    const mask = this.keys.length - 1
    let at = hash & mask
    while (this.keys[at] !== 0 && this.keys[at] !== hash) at = (at + 1) & mask
    return at
  }

  private grow(): void {
    const { keys, values } = this
    this.keys = new Float64Array(keys.length * 2)
    this.values = new Int32Array(keys.length * 2)
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === 0) continue
      const at = this.placeOf(keys[i] as number)
      this.keys[at] = keys[i] as number
      this.values[at] = values[i] as number
    }
  }
}

export type SeenBefore = { firstRow: number; same: boolean } | null
/** Texts that together say one thing of a row; null where the row does not say it. */
export type Key = readonly (string | null)[]

export interface Remembered {
  /** What would make it the same as an earlier row, surest first. */
  readonly soughtBy: readonly Key[]
  /** What later rows can find it by; an earlier row keeps a key that both have. */
  readonly foundBy: readonly Key[]
  /** All that it says. */
  readonly content: Key
}

/** One list's memory; call it with each accepted row in order. */
export const listMemory = (): ((row: Remembered, rowNo: number) => SeenBefore) => {
  const entries = new HashTable()
  const rowNos: number[] = []
  const contents: number[] = []
  return ({ soughtBy, foundBy, content }, rowNo) => {
    const said = hashOf(content)
    for (const key of soughtBy) {
      const known = entries.get(hashOf(key))
      if (known !== undefined) return { firstRow: rowNos[known] as number, same: contents[known] === said }
    }
    const entry = rowNos.push(rowNo) - 1
    contents.push(said)
    for (const key of foundBy) entries.add(hashOf(key), entry)
    return null
  }
}
