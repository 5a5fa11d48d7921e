import { describe, expect, test } from 'vitest'
import { type Industry, type Size, states } from './model.ts'
import { sizeOf } from './size.ts'
import { reasonFits, reasonsFor } from './state.ts'

test.each<[Industry | null, number | null, Size | null]>([
  [null, null, null],
  ['C', null, null],
  ['C', 0, 'micro'],
  ['C', 19, 'micro'],
  ['C', 20, 'small'],
  ['C', 300, 'medium'],
  ['C', 1000, 'large'],
  ['F', 9, 'micro'],
  ['F', 10, 'small'],
  ['F', 50, 'medium'],
  ['F', 300, 'large'],
  ['H', 99, 'small'],
  ['H', 100, 'medium'],
  [null, 10, 'small'],
])('section %s with %s people is %s', (industry, staff, size) => expect(sizeOf(industry, staff)).toBe(size))

describe('reasons', () => {
  test('what is open needs none, all else one of its own', () => {
    expect(reasonFits('open', null)).toBe(true)
    expect(reasonFits('suspended', null)).toBe(false)
    expect(reasonFits('closed', null)).toBe(false)
    for (const state of states.values)
      for (const other of states.values)
        for (const reason of reasonsFor(other)) expect(reasonFits(state, reason)).toBe(state === other)
  })
})
