/** Laws of quotas with floors, caps, groups and people who are there already, by all three methods. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { methods, policySchema } from './policy.ts'
import { groupsOf, quotasOf } from './quotas.ts'

const department = fc.record({
  headcount: fc.integer({ min: 1, max: 80 }),
  away: fc.nat(20),
  kept: fc.nat(1),
  floor: fc.option(fc.nat(2), { nil: undefined }),
  cap: fc.option(fc.nat(30), { nil: undefined }),
})

test.each(methods.values)('%s: all seats, inside every bound; or a reason why not', (apportionment) => {
  let met = 0
  fc.assert(
    fc.property(
      fc.array(department, { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 1, max: 50 }),
      fc.double({ min: 0.05, max: 0.6, noNaN: true }),
      fc.nat(40),
      fc.string(),
      (all, seats, share, cap, lottery) => {
        const census = all.map(({ headcount, away, kept }, at) => {
          const there = Math.max(0, headcount - away)
          return { department: `d${at}`, headcount, eligible: Math.max(0, there - kept), kept: Math.min(kept, there) }
        })
        const policy = policySchema.parse({
          apportionment,
          departments: Object.fromEntries(all.map(({ floor, cap: most }, at) => [`d${at}`, { floor, cap: most }])),
          groups: [
            { name: 'first', departments: census.slice(0, 2).map((one) => one.department), share },
            ...(census.length > 4 ? [{ name: 'second', departments: ['d3', 'd4'], cap }] : []),
          ],
        })
        const { lines, faults } = quotasOf(census, seats, policy, lottery)
        expect(lines.length === 0).toBe(faults.length > 0)
        if (faults.length > 0) return
        met++
        expect(lines.reduce((sum, { quota }) => sum + quota, 0)).toBe(seats)
        for (const [at, { quota, kept, eligible }] of lines.entries()) {
          expect(quota).toBeGreaterThanOrEqual(Math.max(kept, all[at]?.floor ?? 0))
          expect(quota).toBeLessThanOrEqual(Math.max(kept, Math.min(kept + eligible, all[at]?.cap ?? 1e9)))
        }
        for (const { members, most } of groupsOf(policy, seats))
          expect(
            lines.filter((one) => members.has(one.department)).reduce((sum, { quota }) => sum + quota, 0),
          ).toBeLessThanOrEqual(most)
      },
    ),
    { numRuns: 1500 },
  )
  expect(met).toBeGreaterThan(100)
})

test('by lot, over many values, everybody has their share on average, groups held or not', () => {
  const census = [5, 3, 2, 7, 4].map((headcount, at) => ({
    department: `d${at}`,
    headcount,
    eligible: headcount,
    kept: 0,
  }))
  const policy = policySchema.parse({
    apportionment: 'lottery',
    groups: [{ name: 'g', departments: ['d0', 'd3'], cap: 3 }],
  })
  const sums = [0, 0, 0, 0, 0]
  const draws = 4000
  for (let at = 0; at < draws; at++)
    for (const [i, { quota }] of quotasOf(census, 8, policy, `value ${at}`).lines.entries())
      sums[i] = (sums[i] as number) + quota
  const expected = [(3 * 5) / 12, (5 * 3) / 9, (5 * 2) / 9, (3 * 7) / 12, (5 * 4) / 9]
  for (const [i, sum] of sums.entries()) expect(Math.abs(sum / draws - (expected[i] as number))).toBeLessThan(0.035)
})
