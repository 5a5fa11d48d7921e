/** Whatever slip was made, the number that was meant must be among those that are looked up, and few others. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import {
  completions,
  documentSlips,
  holdsAsResident,
  phoneSlips,
  residentSlips,
  withDigitsForLetters,
} from './number-slips.ts'

const number = fc
  .record({
    day: fc.date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ day, sequence }) => {
    const first = `320999${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
    return first + checkCharacterOf(first)
  })
const put = (text: string, at: number, sign: string): string => text.slice(0, at) + sign + text.slice(at + 1)
const place = fc.integer({ min: 0, max: 16 })
const digit = fc.constantFrom(...'0123456789')

describe('residentSlips', () => {
  test('finds the number behind one wrong digit, two neighbours swapped, one left out or doubled', () => {
    fc.assert(
      fc.property(number, place, digit, (meant, at, sign) => {
        const written = [
          put(meant, at, sign),
          put(put(meant, at, meant[at + 1] as string), at + 1, meant[at] as string),
          meant.slice(0, at) + meant.slice(at + 1),
          meant.slice(0, at) + meant[at] + meant.slice(at),
        ]
        for (const wrong of written) if (wrong !== meant) expect(residentSlips(wrong).one).toContain(meant)
      }),
      { seed: 5, numRuns: 300 },
    )
  })
  test('finds the number behind two misread digits', () => {
    const misread: Record<string, string> = { 0: '8', 1: '7', 3: '8', 5: '6', 6: '5', 8: '3', 7: '1' }
    fc.assert(
      fc.property(number, place, place, (meant, i, j) => {
        const [a, b] = [misread[meant[i] as string], misread[meant[j] as string]]
        fc.pre(i !== j && a !== undefined && b !== undefined)
        const wrong = put(put(meant, i, a as string), j, b as string)
        const { one, two } = residentSlips(wrong)
        expect([...one, ...two]).toContain(meant)
      }),
      { seed: 5, numRuns: 300 },
    )
  })
  test('offers only numbers that hold, never the one written, and no more than a few hundred', () => {
    fc.assert(
      fc.property(number, place, digit, (meant, at, sign) => {
        const wrong = put(meant, at, sign)
        const { one, two } = residentSlips(wrong)
        for (const offered of [...one, ...two]) expect(holdsAsResident(offered)).toBe(true)
        expect(new Set([...one, ...two, wrong]).size).toBe(one.length + two.length + 1)
        expect(one.length).toBeLessThan(40)
        expect(two.length).toBeLessThan(300)
      }),
      { seed: 6, numRuns: 200 },
    )
  })
  test('with the register in doubt, any number one slip away is offered', () => {
    expect(residentSlips('320999199003070012', true).one).toContain('320999199003070019')
    expect(residentSlips('320999199003070012', true).one).toContain('32099919900307012')
  })
})

test('a rounded number is completed by every sequence that holds', () => {
  const made = completions('320999199003070')
  expect([made.length, made.every(holdsAsResident)]).toEqual([100, true])
  expect(made).toContain('32099919900307001X')
})

test.each([
  ['32O9991990O307OO12', '320999199003070012'],
  ['32099919900307OOL2', '320999199003070012'],
  ['E12345678', 'E12345678'],
  ['TAO123456781990', 'TAO123456781990'],
])('letters for digits: %s → %s', (written, read) => expect(withDigitsForLetters(written)).toBe(read))

test.each([
  ['X12345679', 'X12345678'],
  ['X21345678', 'X12345678'],
  ['X1234567', 'X12345678'],
  ['12345678', 'X12345678'],
  ['X1234S678', 'X12345678'],
])('a document written %s may have been %s', (written, meant) => expect(documentSlips(written)).toContain(meant))

test.each([
  ['15400000001', '15400000002', true],
  ['15400000010', '15400000001', true],
  ['1540000001', '15400000001', true],
  ['154000000011', '15400000001', true],
  ['15400000001', '15400000011', true],
  ['15400000001', '15400000023', false],
  ['0571-88881234', '0571-88881235', false],
])('a phone written %s may have been %s: %s', (written, meant, may) =>
  expect(phoneSlips(written).includes(meant)).toBe(may),
)
