/** A kept list is the old one or the new one, never a mixture, and what this phone did itself is not overwritten by hearsay. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { change } from './change.ts'
import { PhoneDatabase } from './database.ts'
import { addMarks, dropListsExcept, keepList, marksOf, readList } from './kept-list.ts'

const phone = () => new PhoneDatabase('p', { indexedDB: new IDBFactory(), IDBKeyRange: IDBKeyRange as never })
const rows = (n: number, from = 0) => Array.from({ length: n }, (_, i) => ({ id: `r${from + i}` }))

test('comes back whole and in order, whatever its size, and a shorter one leaves nothing behind', async () => {
  const db = phone()
  for (const size of [0, 1, 999, 1000, 1001, 3500, 12]) {
    await keepList(db, 'site', { at: size, meta: { size }, rows: rows(size, size) })
    expect(await readList(db, 'site')).toEqual({ at: size, meta: { size }, rows: rows(size, size) })
  }
  expect(await readList(db, 'other')).toBeNull()
})

test('a fetch that fails half-way leaves the old list whole', async () => {
  const db = phone()
  await keepList(db, 'site', { at: 1, meta: null, rows: rows(2500) })
  const broken = [...rows(1500, 9000), { id: 'x', no: () => 'functions cannot be stored' }]
  await expect(keepList(db, 'site', { at: 2, meta: null, rows: broken })).rejects.toThrow()
  expect(await readList(db, 'site')).toEqual({ at: 1, meta: null, rows: rows(2500) })
})

test('what was heard never replaces what this phone did', async () => {
  const db = phone()
  await change(db, 1, (inside) => inside.setMark('site', 'a', 'here'))
  expect(await addMarks(db, 'site', ['a', 'b'], 'elsewhere')).toBe(1)
  expect(await addMarks(db, 'site', ['a', 'b'], 'elsewhere')).toBe(0)
  expect(await marksOf(db, 'site', ['b', 'c', 'a'])).toEqual(['elsewhere', undefined, 'here'])
  expect(await addMarks(db, 'site', ['a', 'b'], 'again', (old) => old === 'elsewhere')).toBe(1)
  expect(await marksOf(db, 'site', ['b', 'a'])).toEqual(['again', 'here'])
})

test('lists of other places go with their marks', async () => {
  const db = phone()
  await keepList(db, 'one', { at: 1, meta: null, rows: rows(3) })
  await keepList(db, 'two', { at: 1, meta: null, rows: rows(3) })
  await addMarks(db, 'one', ['a'], 1)
  await addMarks(db, 'two', ['a'], 1)
  await dropListsExcept(db, ['two'])
  expect(await readList(db, 'one')).toBeNull()
  expect((await readList(db, 'two'))?.rows).toHaveLength(3)
  expect(await db.marks.toArray()).toEqual([{ list: 'two', id: 'a', value: 1 }])
})

test('a change that throws stores nothing of itself', async () => {
  const db = phone()
  const attempt = change(db, 1, async (inside) => {
    await inside.setNote('a', 1)
    throw new Error('rule says no')
  })
  await expect(attempt).rejects.toThrow('rule says no')
  expect(await db.notes.toArray()).toEqual([])
})
