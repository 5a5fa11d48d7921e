/**
 * Who shares a key with whom, and how many hold a value: both kept as flat arrays of hashes, because maps of half a
 * million lists would take gigabytes. Two keys that fall on one hash cost a needless comparison, nothing else.
 */
import { mix32 } from '../../platform/pure/hash.ts'
import type { Block, Field } from './plan.ts'
import { type Allocate, Cursor, ownMemory, type Table } from './table.ts'

/** Entries sorted by hash within buckets; bucket `b` is `starts[b] … starts[b + 1]`. Arrays only. */
export interface KeyIndex {
  readonly shift: number
  readonly starts: Uint32Array
  readonly hashes: Uint32Array
  readonly rows: Uint32Array
  /** Keys per block: one that nobody of the register has need not be asked. */
  readonly keysOfBlock: readonly number[]
}

class Growing {
  array = new Uint32Array(1 << 16)
  size = 0
  push(value: number): void {
    if (this.size === this.array.length) {
      const more = new Uint32Array(this.size * 2)
      more.set(this.array)
      this.array = more
    }
    this.array[this.size++] = value
  }
}

/** Entries of one bucket are few: insertion by hash, then by row, in place. */
const sortBucket = (hashes: Uint32Array, rows: Uint32Array, from: number, to: number): void => {
  for (let i = from + 1; i < to; i++) {
    const hash = hashes[i] as number
    const row = rows[i] as number
    let at = i
    while (at > from && (hashes[at - 1] as number) > hash) {
      hashes[at] = hashes[at - 1] as number
      rows[at] = rows[at - 1] as number
      at--
    }
    hashes[at] = hash
    rows[at] = row
  }
}

export const indexKeys = (table: Table, blocks: readonly Block[], allocate: Allocate = ownMemory): KeyIndex => {
  const cursor = new Cursor(table)
  const [found, owners] = [new Growing(), new Growing()]
  const keysOfBlock: number[] = []
  for (const [salt, block] of blocks.entries()) {
    const before = found.size
    const emit = (key: number): void => {
      found.push(mix32(key, salt))
      owners.push(cursor.row)
    }
    for (let row = 0; row < table.rows; row++) block.ofPerson(cursor.at(row), emit)
    keysOfBlock.push(found.size - before)
  }
  const count = found.size
  const bits = Math.max(1, Math.min(26, Math.ceil(Math.log2(count + 1))))
  const shift = 32 - bits
  const starts = new Uint32Array(allocate(((1 << bits) + 1) * 4))
  for (let i = 0; i < count; i++) starts[((found.array[i] as number) >>> shift) + 1]!++
  for (let b = 1; b < starts.length; b++) starts[b] = (starts[b] as number) + (starts[b - 1] as number)
  const next = starts.slice()
  const hashes = new Uint32Array(allocate(count * 4))
  const rows = new Uint32Array(allocate(count * 4))
  for (let i = 0; i < count; i++) {
    const hash = found.array[i] as number
    const at = next[hash >>> shift]!++
    hashes[at] = hash
    rows[at] = owners.array[i] as number
  }
  for (let b = 0; b + 1 < starts.length; b++) sortBucket(hashes, rows, starts[b] as number, starts[b + 1] as number)
  return { shift, starts, hashes, rows, keysOfBlock }
}

/** Calls `each` with the rows that have this key of block `salt`, unless they are more than `most`. */
export const rowsOfKey = (
  { shift, starts, hashes, rows }: KeyIndex,
  salt: number,
  key: number,
  most: number,
  each: (row: number) => void,
): void => {
  const hash = mix32(key, salt)
  const bucket = hash >>> shift
  const end = starts[bucket + 1] as number
  let from = starts[bucket] as number
  while (from < end && (hashes[from] as number) < hash) from++
  let to = from
  while (to < end && hashes[to] === hash && to - from <= most) to++
  if (to - from <= most) for (let i = from; i < to; i++) each(rows[i] as number)
}

/** How many people hold a term; open addressing, a count of 0 is an empty place. */
export interface TermCounts {
  readonly keys: Uint32Array
  readonly counts: Uint32Array
}

const placeOf = ({ keys, counts }: TermCounts, hash: number): number => {
  const mask = keys.length - 1
  let at = hash & mask
  while (counts[at] !== 0 && keys[at] !== hash) at = (at + 1) & mask
  return at
}

/** The salt of a term, so that a surname and a given name of the same hash are counted apart. */
export const termHash = (field: number, level: number, term: number): number => mix32(term, field * 64 + level + 1000)

export const countTerms = (table: Table, fields: readonly Field[], allocate: Allocate = ownMemory): TermCounts => {
  const kinds = fields.reduce((sum, { levels }) => sum + levels.filter(({ term }) => term).length, 0)
  const size = 1 << Math.ceil(Math.log2(Math.max(16, table.rows * kinds * 1.6)))
  const terms = { keys: new Uint32Array(allocate(size * 4)), counts: new Uint32Array(allocate(size * 4)) }
  const cursor = new Cursor(table)
  for (const [field, { levels }] of fields.entries())
    for (const [level, { term }] of levels.entries()) {
      if (term === undefined) continue
      for (let row = 0; row < table.rows; row++) {
        const value = term.of(cursor.at(row))
        if (value === 0) continue
        const hash = termHash(field, level, value)
        const at = placeOf(terms, hash)
        terms.keys[at] = hash
        terms.counts[at]!++
      }
    }
  return terms
}

export const holdersOf = (terms: TermCounts, field: number, level: number, term: number): number =>
  terms.counts[placeOf(terms, termHash(field, level, term))] as number
