/**
 * How likely every outcome of comparing a field is: for one and the same person, for strangers, and for whoever else the
 * line could be (a relative, a twin, a namesake). Kept as log2, so that weights are differences and add up as bits.
 */
import { holdersOf, type TermCounts } from './index-of-keys.ts'
import type { Field, Levels, Plan, Side } from './plan.ts'

/** log2 of a chance by field and level. */
export type Logs = readonly Float64Array[]

export interface OtherChances {
  /** Share of lines that are such a one of somebody in the register. */
  readonly share: number
  /** Null for a field in which they are as strangers are. */
  readonly levels: readonly (Float64Array | null)[]
}

/** Arrays and numbers only: may be handed to another thread. */
export interface Chances {
  /** Share of lines whose person is in the register. */
  readonly present: number
  /** Probability from which a line is linked. */
  readonly link: number
  readonly match: Logs
  readonly stranger: Logs
  readonly others: readonly OtherChances[]
}

/** No outcome is impossible. */
const LEAST = 1e-9
export const logOf = (chance: number): number => Math.log2(Math.max(chance, LEAST))

/** What the plan says before anything is learned; `people` is the size of the register. */
export const firstChances = <P, L>(plan: Plan<P, L>, people: number): Chances => ({
  present: plan.present,
  link: plan.link,
  match: plan.fields.map(({ levels }) => Float64Array.from(levels, ({ match }) => logOf(match))),
  stranger: plan.fields.map(({ levels }) =>
    Float64Array.from(levels, ({ stranger, perPerson }) =>
      logOf(perPerson ? stranger / Math.max(1, people) : stranger),
    ),
  ),
  others: plan.alternatives.map(({ share, levels }) => ({
    share,
    levels: plan.fields.map(({ name }) => (levels[name] === undefined ? null : Float64Array.from(levels[name], logOf))),
  })),
})

/** log2 of the chance that a stranger agrees with this person as far as `level` says; fewer bits for a common value. */
export const strangerLog = (
  field: Field,
  at: number,
  level: number,
  person: Side,
  logs: Logs,
  terms: TermCounts,
  people: number,
): number => {
  const term = field.levels[level]?.term
  const value = term === undefined ? 0 : term.of(person)
  if (term === undefined || value === 0) return (logs[at] as Float64Array)[level] as number
  const holders = holdersOf(terms, at, level, value)
  const own = term.self && holders > 0 ? 1 : 0
  return logOf((holders - own + term.weight * term.base) / (people - own + term.weight))
}

/** One pair of a line and a person, weighed. */
export interface Weighed {
  readonly row: number
  readonly levels: Levels
  /** log2 of the chance of all levels together, for the same person, for strangers, and for each alternative. */
  match: number
  readonly stranger: number
  readonly others: readonly number[]
  /** log2 of how much likelier the rest of the household looks as it does when the line belongs to it; 0 without any. */
  company: number
}

export const matchLog = (levels: Levels, match: Logs): number => {
  let sum = 0
  for (let f = 0; f < levels.length; f++) {
    const level = levels[f] as number
    if (level >= 0) sum += (match[f] as Float64Array)[level] as number
  }
  return sum
}

/** Weighs pairs; one for many, so that the crowd of unlikely pairs costs no memory. */
export class Scale {
  private readonly asStranger: Float64Array
  private readonly fields: readonly Field[]
  private readonly chances: Chances
  private readonly terms: TermCounts
  private readonly people: number
  private match = 0
  private stranger = 0

  constructor(fields: readonly Field[], chances: Chances, terms: TermCounts, people: number) {
    this.fields = fields
    this.chances = chances
    this.terms = terms
    this.people = people
    this.asStranger = new Float64Array(fields.length)
  }

  /** log2 of how much likelier these levels are for the same person than for a stranger. */
  gain(levels: Levels, person: Side): number {
    const { fields, chances, terms, people } = this
    this.match = matchLog(levels, chances.match)
    this.stranger = 0
    for (let f = 0; f < levels.length; f++) {
      const level = levels[f] as number
      if (level < 0) continue
      const log = strangerLog(fields[f] as Field, f, level, person, chances.stranger, terms, people)
      this.asStranger[f] = log
      this.stranger += log
    }
    return this.match - this.stranger
  }

  /** The pair whose gain was asked last, to be kept. */
  kept(row: number, levels: Levels): Weighed {
    const others = this.chances.others.map(({ levels: own }) => {
      let sum = 0
      for (let f = 0; f < levels.length; f++) {
        const level = levels[f] as number
        if (level >= 0) sum += own[f]?.[level] ?? (this.asStranger[f] as number)
      }
      return sum
    })
    return { row, levels: levels.slice(), match: this.match, stranger: this.stranger, others, company: 0 }
  }
}

/** Of one line: how likely it is each candidate, and how likely some candidate's relative, twin or namesake. */
export interface Posterior {
  /** In the order given. */
  readonly probabilities: readonly number[]
  /** By alternative, all candidates together. */
  readonly others: readonly number[]
}

export const posterior = (pairs: readonly Weighed[], chances: Chances, people: number): Posterior => {
  const nobody = Math.max(1e-6, 1 - chances.present - chances.others.reduce((sum, { share }) => sum + share, 0))
  const each = Math.log2(people)
  const weights = [chances.present, ...chances.others.map(({ share }) => share)].map((share) => logOf(share) - each)
  // Exponents run to some hundred bits: everything is taken relative to the likeliest.
  let top = Math.log2(nobody)
  for (const pair of pairs) {
    const base = pair.company - pair.stranger
    top = Math.max(top, (weights[0] as number) + pair.match + base)
    for (let o = 0; o < pair.others.length; o++)
      top = Math.max(top, (weights[o + 1] as number) + (pair.others[o] as number) + base)
  }
  let total = nobody * 2 ** -top
  const own: number[] = []
  const others = chances.others.map(() => 0)
  for (const pair of pairs) {
    const base = pair.company - pair.stranger - top
    const odds = 2 ** ((weights[0] as number) + pair.match + base)
    own.push(odds)
    total += odds
    for (let o = 0; o < others.length; o++) {
      const other = 2 ** ((weights[o + 1] as number) + (pair.others[o] as number) + base)
      ;(others[o] as number) += other
      total += other
    }
  }
  return { probabilities: own.map((odds) => odds / total), others: others.map((odds) => odds / total) }
}
