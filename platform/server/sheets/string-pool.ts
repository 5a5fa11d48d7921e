/**
 * The shared texts of a workbook being written, up to a budget; what comes after it is written inside its cell.
 * Surprising: inline texts alone would be simpler, but phone previews and Apple's programs show such cells empty,
 * and most lists fit the budget whole.
 */
import { encodeText } from './cell-text.ts'

const MOST_TEXTS = 100_000
const MOST_CHARS = 4 * 1024 * 1024
const RUN = 1000

export class StringPool {
  private readonly indexes = new Map<string, number>()
  private chars = 0
  private readonly mostTexts: number
  private readonly mostChars: number

  constructor(mostTexts = MOST_TEXTS, mostChars = MOST_CHARS) {
    this.mostTexts = mostTexts
    this.mostChars = mostChars
  }

  /** The text's place in the table, or undefined when the table is full. */
  indexOf(text: string): number | undefined {
    const known = this.indexes.get(text)
    if (known !== undefined) return known
    const index = this.indexes.size
    if (index >= this.mostTexts || this.chars + text.length > this.mostChars) return undefined
    this.indexes.set(text, index)
    this.chars += text.length
    return index
  }

  /** The table as the part `xl/sharedStrings.xml`. */
  *xml(): Generator<string, void, undefined> {
    yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    let run = ''
    let texts = 0
    for (const text of this.indexes.keys()) {
      run += `<si><t xml:space="preserve">${encodeText(text)}</t></si>`
      if (++texts % RUN === 0) {
        yield run
        run = ''
      }
    }
    yield `${run}</sst>`
  }
}
