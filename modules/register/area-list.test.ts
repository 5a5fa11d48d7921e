import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areaPath } from '../../platform/pure/area.ts'
import { type AreaColumns, areaPlanner, type NewArea, readAreaTitles } from './area-list.ts'

const STREET = 'd01.s01.'
const street = [
  { path: 'd01.', name: '云溪区' },
  { path: STREET, name: '桃花街道' },
]
const TITLES = ['社区', '片区', '网格', '小区', '楼栋', '单元', '房号']
const columns = readAreaTitles(TITLES) as AreaColumns
const ROWS = [
  ['桃影社区', '一片', '一格', '桃影苑', '3', '2', '1201'],
  ['桃影社区', '一片', '一格', '桃影苑', '3号楼', '2单元', '1202室'],
  ['桃影社区', '一片', '一格', '桃影苑', '３', '2', '1201'],
  ['桃影社区', '', '', '梨坞里', '1', '', '101'],
]
const build = (
  rows: readonly (readonly string[])[],
  known: readonly { path: string; name: string }[] = street,
): NewArea[] => {
  const planner = areaPlanner(STREET, known)
  return rows.flatMap((row) => planner.add(row, columns).added)
}

test('doors become a tree with addresses and floors', () => {
  const areas = build(ROWS)
  expect(areas.filter((a) => a.kind === 'dwelling')).toMatchObject([
    { path: 'd01.s01.c01.p1.g01.x01.b001.u1.h1201.', name: '1201室', address: '桃影苑 3号楼 2单元 1201室', floor: 12 },
    { name: '1202室', floor: 12 },
    { path: 'd01.s01.c01.p2.g01.x01.b001.u1.h0101.', address: '梨坞里 1号楼 1单元 101室', floor: 1 },
  ])
  expect(areas.filter((a) => a.kind === 'community')).toHaveLength(1)
})

test('the same list brought again adds nothing, a longer one only what is new', () => {
  const first = build(ROWS)
  expect(build(ROWS, [...street, ...first])).toEqual([])
  const more = build([...ROWS, ['桃影社区', '一片', '一格', '桃影苑', '3', '2', '1203']], [...street, ...first])
  expect(more.map((a) => a.name)).toEqual(['1203室'])
})

test.each([
  [['小区', '楼栋', '房号'], { missing: 'community' }],
  [['社区', '楼栋', '房号'], { missing: 'compound' }],
  [['社区', '小区', '楼栋'], { missing: 'dwelling' }],
])('titles %o', (titles, expected) => {
  expect(readAreaTitles(titles)).toEqual(expected)
})

test('a row without a door is told, not guessed', () => {
  expect(areaPlanner(STREET, street).add(['桃影社区', '', '', '桃影苑', '3', '2', ''], columns)).toEqual({
    added: [],
    lacking: 'dwelling',
  })
})

test('any list gives well-formed paths, each once, each below one that is there', () => {
  const cell = fc.oneof(fc.constantFrom('1', '2', '甲', 'A座', '101', '1-2', '桃影苑'), fc.string({ maxLength: 8 }))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 7, maxLength: 7 }), { maxLength: 20 }), (rows) => {
      const seen = new Set([STREET])
      for (const { path } of build(rows)) {
        expect(areaPath.safeParse(path).success).toBe(true)
        expect(seen.has(path)).toBe(false)
        expect([...seen].some((above) => path.startsWith(above))).toBe(true)
        seen.add(path)
      }
    }),
  )
})
