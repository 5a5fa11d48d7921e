import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonArea, headcount, servedTwice, topmost, unserved } from './estimate.ts'

const places = [
  { path: 'd01.s01.c01.', people: 3000 },
  { path: 'd01.s01.c02.', people: 6000 },
]
const residents = new Map([
  ['d01.s01.c01.', 4000],
  ['d01.s01.c01.p1.', 1000],
  ['d01.s01.c01.p2.', 3000],
])

describe('people in an area', () => {
  const people = headcount(places, residents)
  test.each([
    ['d01.s01.c01.', 3000],
    ['d01.s01.', 9000],
    ['d01.s01.c01.p1.', 750],
    ['d01.s01.c01.p2.', 2250],
    ['d01.s01.c02.p9.', 0],
    ['d01.s02.', 0],
  ])('%s', (path, n) => {
    expect(people(path)).toBe(n)
  })

  test('the parts of a place add up to it, up to rounding', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50_000 }),
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 20 }),
        (due, parts) => {
          const all = parts.reduce((a, b) => a + b, 0)
          const map = new Map(parts.map((n, i) => [`a.p${i}.`, n]))
          const inPart = headcount([{ path: 'a.', people: due }], map.set('a.', all))
          const sum = parts.reduce((total, _, i) => total + inPart(`a.p${i}.`), 0)
          if (all > 0) expect(Math.abs(sum - due)).toBeLessThanOrEqual(parts.length / 2)
          else expect(sum).toBe(0)
        },
      ),
    )
  })
})

test('the smallest area around a catchment', () => {
  expect(commonArea(['d01.s01.c01.'])).toBe('d01.s01.c01.')
  expect(commonArea(['d01.s01.c01.p1.', 'd01.s01.c01.p2.g03.'])).toBe('d01.s01.c01.')
  expect(commonArea(['d01.s01.c01.', 'd01.s01.c02.'])).toBe('d01.s01.')
  expect(commonArea(['d01.s01.c01.', 'd01.s01.c011.'])).toBe('d01.s01.')
  expect(commonArea([])).toBe('')
})

test('an area below another one says nothing new', () => {
  expect(topmost(['d01.s01.c01.', 'd01.s01.c01.p1.', 'd01.s01.c02.', 'd01.s01.c02.'])).toEqual([
    'd01.s01.c01.',
    'd01.s01.c02.',
  ])
})

test('places without a site, and areas with two', () => {
  expect(unserved(places, [['d01.s01.c01.p1.']])).toEqual(['d01.s01.c02.'])
  expect(unserved(places, [['d01.s01.']])).toEqual([])
  expect(unserved([{ path: 'd01.s01.c03.', people: 0 }], [])).toEqual([])
  expect(servedTwice([['d01.s01.c01.'], ['d01.s01.c02.']])).toEqual([])
  expect(servedTwice([['d01.s01.c01.'], ['d01.s01.c01.p1.', 'd01.s01.c02.']])).toEqual(['d01.s01.c01.p1.'])
  expect(servedTwice([['d01.s01.c01.'], ['d01.s01.c01.']])).toEqual(['d01.s01.c01.'])
})
