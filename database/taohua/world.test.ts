import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchDwelling } from '../../modules/register/address-match.ts'
import { addressIndex, dwellingAddress } from '../../modules/register/address-index.ts'
import { parseAddress } from '../../modules/register/address.ts'
import { isRefused, readIdentityNumber } from '../../platform/pure/identity-number.ts'
import { taohua, type WorldArea, type WorldResident } from './world.ts'

const world = taohua()
const areas = [...world.areas()]
const residents = [...world.residents()]
const ofKind = (kind: WorldArea['kind']): WorldArea[] => areas.filter((a) => a.kind === kind)
const first = <T>(items: Iterable<T>, count: number): T[] => {
  const taken: T[] = []
  for (const item of items) {
    taken.push(item)
    if (taken.length === count) break
  }
  return taken
}
const community = (path: string): string => path.slice(0, 'd01.s01.c01.'.length)
const within = (path: string, kind: WorldArea['kind']): number =>
  areas.filter((a) => a.kind === kind && a.path.startsWith(path)).length

describe('size', () => {
  test('the default world holds the four communities exactly', () => {
    const counts = new Map<string, number>()
    for (const { path } of residents) counts.set(community(path), (counts.get(community(path)) ?? 0) + 1)
    expect([...counts]).toEqual([
      ['d01.s01.c01.', 3000],
      ['d01.s01.c02.', 6531],
      ['d01.s01.c03.', 20000],
      ['d01.s01.c04.', 30000],
    ])
  })
  test('it is built as the real ones were', () => {
    expect(within('d01.s01.c01.', 'building')).toBe(53)
    expect(within('d01.s01.c02.', 'patch')).toBe(4)
    expect(within('d01.s01.c02.', 'grid')).toBe(4)
    // four compounds and the mall, which has no dwellings
    expect(within('d01.s01.c02.', 'compound')).toBe(5)
    expect(within('d01.s01.c03.', 'patch')).toBe(6)
    const entrances = [...world.gates()].filter((g) => g.path === 'd01.s01.c04.')
    expect(entrances).toHaveLength(39)
    expect(entrances.filter((g) => g.state === 'closed')).toHaveLength(32)
  })
  test('a world of any size has that size, and its counts are those of its streams', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 0, max: 9 }), (size, seed) => {
        const { counts, ...streams } = taohua({ seed, residents: size })
        let people = 0
        const dwellings = new Set<string>()
        for (const { path } of streams.residents()) {
          people++
          dwellings.add(path)
        }
        const kinds: Record<string, number> = {}
        let all = 0
        for (const { kind, path } of streams.areas()) {
          all++
          kinds[kind] = (kinds[kind] ?? 0) + 1
          dwellings.delete(path)
        }
        expect(dwellings.size).toBe(0)
        expect(people).toBe(size)
        expect({ ...counts, gates: [...streams.gates()].length }).toEqual({
          streets: kinds.street,
          communities: kinds.community,
          patches: kinds.patch,
          grids: kinds.grid,
          compounds: kinds.compound,
          buildings: kinds.building,
          units: kinds.unit,
          dwellings: kinds.dwelling,
          areas: all,
          residents: size,
          gates: counts.gates,
        })
      }),
      { numRuns: 6, seed: 7, examples: [[59_541, 0]] },
    )
  })
  test('a size that makes no sense is refused', () => {
    expect(() => taohua({ residents: 0 })).toThrow(RangeError)
    expect(() => taohua({ residents: 2.5 })).toThrow(RangeError)
    expect(() => taohua({ streets: 2 })).toThrow(RangeError)
  })
})

