/**
 * Merged ranges, which a sheet names only after its rows while a streaming reader needs them before: the sheet is
 * inflated once beforehand. The same pass proves its checksum, so a damaged sheet is refused before its first row.
 */
import { Problem } from '../../pure/problem.ts'
import { columnOf } from './cell-reference.ts'
import { sheetProblems } from './problems.ts'

export interface MergedRange {
  readonly firstColumn: number
  readonly lastColumn: number
  readonly lastRow: number
}

/** Ranges by the row they begin in. */
export type MergedRanges = ReadonlyMap<number, readonly MergedRange[]>

/** Some 200,000 ranges. */
const MOST_TAIL = 16 * 1024 * 1024
const TAG = 'mergeCell '
const LONGEST_TAG_START = 64
const START = /<(?:[\w.-]+:)?mergeCell $/
const RANGE = /<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g

/** Raw bytes are searched: in XML a `<` of a text is always written `&lt;`, so the tag cannot be somebody's text. */
export async function findMergedRanges(chunks: AsyncIterable<Buffer>): Promise<MergedRanges> {
  const tail: Buffer[] = []
  let tailBytes = 0
  let carry: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (tail.length > 0) tail.push(chunk)
    else {
      const window = Buffer.concat([carry, chunk])
      const at = tagStart(window)
      if (at < 0) carry = window.subarray(-LONGEST_TAG_START)
      else tail.push(window.subarray(at))
    }
    if (tail.length > 0) tailBytes += tail.at(-1)!.length
    if (tailBytes > MOST_TAIL) throw new Problem(sheetProblems.broken)
  }
  const ranges = new Map<number, MergedRange[]>()
  for (const [, left, top, right, bottom] of Buffer.concat(tail).toString('latin1').matchAll(RANGE)) {
    const row = Number(top)
    const range = { firstColumn: columnOf(left!), lastColumn: columnOf(right!), lastRow: Number(bottom) }
    const others = ranges.get(row)
    if (others) others.push(range)
    else ranges.set(row, [range])
  }
  return ranges
}

function tagStart(window: Buffer): number {
  for (let at = window.indexOf(TAG); at >= 0; at = window.indexOf(TAG, at + 1)) {
    const from = Math.max(0, at - LONGEST_TAG_START)
    const lead = START.exec(window.toString('latin1', from, at + TAG.length))
    if (lead) return from + lead.index
  }
  return -1
}
