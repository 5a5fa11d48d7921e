/** Whom a line of a chain means: a neighbour is worse than a question. */
import { describe, expect, test } from 'vitest'
import { parseAddress } from '../register/address.ts'
import { addressIndex, type IndexedArea } from '../register/address-index.ts'
import { doorsWanted, type KnownResident, matchPerson } from './chain-match.ts'
import { placeOf } from './chain-place.ts'

const P = 'd01.s01.c01.p1.g01.'
const areas: IndexedArea[] = []
const area = (path: string, kind: IndexedArea['kind'], name: string): void =>
  void areas.push({ path: P + path, kind, name })
area('x01.', 'compound', '桃影苑')
for (const b of [1, 2, 3]) {
  area(`x01.b00${b}.`, 'building', `${b}号楼`)
  for (const u of [1, 2]) {
    area(`x01.b00${b}.u${u}.`, 'unit', `${u}单元`)
    for (const room of ['101', '201', '1201']) area(`x01.b00${b}.u${u}.h${room}.`, 'dwelling', `${room}室`)
  }
}
area('x02.', 'compound', '柳亭里')
area('x02.b001.', 'building', '1号楼')
area('x02.b001.h101.', 'dwelling', '101室')
const index = addressIndex(areas)
const at = (building: number, unit: number, room: string): string => `${P}x01.b00${building}.u${unit}.h${room}.`

const PINYIN: Record<string, string> = {
  张三: 'zhangsan',
  张珊: 'zhangshan',
  章三: 'zhangsan',
  李四: 'lisi',
  王小五: 'wangxiaowu',
}
const person = (name: string, path: string, away = false): KnownResident => ({
  id: `${name} ${path.slice(P.length)}`,
  path,
  name,
  key: name,
  pinyin: PINYIN[name] ?? name,
  away,
})
const people = [
  person('张三', at(3, 2, '1201')),
  person('李四', at(3, 2, '1201')),
  person('王小五', at(3, 2, '1201')),
  person('桃外出', at(3, 2, '1201'), true),
  person('赵独', at(3, 2, '201')),
  person('张明', at(2, 1, '101')),
  person('张亮', at(2, 1, '101')),
  person('同名', at(1, 1, '101')),
  person('同名', at(1, 2, '201')),
  person('同名', at(2, 2, '201')),
  ...Array.from({ length: 7 }, (_, i) => person('多名', at(1 + (i % 3), 1, '1201'))),
]
const where = (door: string | null) => (door === null ? null : placeOf(parseAddress(door), index))
const match = (
  door: string | null,
  name: string | null,
  heads: number | 'all' | null = null,
  groupIn: string | null = null,
) => {
  const sameName = people.filter((p) => p.name === name).slice(0, 6)
  const place = where(door)
  const doors = new Set(doorsWanted(place, groupIn, sameName))
  const result = matchPerson(
    { name, key: name ?? '', pinyin: PINYIN[name ?? ''] ?? '', heads },
    { place, groupIn, sameName, residentsAt: (path) => (doors.has(path) ? people.filter((p) => p.path === path) : []) },
  )
  const names = (of: readonly string[]) => of.map((id) => id.split(' ')[0]).join(' ')
  return `${result.verdict} ${result.because}: ${names(result.chosen)} | ${names(result.candidates)}`
}

