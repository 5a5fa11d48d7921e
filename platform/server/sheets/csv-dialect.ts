/** Which character separates the columns of a csv: found by which one every line has equally often. */

const DELIMITERS = [',', '\t', ';'] as const
export type Delimiter = (typeof DELIMITERS)[number]

export interface CsvDialect {
  readonly delimiter: Delimiter
  /** How many columns most lines have. */
  readonly columns: number
  /** The first line is `sep=;`, a note to Excel that Excel does not show. */
  readonly note: boolean
}

const LINES = 50

/** `head`: the beginning of the text, some tens of kilobytes. */
export function csvDialect(head: string): CsvDialect {
  const lines = unquotedLines(head)
  const [, noted] = /^sep=([,;\t])(?:\r\n|\n|\r)/i.exec(head) ?? []
  let best: CsvDialect = { delimiter: ',', columns: 1, note: false }
  let bestScore = 0
  for (const delimiter of noted === undefined ? DELIMITERS : [noted as Delimiter]) {
    const { times, lines: alike } = commonest(lines.map((line) => line.split(delimiter).length - 1))
    // How many lines agree weighs most; between equals, more columns.
    const score = alike * 1000 + Math.min(times, 999)
    if (noted !== undefined || (times > 0 && score > bestScore)) {
      best = { delimiter, columns: times + 1, note: noted !== undefined }
      bestScore = score
    }
  }
  return best
}

/** Lines without what stands in quotes, so that a comma within an address does not count. */
const unquotedLines = (head: string): string[] =>
  head
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES)

/** The most frequent count that is not 0, and how many lines have it. */
function commonest(counts: readonly number[]): { times: number; lines: number } {
  const tally = new Map<number, number>()
  for (const count of counts) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1)
  let best = { times: 0, lines: 0 }
  for (const [times, lines] of tally) if (lines > best.lines) best = { times, lines }
  return best
}
