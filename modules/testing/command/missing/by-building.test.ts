import { expect, test } from 'vitest'
import type { MissingPerson } from '../../model.ts'
import { byBuilding, roomOf } from './by-building.ts'

const person = (compound: string, unit: number, floor: number | null, name: string) =>
  ({
    path: `d01.s01.c01.p1.g01.${compound}.b001.u${unit}.h${floor ?? 0}.`,
    building: 'No 1',
    floor,
    name,
    address: `${compound} No 1 stair ${unit} ${floor}01`,
  }) as MissingPerson

test('buildings, staircases and floors follow the order given, and two compounds’ buildings of one name stay apart', () => {
  const sheets = byBuilding([
    person('x01', 1, 12, 'a'),
    person('x01', 1, 12, 'b'),
    person('x01', 1, 3, 'c'),
    person('x01', 1, null, 'd'),
    person('x01', 2, 12, 'e'),
    person('x02', 1, 12, 'f'),
  ])
  expect(sheets.map((s) => [s.name, s.people])).toEqual([
    ['x01 No 1', 5],
    ['x02 No 1', 1],
  ])
  expect(sheets[0]?.floors.map((f) => [f.unit, f.floor, f.people.map((p) => p.name).join('')])).toEqual([
    ['stair 1', 12, 'ab'],
    ['stair 1', 3, 'c'],
    ['stair 1', null, 'd'],
    ['stair 2', 12, 'e'],
  ])
  expect(new Set(sheets[0]?.floors.map((f) => f.key)).size).toBe(4)
  expect(byBuilding([])).toEqual([])
})

test('the room is the last part of the address', () => {
  expect(roomOf(person('x01', 1, 12, 'a'))).toBe('1201')
  expect(roomOf({ ...person('x01', 1, 3, 'a'), address: 'villa' })).toBe('villa')
  expect(roomOf({ ...person('x01', 1, 3, 'a'), address: 'x01 No 1' })).toBe('1')
})