describe('a person', () => {
  test.each([
    ['3-2-1201', '张三', null, 'certain door-and-name: 张三 | 张三 李四 王小五 桃外出'],
    ['桃影苑3号楼二单元1201室', '李四', null, 'certain door-and-name: 李四 | 张三 李四 王小五 桃外出'],
    ['3-2-1201', '王*五', null, 'certain masked-name: 王小五 | 张三 李四 王小五 桃外出'],
    ['2-1-101', '张*', null, 'doubtful masked-name:  | 张明 张亮'],
    ['3-2-1201', '章三', null, 'doubtful sounds-alike: 张三 | 张三 李四 王小五 桃外出'],
    ['3-2-1201', '老张', null, 'doubtful surname-fits: 张三 | 张三 李四 王小五 桃外出'],
    ['2-1-101', '张先生', null, 'doubtful surname-fits:  | 张明 张亮'],
    ['3-2-1201', '小宝妈', null, 'doubtful name-not-here:  | 张三 李四 王小五 桃外出'],
    ['3-2-1201', '赵独', null, 'doubtful name-not-here:  | 张三 李四 王小五 桃外出 赵独'],
    ['3-2-1201', null, null, 'doubtful which-of-them:  | 张三 李四 王小五 桃外出'],
    ['3-2-201', null, null, 'certain only-one-here: 赵独 | 赵独'],
    ['3-1-101', '张三', null, 'doubtful nobody-registered:  | 张三'],
    ['3-1-101', null, null, 'unknown nobody-registered:  | '],
    ['9-1-101', '张三', null, 'doubtful door-unknown:  | 张三'],
    ['9-1-101', '没有此人', null, 'unknown nobody:  | '],
    // households
    ['3-2-1201', null, 3, 'certain whole-household: 张三 李四 王小五 | 张三 李四 王小五 桃外出'],
    ['3-2-1201', '李四', 3, 'certain whole-household: 张三 李四 王小五 | 张三 李四 王小五 桃外出'],
    ['3-2-1201', '李四', 4, 'certain whole-household: 张三 李四 王小五 桃外出 | 张三 李四 王小五 桃外出'],
    ['3-2-1201', '李四', 2, 'doubtful count-differs: 李四 | 张三 李四 王小五 桃外出'],
    ['3-2-1201', null, 'all', 'doubtful household-uncounted: 张三 李四 王小五 | 张三 李四 王小五 桃外出'],
    ['3-2-1201', '小宝妈', 3, 'doubtful name-not-here:  | 张三 李四 王小五 桃外出'],
    // a building, no door
    ['3号楼', '李四', null, 'certain name-and-building: 李四 | 李四'],
    ['3号楼', '李四', 3, 'certain whole-household: 张三 李四 王小五 | 张三 李四 王小五 桃外出'],
    ['1号楼', '同名', null, 'doubtful several-of-name:  | 同名 同名'],
    ['1号楼2单元', '同名', null, 'certain name-and-building: 同名 | 同名'],
    ['1号楼', '李四', null, 'doubtful name-not-here:  | 李四'],
    // the room of several buildings
    ['1201', '张三', null, 'certain door-and-name: 张三 | 张三 李四 王小五 桃外出'],
    ['101', null, null, 'unknown several-doors:  | '],
    ['3号楼201', null, null, 'doubtful several-doors:  | 赵独'],
    // no door
    [null, '张三', null, 'doubtful name-only: 张三 | 张三'],
    [null, '同名', null, 'doubtful name-only:  | 同名 同名 同名'],
    [null, '多名', null, 'unknown too-many-of-name:  | '],
    [null, '没有此人', null, 'unknown nobody:  | '],
    [null, null, null, 'unknown nobody:  | '],
  ] as [string | null, string | null, number | 'all' | null, string][])('%s %s %s', (door, name, heads, expected) => {
    expect(match(door, name, heads)).toBe(expected)
  })
  test('in a building’s own group the building goes without saying', () => {
    expect(match(null, '李四', null, `${P}x01.b003.`)).toBe('certain name-and-building: 李四 | 李四')
    expect(match(null, '同名', null, `${P}x01.b001.`)).toBe('doubtful several-of-name:  | 同名 同名')
    expect(match(null, '张明', null, `${P}x01.b003.`)).toBe('doubtful name-not-here:  | 张明')
  })
})

test.each([
  ['桃影苑3-2-1201', { kind: 'one', path: at(3, 2, '1201') }],
  ['柳亭里1号楼101', { kind: 'one', path: `${P}x02.b001.h101.` }],
  ['柳亭里1号楼3单元', { kind: 'part', within: [`${P}x02.b001.`] }],
  ['2号楼', { kind: 'part', within: [`${P}x01.b002.`] }],
  ['桃影苑1号楼', { kind: 'part', within: [`${P}x01.b001.`] }],
  ['桃影苑7号楼', { kind: 'none' }],
  ['没有的苑1-1-101', { kind: 'none' }],
  ['桃影苑', { kind: 'none' }],
])('%s', (door, place) => {
  expect(placeOf(parseAddress(door), index)).toEqual(place)
})
