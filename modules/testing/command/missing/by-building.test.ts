import { expect, test } from 'vitest'
import type { MissingPerson } from '../../model.ts'
import { byBuilding } from './by-building.ts'

const person = (building: string, floor: number | null, name: string) => ({ building, floor, name }) as MissingPerson

test('buildings and floors follow the order given, from the top floor down', () => {
  const sheets = byBuilding([
    person('1', 12, 'a'),
    person('1', 12, 'b'),
    person('1', 3, 'c'),
    person('1', null, 'd'),
    person('2', 12, 'e'),
  ])
  expect(sheets.map((s) => [s.building, s.people])).toEqual([
    ['1', 4],
    ['2', 1],
  ])
  expect(sheets[0]?.floors.map((f) => [f.floor, f.people.map((p) => p.name).join('')])).toEqual([
    [12, 'ab'],
    [3, 'c'],
    [null, 'd'],
  ])
  expect(byBuilding([])).toEqual([])
})
