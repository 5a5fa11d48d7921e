/**
 * A chain on the screen: which of its lines count as they are, which somebody must look at, and what would be written now.
 * Surprising: a doubtful line that was confirmed an hour ago is not asked about again. It is known by what the last chain left on
 * record at that door, as long as no other line of this chain accounts for it.
 */
import type { Chain, ChainDoubt } from '../../platform/pure/chain/model.ts'
import { isAsked } from '../../platform/pure/chain/model.ts'
import type { AddressParts } from '../register/address.ts'
import type { Match } from './chain-match.ts'
import { type MatchedLine, type OnRecord, type Planned, planChain } from './chain-plan.ts'
import type { TestResult } from './model.ts'

/** One person or household of one line; what a later line overruled is not there. */
export interface ChainRow {
  /** The same for the same words, so that a decision outlives the next pasting. */
  readonly key: string
  readonly line: number
  readonly lastLine: number
  /** The lines as they were pasted. */
  readonly text: string
  readonly corrects: readonly number[]
  readonly doubts: readonly ChainDoubt[]
  readonly name: string | null
  readonly address: AddressParts | null
  readonly heads: number | 'all' | null
  readonly result: TestResult | null
}

export function rowsOf({ lines, entries }: Chain<AddressParts, TestResult>): ChainRow[] {
  return entries.flatMap((entry) =>
    entry.people
      .filter((person) => person.overruledBy === null)
      .map(({ name, address, heads, value }) => ({
        key: [name ?? '', address?.key ?? '', heads ?? '', value ?? '', name || address ? '' : entry.lines[0]].join(
          '|',
        ),
        line: entry.lines[0] ?? 0,
        lastLine: entry.lines.at(-1) ?? 0,
        text: entry.lines.map((at) => lines[at - 1]?.text ?? '').join('\n'),
        corrects: entry.corrects,
        doubts: entry.doubts,
        ...{ name, heads, address: address?.parts ?? null, result: value },
      })),
  )
}

export type Decision = { readonly residentIds: readonly string[]; readonly result: TestResult } | 'left-out'
export type RowStatus = 'certain' | 'known' | 'asked' | 'unknown' | 'decided' | 'left-out'
export interface ReviewedRow {
  readonly row: ChainRow
  readonly match: Match
  readonly status: RowStatus
  /** Something else is on record of somebody here. */
  readonly differs: boolean
}
export interface Review {
  readonly rows: readonly ReviewedRow[]
  /** What would be written, one for each person. */
  readonly toWrite: readonly Planned[]
}

interface Sorted {
  readonly row: ChainRow
  readonly match: Match
  readonly decision: Decision | undefined
  readonly settled: MatchedLine | null
}

const headsOf = (row: ChainRow, match: Match): number =>
  row.heads === null ? 1 : row.heads === 'all' ? Math.max(1, match.chosen.length) : row.heads

/** @param matches of the rows, in their order */
export function reviewChain(
  rows: readonly ChainRow[],
  matches: readonly Match[],
  decisions: ReadonlyMap<string, Decision>,
  onRecord: (residentId: string) => OnRecord,
): Review {
  const sorted = rows.flatMap((row, i): Sorted[] => {
    const match = matches[i]
    if (!match) return []
    const decision = decisions.get(row.key)
    const sure = match.verdict === 'certain' && !isAsked(row.doubts) && row.result !== null
    const said =
      decision === undefined
        ? sure && row.result !== null
          ? { residentIds: match.chosen, result: row.result }
          : null
        : decision === 'left-out'
          ? null
          : decision
    return [{ row, match, decision, settled: said && { line: row.line, ...said } }]
  })
  const plan = planChain(
    sorted.flatMap(({ settled }) => (settled ? [settled] : [])),
    onRecord,
  )
  const planned = new Map(plan.map((one) => [one.residentId, one]))
  const claimed = new Set(planned.keys())
  const decided = new Set(sorted.flatMap(({ decision, settled }) => (decision && settled ? settled.residentIds : [])))

  const reviewed = sorted.map(({ row, match, decision, settled }): ReviewedRow => {
    const states = (settled?.residentIds ?? []).map((id) => planned.get(id)?.state)
    const differs = states.includes('differs')
    const status = ((): RowStatus => {
      if (decision === 'left-out') return 'left-out'
      if (decision !== undefined) return states.every((state) => state === 'known') ? 'known' : 'decided'
      if (settled) return states.every((state) => state === 'known') ? 'known' : differs ? 'asked' : 'certain'
      const free = match.candidates.filter((id) => !claimed.has(id) && onRecord(id).chain === row.result)
      const need = headsOf(row, match)
      if (row.result === null || free.length < need) return match.verdict === 'unknown' ? 'unknown' : 'asked'
      for (const id of free.slice(0, need)) claimed.add(id)
      return 'known'
    })()
    return { row, match, status, differs }
  })
  const toWrite = plan.filter(
    ({ residentId, state }) => state === 'new' || (state === 'differs' && decided.has(residentId)),
  )
  return { rows: reviewed, toWrite }
}
