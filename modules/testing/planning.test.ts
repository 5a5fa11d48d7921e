/** Known sizes in a table; what must hold for any size as properties. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  capacityOf,
  defaultPlanning,
  hoursFor,
  lanesFor,
  type Place,
  planningPolicy,
  planRound,
  proposeSites,
  splitCatchment,
  tubesFor,
} from './planning.ts'

describe('what a round takes', () => {
  test.each([
    // people, hours, sites, lanes, crew, single, five, ten, twenty
    [0, 10, 0, 0, 0, 0, 0, 0, 0],
    [1, 10, 1, 1, 4, 1, 1, 1, 1],
    [2500, 10, 1, 2, 8, 2500, 501, 251, 126],
    [2501, 10, 2, 2, 8, 2501, 501, 251, 126],
    [20_000, 10, 8, 10, 40, 20_000, 4008, 2009, 1009],
    [29_000, 14, 12, 12, 48, 29_000, 5809, 2910, 1461],
    [59_531, 10, 24, 29, 116, 59_531, 11_929, 5979, 3004],
  ])('%i people in %d h', (people, hours, sites, lanes, crew, single, five, ten, twenty) => {
    expect(planRound(people, hours)).toEqual({ sites, lanes, crew, tubes: { single, five, ten, twenty } })
  })

  test('ten lanes did 29,000 people in 14 hours', () => {
    expect(hoursFor(29_000, 10)).toBeLessThanOrEqual(14.5)
    expect(capacityOf(10, 14)).toBeGreaterThanOrEqual(28_900)
  })

  test('the defaults are the schema’s', () => {
    expect(planningPolicy.parse({})).toEqual(defaultPlanning)
  })

  const people = fc.integer({ min: 1, max: 2_000_000 })
  const hours = fc.integer({ min: 1, max: 144 }).map((n) => n / 2)

  test('the lanes are enough, and one lane fewer is not unless the sites ask for it', () => {
    fc.assert(
      fc.property(people, hours, (n, h) => {
        const lanes = lanesFor(n, h)
        expect(lanes * h * defaultPlanning.perLaneHour).toBeGreaterThanOrEqual(n - 1e-3)
        if (lanes > 1) expect((lanes - 1) * h * defaultPlanning.perLaneHour).toBeLessThan(n)
        const plan = planRound(n, h)
        expect(plan.lanes).toBeGreaterThanOrEqual(plan.sites)
        expect(plan.crew).toBe(plan.lanes * 4)
        expect(hoursFor(n, lanes)).toBeLessThanOrEqual(Math.ceil(h * 2) / 2)
      }),
    )
  })

  test('the tubes are enough for every way the people may spread over the lanes, and one fewer is not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 30 }),
        fc.constantFrom(1, 5, 10, 20),
        (perLane, pool) => {
          const all = perLane.reduce((a, b) => a + b, 0)
          const used = perLane.reduce((sum, n) => sum + Math.ceil(n / pool), 0)
          expect(tubesFor(all, perLane.length, pool)).toBeGreaterThanOrEqual(used)
        },
      ),
    )
    // the worst spread: all lanes but the last see one person more than full tubes
    const worst = [11, 11, 11, 21]
    expect(tubesFor(54, 4, 10)).toBe(worst.reduce((sum, n) => sum + Math.ceil(n / 10), 0))
  })
})

describe('the proposal of sites', () => {
  test('one site per community with somebody due, sized for the hours', () => {
    const proposal = proposeSites(
      [
        { path: 'd01.s01.c01.', name: 'A', people: 3000 },
        { path: 'd01.s01.c02.', name: 'B', people: 0 },
        { path: 'd01.s01.c03.', name: 'C', people: 30_000 },
      ],
      10,
    )
    expect(proposal.map((s) => [s.path, s.lanes])).toEqual([
      ['d01.s01.c01.', 2],
      ['d01.s01.c03.', 15],
    ])
    expect(proposal.every((s) => s.catchment.length === 1 && s.catchment[0] === s.path)).toBe(true)
  })

  const parts = fc
    .array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 30 })
    .map((sizes): Place[] => sizes.map((n, i) => ({ path: `d01.g${i}.`, name: `${i}`, people: n })))

  test('a split loses nobody, keeps neighbours together and gives every site a part', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 12 }), (places, count) => {
        const split = splitCatchment(places, count)
        expect(split.flat()).toEqual(places)
        expect(split.length).toBe(Math.min(count, places.length))
        expect(split.every((run) => run.length > 0)).toBe(true)
      }),
    )
  })

  test('no other cut has a smaller largest site', () => {
    const small = fc
      .array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 7 })
      .map((sizes): Place[] => sizes.map((n, i) => ({ path: `d01.g${i}.`, name: `${i}`, people: n })))
    fc.assert(
      fc.property(small, fc.integer({ min: 1, max: 4 }), (places, count) => {
        const largest = (runs: Place[][]): number =>
          Math.max(...runs.map((run) => run.reduce((sum, p) => sum + p.people, 0)))
        const best = (from: number, left: number): number => {
          if (left === 1) return places.slice(from).reduce((sum, p) => sum + p.people, 0)
          let least = Number.POSITIVE_INFINITY
          for (let to = from + 1; to <= places.length - left + 1; to++) {
            const head = places.slice(from, to).reduce((sum, p) => sum + p.people, 0)
            least = Math.min(least, Math.max(head, best(to, left - 1)))
          }
          return least
        }
        expect(largest(splitCatchment(places, count))).toBe(best(0, Math.min(count, places.length)))
      }),
    )
  })
})
