/** Nobody is shut in: by hours, by areas that hold others, by a fire exit without a key. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { objectionsTo, type PlannedGate, withChanges } from './exits.ts'

const A = 'd01.s01.c01.p1.g01.x01.'
const gate = (id: string, more: Partial<PlannedGate> = {}): PlannedGate => ({
  ...{ id, name: id, serves: [A], state: 'open', hours: [], fireExit: false, keyHolder: null },
  ...more,
})
const judged = (before: PlannedGate[], changes: Parameters<typeof withChanges>[1]) =>
  objectionsTo(before, withChanges(before, changes))
const shut = (id: string, more: Partial<PlannedGate> = {}) => ({
  ...{ id, state: 'closed' as const, hours: [], keyHolder: null },
  ...more,
})

test('the last gate of a compound stays open; one of two may close', () => {
  const two = [gate('e'), gate('w')]
  expect(judged(two, [shut('e')])).toEqual([])
  expect(judged(two, [shut('e'), shut('w')])).toEqual([{ kind: 'shut-in', area: A, from: '00:00', to: '24:00' }])
  expect(judged(two, [shut('e'), { ...shut('w'), state: 'handover' }])).toHaveLength(1)
})

test('at any hour of the day: hours of several gates may meet, but leave no gap', () => {
  const two = [gate('e'), gate('w')]
  const by = (id: string, ...hours: PlannedGate['hours']) => shut(id, { state: 'open', hours })
  const day = { from: '06:00', to: '22:00' }
  const night = [
    { from: '00:00', to: '06:00' },
    { from: '22:00', to: '24:00' },
  ]
  expect(judged(two, [by('e', day), by('w', ...night)])).toEqual([])
  expect(judged(two, [by('e', day), by('w', { from: '22:00', to: '24:00' })])).toEqual([
    { kind: 'shut-in', area: A, from: '00:00', to: '06:00' },
  ])
  expect(judged(two, [by('e', day), by('w', night[0]!, { from: '22:01', to: '24:00' })])).toEqual([
    { kind: 'shut-in', area: A, from: '22:00', to: '22:01' },
  ])
})

test('a gate of a wider area serves what lies in it, never the other way round', () => {
  const village = gate('v', { serves: ['d01.s01.c01.'] })
  expect(judged([village, gate('e')], [shut('e')])).toEqual([])
  expect(judged([village, gate('e')], [shut('v')])).toMatchObject([{ area: 'd01.s01.c01.' }])
  const inner = gate('e', { state: 'closed' })
  expect(judged([village, inner], [shut('v')]).map((o) => o.kind === 'shut-in' && o.area)).toEqual(['d01.s01.c01.', A])
})

test('a gate that goes away, or leads elsewhere, is missed where it led', () => {
  expect(objectionsTo([gate('e')], [])).toMatchObject([{ kind: 'shut-in', area: A }])
  expect(objectionsTo([gate('e')], [gate('e', { serves: ['d01.s01.c02.'] })])).toMatchObject([{ area: A }])
})

test('a closed fire exit has somebody with its key', () => {
  const two = [gate('e'), gate('f', { fireExit: true })]
  expect(judged(two, [shut('f')])).toEqual([{ kind: 'no-key', gateId: 'f', name: 'f' }])
  expect(judged(two, [shut('f', { keyHolder: { name: '桃某', phone: '12900000001' } })])).toEqual([])
  const halfDay = shut('f', { state: 'open', hours: [{ from: '06:00', to: '20:00' }] })
  expect(judged(two, [halfDay])).toMatchObject([{ kind: 'no-key' }])
})

test('what was wrong before is not held against a change elsewhere', () => {
  const other = 'd01.s01.c02.p1.g01.x01.'
  expect(judged([gate('e'), gate('w'), gate('x', { serves: [other], state: 'closed' })], [shut('e')])).toEqual([])
})

test('whenever nothing is objected to, every minute of the day has an opened gate', () => {
  const minute = fc.integer({ min: 0, max: 24 })
  const hours = fc.array(
    fc
      .tuple(minute, minute)
      .filter(([a, b]) => a < b)
      .map(([a, b]) => ({ from: `${String(a).padStart(2, '0')}:00`, to: `${String(b).padStart(2, '0')}:00` })),
    { maxLength: 4 },
  )
  const plan = fc.array(
    fc.record({ state: fc.constantFrom('open' as const, 'closed' as const, 'handover' as const), hours }),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(plan, (gates) => {
      const before = gates.map((_, i) => gate(`g${i}`))
      const after = before.map((g, i) => ({ ...g, ...gates[i]!, name: 'x', keyHolder: { name: '钥匙', phone: '129' } }))
      const open = (hour: number) =>
        after.some((g) => {
          const at = `${String(hour).padStart(2, '0')}:30`
          return g.state === 'open' && (g.hours.length === 0 || g.hours.some((h) => h.from <= at && at < h.to))
        })
      const all = Array.from({ length: 24 }, (_, hour) => open(hour)).every(Boolean)
      expect(objectionsTo(before, after).length === 0).toBe(all)
    }),
  )
})
