/** Found by key, counted by term, and learned from pairs: against the plain way of doing it. */
import { expect, test } from 'vitest'
import { countTerms, holdersOf, indexKeys, rowsOfKey } from './index-of-keys.ts'
import type { Block, Field, Side } from './plan.ts'
import { Cursor, TableBuilder } from './table.ts'

const builder = new TableBuilder(2)
for (let row = 0; row < 5000; row++) {
  builder.begin(`r${row}`)
  builder.number(0, (row * 7919) % 613)
  builder.text(1, `word ${row % 3}`)
}
const table = builder.seal()
const key = (side: Side): number => side.number(0)
const block = (most: number): Block => {
  const keys: Block['ofPerson'] = (side, emit) => emit(key(side))
  return { name: 'key', stage: 0, most, ofPerson: keys, ofLine: keys }
}

test('a table gives back what was written', () => {
  const cursor = new Cursor(table)
  expect([cursor.at(4321).id, cursor.number(0), cursor.text(1)]).toEqual(['r4321', (4321 * 7919) % 613, 'word 1'])
  expect(cursor.at(4322).text(1)).toBe('word 2')
})

test('rows of a key are exactly those that have it; too common a key is passed over', () => {
  const index = indexKeys(table, [block(1), block(100)])
  for (const wanted of [0, 5, 612, 613]) {
    const rows: number[] = []
    rowsOfKey(index, 1, wanted, 100, (row) => rows.push(row))
    const expected = Array.from({ length: 5000 }, (_, row) => row).filter((row) => (row * 7919) % 613 === wanted)
    expect(rows.toSorted((a, b) => a - b)).toEqual(expected)
  }
  const none: number[] = []
  rowsOfKey(index, 0, 5, 1, (row) => none.push(row))
  expect(none).toEqual([])
  expect(index.keysOfBlock).toEqual([5000, 5000])
})

test('holders of a term are counted', () => {
  const term = { of: key, base: 0, weight: 1, self: false }
  const level = { name: 'same', words: ['同', 'same'] as const, match: 1, stranger: 1, term }
  const field: Field = { name: 'f', words: ['项', 'f'], levels: [{ ...level }, level], compare: () => 0 }
  const counts = countTerms(table, [field])
  for (const wanted of [1, 5, 612]) {
    const expected = Array.from({ length: 5000 }, (_, row) => row).filter((row) => (row * 7919) % 613 === wanted).length
    expect(holdersOf(counts, 0, 1, wanted)).toBe(expected)
  }
  expect(holdersOf(counts, 0, 1, 613)).toBe(0)
})
