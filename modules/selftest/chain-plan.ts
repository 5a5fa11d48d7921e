/**
 * What a chain comes to, person by person: its lines in order, the later over the earlier, held against what is on record.
 * The same chain pasted again, grown by the lines of the last hour, plans nothing for lines that are known.
 */
import type { TestResult } from './model.ts'

export interface MatchedLine {
  /** Where it stands in the text. */
  readonly line: number
  readonly result: TestResult
  /** Everybody whom it is of; decided by the match, or by whoever looked at it. */
  readonly residentIds: readonly string[]
}
export interface OnRecord {
  /** What counts now, whoever reported it. */
  readonly standing: TestResult | null
  /** What the last chain said. */
  readonly chain: TestResult | null
}
export interface Planned {
  readonly residentId: string
  readonly result: TestResult
  readonly line: number
  /** known: nothing to write. differs: something else is on record, so somebody must look. */
  readonly state: 'new' | 'known' | 'differs'
  /** An earlier line of this chain that said otherwise. */
  readonly over: number | null
}

/** @param lines in the order of the text */
export function planChain(lines: readonly MatchedLine[], onRecord: (residentId: string) => OnRecord): Planned[] {
  const planned = new Map<string, Planned>()
  for (const { line, result, residentIds } of lines)
    for (const residentId of residentIds) {
      const before = planned.get(residentId)
      const over = before && before.result !== result ? before.line : (before?.over ?? null)
      planned.set(residentId, { residentId, result, line, state: stateOf(result, onRecord(residentId)), over })
    }
  return [...planned.values()]
}

function stateOf(result: TestResult, { standing, chain }: OnRecord): Planned['state'] {
  // The chain has been here before: what was reported since by other ways stays over it.
  if (chain === result || standing === result) return 'known'
  return standing === null ? 'new' : 'differs'
}