test('a large street has more communities, none named like another', () => {
  const large = taohua({ residents: 200_000, streets: 1 })
  expect(large.counts).toMatchObject({ streets: 1, communities: 16, residents: 200_000 })
  const upper = [...large.areas()].filter((a) => a.kind === 'street' || a.kind === 'community' || a.kind === 'compound')
  const communities = upper.filter((a) => a.kind === 'community')
  expect(upper.filter((a) => a.kind === 'street')).toHaveLength(1)
  expect(new Set(communities.map((a) => a.name)).size).toBe(16)
  expect(new Set(communities.map((a) => a.path)).size).toBe(16)
  const compounds = upper.filter((a) => a.kind === 'compound')
  expect(new Set(compounds.map((a) => a.name)).size).toBe(compounds.length)
  expect(new Set(upper.map((a) => a.streetId))).toEqual(new Set(['320999001']))
})

test('one seed is one world; another seed is other people in the same houses', () => {
  const again = taohua()
  expect(first(again.residents(), 5000)).toEqual(residents.slice(0, 5000))
  expect([...again.duties()]).toEqual([...world.duties()])
  const other = taohua({ seed: 2 })
  expect(first(other.areas(), 3000)).toEqual(areas.slice(0, 3000))
  const same = first(other.residents(), 3000).filter((r, i) => r.name === residents[i]?.name)
  expect(same.length).toBeLessThan(60)
})

describe('areas', () => {
  test('paths are well formed and parents come first', () => {
    const seen = new Set<string>([''])
    const wrong: string[] = []
    for (const { path } of areas) {
      const parent = path.replace(/[a-z0-9]+\.$/, '')
      if (!/^([a-z0-9]+\.)+$/.test(path) || !seen.has(parent) || seen.has(path)) wrong.push(path)
      seen.add(path)
    }
    expect(wrong).toEqual([])
    expect(residents.filter(({ path }) => !seen.has(path))).toEqual([])
    expect([...world.duties()].filter(({ path }) => !seen.has(path))).toEqual([])
  })
  test('a grid has 300 to 500 households', () => {
    const grids = new Map(ofKind('grid').map((g) => [g.path, 0]))
    for (const { path } of ofKind('dwelling')) {
      const grid = path.split('.').slice(0, 5).join('.').concat('.')
      grids.set(grid, (grids.get(grid) ?? 0) + 1)
    }
    for (const [grid, households] of grids) {
      expect(households, grid).toBeGreaterThanOrEqual(300)
      expect(households, grid).toBeLessThanOrEqual(500)
    }
  })
  test('the register finds every dwelling by the address that the world gives it', () => {
    for (const { path: within } of ofKind('community')) {
      const own = areas.filter((a) => a.path.startsWith(within))
      const index = addressIndex(own)
      for (const { path } of own.filter((a) => a.kind === 'dwelling').filter((_, i) => i % 37 === 0)) {
        const address = dwellingAddress(path, index)
        expect(matchDwelling(parseAddress(address), index), address).toMatchObject({ found: 'one', path })
      }
    }
  })
})

const count = (of: (resident: WorldResident) => boolean): number => residents.filter(of).length
const share = (of: (resident: WorldResident) => boolean): number => count(of) / residents.length

