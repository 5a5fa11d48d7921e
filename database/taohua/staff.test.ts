/** Taohua's staff: the same on every machine, plausible, of any size. */
import { expect, test } from 'vitest'
import { messyRoster } from './messy-roster.ts'
import { taohuaStaff } from './staff.ts'
import { taohua } from './world.ts'

const NOW = Date.UTC(2026, 2, 1)
const world = taohua({ residents: 3000 })
const { departments, people } = taohuaStaff(world, 1200, NOW)
const staff = [...people()]
const share = (of: (one: (typeof staff)[number]) => boolean): number => staff.filter(of).length / staff.length

test('some sixty departments, parents first, the committees in their communities', () => {
  expect(departments.length).toBeGreaterThan(50)
  expect(departments.length).toBeLessThan(75)
  const seen = new Set<string | null>([null])
  for (const { id, parentId } of departments) {
    expect(seen.has(parentId)).toBe(true)
    seen.add(id)
  }
  const committees = departments.filter(({ kind }) => kind === 'community')
  expect(committees).toHaveLength(4)
  expect(new Set(committees.map(({ path }) => path)).size).toBe(4)
})

test('the same seed makes the same people, another seed others; ids, numbers and phones are unique', () => {
  expect([...taohuaStaff(world, 1200, NOW).people()]).toEqual(staff)
  const other = [...taohuaStaff(taohua({ seed: 2, residents: 3000 }), 1200, NOW).people()]
  expect(other.filter(({ name }, i) => name === staff[i]?.name).length).toBeLessThan(100)
  for (const of of ['id', 'number', 'phone'] as const) {
    const given = staff.flatMap((one) => one[of] ?? [])
    expect(new Set(given).size).toBe(given.length)
  }
})

test('shares are those of a sub-district', () => {
  expect(share(({ exemption }) => exemption !== null)).toBeCloseTo(0.03, 1)
  expect(share(({ sex }) => sex === 'female')).toBeGreaterThan(0.4)
  expect(share(({ homePath }) => homePath !== null)).toBeCloseTo(0.55, 1)
  expect(staff.filter(({ skills }) => skills.includes('nurse')).length).toBeGreaterThan(50)
  const lately = share(({ lines }) => lines.some(({ day }) => day > '2026-02-22'))
  expect(lately).toBeGreaterThan(0.04)
  expect(lately).toBeLessThan(0.14)
  for (const { lines } of staff) expect(new Set(lines.map(({ day }) => day)).size).toBe(lines.length)
})

test('a hundred thousand are made one after the other', () => {
  let count = 0
  for (const { departmentId } of taohuaStaff(world, 100_000, NOW).people()) count += departmentId === '' ? 0 : 1
  expect(count).toBe(100_000)
  expect(() => taohuaStaff(world, 0)).toThrow(RangeError)
})

test('a bureau’s own list tells the truth about its rows', () => {
  const { rows, title } = messyRoster({ seed: 7, residents: 500, people: 300, mistakes: 0.1, now: NOW })
  expect(rows.every(({ cells }) => cells.length === title[2]?.length)).toBe(true)
  expect(new Set(rows.map(({ mistake }) => mistake))).toEqual(
    new Set([null, 'no-phone-digits', 'year-in-words', 'twice-otherwise']),
  )
  expect(rows.some(({ cells }) => cells[1] === '' && cells[2] !== '')).toBe(true)
})
