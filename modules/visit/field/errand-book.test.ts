import { describe, expect, test } from 'vitest'
import type { Errand, ErrandStep } from '../parcel.ts'
import { type ErrandBook, errandsNow, roundOf, type Said, saidMore } from './errand-book.ts'

const NOW = Date.parse('2026-03-05T10:00:00+08:00')
const at = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString()
const errand = (id: string, more: Partial<Errand> = {}): Errand => ({
  ...{ id, placeId: 'g', place: '东门', door: `1号楼${id}室`, mark: '', kind: 'parcel', pieces: 1, shelf: null },
  ...{ at: at(20), others: 0, fetched: null, said: null },
  ...more,
})
const line = (id: string, parcelId: string, step: ErrandStep, minutes = 0): Said => ({
  ...{ id, parcelId, step, at: at(minutes), text: parcelId },
})
const bookOf = (...lines: Said[]): ErrandBook => lines.reduce(saidMore, [] as ErrandBook)
const standing = (errands: Errand[], book: ErrandBook) => errandsNow(errands, book).map((one) => one.standing)

describe('what was said here is laid over what the server told', () => {
  const told = (step: ErrandStep, id: string) => errand('101', { said: { id, step, at: at(1) } })
  test.each<[string, Errand, ErrandBook, string]>([
    ['nothing was said', errand('101'), [], 'waiting'],
    ['taken without network', errand('101'), bookOf(line('1', '101', 'taken')), 'carrying'],
    [
      'taken and brought without network',
      errand('101'),
      bookOf(line('1', '101', 'taken'), line('2', '101', 'delivered')),
      'delivered',
    ],
    ['the server has heard less', told('taken', '1'), bookOf(line('2', '101', 'delivered')), 'delivered'],
    ['another phone of this person said more', told('put-back', '3'), bookOf(line('2', '101', 'taken')), 'waiting'],
    ['of another parcel', errand('101'), bookOf(line('1', '102', 'taken')), 'waiting'],
  ])('%s', (_, one, book, expected) => {
    expect(standing([one], book)).toEqual([expected])
  })
  test('what is older than three days is forgotten', () => {
    const book = bookOf(line('1', '101', 'taken', 4 * 1440), line('2', '102', 'taken'))
    expect(book.map(({ id }) => id)).toEqual(['2'])
  })
})

test('a round: what is carried door by door, points with the most urgent first, what others took last', () => {
  const all = [
    errand('1001'),
    errand('301'),
    errand('201', { placeId: 'h', place: '西门', kind: 'medicine', at: at(5) }),
    errand('202', { others: 1, at: at(90) }),
    errand('203', { at: at(60) }),
    errand('204', { fetched: 'resident' }),
    errand('205'),
  ]
  const book = bookOf(line('1', '1001', 'taken'), line('2', '301', 'taken'), line('3', '205', 'delivered'))
  const { carrying, points, delivered } = roundOf(errandsNow(all, book))
  expect(carrying.map(({ id }) => id)).toEqual(['301', '1001'])
  expect(points.map(({ name, free, medicine }) => [name, free, medicine])).toEqual([
    ['西门', 1, true],
    ['东门', 1, false],
  ])
  expect(points[1]?.waiting.map(({ id }) => id)).toEqual(['203', '202'])
  expect(delivered.map(({ id }) => id)).toEqual(['205'])
})
