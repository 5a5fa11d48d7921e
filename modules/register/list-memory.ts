/**
 * Remembers the people of a list as they come and tells when one comes again: by number, or by name, door and birth date.
 * Half a million people are held as hashes in flat arrays, some 60 MB; maps of texts would take ten times that.
 */
import type { JudgedRow } from './import-verdict.ts'

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

/** One list's memory; call it with each accepted row in order. */
export const listMemory = (): ((row: JudgedRow, rowNo: number) => SeenBefore) => {
  const entries = new HashTable()
  const rowNos: number[] = []
  const contents: number[] = []
  return (row, rowNo) => {
    const { draft, idKey, nameKey, path } = row
    const birth = draft.birthDate ?? null
    const numbered = idKey === null ? null : hashOf(['number', idKey])
    const dated = birth === null ? null : hashOf(['day', nameKey, path, birth])
    const named = hashOf(['name', nameKey, path])
    const known =
      (numbered === null ? undefined : entries.get(numbered)) ??
      (dated === null ? undefined : entries.get(dated)) ??
      // Without number and birth date, a name at a door is the person of that name already there.
      (numbered === null && dated === null ? entries.get(named) : undefined)
    const said = [path, idKey, row.phoneKey]
    for (const [field, value] of Object.entries(draft)) said.push(field, value === null ? null : String(value))
    const content = hashOf(said)
    if (known !== undefined) return { firstRow: rowNos[known] as number, same: contents[known] === content }
    const entry = rowNos.push(rowNo) - 1
    contents.push(content)
    if (numbered !== null) entries.add(numbered, entry)
    if (dated !== null) entries.add(dated, entry)
    entries.add(named, entry)
    return null
  }
}
