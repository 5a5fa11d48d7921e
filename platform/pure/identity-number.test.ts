/** Numbers here are made from division codes that GB/T 2260 never assigned (3399xx), so they belong to nobody. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefused, readIdentityCell, readIdentityNumber } from './identity-number.ts'
import { birthDateOf, checkCharacterOf, lengthenOldNumber } from './resident-id.ts'

const complete = (seventeen: string): string => seventeen + checkCharacterOf(seventeen)
const MAN = complete('33990119900307001')
const WOMAN = complete('33990120080229002')
const WITH_X = (() => {
  for (let n = 100; n < 1000; n++) {
    const number = complete(`33990119720101${n}`)
    if (number.endsWith('X')) return number
  }
  throw new Error('no number ends in X')
})()

test('the example of the standard', () => {
  expect(checkCharacterOf('11010519491231002')).toBe('X')
  expect(checkCharacterOf('44052418800101001')).toBe('4')
})

describe('readIdentityNumber', () => {
  test.each([
    [MAN, 'resident-id', MAN, '1990-03-07', 'male'],
    [WOMAN, 'resident-id', WOMAN, '2008-02-29', 'female'],
    [WITH_X.toLowerCase(), 'resident-id', WITH_X, '1972-01-01', undefined],
    [WITH_X.replace('X', '×'), 'resident-id', WITH_X, '1972-01-01', undefined],
    [WITH_X.replace('X', 'Ｘ'), 'resident-id', WITH_X, '1972-01-01', undefined],
    [`'${MAN}`, 'resident-id', MAN, '1990-03-07', 'male'],
    [`${MAN.slice(0, 6)} ${MAN.slice(6, 14)} ${MAN.slice(14)}`, 'resident-id', MAN, '1990-03-07', 'male'],
    [`\u200b${MAN}\u3000`, 'resident-id', MAN, '1990-03-07', 'male'],
    [complete('93384019850101001'), 'foreign-resident', complete('93384019850101001'), '1985-01-01', 'male'],
    [complete('81000019850101002'), 'resident-id', complete('81000019850101002'), '1985-01-01', 'female'],
    ['CAN310085010101', 'foreign-resident', 'CAN310085010101', undefined, undefined],
    ['H12345678', 'hk-macau-permit', 'H12345678', undefined, undefined],
    ['m1234567801', 'hk-macau-permit', 'M1234567801', undefined, undefined],
    ['00123456', 'taiwan-permit', '00123456', undefined, undefined],
    ['0012345601(B)', 'taiwan-permit', '0012345601B', undefined, undefined],
    ['E12345678', 'passport', 'E12345678', undefined, undefined],
    ['EA1234567', 'passport', 'EA1234567', undefined, undefined],
    ['无', 'none', '', undefined, undefined],
    ['  ', 'none', '', undefined, undefined],
    ['—', 'none', '', undefined, undefined],
  ])('%j is %s', (text, type, value, birthDate, sex) => {
    const reading = readIdentityNumber(text)
    expect(reading).toMatchObject({ type, value })
    if (!isRefused(reading)) {
      expect(reading.birthDate).toBe(birthDate)
      if (sex !== undefined) expect(reading.sex).toBe(sex)
    }
  })

  test.each([
    [MAN.slice(0, 17), 'bad-length'],
    [`${MAN}1`, 'bad-length'],
    ['33990119900230001X', 'bad-date'],
    [complete('33990118800101001'), 'bad-date'],
    [complete('33990119901301001'), 'bad-date'],
    [complete('00990119900307001'), 'bad-region'],
    [MAN.slice(0, 17) + (MAN.endsWith('1') ? '2' : '1'), 'bad-check-digit'],
    [`${MAN.slice(0, 14)}OO1${MAN[17]}`, 'bad-character'],
    ['3.39901E+17', 'mangled-by-excel'],
    ['3.39901199003070E17', 'mangled-by-excel'],
    ['339901199003070000', 'mangled-by-excel'],
    ['13800138000', 'looks-like-phone'],
    ['19900307', 'unknown-form'],
    ['张三', 'unknown-form'],
    ['办理中', 'unknown-form'],
    [`${MAN}(过期)`, 'bad-character'],
    ['12345', 'bad-length'],
    ['H1234567', 'bad-length'],
  ])('%j is refused as %s', (text, problem) => expect(readIdentityNumber(text)).toMatchObject({ problem }))

  test('a 15-digit number is not taken, its long form is offered', () => {
    expect(readIdentityNumber('339901900307001')).toEqual({ problem: 'old-form', offered: MAN })
    expect(lengthenOldNumber('339901900307001')).toBe(MAN)
  })

  test('a birth after today is refused only when today is told', () => {
    const tomorrow = complete('33990120260102001')
    expect(readIdentityNumber(tomorrow, { today: '2026-01-01' })).toMatchObject({ problem: 'bad-date' })
    expect(readIdentityNumber(tomorrow, { today: '2026-01-02' })).toMatchObject({ birthDate: '2026-01-02' })
  })

  test('the declared document settles shapes that two documents share', () => {
    expect(readIdentityNumber('M12345678')).toMatchObject({ type: 'hk-macau-permit' })
    expect(readIdentityNumber('M12345678', { declared: 'passport' })).toMatchObject({ type: 'passport' })
    expect(readIdentityNumber('123456789')).toMatchObject({ problem: 'bad-length' })
    expect(readIdentityNumber('123456789', { declared: 'passport' })).toMatchObject({ type: 'passport' })
    expect(readIdentityNumber('19900307', { declared: 'taiwan-permit' })).toMatchObject({ type: 'taiwan-permit' })
  })

  test('an identity number kept as a number cell is lost', () => {
    expect(readIdentityCell(Number(MAN))).toEqual({ problem: 'mangled-by-excel' })
    expect(readIdentityCell(339901900307001)).toMatchObject({ problem: 'old-form' })
    expect(readIdentityCell(MAN)).toMatchObject({ value: MAN })
  })
})

const seventeen = fc
  .record({
    region: fc.constantFrom('110101', '339901', '659900', '933840', '810000'),
    date: fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
    sequence: fc.integer({ min: 1, max: 999 }),
  })
  .map(
    ({ region, date, sequence }) =>
      region + date.toISOString().slice(0, 10).replaceAll('-', '') + String(sequence).padStart(3, '0'),
  )

const passesCheck = (number: string): boolean => /^\d{17}[\dX]$/.test(number) && checkCharacterOf(number) === number[17]

describe('the check character', () => {
  test('every valid number is read back with its date', () => {
    fc.assert(
      fc.property(seventeen, (head) => {
        const reading = readIdentityNumber(complete(head))
        expect(isRefused(reading)).toBe(false)
        if (!isRefused(reading)) expect(reading.birthDate).toBe(birthDateOf(head.slice(6, 14)))
      }),
      { seed: 1 },
    )
  })

  test('every single wrong character is caught', () => {
    fc.assert(
      fc.property(seventeen, fc.nat(17), fc.constantFrom(...'0123456789X'), (head, at, character) => {
        const number = complete(head)
        fc.pre(number[at] !== character)
        const wrong = number.slice(0, at) + character + number.slice(at + 1)
        expect(passesCheck(wrong)).toBe(false)
        expect(isRefused(readIdentityNumber(wrong))).toBe(true)
      }),
      { seed: 2, numRuns: 2000 },
    )
  })

  test('a swap is caught at every distance but ten', () => {
    fc.assert(
      fc.property(seventeen, fc.nat(16), fc.integer({ min: 1, max: 17 }), (head, left, distance) => {
        const number = complete(head)
        const right = left + distance
        fc.pre(right <= 17 && number[left] !== number[right])
        const swapped = [...number]
        ;[swapped[left], swapped[right]] = [number[right] as string, number[left] as string]
        // An X at the end that is swapped into the body stands where none may: refused whatever the distance.
        const movesTheX = right === 17 && number.endsWith('X')
        expect(passesCheck(swapped.join(''))).toBe(distance === 10 && !movesTheX)
      }),
      { seed: 3, numRuns: 2000 },
    )
  })

  test('no text makes the reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9XxHMT() .eE+-]{0,20}$/)), (text) => {
        const reading = readIdentityNumber(text)
        if (!isRefused(reading)) expect(readIdentityNumber(reading.value)).toEqual(reading)
      }),
      { seed: 4, numRuns: 1000 },
    )
  })
})
