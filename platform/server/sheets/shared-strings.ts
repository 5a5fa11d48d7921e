/**
 * The table of texts that Excel keeps apart from the sheet. A list of half a million people has a million of them, so
 * they are held as UTF-8 bytes outside the heap (a fifth of what strings would take) and decoded when a cell asks.
 */
import { Problem } from '../../pure/problem.ts'
import { decodeText } from './cell-text.ts'
import { sheetProblems } from './problems.ts'
import type { SheetLimits } from './sheet.ts'
import { readXml } from './xml-in.ts'

const BLOCK = 4 * 1024 * 1024
/** Texts kept decoded: 男, 女, a compound's name come again on every row. A power of two. */
const RECENT = 8192

export class SharedStrings {
  private readonly blocks: Buffer[] = []
  private used = BLOCK
  private count = 0
  /** Of each text: where it starts (block × BLOCK + offset) and its bytes. */
  private starts = new Float64Array(1024)
  private lengths = new Uint32Array(1024)
  private readonly recentIndex = new Int32Array(RECENT).fill(-1)
  private readonly recentText = new Array<string>(RECENT).fill('')

  get size(): number {
    return this.count
  }

  add(text: string): void {
    const bytes = Buffer.byteLength(text)
    if (this.used + bytes > BLOCK) {
      this.blocks.push(Buffer.allocUnsafeSlow(Math.max(BLOCK, bytes)))
      this.used = 0
    }
    if (this.count === this.starts.length) this.grow()
    this.starts[this.count] = (this.blocks.length - 1) * BLOCK + this.used
    this.lengths[this.count] = bytes
    this.used += this.blocks.at(-1)!.write(text, this.used)
    this.count++
  }

  /** Throws `broken` when the sheet names a text that the table does not have. */
  at(index: number): string {
    if (!(index >= 0 && index < this.count)) throw new Problem(sheetProblems.broken)
    const slot = index & (RECENT - 1)
    if (this.recentIndex[slot] === index) return this.recentText[slot]!
    const start = this.starts[index]!
    const offset = start % BLOCK
    const text = this.blocks[(start - offset) / BLOCK]!.toString('utf8', offset, offset + this.lengths[index]!)
    this.recentIndex[slot] = index
    this.recentText[slot] = text
    return text
  }

  private grow(): void {
    const starts = new Float64Array(this.starts.length * 2)
    const lengths = new Uint32Array(this.lengths.length * 2)
    starts.set(this.starts)
    lengths.set(this.lengths)
    this.starts = starts
    this.lengths = lengths
  }
}

/** Rich text is joined; the small readings above characters (`rPh`) are left out. */
export async function readSharedStrings(
  chunks: AsyncIterable<Uint8Array>,
  limits: SheetLimits,
): Promise<SharedStrings> {
  const table = new SharedStrings()
  let text = ''
  let inText = false
  let inReading = false
  await readXml(chunks, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') inText = !inReading
      else if (name === 'rPh') inReading = true
    },
    text(run) {
      if (!inText) return
      text += run
      if (text.length > limits.cellChars * 7) throw tooLong(limits)
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
      else if (name === 'si') {
        const decoded = decodeText(text)
        if (decoded.length > limits.cellChars) throw tooLong(limits)
        table.add(decoded)
      }
    },
  })
  return table
}

const tooLong = (limits: SheetLimits): Problem => new Problem(sheetProblems.longString, { limit: limits.cellChars })
