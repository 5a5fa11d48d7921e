/** The panels against every panel there is: on small cases all of them are listed and LEXIMIN is solved over the whole list. */
import type { Highs } from 'highs'
import { beforeAll, describe, expect, test } from 'vitest'
import { averageOf, brokenRow, chanceBound, without } from '../certificate.ts'
import { bandRows, type Frame, frameOf, type Row, type Type } from '../frame.ts'
import { numbersFrom } from '../seeded.ts'
import { fairestPanels } from './fairest-panels.ts'
import { type LinearRow, loadSolver, solve } from '../../../platform/server/solver/linear.ts'
import { mixPanels } from './mix-panels.ts'

let highs: Highs
beforeAll(async () => {
  highs = await loadSolver()
})

const typeOf = (department: string, size: number, more: Partial<Type> = {}): Type => ({
  ...{ department, skills: [], gender: null, band: 0, weight: 1 },
  people: Array.from({ length: size }, (_, i) => `${department}-${JSON.stringify(more)}-${i}`),
  ...more,
})
const row = (kind: Row['kind'], types: number[], least: number, most: number | null): Row => ({
  kind,
  name: kind,
  types,
  least,
  most,
})

/** Every panel: all whole vectors within the sizes that keep the rows. */
function everyPanel(frame: Frame): number[][] {
  let some: number[][] = [[]]
  for (const size of frame.sizes)
    some = some.flatMap((begun) => Array.from({ length: size + 1 }, (_, count) => [...begun, count]))
  return some.filter((panel) => brokenRow(frame, panel) === null)
}

/** Chance ÷ weight of each type under LEXIMIN, smallest first, by programs over the list of all panels. */
function leximin(frame: Frame, panels: readonly number[][]): number[] {
  const settled = new Map<number, number>()
  const share = (type: number): number => (frame.sizes[type] as number) * (frame.weights[type] as number)
  const held = (type: number) => panels.map((panel, at) => [at, panel[type] as number] as const)
  const z = panels.length
  const program = (goal: number | null, level: number) => {
    const rows: LinearRow[] = [{ of: panels.map((_panel, at) => [at, 1] as const), least: 1, most: 1 }]
    for (const type of frame.sizes.keys()) {
      const least = settled.get(type)
      if (least !== undefined) rows.push({ of: held(type), least: least - 1e-9, most: Infinity })
      else if (goal === null) rows.push({ of: [...held(type), [z, -share(type)]], least: 0, most: Infinity })
      else rows.push({ of: held(type), least: level * share(type) - 1e-9, most: Infinity })
    }
    const worth = goal === null ? [...panels.map(() => 0), 1] : [...panels.map((panel) => panel[goal] as number), 0]
    return solve(highs, { worth, least: worth.map(() => 0), most: worth.map(() => Infinity), rows })?.value as number
  }
  while (settled.size < frame.sizes.length) {
    const level = program(null, 0)
    // Settled is who cannot rise above the level while all others keep it: no prices are relied on here.
    for (const type of frame.sizes.keys())
      if (!settled.has(type) && program(type, level) < level * share(type) + 1e-6)
        settled.set(type, level * share(type))
  }
  return [...settled].map(([type, count]) => count / share(type)).sort((a, b) => a - b)
}

const inOrder = (types: readonly Type[], average: readonly number[]): number[] =>
  types.map(({ people, weight }, at) => (average[at] as number) / people.length / weight).sort((a, b) => a - b)

function foundBy(types: Type[], rows: Row[], last = false, panels = 100_000) {
  const found = fairestPanels(highs, { types, rows, last, panels })
  if (found === null) return null
  const frame = frameOf(types, [...rows, ...bandRows(types, found.panels.bands)])
  const times = found.panels.kinds.map((_kind, at) => found.panels.numbered.filter((one) => one === at).length)
  return { ...found, frame, inOrder: inOrder(types, averageOf(found.panels.kinds, times, types.length)) }
}

/** A case out of a number: two or three departments, skills and genders that overlap, now and then odd cycles of needs. */
function randomCase(seed: number): { types: Type[]; rows: Row[] } {
  const pick = numbersFrom(`case ${seed}`)
  const departments = 1 + pick(3)
  const types: Type[] = []
  for (let d = 0; d < departments; d++)
    for (let kind = 0; kind < 1 + pick(3); kind++)
      types.push(
        typeOf(`d${d}`, 1 + pick(3), {
          skills: ['a', 'b', 'c'].filter(() => pick(2) === 0),
          gender: pick(2) ? 'female' : 'male',
          weight: pick(3) === 0 ? 0.5 : 1,
        }),
      )
  const places = (is: (type: Type) => boolean): number[] => types.flatMap((type, at) => (is(type) ? [at] : []))
  const rows: Row[] = []
  for (let d = 0; d < departments; d++) {
    const of = places(({ department }) => department === `d${d}`)
    const quota = pick(1 + of.reduce((sum, at) => sum + (types[at] as Type).people.length, 0))
    rows.push(row('department', of, quota, quota))
  }
  for (const skill of ['a', 'b', 'c'])
    if (pick(2))
      rows.push(
        row(
          'skill',
          places(({ skills }) => skills.includes(skill)),
          1 + pick(2),
          null,
        ),
      )
  if (pick(2))
    rows.push(
      row(
        'gender',
        places(({ gender }) => gender === 'female'),
        1 + pick(2),
        null,
      ),
    )
  return { types, rows }
}

