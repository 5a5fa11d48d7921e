/** A judged line as a result for people: every field with its level and weight, of the best candidate and of the next. */
import { posterior, strangerLog, type Weighed } from './chances.ts'
import type { Judge, Judged } from './judge.ts'
import type { Candidate, ComparedField, MatchResult } from './model.ts'
import { Cursor } from './table.ts'

/** Weights are against whatever else explains the pair best: for a neighbour a stranger, for a sibling a relative. */
const fieldsOf = <P, L>({ plan, register, chances, people }: Judge<P, L>, pair: Weighed): ComparedField[] => {
  const person = new Cursor(register.table).at(pair.row)
  let rival = -1
  let most = pair.stranger
  for (const [o, log] of pair.others.entries()) {
    const weight = Math.log2((chances.others[o]?.share ?? 0) / people) + log
    if (weight > most) [rival, most] = [o, weight]
  }
  const compared: ComparedField[] = []
  for (const [f, field] of plan.fields.entries()) {
    const level = pair.levels[f] as number
    const found = field.levels[level]
    if (found === undefined) continue
    const asStranger = strangerLog(field, f, level, person, chances.stranger, register.terms, people)
    const otherwise = chances.others[rival]?.levels[f]?.[level] ?? asStranger
    const bits = (chances.match[f]?.[level] as number) - otherwise
    compared.push({ field: field.name, level: found.name, bits, words: found.words })
  }
  return compared
}

const candidateOf = <P, L>(
  judge: Judge<P, L>,
  { pairs, posterior: likelihood }: Judged,
  at: number,
): Candidate | null => {
  const pair = pairs[at]
  if (pair === undefined) return null
  const alone = posterior([{ ...pair, company: 0 }], judge.chances, judge.people).probabilities[0] as number
  return {
    registerId: judge.idOf(pair),
    bits: Math.log2(Math.max(alone, 1e-30) / Math.max(1 - alone, 1e-15)),
    probability: likelihood.probabilities[at] as number,
    fields: fieldsOf(judge, pair),
  }
}

export const resultOf = <P, L>(judge: Judge<P, L>, listId: string, judged: Judged): MatchResult => {
  const best = candidateOf(judge, judged, judged.first)
  return {
    listId,
    verdict: judged.verdict,
    probability: best?.probability ?? 0,
    best,
    runnerUp: candidateOf(judge, judged, judged.second),
    because: judged.because,
  }
}
