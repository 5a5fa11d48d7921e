/** The tree of departments: heads, the key flag, and which department a written name means. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  departmentKindOf,
  departmentMeant,
  mayStandBelow,
  NOBODY,
  partsOf,
  rolledUp,
  underKey,
  unitsOf,
  unitText,
  withBelow,
} from './departments.ts'
import { departmentBook } from './new-departments.ts'

const one = (id: string, name: string, parentId: string | null = null, isKey = false) => ({
  ...{ id, name, parentId, isKey, path: 'd01.s01.' },
  kind: name === '区直机关' ? ('government' as const) : ('bureau' as const),
})
const TREE = [
  one('root', '区直机关'),
  one('health', '区卫健局', 'root', true),
  one('cdc', '疾控科', 'health'),
  one('health-office', '办公室', 'health'),
  one('finance', '区财政局', 'root'),
  one('finance-office', '办公室', 'finance'),
  one('school', '桃花小学'),
]
const byId = new Map(TREE.map((d) => [d.id, d]))

test('heads are summed from the leaves to the top', () => {
  const heads = (n: number) => ({ ...NOBODY, inService: n })
  const sums = rolledUp(
    TREE,
    new Map([
      ['cdc', heads(3)],
      ['health', heads(2)],
      ['finance-office', heads(4)],
      ['gone', heads(9)],
    ]),
  )
  expect([...sums].map(([id, { inService }]) => [id, inService])).toEqual([
    ['root', 9],
    ['health', 5],
    ['cdc', 3],
    ['health-office', 0],
    ['finance', 4],
    ['finance-office', 4],
    ['school', 0],
  ])
})

test('key is handed down, below is whole, and nothing stands below itself', () => {
  expect([...underKey(TREE)]).toEqual(['health', 'cdc', 'health-office'])
  expect(withBelow('health', TREE)).toEqual(['health', 'cdc', 'health-office'])
  expect(mayStandBelow('health', 'cdc', TREE)).toBe(false)
  expect(mayStandBelow('health', 'school', TREE)).toBe(true)
  expect(unitText('cdc', byId)).toBe('区卫健局 疾控科')
  expect(unitText('root', byId)).toBe('区直机关')
})

test('any tree, even one with a circle, is walked to an end and loses nobody', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 12 }), (parents) => {
      const nodes = parents.map((parent, i) => one(String(i), `d${i}`, parent < parents.length ? String(parent) : null))
      const sums = rolledUp(nodes, new Map(nodes.map(({ id }) => [id, { ...NOBODY, inService: 1 }])))
      for (const { id } of nodes) expect(sums.get(id)?.inService).toBe(withBelow(id, nodes).length)
    }),
  )
})

test('a section counts with what it is a section of; one that stands alone is its own', () => {
  const sections = new Set(['cdc', 'health-office', 'finance-office', 'team', 'alone'])
  const tree = [...TREE, one('team', '消杀组', 'cdc'), one('alone', '专班')].map((d) => ({
    ...d,
    kind: sections.has(d.id) ? ('section' as const) : d.kind,
  }))
  expect(Object.fromEntries(unitsOf(tree))).toEqual({
    ...{ root: 'root', health: 'health', cdc: 'health', 'health-office': 'health', team: 'health' },
    ...{ finance: 'finance', 'finance-office': 'finance', school: 'school', alone: 'alone' },
  })
})

describe('a written name', () => {
  test.each<[string, string[], unknown]>([
    ['one that only one bears', ['疾控科'], { found: 'one', id: 'cdc' }],
    ['the whole line', ['区直机关', '区卫健局', '疾控科'], { found: 'one', id: 'cdc' }],
    ['the line with parts left out', ['区直机关', '疾控科'], { found: 'one', id: 'cdc' }],
    ['one that several bear', ['办公室'], { found: 'several' }],
    ['told apart by the one above', ['区财政局', '办公室'], { found: 'one', id: 'finance-office' }],
    ['written with spaces', ['区 财政局 ', '办公室'], { found: 'one', id: 'finance-office' }],
    ['new below a known one', ['区卫健局', '医政科'], { found: 'new', under: 'health', names: ['医政科'] }],
    ['all new', ['区气象局', '预报科'], { found: 'new', under: null, names: ['区气象局', '预报科'] }],
    ['in the wrong order', ['疾控科', '区卫健局'], { found: 'new', under: 'cdc', names: ['区卫健局'] }],
  ])('%s', (_what, parts, meant) => {
    expect(departmentMeant(parts, TREE)).toEqual(meant)
  })
  test.each<[string[], string[]]>([
    [['区卫健局/疾控科'], ['区卫健局', '疾控科']],
    [['区卫健局', '区卫健局'], ['区卫健局']],
    [
      ['', ' 区卫健局 - 疾控科'],
      ['区卫健局', '疾控科'],
    ],
    [['', ''], []],
    [['（）/区卫健局'], ['区卫健局']],
  ])('%j', (written, parts) => {
    expect(partsOf(...written)).toEqual(parts)
  })
  test.each([
    ['柳亭社区居委会', 'community'],
    ['桃花村委会', 'village'],
    ['桃花派出所', 'police'],
    ['区第二医院', 'health'],
    ['疾控科', 'section'],
    ['区财政局', 'bureau'],
    ['云溪水务有限公司', 'enterprise'],
    ['团区委', 'organisation'],
    ['某某', 'other'],
  ])('%s is of kind %s', (name, kind) => {
    expect(departmentKindOf(name)).toBe(kind)
  })
})

describe('a list’s own departments', () => {
  const book = () => {
    let made = 0
    return departmentBook(TREE, new Map([['松影', 'd01.s01.c02.']]), 'd01.s01.', () => `new${++made}`)
  }
  test('are made once, each below the one above, and belong to the community that they name', () => {
    const { place, lineText } = book()
    const first = place(['区气象局', '预报科'])
    expect(first.made.map(({ line, level }) => [line, level])).toEqual([
      ['区气象局', 1],
      ['区气象局/预报科', 2],
    ])
    expect(place(['预报科'])).toEqual(first)
    expect(place(['区气象局']).at?.id).toBe('new1')
    expect(place(['松影社区居委会']).at).toMatchObject({ path: 'd01.s01.c02.', parentId: null, kind: 'community' })
    expect(place(['疾控科'])).toMatchObject({ at: { id: 'cdc' }, made: [] })
    expect(place(['办公室']).at).toBeNull()
    expect(lineText('new2')).toBe('区气象局/预报科')
  })
})
