import { expect, test } from 'vitest'
import type { MissingPerson } from '../../model.ts'
import { byBuilding, roomOf } from './by-building.ts'

const person = (compound: string, building: string, floor: number | null, name: string) =>
  ({
    path: `d01.s01.c01.p1.g01.${compound}.b001.u1.h${floor ?? 0}.`,
    building,
    floor,
    name,
    address: `${compound} ${building} 1-${floor}01`,
  }) as MissingPerson

test('buildings and floors follow the order given, and two compounds’ buildings of one name stay apart', () => {
  const sheets = byBuilding([
    person('x01', 'No 1', 12, 'a'),
    person('x01', 'No 1', 12, 'b'),
    person('x01', 'No 1', 3, 'c'),
    person('x01', 'No 1', null, 'd'),
    person('x02', 'No 1', 12, 'e'),
  ])
  expect(sheets.map((s) => [s.name, s.people])).toEqual([
    ['x01 No 1', 4],
    ['x02 No 1', 1],
  ])
  expect(sheets[0]?.floors.map((f) => [f.floor, f.people.map((p) => p.name).join('')])).toEqual([
    [12, 'ab'],
    [3, 'c'],
    [null, 'd'],
  ])
  expect(byBuilding([])).toEqual([])
})

test('the room is what follows the building', () => {
  expect(roomOf(person('x01', 'No 1', 12, 'a'))).toBe('1-1201')
  expect(roomOf({ ...person('x01', '', 3, 'a') })).toBe('x01  1-301')
  expect(roomOf({ ...person('x01', 'No 9', 3, 'a'), address: 'a villa' })).toBe('a villa')
})
