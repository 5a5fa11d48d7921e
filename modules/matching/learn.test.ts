/** Learning without being told: from a list whose errors are known, the chances of those errors come back. */
import { expect, test } from 'vitest'
import { hash53 } from '../../platform/pure/hash.ts'
import { assignOneToOne } from './assign.ts'
import { Judge } from './judge.ts'
import { openMatcherFor, readLines } from './matcher.ts'
import { openRegister } from './open-register.ts'
import type { Block, Field, Plan } from './plan.ts'
import { teach } from './teach.ts'

interface Record {
  readonly id: string
  readonly values: readonly number[]
}
const FIELDS = 4
const WORD = ['项', 'field'] as const

const field = (at: number): Field => ({
  name: `f${at}`,
  words: WORD,
  levels: [
    { name: 'same', words: WORD, match: 0.9, stranger: 0.01 },
    { name: 'different', words: WORD, match: 0.1, stranger: 0.99 },
  ],
  compare: (line, person) => (line.number(at) === person.number(at) ? 0 : 1),
})
const block = (at: number): Block => {
  const keys: Block['ofPerson'] = (side, emit) => emit(side.number(at))
  return { name: `f${at}`, stage: 0, most: 100, ofPerson: keys, ofLine: keys }
}
const plan: Plan<Record, Record> = {
  columns: FIELDS,
  fields: Array.from({ length: FIELDS }, (_, at) => field(at)),
  alternatives: [],
  blocks: Array.from({ length: FIELDS }, (_, at) => block(at)),
  bars: [],
  present: 0.5,
  link: 0.5,
  look: 0.5,
  budget: { least: 0.5, most: 0.5, wrong: 1 },
  idOfPerson: ({ id }) => id,
  idOfLine: ({ id }) => id,
  readPerson: ({ values }, row) => values.forEach((value, at) => row.number(at, value)),
  readLine: ({ values }, row) => values.forEach((value, at) => row.number(at, value)),
  settled: () => false,
}

const toss = (...key: readonly number[]): number => (hash53(key.join(' ')) % 1e6) / 1e6
const register = Array.from({ length: 2000 }, (_, i) => ({
  id: `r${i}`,
  values: Array.from({ length: FIELDS }, (_, at) => 1 + Math.floor(toss(1, i, at) * 300)),
}))
/** Field 2 is wrong in a third of the lines, the others in one of twenty; one line in five is nobody's. */
const WRONG = [0.05, 0.05, 0.33, 0.05]
const lines = Array.from({ length: 4000 }, (_, i) => {
  const nobody = toss(2, i) < 0.2
  const values = register[Math.floor(toss(3, i) * register.length)]?.values ?? []
  return {
    id: `l${i}`,
    values: values.map((value, at) =>
      nobody || toss(4, i, at) < (WRONG[at] as number) ? 1 + Math.floor(toss(5, i, at) * 300) : value,
    ),
  }
})

test('the rates of error and the share of strangers are found', () => {
  const judge = new Judge(plan, openRegister(plan, register))
  teach(judge, readLines(plan, lines))
  const { match, present, stranger } = judge.chances
  for (const [at, rate] of WRONG.entries()) expect(Math.abs(2 ** (match[at]?.[1] as number) - rate)).toBeLessThan(0.04)
  expect(Math.abs(present - 0.8)).toBeLessThan(0.03)
  expect(Math.abs(2 ** (stranger[0]?.[0] as number) - 1 / 300)).toBeLessThan(0.002)
})

test('one to one: a person goes to the line that fits best, the others take who is left', () => {
  const pair = (row: number, match: number) =>
    ({ row, match, stranger: 0, others: [], company: 0, levels: new Int8Array(0) }) as const
  const kept = assignOneToOne([[pair(1, 9), pair(2, 5)], [pair(1, 12), pair(2, 11)], [pair(3, 1)]])
  expect(kept.map((pairs) => pairs.map(({ row }) => row))).toEqual([[2], [1], [3]])
  const twice = [...lines.slice(0, 50), ...lines.slice(0, 50).map((line) => ({ ...line, id: `${line.id}-again` }))]
  const linked = [...openMatcherFor({ ...plan, oneToOne: true }, register).matchAll(twice)]
    .filter(({ verdict }) => verdict === 'match')
    .map(({ best }) => best?.registerId)
  expect(new Set(linked).size).toBe(linked.length)
  expect(linked.length).toBeGreaterThan(30)
})
