/**
 * Judges lines against an opened register: finds candidates by shared keys, weighs them, and says match, review or none.
 * Everything that it needs of the register is arrays, so several threads may judge parts of one list over one register.
 */
import { hash53, mix32 } from '../../platform/pure/hash.ts'
import type { Word } from '../../platform/pure/words.ts'
import { type Chances, firstChances, type Posterior, posterior, strangerLog, Scale, type Weighed } from './chances.ts'
import { countTerms, indexKeys, type KeyIndex, rowsOfKey, type TermCounts } from './index-of-keys.ts'
import { compareAll, learnMatches, learnRelated, learnStrangers, strangerPairs } from './learn.ts'
import type { Candidate, ComparedField, MatchResult, Verdict } from './model.ts'
import type { Block, Levels, Plan, Side } from './plan.ts'
import { type Allocate, Cursor, ownMemory, type Table, TableBuilder } from './table.ts'
import { matchingWords } from './words.ts'

/** Arrays only: may be handed to another thread as it is. */
export interface OpenRegister {
  readonly table: Table
  readonly index: KeyIndex
  readonly terms: TermCounts
}

export const openRegister = <P, L>(
  plan: Plan<P, L>,
  people: Iterable<P>,
  allocate: Allocate = ownMemory,
): OpenRegister => {
  const builder = new TableBuilder(plan.columns)
  for (const person of people) {
    builder.begin(plan.idOfPerson(person))
    plan.readPerson(person, builder)
  }
  return indexRegister(plan, builder.seal(allocate), allocate)
}

export const indexRegister = <P, L>(plan: Plan<P, L>, table: Table, allocate: Allocate = ownMemory): OpenRegister => ({
  table,
  index: indexKeys(table, plan.blocks, allocate),
  terms: countTerms(table, plan.fields, allocate),
})

/** A line judged, with the pairs behind it; `second` and `first` are places in `pairs`, −1 without one. */
export interface Judged {
  readonly verdict: Verdict
  readonly because: Word
  readonly pairs: readonly Weighed[]
  readonly posterior: Posterior
  readonly first: number
  readonly second: number
}

const SAMPLE_LINES = 20_000
const SAMPLE_PAIRS = 100_000
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
      ...{ verdict, because, pairs, first, second },
      posterior: likelihood,
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

  /** Learns from the lines how this list errs; the same lines give the same figures in whatever order the register is. */
  learn(lines: Table): void {
    const { plan, register, people } = this
    const order = { lines: inHashOrder(lines, SAMPLE_LINES), people: inHashOrder(register.table, SAMPLE_PAIRS) }
    const first = firstChances(plan, people)
    const pairs = strangerPairs(new Cursor(lines), new Cursor(register.table), order, SAMPLE_PAIRS)
    this.chances = { ...first, stranger: learnStrangers(plan.fields, first.stranger, pairs) }
    this.chances = learnRelated(plan, this.chances, (block) => this.relatedPairs(block, order.people))
    const line = new Cursor(lines)
    const sample = order.lines.map((row) => this.candidates(line.at(row)))
    this.chances = learnMatches(plan, this.chances, sample, people)
  }

  /** Pairs of register people with a common key of a block. */
  private *relatedPairs(name: string, order: readonly number[]): Generator<readonly [Side, Side]> {
    const salt = this.plan.blocks.findIndex((block) => block.name === name)
    const block = this.plan.blocks[salt] as Block
    const [one, other] = [new Cursor(this.register.table), new Cursor(this.register.table)]
    for (const row of order.slice(0, SAMPLE_LINES)) {
      const rows: number[] = []
      const collect = (found: number): void => void (found !== row && rows.push(found))
      block.ofPerson(one.at(row), (key) => rowsOfKey(this.register.index, salt, key, 12, collect))
      for (const found of rows) yield [one.at(row), other.at(found)]
    }
  }

  result(listId: string, judged: Judged): MatchResult {
    const best = this.candidate(judged, judged.first)
    return {
      listId,
      verdict: judged.verdict,
      probability: best?.probability ?? 0,
      best,
      runnerUp: this.candidate(judged, judged.second),
      because: judged.because,
    }
  }

  idOf(pair: Weighed): string {
    return this.person.at(pair.row).id
  }

  private candidate({ pairs, posterior: { probabilities } }: Judged, at: number): Candidate | null {
    const pair = pairs[at]
    if (pair === undefined) return null
    const alone = posterior([{ ...pair, company: 0 }], this.chances, this.people).probabilities[0] as number
    return {
      registerId: this.idOf(pair),
      bits: Math.log2(Math.max(alone, 1e-30) / Math.max(1 - alone, 1e-15)),
      probability: probabilities[at] as number,
      fields: this.fieldsOf(pair),
    }
  }

  /** Weights against whatever else explains the pair best. */
  private fieldsOf(pair: Weighed): ComparedField[] {
    const { fields } = this.plan
    const person = this.person.at(pair.row)
    let rival = -1
    let most = pair.stranger
    for (const [o, log] of pair.others.entries()) {
      const weight = Math.log2((this.chances.others[o]?.share ?? 0) / this.people) + log
      if (weight > most) [rival, most] = [o, weight]
    }
    const compared: ComparedField[] = []
    for (const [f, field] of fields.entries()) {
      const level = pair.levels[f] as number
      if (level < 0) continue
      const asStranger = strangerLog(field, f, level, person, this.chances.stranger, this.register.terms, this.people)
      const otherwise = this.chances.others[rival]?.levels[f]?.[level] ?? asStranger
      const { name, words } = field.levels[level] as (typeof field.levels)[number]
      compared.push({
        field: field.name,
        level: name,
        bits: (this.chances.match[f]?.[level] as number) - otherwise,
        words,
      })
    }
    return compared
  }
}

/** At most `most` rows, those whose ids have the lowest hashes: a sample that does not depend on the order of the table. */
const inHashOrder = (table: Table, most: number): number[] => {
  const cursor = new Cursor(table)
  const hashes = new Float64Array(table.rows)
  for (let row = 0; row < table.rows; row++) hashes[row] = mix32(hash53(cursor.at(row).id), 5)
  const limit = table.rows <= most ? Number.POSITIVE_INFINITY : (hashes.toSorted()[most - 1] as number)
  const rows: number[] = []
  for (let row = 0; row < table.rows; row++) if ((hashes[row] as number) <= limit) rows.push(row)
  return rows.sort((a, b) => (hashes[a] as number) - (hashes[b] as number) || a - b)
}
