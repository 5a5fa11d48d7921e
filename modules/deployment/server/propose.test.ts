/** The proposal against the plain meaning of its rules: the best of all on small cases, pins kept, caps never passed, one answer. */
import { dayPlus } from '../../../platform/pure/time.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Highs } from 'highs'
import { loadSolver, solve } from '../../../platform/server/solver/linear.ts'
import { Solver } from '../../../platform/server/solver/solver.ts'
import { reasonOfPinned, shortfallsOf } from '../explain.ts'
import type { Need, Pair, Question, Worker } from '../need.ts'
import { type DeploymentPolicy, deploymentPolicy, defaultPolicy as policy } from '../policy.ts'
import { type Candidate, chosen, formulate, greedy } from '../propose.ts'
import { solved } from './solved.ts'
import { dayOf, hoursOf, isNight, meet, tooClose } from '../shift.ts'

const AREAS = ['d01.s01.c01.p1.g01.', 'd01.s01.c01.p1.g02.', 'd01.s01.c02.p1.g01.', 'd01.s02.c01.p1.g01.']
const START = Date.parse('2026-03-10T00:00+08:00')
const HOUR = 3_600_000

const needs = fc
  .array(
    fc.record({
      path: fc.constantFrom(...AREAS),
      begins: fc.integer({ min: 0, max: 9 }),
      hours: fc.constantFrom(4, 8, 12),
      needed: fc.integer({ min: 1, max: 2 }),
      nurses: fc.integer({ min: 0, max: 1 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((all): Need[] =>
    all.map(({ path, begins, hours, needed, nurses }, i) => {
      const from = START + begins * 8 * HOUR
      const shift = { from, to: from + hours * HOUR }
      return {
        ...shift,
        id: `post-${i}`,
        path,
        needed,
        night: isNight(shift),
        skills: nurses ? [{ skill: 'nurse', least: nurses }] : [],
      }
    }),
  )
const people = fc
  .array(
    fc.record({
      nurse: fc.boolean(),
      home: fc.option(fc.constantFrom(...AREAS)),
      exempt: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      worked: fc.array(
        fc.record({ back: fc.integer({ min: 1, max: 6 }), hours: fc.constantFrom(8, 12), night: fc.boolean() }),
        { maxLength: 5 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((all): Worker[] =>
    all.map(({ nurse, home, exempt, worked }, i) => ({
      ...{ id: `person-${i}`, skills: nurse ? ['nurse'] : [], homePath: home, exempt, busy: [] },
      worked: worked.map((w) => ({ day: dayPlus('2026-03-10', -w.back), hours: w.hours, night: w.night })),
    })),
  )
const questions = fc.record({ needs, people }).map((q): Question => ({ ...q, fixed: [] }))

/** The rules once more, as a person would check them on paper. */
function allowed(
  worker: Worker,
  mine: readonly Need[],
  { restHours, capHours, nightsInRow }: DeploymentPolicy,
): boolean {
  if (mine.length > 0 && worker.exempt) return false
  if (mine.some((a, i) => mine.some((b, j) => i < j && tooClose(a, b, restHours)))) return false
  const days = Array.from({ length: 30 }, (_, i) => dayPlus('2026-03-01', i))
  const hours = (day: string) =>
    worker.worked.filter((w) => w.day === day).reduce((n, w) => n + w.hours, 0) +
    mine.filter((s) => dayOf(s) === day).reduce((n, s) => n + hoursOf(s), 0)
  const touched = new Set(mine.map(dayOf))
  for (const [i, first] of days.entries()) {
    const week = days.slice(i, i + 7)
    if (week.some((d) => touched.has(d)) && week.reduce((n, d) => n + hours(d), 0) > capHours) return false
    const run = Array.from({ length: nightsInRow + 1 }, (_, k) => dayPlus(first, k))
    const isOn = (d: string) =>
      worker.worked.some((w) => w.night && w.day === d) || mine.some((s) => s.night && dayOf(s) === d)
    if (run.some((d) => mine.some((s) => s.night && dayOf(s) === d)) && run.every(isOn)) return false
  }
  return true
}
const seatsOf = (taken: readonly Pair[], { needs: all }: Question, personId: string) =>
  taken.filter((t) => t.personId === personId).map((t) => all.find(({ id }) => id === t.postId)!)
const lawful = (question: Question, taken: readonly Pair[], by = policy): boolean =>
  question.people.every((worker) => allowed(worker, seatsOf(taken, question, worker.id), by)) &&
  question.needs.every((need) => taken.filter((t) => t.postId === need.id).length <= need.needed)
const valueOf = (question: Question, taken: readonly Candidate[], by = policy): number =>
  taken.reduce((n, one) => n + one.worth, 0) +
  question.needs.reduce((n, need) => {
    const nurses = taken.filter((t) => t.postId === need.id && t.skills.includes('nurse')).length
    return n + by.weights.skill * Math.min(nurses, need.skills[0]?.least ?? 0)
  }, 0)

let highs: Highs
beforeAll(async () => {
  highs = await loadSolver()
})
const proposed = (question: Question, by = policy): Candidate[] => {
  const formulated = formulate(question, by)
  return chosen(formulated, solve(highs, formulated.program)!.columns)
}

describe('a proposal', () => {
  test('is the best of all that the rules allow, tried one by one', () => {
    const tight = deploymentPolicy.parse({ capHours: 40, nearHours: 30, nightsInRow: 2, restHours: 9 })
    fc.assert(
      fc.property(questions, fc.constantFrom(policy, tight), (question, by) => {
        const { candidates } = formulate(question, by)
        fc.pre(candidates.length <= 9)
        let best = 0
        for (let set = 0; set < 2 ** candidates.length; set++) {
          const taken = candidates.filter((_, i) => (set >> i) & 1)
          if (lawful(question, taken, by)) best = Math.max(best, valueOf(question, taken, by))
        }
        const found = proposed(question, by)
        expect(lawful(question, found, by)).toBe(true)
        expect(valueOf(question, found, by)).toBe(best)
        const quick = greedy(formulate(question, by), by)
        expect(lawful(question, quick, by)).toBe(true)
        expect(valueOf(question, quick, by)).toBeLessThanOrEqual(best)
      }),
      { numRuns: 80 },
    )
  })

  test('keeps pins, puts nobody in two places beside them, and tells every rule that a pin breaks', () => {
    fc.assert(
      fc.property(questions, fc.nat(), fc.nat(), (question, p, n) => {
        const worker = question.people[p % question.people.length]!
        const need = question.needs[n % question.needs.length]!
        const pinned = { ...question, fixed: [{ personId: worker.id, postId: need.id }] }
        const found = proposed(pinned)
        expect(found).not.toContainEqual(expect.objectContaining(pinned.fixed[0]))
        const all = [...pinned.fixed, ...found]
        for (const one of question.people) {
          const mine = seatsOf(all, question, one.id)
          expect(mine.some((a, i) => mine.some((b, j) => i < j && meet(a, b)))).toBe(false)
        }
        for (const one of question.needs)
          expect(all.filter((t) => t.postId === one.id).length).toBeLessThanOrEqual(Math.max(1, one.needed))
        const told = reasonOfPinned(worker, need, [], policy).against
        expect(told.length === 0).toBe(allowed(worker, [need], policy))
      }),
      { numRuns: 80 },
    )
  })

  test('is the same whatever the order of what is asked', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const turned = { ...question, needs: question.needs.toReversed(), people: question.people.toReversed() }
        expect(proposed(turned)).toEqual(proposed(question))
      }),
      { numRuns: 60 },
    )
  })

  test('says what is missing and the nearest change', () => {
    const post = (id: string, more: Partial<Need> = {}): Need => ({
      ...{ id, path: AREAS[0]!, from: START + 8 * HOUR, to: START + 16 * HOUR, needed: 1, skills: [], night: false },
      ...more,
    })
    const worker = (id: string, more: Partial<Worker> = {}): Worker => ({
      ...{ id, skills: [], homePath: null, exempt: false, worked: [], busy: [] },
      ...more,
    })
    const short = (question: Question) => shortfallsOf(question, formulate(question, policy), proposed(question))
    const tiredNurse = worker('b', { skills: ['nurse'], busy: [{ from: START - 8 * HOUR, to: START, night: true }] })
    expect(
      short({
        needs: [post('x', { needed: 2, skills: [{ skill: 'nurse', least: 1 }] })],
        people: [worker('a'), tiredNurse],
        fixed: [],
      }),
    ).toEqual([
      {
        ...{ postId: 'x', missing: 1, skills: [{ skill: 'nurse', missing: 1 }] },
        blocked: [{ block: 'rest', people: 1 }],
        change: { kind: 'rule', rule: 'rest', people: 1 },
      },
    ])
    const nurse = worker('n', { skills: ['nurse'] })
    const taken = {
      needs: [post('x', { skills: [{ skill: 'nurse', least: 1 }] }), post('y')],
      people: [worker('a'), nurse],
      fixed: [{ personId: 'n', postId: 'y' }],
    }
    expect(short(taken)[0]?.change).toEqual({ kind: 'move', personId: 'n', fromPostId: 'y' })
    expect(short({ needs: [post('x')], people: [], fixed: [] })[0]?.change).toEqual({ kind: 'more', skill: null })
    expect(short({ needs: [post('x')], people: [worker('a')], fixed: [] })).toEqual([])
  })
})

test('where the solver fails it is said, and every rule still holds', async () => {
  const [question] = fc.sample(questions, { numRuns: 1, seed: 7 })
  const formulated = formulate(question!, policy)
  const broken = { solve: () => Promise.reject(new Error('out of memory')) }
  const { how, taken } = await solved(broken, formulated, policy)
  expect(how).toBe('greedy')
  expect(taken).toEqual(greedy(formulated, policy))
  expect(lawful(question!, taken)).toBe(true)
  expect((await solved({ solve: async () => null }, formulated, policy)).how).toBe('greedy')
})

describe('the solver in its thread', () => {
  const solver = new Solver()
  afterAll(() => solver.stop())
  test('gives 200 people to 15 posts, every seat filled', async () => {
    const question: Question = {
      needs: Array.from({ length: 15 }, (_, i) => ({
        ...{
          id: `post-${String(i).padStart(2, '0')}`,
          path: `d01.s01.c0${1 + (i % 8)}.p1.g01.`,
          needed: 12,
          night: false,
        },
        ...{
          from: START + 8 * HOUR + (i % 3) * HOUR,
          to: START + 16 * HOUR,
          skills: i % 5 === 0 ? [{ skill: 'nurse', least: 2 }] : [],
        },
      })),
      people: Array.from({ length: 200 }, (_, i) => ({
        ...{ id: `person-${String(i).padStart(3, '0')}`, homePath: `d01.s01.c0${1 + (i % 8)}.p1.g0${1 + (i % 4)}.` },
        ...{ skills: i % 9 === 0 ? ['nurse'] : [], exempt: i % 37 === 0, worked: [], busy: [] },
      })),
      fixed: [],
    }
    const formulated = formulate(question, policy)
    const solved = await solver.solve({ ...formulated.program, seconds: 60 })
    expect(solved?.proven).toBe(true)
    const taken = chosen(formulated, solved!.columns)
    expect(taken).toHaveLength(180)
    expect(shortfallsOf(question, formulated, taken)).toEqual([])
  })
  test('says when there is nothing that fits, and works on', async () => {
    const row = { of: [[0, 1]] as const, least: 2, most: 2 }
    expect(await solver.solve({ worth: [1], least: [0], most: [1], rows: [row], whole: true })).toBeNull()
    expect((await solver.solve({ worth: [1], least: [0], most: [1], rows: [], whole: true }))?.value).toBe(1)
  })
})
