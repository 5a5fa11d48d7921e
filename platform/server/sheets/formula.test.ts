import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { movedFormula, translatedFormula } from './formula.ts'
import { movedReferences, rowMoves } from './row-moves.ts'

// Row 5 stands there four times, row 9 three times.
const moves = rowMoves(
  new Map([
    [5, 4],
    [9, 3],
  ]),
)
const movesOf = (sheet: string) => (sheet === '名单' ? moves : undefined)
const moved = (formula: string, copy?: { row: number; below: number }) =>
  movedFormula(formula, { sheet: '名单', ...(copy ? { copy } : {}) }, movesOf)

describe('outside of the list', () => {
  test.each([
    ['SUM(B5:B5)', 'SUM(B5:B8)'],
    ['SUM(B4:B6)', 'SUM(B4:B9)'],
    ['SUM($B$5:$B$5)+B4', 'SUM($B$5:$B$8)+B4'],
    ['B5+B6', 'B5+B9'],
    ['SUM(B5:B9)', 'SUM(B5:B14)'],
    ['B10', 'B15'],
    ['COUNTA(5:5)', 'COUNTA(5:8)'],
    ['SUM(B:B)', 'SUM(B:B)'],
    ['IF(A6="见 B6 行",B6,0)', 'IF(A9="见 B6 行",B9,0)'],
    ['LOG10(B6)+ATAN2(B6,1)', 'LOG10(B9)+ATAN2(B9,1)'],
    ['XYZ2026+B6', 'XYZ2026+B9'],
    ['其他!B6', '其他!B6'],
    ["'名单'!B6+名单!B6", "'名单'!B9+名单!B9"],
    ['[1]名单!B6', '[1]名单!B6'],
    ["'[1]名单'!B6", "'[1]名单'!B6"],
    ['表1[[#This Row],[B6]]', '表1[[#This Row],[B6]]'],
    [`"it's ""B6"""&B6`, `"it's ""B6"""&B9`],
    ['1.5E3+B6*2', '1.5E3+B9*2'],
    ['my_B6+_B6', 'my_B6+_B6'],
    ['VLOOKUP(A6,名单!$A$4:$C$6,3,FALSE)', 'VLOOKUP(A9,名单!$A$4:$C$9,3,FALSE)'],
  ])('%s', (before, after) => {
    expect(moved(before)).toBe(after)
  })
})

describe('in the row that repeats, in its third copy', () => {
  const copy = { row: 5, below: 2 }
  test.each([
    ['C5/B5', 'C7/B7'],
    ['SUM(B5:D5)', 'SUM(B7:D7)'],
    ['A4+1', 'A6+1'],
    ['SUM(B$5:B5)', 'SUM(B$5:B7)'],
    ['B5/SUM(B$5:B$5)', 'B7/SUM(B$5:B$8)'],
    ['B5/B$6', 'B7/B$9'],
    ['B5/B6', 'B7/B9'],
    ['其他!B5', '其他!B5'],
    ['ROW()-4', 'ROW()-4'],
  ])('%s', (before, after) => {
    expect(moved(before, copy)).toBe(after)
  })
})

test.each([
  ['A1+$A$1', 'B3+$A$1'],
  ['SUM(A$1:A1)', 'SUM(B$1:B3)'],
  ['"A1"&A1', '"A1"&B3'],
])('shared: %s', (formula, there) => {
  expect(translatedFormula(formula, 2, 1)).toBe(there)
})

test.each([
  ['B5', false, 'B5'],
  ['B5', true, 'B5:B8'],
  ['B6', true, 'B9'],
  ['A1:D5', false, 'A1:D8'],
  ['A6:D9 F1', true, 'A9:D14 F1'],
  ['A:D', true, 'A:D'],
] as const)('references %s', (before, grow, after) => {
  expect(movedReferences(before, moves, grow)).toBe(after)
})

test('where nothing repeats, no formula changes', () => {
  const still = rowMoves(new Map([[5, 1]]))
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'AB$1259:!()"\'+,SUM名单[]. E'), maxLength: 40 }), (formula) => {
      expect(movedFormula(formula, { sheet: '名单' }, () => still)).toBe(formula)
    }),
    { numRuns: 1000 },
  )
})
