/** A mask is only one if the row it stands in does not undo it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskIdentityNumber, maskPhone } from './mask.ts'
import { checkCharacterOf } from './resident-id.ts'

test.each([
  ['33990119900307001X', '339*************1X'],
  ['E12345678', 'E******78'],
  ['H1234567801', 'H********01'],
  ['AB12', '****'],
  ['', ''],
])('identity %s → %s', (number, masked) => expect(maskIdentityNumber(number)).toBe(masked))

test.each([
  ['13812341234', '138****1234'],
  ['057188881234', '0571-******34'],
  ['0571-88881234', '0571-******34'],
  ['+85261234567', '**********67'],
  ['110', '***'],
])('phone %s → %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))

test('knowing division, birth date and sex still leaves several numbers behind the mask', () => {
  const masked = maskIdentityNumber(`33990119900307123${checkCharacterOf('33990119900307123')}`)
  let fitting = 0
  for (let sequence = 0; sequence < 1000; sequence++) {
    const head = `33990119900307${String(sequence).padStart(3, '0')}`
    if (maskIdentityNumber(head + checkCharacterOf(head)) === masked) fitting++
  }
  expect(fitting).toBeGreaterThanOrEqual(9)
})

test('length is kept and at most five characters of a document show', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-Z]{0,20}$/), (number) => {
      const masked = maskIdentityNumber(number)
      expect(masked.length).toBe(number.length)
      expect(masked.replaceAll('*', '').length).toBeLessThanOrEqual(5)
    }),
    { seed: 12 },
  )
})
