/** The order of calls and doors, and that narrowing never invents anybody. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestCallTime } from '../call-time.ts'
import type { MissingPerson } from '../model.ts'
import { callOrder, doorsOf, narrow, type TryMark } from './missing-list.ts'

const id = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const person = (n: number, over: Partial<MissingPerson> = {}): MissingPerson => ({
  residentId: id(n),
  path: `d01.s01.c01.p01.g01.m01.b01.u01.h${n}.`,
  name: '桃小满',
  sex: 'female',
  age: 40,
  phoneMasked: '139****0001',
  work: 'day',
  groups: [],
  address: `桃花苑 1号楼 1单元 ${n}室`,
  building: '1号楼',
  floor: 1,
  bestCall: { from: 600, to: 720, now: false, because: ['', ''] },
  tries: 0,
  lastOutcome: null,
  lastTryAt: null,
  ...over,
})
const people = fc
  .array(
    fc.record({
      building: fc.constantFrom('1号楼', '2号楼'),
      compound: fc.constantFrom('桃花苑', '柳荫里'),
      floor: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
      work: fc.constantFrom<MissingPerson['work']>('day', 'retired', 'home'),
      phone: fc.boolean(),
      tries: fc.nat(3),
    }),
    { maxLength: 30 },
  )
  .map((drafts) =>
    drafts.map((d, n) =>
      person(n, {
        building: d.building,
        address: `${d.compound} ${d.building} 1单元 ${n}室`,
        floor: d.floor,
        phoneMasked: d.phone ? '139****0001' : null,
        tries: d.tries,
        work: d.work,
      }),
    ),
  )

const NOON = Date.parse('2026-03-04T12:00:00+08:00')
test('calls: nobody is lost; whoever can be rung now comes before whoever cannot, was just tried, or has no number', () => {
  fc.assert(
    fc.property(people, fc.array(fc.nat(29), { maxLength: 5 }), (list, tried) => {
      const tries = new Map<string, TryMark>(tried.map((n) => [id(n), { outcome: 'no-answer', at: NOON - 60_000 }]))
      const ordered = callOrder(list, tries, NOON)
      expect(ordered.map((p) => p.residentId).toSorted()).toEqual(list.map((p) => p.residentId).toSorted())
      const good = (p: MissingPerson): boolean =>
        p.phoneMasked !== null && !tries.has(p.residentId) && bestCallTime(p, NOON).now
      const first = ordered.filter(good)
      expect(ordered.slice(0, first.length)).toEqual(first)
      const mute = ordered.filter((p) => p.phoneMasked === null)
      expect(ordered.slice(ordered.length - mute.length).every((p) => p.phoneMasked === null)).toBe(true)
    }),
    { seed: 71 },
  )
})

test('doors: the list as it came, cut where building or floor changes', () => {
  fc.assert(
    fc.property(people, (list) => {
      const doors = doorsOf(list)
      expect(doors.flatMap((d) => d.people)).toEqual(list)
      for (const [i, door] of doors.entries()) {
        expect(door.people.every((p) => p.address.startsWith(door.building) && p.floor === door.floor)).toBe(true)
        const next = doors[i + 1]
        if (next) expect([next.building, next.floor]).not.toEqual([door.building, door.floor])
      }
    }),
    { seed: 72 },
  )
})

test('narrowing needs all that was typed, wherever it stands', () => {
  const list = [person(1201), person(1202), person(3, { name: '柳安' })]
  expect(narrow(list, '  ')).toBe(list)
  expect(narrow(list, '桃小 1201').map((p) => p.residentId)).toEqual([id(1201)])
  expect(narrow(list, '柳安 3号楼')).toEqual([])
  expect(narrow(list, '１２０２室').map((p) => p.residentId)).toEqual([id(1202)])
})
