/** A grid worker's phone: what it keeps, what it knows of today, and what goes into the outbox, on a real IndexedDB in memory. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { keepList } from '../../../platform/web/pocket/kept-list.ts'
import type { Collection } from '../model.ts'
import {
  about,
  forget,
  type CarriedPerson,
  dayNow,
  householdsOf,
  narrow,
  noteReports,
  readHouseholds,
  resultOf,
} from './household-list.ts'

const ID = (n: number): string => `0199a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const collection = { id: ID(900), often: 'daily', startsOn: '2026-11-18', endsOn: '2026-11-22' } as Collection
const person = (n: number, home: string, name: string, more: Partial<CarriedPerson> = {}): CarriedPerson => ({
  ...{
    id: ID(n),
    path: `d01.s01.c01.p1.g01.x01.b001.u1.${home}.`,
    name,
    initials: 'zx',
    address: `桃影苑 1号楼 1单元 ${home.slice(1)}室`,
    asked: true,
    result: null,
  },
  ...more,
})
const people = [
  person(1, 'h0101', '张小溪', { result: 'negative' }),
  person(2, 'h0101', '张大松', { initials: 'zds' }),
  person(3, 'h0201', '单燕', { initials: 'sy' }),
]
const NOW = Date.parse('2026-11-20T09:00:00+08:00')
const TOMORROW = NOW + 86_400_000

let db: PhoneDatabase
let made = 500
const hand = (now = NOW) => ({ db, now: () => now, freshId: () => ID(made++) })
beforeEach(async () => {
  db = new PhoneDatabase(`phone-${made++}`)
  await keepList(db, `selftest.list.${collection.id}`, { at: NOW, meta: { on: '2026-11-20' }, rows: people })
})
afterEach(() => db.delete())

const read = async (now = NOW) => (await readHouseholds(db, collection.id, dayNow(collection, now)))!
const known = async (now = NOW) => {
  const carried = await read(now)
  return people.map((p) => resultOf(carried, p, dayNow(collection, now)))
}

describe('what is entered', () => {
  test('is known at once, and waits in the outbox as the server will take it', async () => {
    await noteReports(
      hand(),
      collection,
      new Map([
        [ID(2), 'positive'],
        [ID(3), 'invalid'],
      ]),
    )
    expect(await known()).toEqual(['negative', 'positive', 'invalid'])
    const waiting = await db.outbox.toArray()
    expect(waiting.map(({ op, item }) => [op, item])).toEqual([
      [
        'selftest.recordReports',
        {
          id: waiting[0]!.id,
          collectionId: collection.id,
          residentId: ID(2),
          result: 'positive',
          testedAt: new Date(NOW).toISOString(),
          notedAt: new Date(NOW).toISOString(),
        },
      ],
      [
        'selftest.recordReports',
        {
          id: waiting[1]!.id,
          collectionId: collection.id,
          residentId: ID(3),
          result: 'invalid',
          testedAt: new Date(NOW).toISOString(),
          notedAt: new Date(NOW).toISOString(),
        },
      ],
    ])
    expect(await about(db, waiting[0]!.id)).toBe('张大松')
    expect(await about(db, ID(1))).toBeNull()
  })
  test('counts for its day: tomorrow asks again, though the list is of today', async () => {
    await noteReports(hand(), collection, new Map([[ID(2), 'negative']]))
    expect(await known(TOMORROW)).toEqual([null, null, null])
    expect(await known()).toEqual(['negative', 'negative', null])
  })
  test('of a collection that asks once, stays', async () => {
    const once = { ...collection, often: 'once' } as Collection
    await keepList(db, `selftest.list.${once.id}`, { at: NOW, meta: { on: '2026-11-18' }, rows: people })
    await noteReports(hand(), once, new Map([[ID(2), 'negative']]))
    const later = (await readHouseholds(db, once.id, dayNow(once, TOMORROW)))!
    expect(people.map((p) => resultOf(later, p, dayNow(once, TOMORROW)))).toEqual(['negative', 'negative', null])
  })
})

test('another person on this phone sees nobody of the list; what waits to be sent stays', async () => {
  await noteReports(hand(), collection, new Map([[ID(2), 'negative']]))
  await keepList(db, 'testing.pocket.site', { at: NOW, meta: null, rows: [1] })
  await forget(db)
  expect(await readHouseholds(db, collection.id, '2026-11-20')).toBeNull()
  expect(await db.kept.toCollection().primaryKeys()).toEqual(['testing.pocket.site'])
  expect(await db.outbox.count()).toBe(1)
})

test('people are gathered by door and found by room, name and initials', () => {
  const rows = householdsOf(people)
  expect(rows.map((row) => row.people.map((p) => p.name))).toEqual([['张小溪', '张大松'], ['单燕']])
  for (const typed of ['0201', '单燕', 'sy', '1号楼 ０２０１', 'SY 1号楼'])
    expect(narrow(rows, typed), typed).toEqual([rows[1]])
  expect(narrow(rows, ' ')).toEqual(rows)
  expect(narrow(rows, '李')).toEqual([])
})
