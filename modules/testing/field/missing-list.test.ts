/** The order of calls and doors, and that narrowing never invents anybody. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
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
  building: '桃花苑 1号楼',
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
      building: fc.constantFrom('甲楼', '乙楼'),
      floor: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
      now: fc.boolean(),
      from: fc.constantFrom(540, 690, 1080),
      phone: fc.boolean(),
      tries: fc.nat(3),
    }),
    { maxLength: 30 },
  )
  .map((drafts) =>
    drafts.map((d, n) =>
      person(n, {
        building: d.building,
        floor: d.floor,
        phoneMasked: d.phone ? '139****0001' : null,
        tries: d.tries,
        bestCall: { from: d.from, to: d.from + 60, now: d.now, because: ['', ''] },
      }),
    ),
  )

test('calls: nobody is lost, whoever was just tried comes last, those good to ring now come first', () => {
  fc.assert(
    fc.property(people, fc.array(fc.nat(29), { maxLength: 5 }), (list, tried) => {
      const tries = new Map<string, TryMark>(tried.map((n) => [id(n), { outcome: 'no-answer', at: 1 }]))
      const ordered = callOrder(list, tries)
      expect(ordered.map((p) => p.residentId).toSorted()).toEqual(list.map((p) => p.residentId).toSorted())
      const fresh = ordered.filter((p) => !tries.has(p.residentId))
      expect(ordered.slice(0, fresh.length)).toEqual(fresh)
      const reachable = fresh.filter((p) => p.phoneMasked !== null)
      expect(fresh.slice(0, reachable.length)).toEqual(reachable)
      const good = reachable.filter((p) => p.bestCall.now)
      expect(reachable.slice(0, good.length)).toEqual(good)
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
        expect(door.people.every((p) => p.building === door.building && p.floor === door.floor)).toBe(true)
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
