/** The list on screen after what was heard live is the list that the server would give. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { goneIn, type MissingPages, totalOf, withoutPeople, withTotal, withTry } from './missing-change.ts'

const roundId = '0190aaaa-0000-7000-8000-000000000001'
const id = (n: number): string => `0190aaaa-0000-7000-8000-${String(n).padStart(12, '0')}`
const pathOf = (n: number): string => `d01.s01.c0${1 + (n % 2)}.p1.g01.x01.b001.u1.h${100 + n}.`
const row = (n: number): MissingPages['pages'][number]['rows'][number] => ({
  residentId: id(n),
  path: pathOf(n),
  name: `n${n}`,
  sex: null,
  age: 30,
  phoneMasked: null,
  work: 'home',
  groups: [],
  address: '',
  building: '',
  floor: 1,
  bestCall: { from: 540, to: 690, now: false, because: ['', ''] },
  tries: 0,
  lastOutcome: null,
  lastTryAt: null,
})
/** People 0 … read-1 are on screen in pages of `size`, out of `all`. */
const listOf = (read: number, all: number, size = 3): MissingPages => {
  const rows = Array.from({ length: read }, (_, i) => row(i))
  const chunks = Array.from({ length: Math.max(1, Math.ceil(read / size)) }, (_, i) =>
    rows.slice(i * size, i * size + size),
  )
  return {
    pages: chunks.map((chunk, i) => ({
      at: '2026-03-05T02:00:00.000Z',
      cursor: 'e.0',
      rows: chunk,
      next: i < chunks.length - 1 || read < all ? String((i + 1) * size) : null,
      total: all,
    })),
    pageParams: chunks.map(() => null),
  }
}
const street = { under: 'd01.s01.', countUnseen: true }
const sample = (n: number | null, first = true, round = roundId) => ({
  topic: 'testing.sample',
  path: n === null ? 'd01.s01.c01.' : pathOf(n),
  data: { roundId: round, siteId: id(900), lane: 1, residentId: n === null ? null : id(n), first },
})

describe('who leaves the list', () => {
  test('a first swab and an exemption do; a repeated swab, a walk-in and another round do not', () => {
    const exempted = {
      topic: 'testing.person-exempted',
      path: pathOf(4),
      data: { roundId, residentId: id(4), reason: 'away' },
    }
    const lines = [sample(1), sample(2, false), sample(null), sample(3, true, id(5)), exempted]
    expect(goneIn(lines, roundId).map((g) => g.residentId)).toEqual([id(1), id(4)])
  })

  test('a row goes, the count goes down by one, once', () => {
    const gone = goneIn([sample(1)], roundId)
    const after = withoutPeople(listOf(5, 9), gone, street)
    expect(after.pages.flatMap((p) => p.rows.map((r) => r.name))).toEqual(['n0', 'n2', 'n3', 'n4'])
    expect(totalOf(after)).toBe(8)
  })

  test('somebody further down counts only when the list is narrowed by area alone', () => {
    const gone = goneIn([sample(8)], roundId)
    expect(totalOf(withoutPeople(listOf(5, 9), gone, street))).toBe(8)
    expect(totalOf(withoutPeople(listOf(5, 9), gone, { ...street, countUnseen: false }))).toBe(9)
    expect(totalOf(withoutPeople(listOf(5, 9), gone, { under: 'd01.s01.c02.', countUnseen: true }))).toBe(9)
    expect(totalOf(withoutPeople(listOf(5, 9), gone, { under: 'd01.s01.c01.', countUnseen: true }))).toBe(8)
  })

  test('who may have been gone when the total was counted leaves the rows only', () => {
    const gone = goneIn([sample(1), sample(8)], roundId).map((one) => ({ ...one, counted: true }))
    const after = withoutPeople(listOf(5, 9), gone, street)
    expect(after.pages.flatMap((p) => p.rows)).toHaveLength(4)
    expect(totalOf(after)).toBe(9)
  })

  test('nobody concerned: the very same list, so that nothing is drawn again', () => {
    const list = listOf(5, 9)
    expect(withoutPeople(list, goneIn([sample(2, false)], roundId), street)).toBe(list)
  })

  test('in any order and in any batches the same people remain', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 12 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 23 })),
        fc.integer({ min: 1, max: 5 }),
        (read, more, swabbed, batch) => {
          const all = read + more
          const real = swabbed.filter((n) => n < all)
          let list = listOf(read, all)
          for (let i = 0; i < real.length; i += batch) {
            const lines = real.slice(i, i + batch).map((n) => sample(n))
            list = withoutPeople(list, goneIn(lines, roundId), street)
          }
          expect(totalOf(list)).toBe(all - real.length)
          expect(list.pages.flatMap((p) => p.rows).some((r) => real.some((n) => id(n) === r.residentId))).toBe(false)
        },
      ),
    )
  })
})

test('a try is told on the row and nowhere else', () => {
  const at = '2026-03-05T03:00:00.000Z'
  const after = withTry(listOf(4, 4), { residentId: id(2), outcome: 'no-answer', at })
  const rows = after.pages.flatMap((p) => p.rows)
  expect(rows[2]).toMatchObject({ tries: 1, lastOutcome: 'no-answer', lastTryAt: at })
  expect(rows.filter((r) => r.tries > 0)).toHaveLength(1)
})

test('a total counted anew is shown while there is more to read', () => {
  expect(totalOf(withTotal(listOf(4, 9), 7))).toBe(7)
  expect(totalOf(withTotal(listOf(4, 4), 7))).toBe(4)
})
