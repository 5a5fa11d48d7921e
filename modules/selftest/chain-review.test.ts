/** What the screen asks about, and what it does not ask about twice. */
import { expect, test } from 'vitest'
import { readChain } from '../../platform/pure/chain/chain.ts'
import type { Match } from './chain-match.ts'
import type { OnRecord } from './chain-plan.ts'
import { chainReaders } from './chain-readers.ts'
import { type Decision, reviewChain, rowsOf } from './chain-review.ts'
import type { TestResult } from './model.ts'

const rows = (text: string) => rowsOf(readChain(text, chainReaders()))
const certain = (...chosen: string[]): Match => ({
  verdict: 'certain',
  because: 'door-and-name',
  chosen,
  candidates: chosen,
})
const doubtful = (...candidates: string[]): Match => ({
  verdict: 'doubtful',
  because: 'name-not-here',
  chosen: [],
  candidates,
})
const unknown: Match = { verdict: 'unknown', because: 'nobody', chosen: [], candidates: [] }
const recorded =
  (record: Record<string, TestResult> = {}, standing = record) =>
  (id: string): OnRecord => ({ standing: standing[id] ?? null, chain: record[id] ?? null })
const review = (text: string, matches: Match[], decided: [number, Decision][] = [], onRecord = recorded()) => {
  const all = rows(text)
  const decisions = new Map(decided.map(([i, decision]) => [all[i]?.key ?? '', decision]))
  const { rows: reviewed, toWrite } = reviewChain(all, matches, decisions, onRecord)
  return [reviewed.map((r) => r.status).join(' '), toWrite.map((p) => `${p.residentId} ${p.result}`).join(', ')]
}

const TWO = '1. 张三 3-2-1201 阴性\n2. 3-2-1201小宝妈 阴性'
test('what is certain is written, what is not is asked about', () => {
  expect(review(TWO, [certain('zhang'), doubtful('zhang', 'bao')])).toEqual(['certain asked', 'zhang negative'])
  expect(review(TWO, [certain('zhang'), unknown])).toEqual(['certain unknown', 'zhang negative'])
})
test('a line that the parser doubts is asked about, however certain the person', () => {
  expect(review('1. 张三 3-2-1201 阴性？', [certain('zhang')])).toEqual(['asked', ''])
  expect(review('1. 张三 3-2-1201', [certain('zhang')])).toEqual(['asked', ''])
  expect(review('1. 张三 3-2-1201 阴性 [图片]', [certain('zhang')])).toEqual(['certain', 'zhang negative'])
})
test('a decision counts, also for another result; leaving out writes nothing', () => {
  expect(
    review(TWO, [certain('zhang'), doubtful('zhang', 'bao')], [[1, { residentIds: ['bao'], result: 'positive' }]]),
  ).toEqual(['certain decided', 'zhang negative, bao positive'])
  expect(review(TWO, [certain('zhang'), doubtful('zhang', 'bao')], [[1, 'left-out']])).toEqual([
    'certain left-out',
    'zhang negative',
  ])
})
test('where something else is on record, somebody looks first', () => {
  const onRecord = recorded({}, { zhang: 'positive' })
  expect(review(TWO, [certain('zhang'), unknown], [], onRecord)).toEqual(['asked unknown', ''])
  expect(
    review(TWO, [certain('zhang'), unknown], [[0, { residentIds: ['zhang'], result: 'negative' }]], onRecord),
  ).toEqual(['decided unknown', 'zhang negative'])
})
test('pasted again, a doubtful line that was confirmed is known; what another line accounts for does not make it so', () => {
  const matches = [certain('zhang'), doubtful('zhang', 'bao')]
  expect(review(TWO, matches, [], recorded({ zhang: 'negative', bao: 'negative' }))).toEqual(['known known', ''])
  expect(review(TWO, matches, [], recorded({ zhang: 'negative' }))).toEqual(['known asked', ''])
  // changed since: asked again
  expect(review(TWO, matches, [], recorded({ zhang: 'negative', bao: 'positive' }))).toEqual(['known asked', ''])
})
test('one record accounts for one doubtful line only', () => {
  const text = '1. 3-2-1201小宝妈 阴性\n2. 3-2-1201小宝爸 阴性'
  expect(review(text, [doubtful('a', 'b'), doubtful('a', 'b')], [], recorded({ a: 'negative' }))).toEqual([
    'known asked',
    '',
  ])
})
test('rows carry the words as pasted, over all their lines, and forget who was overruled', () => {
  const [only, ...others] = rows('5. 张三 3-2-1201 阴性\n16. 3-2-1701\n郑十三 阴性\n更正：5号 阳性')
  expect(others).toHaveLength(1)
  expect(only).toMatchObject({ line: 2, lastLine: 3, text: '16. 3-2-1701\n郑十三 阴性', name: '郑十三' })
  expect(others[0]).toMatchObject({ line: 4, text: '更正：5号 阳性', corrects: [1], name: '张三', result: 'positive' })
})
