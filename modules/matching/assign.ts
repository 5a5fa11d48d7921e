/** One line, one person: for lists known to name nobody twice and registers that hold nobody twice. */
import type { Weighed } from './chances.ts'

/**
 * Gives every person to the line that fits best, the surest pairs first. Returns the pairs that each line keeps: its own
 * person, or all those that nobody else took.
 */
export const assignOneToOne = (lines: readonly (readonly Weighed[])[]): Weighed[][] => {
  const pairs = lines.flatMap((own, line) => own.map((pair) => ({ line, pair, gain: pair.match - pair.stranger })))
  pairs.sort((a, b) => b.gain - a.gain || a.line - b.line || a.pair.row - b.pair.row)
  const lineOf = new Map<number, number>()
  const given = new Set<number>()
  for (const { line, pair } of pairs) {
    if (given.has(line) || lineOf.has(pair.row)) continue
    given.add(line)
    lineOf.set(pair.row, line)
  }
  return lines.map((own, line) => own.filter(({ row }) => (lineOf.get(row) ?? line) === line))
}
