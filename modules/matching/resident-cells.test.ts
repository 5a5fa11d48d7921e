/** Cells as they are written: what is read, and what is given up rather than guessed. */
import { describe, expect, test } from 'vitest'
import { readBirth, readNumberCell, readPhones, readSex } from './resident-cells.ts'

describe('readNumberCell', () => {
  test.each([
    ['32099919900307001X', 'holds', '32099919900307001X', 19900307],
    ['320999 19900307 001x', 'holds', '32099919900307001X', 19900307],
    ["'３２０９９９１９９００３０７００１Ｘ", 'holds', '32099919900307001X', 19900307],
    ['32O999199OO3O7OO1X', 'doubtful', '32099919900307001X', 19900307],
    ['320999900307001', 'holds', '32099919900307001X', 19900307],
    ['320999199003070018', 'doubtful', '320999199003070018', 19900307],
    ['32099919900307001', 'doubtful', '32099919900307001', 0],
    ['320999199003070000', 'rounded', '320999199003070', 19900307],
    ["'3.20999199003070E+17", 'rounded', '320999199003070', 19900307],
    ['3.20999900307001E+14', 'holds', '32099919900307001X', 19900307],
    ['3.2099919900307E+17', 'lost', '', 19900307],
    ['X12345678', 'other', 'X12345678', 0],
    ['H12345678', 'other', 'H12345678', 0],
    ['15400000001', 'absent', '', 0],
    ['', 'absent', '', 0],
    ['无', 'absent', '', 0],
  ])('%s: %s', (written, state, value, birth) => expect(readNumberCell(written)).toMatchObject({ state, value, birth }))
  test('tells the sex', () => expect(readNumberCell('32099919900307001X').sex).toBe('male'))
})

test.each([
  ['15400000001', ['15400000001']],
  ['+86 154-0000-0001', ['15400000001']],
  ['１５４０００００００１', ['15400000001']],
  ['15400000001/15400000002', ['15400000001', '15400000002']],
  ['0571-88881234', ['0571-88881234']],
  ['+86 571 88881234', ['0571-88881234']],
  ['(+86)0571-88881234', ['0571-88881234']],
  ['+86-10-88881234', ['010-88881234']],
  ['1540000001', ['1540000001']],
  ['无', []],
])('phones in %s', (written, phones) => expect(readPhones(written)).toEqual(phones))

test.each([
  ['1990-03-07', 19900307],
  ['1990/3/7', 19900307],
  ['19900307', 19900307],
  ['1990年3月7日', 19900307],
  ['1990.03.07', 19900307],
  ['32939', 19900307],
  ['7/3/1990', 19900307],
  ['90-3-7', 19900307],
  ['1990', 0],
  ['1990-02-30', 0],
  ['无', 0],
])('born %s: %d', (written, day) => expect(readBirth(written)).toBe(day))

test.each([
  ['男', 'male'],
  ['F', 'female'],
  ['1', 'male'],
  ['2', 'female'],
  ['Female', 'female'],
  ['?', null],
])('sex %s', (written, sex) => expect(readSex(written)).toBe(sex))
