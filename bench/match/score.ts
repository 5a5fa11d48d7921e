/** Counts what a matcher made of lines whose truth is known, by kind of line. */
import type { Kind, Line } from './lists.ts'
import { errors } from './mistakes.ts'
import { outsiders } from './outsiders.ts'

export interface Verdict {
  readonly verdict: 'match' | 'review' | 'none'
  readonly registerId: string | null
}

interface Count {
  lines: number
  identifiable: number
  right: number
  rightIdentifiable: number
  wrong: number
  review: number
  ms: number
}
const nothing = (): Count => ({ lines: 0, identifiable: 0, right: 0, rightIdentifiable: 0, wrong: 0, review: 0, ms: 0 })

export interface Summary {
  readonly lines: number
  /** Links to somebody else, and links of outsiders, as a share of all links. */
  readonly falseLinks: number
  readonly precision: number
  /** Of the lines that say enough to tell who it is, those that were linked to that person. */
  readonly recall: number
  /** Of all lines about residents, however little they say. */
  readonly recallOfAll: number
  readonly review: number
}

export class Score {
  private readonly byKind = new Map<Kind, Count>()

  add(line: Line, { verdict, registerId }: Verdict, ms = 0): void {
    let count = this.byKind.get(line.kind)
    if (count === undefined) this.byKind.set(line.kind, (count = nothing()))
    count.lines++
    count.ms += ms
    if (line.identifiable) count.identifiable++
    if (verdict === 'review') count.review++
    if (verdict !== 'match') return
    if (registerId !== line.truth) count.wrong++
    else {
      count.right++
      if (line.identifiable) count.rightIdentifiable++
    }
  }

  summary(): Summary {
    const all = nothing()
    let residents = 0
    for (const [kind, count] of this.byKind) {
      for (const key of Object.keys(all) as (keyof Count)[]) all[key] += count[key]
      if ((errors as readonly Kind[]).includes(kind)) residents += count.lines
    }
    const links = Math.max(1, all.right + all.wrong)
    return {
      lines: all.lines,
      falseLinks: all.wrong / links,
      precision: all.right / links,
      recall: all.rightIdentifiable / Math.max(1, all.identifiable),
      recallOfAll: all.right / Math.max(1, residents),
      review: all.review / Math.max(1, all.lines),
    }
  }

  /** One row a kind: lines, precision, recall, review share, and microseconds a line; `beside` is another matcher's score. */
  *table(beside: Score): Generator<string> {
    const percent = (part: number, whole: number): string =>
      whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`
    const row = (cells: readonly string[]): string =>
      cells.map((cell, at) => (at === 0 ? cell.padEnd(26) : cell.padStart(13))).join('')
    yield row(['', 'lines', 'precision', 'recall', 'review', 'µs a line', 'rule: prec.', 'recall'])
    for (const kind of [...errors, ...outsiders]) {
      const [own, other] = [this.byKind.get(kind) ?? nothing(), beside.byKind.get(kind) ?? nothing()]
      const figures = (count: Count): [string, string] => [
        percent(count.right, count.right + count.wrong),
        percent(count.rightIdentifiable, count.identifiable),
      ]
      const [precision, recall] = figures(own)
      const micros = ((1000 * own.ms) / Math.max(1, own.lines)).toFixed(0)
      yield row([kind, String(own.lines), precision, recall, percent(own.review, own.lines), micros, ...figures(other)])
    }
  }
}
