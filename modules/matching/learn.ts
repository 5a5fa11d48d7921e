/**
 * Learns how this list errs, without being told any truth: expectation-maximisation over a sample of its lines.
 * Differs from the textbook in that a line is one person at most: the candidates of a line compete with each other, and
 * with its being nobody of the register, somebody's relative, or a namesake. What strangers and relatives look like is
 * not guessed along: it is counted, from random pairs and from people of the register that share a door.
 */
import { type Chances, firstChances, type Logs, logOf, matchLog, posterior, type Weighed } from './chances.ts'
import type { Field, Levels, Plan, Side } from './plan.ts'

/** Lines that the plan's own figures count for: a short list hardly moves them, a long one replaces them. */
const FAITH = 300
const ROUNDS = 25
const RARE = Math.log2(2e-4)

const chancesOf = (counts: Float64Array, prior: readonly number[], faith: number): Float64Array => {
  const total = counts.reduce((a, b) => a + b, 0) + faith
  const sum = prior.reduce((a, b) => a + b, 0)
  return counts.map((count, level) => logOf((count + (faith * (prior[level] as number)) / sum) / total))
}

/** Counts levels of pairs by field; pairs that agree where agreement is weighed by how common it is do not count there. */
const countLevels = (
  fields: readonly Field[],
  pairs: Iterable<readonly [Side, Side]>,
  passOver: (levels: Levels) => boolean,
): { counts: Float64Array[]; levels: Levels } => {
  const counts = fields.map(({ levels }) => new Float64Array(levels.length))
  const levels: Levels = new Int8Array(fields.length)
  for (const [line, person] of pairs) {
    compareAll(fields, line, person, levels)
    if (passOver(levels)) continue
    for (let f = 0; f < levels.length; f++)
      if ((levels[f] as number) >= 0) (counts[f] as Float64Array)[levels[f] as number]!++
  }
  return { counts, levels }
}

export const compareAll = (fields: readonly Field[], line: Side, person: Side, into: Levels): Levels => {
  for (let f = 0; f < fields.length; f++) into[f] = (fields[f] as Field).compare(line, person, into)
  return into
}

/** What strangers look like: levels whose chance is counted per term or per person keep the plan's figure. */
export const learnStrangers = (
  fields: readonly Field[],
  first: Logs,
  pairs: Iterable<readonly [Side, Side]>,
): Float64Array[] => {
  // A random pair is now and then one and the same person: two agreements that strangers hardly ever have give it away.
  const isRare = (level: number, f: number): boolean => level >= 0 && (first[f]?.[level] ?? 0) < RARE
  const { counts } = countLevels(fields, pairs, (levels) => levels.filter(isRare).length > 1)
  return fields.map(({ levels }, f) => {
    const own = counts[f] as Float64Array
    for (const [at, { term, perPerson }] of levels.entries()) if (term || perPerson) own[at] = 0
    const learnt = chancesOf(
      own,
      levels.map(({ stranger, term, perPerson }) => (term || perPerson ? 0 : stranger)),
      FAITH,
    )
    return learnt.map((log, at) => (levels[at]?.term || levels[at]?.perPerson ? (first[f]?.[at] as number) : log))
  })
}

/** What relatives look like, from pairs of the register that share a door. */
export const learnRelated = <P, L>(
  plan: Plan<P, L>,
  chances: Chances,
  pairsOf: (block: string) => Iterable<readonly [Side, Side]>,
): Chances => ({
  ...chances,
  others: chances.others.map((other, o) => {
    const { learnt, levels: first } = plan.alternatives[o] as (typeof plan.alternatives)[number]
    if (learnt === undefined) return other
    const { counts } = countLevels(plan.fields, pairsOf(learnt.block), () => false)
    return {
      ...other,
      levels: other.levels.map((own, f) => {
        const name = plan.fields[f]?.name ?? ''
        if (own === null || !learnt.fields.includes(name)) return own
        const most = learnt.most[name]
        return chancesOf(counts[f] as Float64Array, first[name] as readonly number[], FAITH).map((log, level) =>
          Math.min(log, logOf(most?.[level] ?? 1)),
        )
      }),
    }
  }),
})

/** Learns the chances of one and the same person, and how many lines are in the register at all. `sample`: candidates by line. */
export const learnMatches = <P, L>(
  plan: Plan<P, L>,
  chances: Chances,
  sample: readonly (readonly Weighed[])[],
  people: number,
): Chances => {
  if (sample.length === 0) return chances
  const first = firstChances(plan, people)
  const prior = plan.fields.map(({ levels }) => levels.map(({ match }) => match))
  let now = chances
  for (let round = 0; round < ROUNDS; round++) {
    const counts = plan.fields.map(({ levels }) => new Float64Array(levels.length))
    let present = 0
    const others = chances.others.map(() => 0)
    for (const pairs of sample) {
      for (const pair of pairs) pair.match = matchLog(pair.levels, now.match)
      const { probabilities, others: related } = posterior(pairs, now, people)
      for (const [o, share] of related.entries()) (others[o] as number) += share
      for (const [at, probability] of probabilities.entries()) {
        if (probability < 1e-6) continue
        present += probability
        const levels = (pairs[at] as Weighed).levels
        for (let f = 0; f < levels.length; f++)
          if ((levels[f] as number) >= 0) (counts[f] as Float64Array)[levels[f] as number]! += probability
      }
    }
    const all = sample.length + FAITH / 10
    const before = now
    now = {
      ...now,
      present: Math.min(0.98, Math.max(0.02, (present + (plan.present * FAITH) / 10) / all)),
      match: counts.map((count, f) => chancesOf(count, prior[f] as number[], FAITH)),
      // Never far below the plan's: a kind of outsider that the sample lacks may still stand elsewhere in the list.
      others: now.others.map((other, o) => {
        const usual = first.others[o]?.share ?? 0
        const share = ((others[o] as number) + usual * FAITH) / (sample.length + FAITH)
        return { ...other, share: Math.min(0.2, Math.max(usual / 3, share)) }
      }),
    }
    if (isSettled(before, now)) break
  }
  return { ...now, link: linkWithin(plan, now, sample, people) }
}

/** No weight moved by more than a fiftieth of a bit, no share by more than a thousandth. */
const isSettled = (before: Chances, now: Chances): boolean =>
  now.match.every((logs, f) => logs.every((log, level) => Math.abs(log - (before.match[f]?.[level] ?? 0)) < 0.02)) &&
  now.others.every(({ share }, o) => Math.abs(share - (before.others[o]?.share ?? 0)) < 1e-3) &&
  Math.abs(now.present - before.present) < 1e-3

/** The lowest probability at which, all links of the sample together, no more than the budget are expected false. */
const linkWithin = <P, L>(
  { budget }: Plan<P, L>,
  chances: Chances,
  sample: readonly (readonly Weighed[])[],
  people: number,
): number => {
  const best = sample
    .map((pairs) => {
      for (const pair of pairs) pair.match = matchLog(pair.levels, chances.match)
      return Math.max(0, ...posterior(pairs, chances, people).probabilities)
    })
    .filter((probability) => probability >= budget.least)
    .sort((a, b) => b - a)
  let wrong = 0
  for (const [at, probability] of best.entries()) {
    wrong += 1 - probability
    if (wrong > budget.wrong * (at + 1)) return Math.min(budget.most, Math.max(budget.least, probability))
  }
  return budget.least
}