test('on 150 small cases the chances are LEXIMIN over all panels there are, dealt and mixed, and every panel keeps the rules', () => {
  let met = 0
  for (let seed = 0; seed < 150; seed++) {
    const { types, rows } = randomCase(seed)
    const frame = frameOf(types, rows)
    const all = everyPanel(frame)
    const found = foundBy(types, rows)
    const mixed = mixPanels(highs, frame)
    expect([found === null, mixed === null], `case ${seed}`).toEqual([all.length === 0, all.length === 0])
    if (found === null || mixed === null) continue
    met++
    expect(found.panels.kinds.every((kind) => brokenRow(frame, kind) === null)).toBe(true)
    const best = leximin(frame, all)
    const mean = averageOf(mixed.kinds, mixed.chances, types.length)
    for (const [at, chance] of best.entries()) {
      expect(found.inOrder[at], `case ${seed}, dealt, place ${at}`).toBeCloseTo(chance, 4)
      expect(inOrder(types, mean)[at], `case ${seed}, mixed, place ${at}`).toBeCloseTo(chance, 5)
    }
    const lowest = best.find((chance) => chance > 1e-9) ?? 0
    expect(found.chances.exact, `case ${seed}`).toBeCloseTo(lowest, 6)
    expect(found.chances.bound).toBeGreaterThan(lowest - 1e-7)
    expect(
      chanceBound(without(frame, new Set(found.chances.never)), found.chances.proof.types, found.chances.proof.rows),
    ).toBe(found.chances.bound)
  }
  expect(met).toBeGreaterThan(60)
})

test('needs in an odd ring: people could be split, panels cannot; the chances are those of panels and the bound shows the gap', () => {
  // Of three kinds each two share a need of which half a person of every kind would do.
  const types = [
    typeOf('d', 2, { skills: ['a', 'b'] }),
    typeOf('d', 2, { skills: ['b', 'c'] }),
    typeOf('d', 2, { skills: ['a', 'c'] }),
    typeOf('d', 6),
  ]
  const rows = [
    row('department', [0, 1, 2, 3], 4, 4),
    row('band', [0, 1], 0, 1),
    row('band', [1, 2], 0, 1),
    row('band', [0, 2], 0, 1),
  ]
  const found = foundBy(types, rows)
  const best = leximin(frameOf(types, rows), everyPanel(frameOf(types, rows)))
  expect(found?.chances.bound).toBeCloseTo(1 / 4, 6)
  expect(best[0]).toBeCloseTo(1 / 6, 6)
  expect(found?.chances.exact).toBeCloseTo(1 / 6, 6)
  for (const [at, chance] of best.entries()) expect(found?.inOrder[at]).toBeCloseTo(chance, 4)
})

test('people who fit panels only if divided are named as such, and the bound is that of the others', () => {
  const types = ['a', 'b', 'c', 'd'].map((skill) => typeOf('d', 2, { skills: [skill] }))
  const rows = [
    [0, 1, 3],
    [1, 2, 3],
    [0, 2, 3],
  ].map((of) => row('skill', of, 1, 1))
  const found = foundBy(types, rows)
  expect(found?.chances).toMatchObject({ never: [0, 1, 2], exact: 0.5, lowest: 0.5 })
  expect(found?.chances.bound).toBeCloseTo(0.5, 6)
})

describe('service bands', () => {
  const types = [
    typeOf('d', 5, { band: 0 }),
    typeOf('d', 5, { band: 1 }),
    typeOf('d', 5, { band: 2, skills: ['nurse'] }),
  ]
  test('who served most comes last: only the nurse that is needed, then the band before', () => {
    const found = foundBy(types, [row('department', [0, 1, 2], 8, 8), row('skill', [2], 1, null)], true, 1000)
    expect(found?.panels.bands).toMatchObject([
      { band: 2, most: 1 },
      { band: 1, most: 3 },
    ])
    expect(found?.inOrder).toEqual([0.2, 0.4, 1])
  })
  test('who can never be drawn is named, with proof, and does not count as the smallest chance', () => {
    const found = foundBy(types, [row('department', [0, 1, 2], 4, 4)], true, 1000)
    expect(found?.chances.never).toEqual([1, 2])
    expect(found?.chances.lowest).toBeCloseTo(0.8, 9)
  })
})

test('where a thousand panels are too coarse there are more, so that nobody loses their chance by rounding', () => {
  const types = Array.from({ length: 60 }, (_, at) => typeOf('d', 40 + at, { skills: [`s${at}`] }))
  const found = foundBy(types, [row('department', [...types.keys()], 1, 1)], false, 1000)
  expect(found?.panels.numbered.length).toBe(10_000)
  expect(found?.chances.lowest).toBeGreaterThan(0.95 * found!.chances.bound)
})

test('nobody asked for, and nobody there', () => {
  expect(foundBy([typeOf('d', 3)], [row('department', [0], 0, 0)])?.panels.kinds).toEqual([[0]])
  expect(foundBy([], [row('department', [], 1, 1)])).toBeNull()
})
