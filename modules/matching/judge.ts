/**
 * Judges lines against an opened register: finds candidates by shared keys, weighs them, and says match, review or none.
 * Everything that it needs of the register is arrays, so several threads may judge parts of one list over one register.
 */
import type { Word } from '../../platform/pure/words.ts'
import { type Chances, firstChances, type Posterior, posterior, Scale, type Weighed } from './chances.ts'
import { rowsOfKey } from './index-of-keys.ts'
import { compareAll } from './learn.ts'
import type { Verdict } from './model.ts'
import type { OpenRegister } from './open-register.ts'
import type { Block, Levels, Plan, Side } from './plan.ts'
import { Cursor } from './table.ts'
import { matchingWords } from './words.ts'

/** A line judged, with the pairs behind it; `second` and `first` are places in `pairs`, −1 without one. */
export interface Judged {
  readonly verdict: Verdict
  readonly because: Word
  readonly pairs: readonly Weighed[]
  readonly posterior: Posterior
  readonly first: number
  readonly second: number
}

/** Pairs this much less likely than the best of their line cannot matter for it. */
const FAR = 30
const MOST_KEPT = 12

export class Judge<P, L> {
  readonly plan: Plan<P, L>
  readonly register: OpenRegister
  readonly people: number
  chances: Chances
  private readonly person: Cursor
  private readonly other: Cursor
  private readonly seen: Int32Array
  private visit = 0
  private readonly stages: readonly (readonly [number, Block])[][]

  constructor(plan: Plan<P, L>, register: OpenRegister, chances?: Chances) {
    this.plan = plan
    this.register = register
    this.people = Math.max(1, register.table.rows)
    this.chances = chances ?? firstChances(plan, this.people)
    this.person = new Cursor(register.table)
    this.other = new Cursor(register.table)
    this.seen = new Int32Array(register.table.rows)
    const asked = [...plan.blocks.entries()].filter(([at]) => (register.index.keysOfBlock[at] as number) > 0)
    this.stages = [0, 1, 2].map((stage) => asked.filter(([, block]) => block.stage === stage))
  }

  /** The likely candidates of a line, best first by odds against a stranger. */
  candidates(line: Side): Weighed[] {
    const { fields } = this.plan
    const visit = ++this.visit
    const levels: Levels = new Int8Array(fields.length)
    const scale = new Scale(fields, this.chances, this.register.terms, this.people)
    const found: Weighed[] = []
    let best = Number.NEGATIVE_INFINITY
    const gains = (pair: Weighed): number => pair.match - pair.stranger
    for (const stage of this.stages) {
      for (const [salt, block] of stage) {
        block.ofLine(line, (key) =>
          rowsOfKey(this.register.index, salt, key, block.most, (row) => {
            if (this.seen[row] === visit) return
            this.seen[row] = visit
            const person = this.person.at(row)
            compareAll(fields, line, person, levels)
            const gain = scale.gain(levels, person)
            if (gain < best - FAR) return
            best = Math.max(best, gain)
            found.push(scale.kept(row, levels))
          }),
        )
      }
      if (found.length > 0 && this.isSettled(found)) break
    }
    // Ids and not places in the table decide between equals, so that the order of the register does not matter.
    const kept = found
      .filter((pair) => gains(pair) >= best - FAR)
      .sort((a, b) => gains(b) - gains(a) || (this.person.at(a.row).id < this.person.at(b.row).id ? -1 : 1))
      .slice(0, MOST_KEPT)
    this.meetHouseholds(kept)
    return kept
  }

  /** Members of one household speak for each other: a child called on the mother's phone is not a stranger with two coincidences. */
  private meetHouseholds(pairs: readonly Weighed[]): void {
    const kin = this.plan.alternatives.findIndex(({ household }) => household)
    if (kin < 0 || this.plan.related === undefined) return
    for (const pair of pairs) {
      for (const member of pairs) {
        const gain = (member.others[kin] as number) - member.stranger
        if (member === pair || gain <= 0) continue
        if (this.plan.related(this.person.at(pair.row), this.other.at(member.row))) pair.company += gain
      }
    }
  }

  private isSettled(found: readonly Weighed[]): boolean {
    const settled = found.filter(({ levels }) => this.plan.settled(levels))
    return settled.length === 1
  }

  /** `pairs`: the candidates, where they have been looked up already. */
  judge(line: Side, pairs: readonly Weighed[] = this.candidates(line)): Judged {
    const likelihood = posterior(pairs, this.chances, this.people)
    const order = pairs
      .map((_, at) => at)
      .sort((a, b) => (likelihood.probabilities[b] as number) - (likelihood.probabilities[a] as number) || a - b)
    const [first = -1, second = -1] = order
    const best = pairs[first]
    const of = (verdict: Verdict, because: Word): Judged => ({
      verdict,
      because,
      pairs,
      posterior: likelihood,
      first,
      second,
    })
    if (best === undefined) return of('none', matchingWords.nobodyNear)
    const probability = likelihood.probabilities[first] as number
    const together = likelihood.probabilities.reduce((a, b) => a + b, 0)
    if (together < this.plan.look) return of('none', matchingWords.tooUnlikely)
    const others = order.slice(1).map((at) => (pairs[at] as Weighed).levels)
    const bar = this.plan.bars.find((each) => each.holds(line, best.levels, others))
    if (bar?.atMost === 'none') return of('none', bar.words)
    if (probability >= this.chances.link)
      return bar === undefined ? of('match', matchingWords.sure) : of('review', bar.words)
    const tied = second >= 0 && (likelihood.probabilities[second] as number) > 0.05
    return of('review', tied ? matchingWords.severalFit : (bar?.words ?? matchingWords.notSure))
  }

  idOf(pair: Weighed): string {
    return this.person.at(pair.row).id
  }
}
