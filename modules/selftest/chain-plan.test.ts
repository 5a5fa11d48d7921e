/** What is written for a chain, and that pasting it again writes nothing. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type MatchedLine, type OnRecord, planChain } from './chain-plan.ts'
import type { TestResult } from './model.ts'

const nothing = (): OnRecord => ({ standing: null, chain: null })
const line = (at: number, result: TestResult, ...residentIds: string[]): MatchedLine => ({
  line: at,
  result,
  residentIds,
})
const said = (lines: MatchedLine[], onRecord = nothing) =>
  planChain(lines, onRecord).map(
    (p) => `${p.residentId} ${p.result} ${p.state}${p.over === null ? '' : ` over ${p.over}`}`,
  )

test('later lines count instead of earlier ones', () => {
  expect(said([line(1, 'negative', 'a', 'b', 'c'), line(2, 'positive', 'b')])).toEqual([
    'a negative new',
    'b positive new over 1',
    'c negative new',
  ])
})
test.each([
  [{ standing: null, chain: null }, 'negative', 'new'],
  [{ standing: 'negative', chain: null }, 'negative', 'known'],
  [{ standing: 'positive', chain: null }, 'negative', 'differs'],
  // the chain said so before; a positive reported since on the page stays over it
  [{ standing: 'positive', chain: 'negative' }, 'negative', 'known'],
  // the chain itself changed its mind, and back
  [{ standing: 'positive', chain: 'positive' }, 'negative', 'differs'],
  [{ standing: 'invalid', chain: 'invalid' }, 'negative', 'differs'],
] as [OnRecord, TestResult, string][])('with %j on record, %s is %s', (record, result, state) => {
  expect(planChain([line(1, result, 'a')], () => record)[0]?.state).toBe(state)
})

const results = fc.constantFrom<TestResult[]>('negative', 'positive', 'invalid')
const chain = fc.array(
  fc.record({ result: results, residentIds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }) }),
  {
    maxLength: 20,
  },
)
const numbered = (lines: readonly Omit<MatchedLine, 'line'>[]): MatchedLine[] =>
  lines.map((l, i) => ({ ...l, line: i + 1 }))
/** The register of results as it is after a plan was written. */
const written = (lines: readonly MatchedLine[]) => {
  const record = new Map<string, TestResult>()
  for (const { residentId, result } of planChain(lines, nothing)) record.set(residentId, result)
  return (id: string): OnRecord => ({ standing: record.get(id) ?? null, chain: record.get(id) ?? null })
}
test('pasting it again plans nothing; grown by lines of other people, only those', () => {
  fc.assert(
    fc.property(chain, results, (lines, result) => {
      const first = numbered(lines)
      const again = planChain(first, written(first))
      expect(again.every(({ state }) => state === 'known')).toBe(true)
      const grown = planChain([...first, line(99, result, 'late')], written(first))
      expect(grown.filter(({ state }) => state !== 'known').map(({ residentId }) => residentId)).toEqual(['late'])
    }),
  )
})
