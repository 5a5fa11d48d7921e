import { describe, expect, test } from 'vitest'
import type { VisitAtGate } from '../model.ts'
import type { ParcelAtPoint } from '../parcel.ts'
import {
  emptyBook,
  flowNow,
  type Line,
  narrowVisits,
  operationsAt,
  parcelsNow,
  type Pocket,
  unwritten,
  visitsNow,
  written,
} from './book.ts'

const NOW = Date.parse('2026-03-05T10:00:00+08:00')
const at = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString()
const visit = (id: string, more: Partial<VisitAtGate> = {}): VisitAtGate => ({
  ...{ id, path: 'd01.', number: '0000017', name: '汀*人', phoneMasked: null, host: '杏亭苑 101', purpose: 'family' },
  ...{
    people: 1,
    plate: '浙A54321',
    expectedOn: '2026-03-05',
    hours: 2,
    arrivedAt: null,
    leftAt: null,
    cancelledAt: null,
  },
  ...more,
})
const parcel = (id: string, more: Partial<ParcelAtPoint> = {}): ParcelAtPoint => ({
  ...{ id, path: 'd01.', placeId: 'g', recipient: '101', broughtBy: null, kind: 'medicine', pieces: 1, shelf: null },
  ...{ at: at(5), takenAt: null, pickedAt: null, how: null },
  ...more,
})
const pocket = (more: Partial<Pocket> = {}): Pocket => ({
  ...{ now: at(10), operations: [], places: [], policy: null },
  ...{ known: [], visits: [], parcels: [], flows: [] },
  ...more,
})
const line = (of: Line['of'], factId: string, on: string | null = null): Line => ({
  ...{ factId, of, text: 'x', on, at: NOW, undone: false },
})

describe('what was noted here is laid over what the server told', () => {
  test('an arrival without network stands until it is taken back', () => {
    const book = written(emptyBook, line('visit-step', 's1', 'v'), { steps: { v: { arrivedAt: at(1) } } })
    expect(visitsNow(pocket({ visits: [visit('v')] }), book)[0]?.arrivedAt).toBe(at(1))
    expect(visitsNow(pocket({ visits: [visit('v')] }), unwritten(book, 's1'))[0]?.arrivedAt).toBeNull()
    // The server knows better once it has heard.
    expect(visitsNow(pocket({ visits: [visit('v', { arrivedAt: at(3) })] }), book)[0]?.arrivedAt).toBe(at(3))
  })
  test('who was met here is there once, before and after the server knows them', () => {
    const book = written(emptyBook, line('visit', 'v'), { visits: [visit('v', { arrivedAt: at(1) })] })
    expect(visitsNow(pocket(), book)).toHaveLength(1)
    expect(visitsNow(pocket({ visits: [visit('v')] }), book)).toHaveLength(1)
    expect(visitsNow(pocket(), unwritten(book, 'v'))).toEqual([])
  })
  test('a parcel leaves the shelf of its own place when it is picked up, and comes back when that was a slip', () => {
    const told = pocket({ parcels: [parcel('p'), parcel('q', { placeId: 'other' })] })
    const book = written(emptyBook, line('pickup', 'u', 'p'), { picked: { p: at(0) } })
    expect(parcelsNow(told, emptyBook, 'g').map(({ id }) => id)).toEqual(['p'])
    expect(parcelsNow(told, book, 'g')).toEqual([])
    expect(parcelsNow(told, unwritten(book, 'u'), 'g').map(({ id }) => id)).toEqual(['p'])
  })
  test('cars count once: those that the server had counted when it told, and this phone’s since', () => {
    const passed = [30, 9, 1].map((minutes) => ({ placeId: 'g', at: NOW - minutes * 60_000 }))
    const flows = [{ placeId: 'g', waiting: 7, notedAt: at(12), passed: 20, firstAt: at(50) }]
    const book = { ...emptyBook, passed, queues: { g: { waiting: 3, at: NOW - 60_000 } } }
    expect(flowNow(pocket({ flows }), book, 'g', NOW)).toMatchObject({ passed: 22, waiting: 3 })
    expect(flowNow(pocket({ flows }), emptyBook, 'g', NOW)).toMatchObject({ passed: 20, waiting: 7 })
    expect(flowNow(null, book, 'g', NOW)).toMatchObject({ passed: 3, waiting: 3 })
    expect(flowNow(null, emptyBook, 'g', NOW)).toEqual({ waiting: null, notedAt: null, passed: 0, firstAt: null })
  })
  test('lines are the youngest first and never more than sixty', () => {
    let book = emptyBook
    for (let n = 0; n < 80; n++) book = written(book, line('queue', `q${n}`, 'g'))
    expect(book.lines).toHaveLength(60)
    expect(book.lines[0]?.factId).toBe('q79')
    expect(unwritten(book, 'q79').lines[0]?.undone).toBe(true)
  })
})

test.each<[string, boolean]>([
  ['', true],
  ['0000 017', true],
  ['a·543', true],
  ['汀客人', true],
  ['汀客', false],
  ['杏亭苑101', true],
  ['溪客人', false],
])('a visitor is found by %s: %s', (typed, found) => {
  expect(narrowVisits([visit('v')], typed)).toHaveLength(found ? 1 : 0)
})

describe('which operations can be noted for', () => {
  const operation = (id: string, path: string) => ({
    ...{ id, name: id, path, rules: { visitHours: 24, contactHours: 24, told: null } },
  })
  const told = pocket({
    operations: [operation('b', 'd01.s01.c2.'), operation('a', 'd01.s01.'), operation('r', 'd01.')],
  })
  test.each<[string, string, string | null, string[]]>([
    ['at a gate those whose area it lies in, the newest first', 'd01.s01.c1.', null, ['a', 'r']],
    ['at a gate of another community one more', 'd01.s01.c2.g1.', null, ['b', 'a', 'r']],
    ['at a checkpoint its own', 'd01.s01.', 'r', ['r']],
    ['at one whose own is over those of its area', 'd01.s01.', 'x', ['a', 'r']],
    ['where none holds all that are known: nothing is lost', 'd09.', null, ['b', 'a', 'r']],
  ])('%s', (_, path, operationId, expected) => {
    expect(operationsAt(told, { path, operationId }).map(({ id }) => id)).toEqual(expected)
  })
})