describe('people', () => {
  test('identity numbers are valid by GB 11643, agree with birth and sex, and nobody shares one', () => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    const checks = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2']
    const holds = (number: string, birthDate: string, sex: string): boolean => {
      const sum = weights.reduce((s, w, i) => s + w * Number(number[i]), 0)
      return (
        /^(320999|\d\d9950)\d{11}[\dX]$/.test(number) &&
        number[17] === checks[sum % 11] &&
        number.slice(6, 14) === birthDate.replaceAll('-', '') &&
        (Number(number[16]) % 2 === 1) === (sex === 'male')
      )
    }
    const carried = residents.filter((r) => r.idType === 'resident-id')
    expect(carried.filter((r) => !holds(r.idNumber ?? '', r.birthDate, r.sex))).toEqual([])
    const numbers = residents.flatMap((r) => r.idNumber ?? [])
    expect(new Set(numbers).size).toBe(numbers.length)
  })
  test('every document reads as what it is by the rules of the register', () => {
    const misread = residents.filter(({ idType, idNumber }) => {
      const reading = readIdentityNumber(idNumber ?? '', { declared: idType, today: '2026-01-01' })
      return isRefused(reading) || reading.type !== idType
    })
    expect(misread).toEqual([])
  })
  test('ids are unique, in order, and of the form of version 7', () => {
    const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    const ids = residents.map((r) => r.id)
    expect(ids.filter((id) => !form.test(id))).toEqual([])
    expect(ids.filter((id, i) => i > 0 && id <= (ids[i - 1] as string))).toEqual([])
  })
  test('telephone numbers are of the block that nobody has, and a shared one is shared within a dwelling only', () => {
    const dwellings = new Map<string, string>()
    const wrong: string[] = []
    let shared = 0
    for (const { phone, path } of residents) {
      if (phone === null) continue
      const known = dwellings.get(phone)
      if (!/^154\d{8}$/.test(phone) || (known !== undefined && known !== path)) wrong.push(phone)
      if (known !== undefined) shared++
      dwellings.set(phone, path)
    }
    expect(wrong).toEqual([])
    expect(shared / residents.length).toBeGreaterThan(0.05)
  })
  test('the shares are those of a sub-district', () => {
    expect(share((r) => r.residence === 'away')).toBeGreaterThan(0.05)
    expect(share((r) => r.residence === 'away')).toBeLessThan(0.07)
    expect(share((r) => r.phone === null)).toBeGreaterThan(0.03)
    expect(share((r) => r.phone === null)).toBeLessThan(0.05)
    const foreign = share((r) => r.idType !== 'resident-id' && r.idType !== 'none')
    expect(foreign).toBeGreaterThan(0.004)
    expect(foreign).toBeLessThan(0.006)
    expect(count((r) => r.idType === 'none')).toBeGreaterThan(50)
    expect(share((r) => r.idType === 'none')).toBeLessThan(0.01)
    expect(share((r) => r.birthDate >= '2008')).toBeGreaterThan(0.1)
    expect(share((r) => r.birthDate < '1966')).toBeGreaterThan(0.09)
    expect(count((r) => r.name.includes('·'))).toBeGreaterThan(100)
    expect(count((r) => /^[单曾解仇覃]/.test(r.name))).toBeGreaterThan(100)
    expect(count((r) => r.groups.includes('dialysis'))).toBeGreaterThan(10)
  })
  test('every household has one head, parents older than the head and children younger, and there are twins', () => {
    const households = Map.groupBy(residents, (r) => r.path)
    let twins = 0
    const wrong: string[] = []
    for (const [path, people] of households) {
      const heads = people.filter((p) => p.relation === 'head')
      const born = heads[0]?.birthDate ?? ''
      const odd = people.some(
        ({ relation, birthDate }) =>
          (relation === 'parent' && birthDate >= born) || (relation === 'child' && birthDate <= born),
      )
      if (heads.length !== 1 || odd) wrong.push(path)
      const births = people.filter((p) => p.relation === 'child').map((p) => p.birthDate)
      if (new Set(births).size < births.length) twins++
    }
    expect(wrong).toEqual([])
    expect(twins).toBeGreaterThan(50)
    const alone = residents.filter((r) => r.groups.includes('alone-old'))
    expect(alone.length).toBeGreaterThan(200)
    const present = (path: string): number => households.get(path)?.filter((p) => p.residence !== 'away').length ?? 0
    expect(alone.filter((r) => present(r.path) !== 1)).toEqual([])
  })
  test('building heads live in their building', () => {
    const known = new Set(residents.map((r) => `${r.path.replace(/u\d+\.h\d+\.$/, '')} ${r.name} ${r.phone}`))
    const heads = [...world.duties()].filter((d) => d.post === 'building-head')
    expect(heads.length).toBeGreaterThan(1200)
    for (const { path, name, phone } of heads) expect(known.has(`${path} ${name} ${phone}`)).toBe(true)
  })
})
