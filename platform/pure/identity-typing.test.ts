/** What a crew sees key by key must agree with what the finished number reads as. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefused, readIdentityNumber } from './identity-number.ts'
import { checkAsTyped } from './identity-typing.ts'
import { checkCharacterOf } from './resident-id.ts'

const NUMBER = `33990119900307001${checkCharacterOf('33990119900307001')}`

test.each([
  ['0', 'bad-region', 0],
  ['33x', 'bad-character', 2],
  ['3399012', 'ok', 0],
  ['33990118', 'ok', 0],
  ['339901188', 'bad-date', 8],
  ['33990117', 'bad-date', 7],
  ['33990119902', 'bad-date', 10],
  ['339901199013', 'bad-date', 11],
  ['339901199000', 'bad-date', 11],
  ['3399011990023', 'bad-date', 12],
  ['33990119910229', 'bad-date', 13],
  ['33990119920229', 'ok', 0],
  ['33990120270', 'bad-date', 10],
  ['17', 'bad-region', 0],
])('%s: %s', (typed, reason, at) => {
  const seen = checkAsTyped(typed, { today: '2026-05-01' })
  expect(seen).toEqual(reason === 'ok' ? { state: 'ok-so-far' } : { state: 'bad', reason, at })
})

test('the last digit is judged by the check, one more is too long', () => {
  expect(checkAsTyped(NUMBER)).toMatchObject({ state: 'complete', number: { birthDate: '1990-03-07', sex: 'male' } })
  const wrong = NUMBER.slice(0, 17) + (NUMBER.endsWith('0') ? '1' : '0')
  expect(checkAsTyped(wrong)).toEqual({ state: 'bad', reason: 'bad-check-digit', at: 17 })
  expect(checkAsTyped(`${NUMBER}1`)).toEqual({ state: 'bad', reason: 'bad-length', at: 18 })
})

test.each([
  ['H1234567', undefined, 'ok-so-far'],
  ['H12345678', undefined, 'complete'],
  ['E1234', undefined, 'ok-so-far'],
  ['E12345678', undefined, 'complete'],
  ['E1234567890', undefined, 'bad'],
  ['E12345678', 'resident-id', 'bad'],
  ['0012345', 'taiwan-permit', 'ok-so-far'],
  ['00123456', 'taiwan-permit', 'complete'],
  ['123456789', 'passport', 'complete'],
  ['X12', 'hk-macau-permit', 'bad'],
] as const)('%s as %s: %s', (typed, declared, state) => expect(checkAsTyped(typed, { declared }).state).toBe(state))

test('a good number is never called bad on the way, and a bad verdict is final', () => {
  const eighteen = fc
    .record({
      date: fc.date({ min: new Date('1890-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
      sequence: fc.integer({ min: 1, max: 999 }),
      noise: fc.option(fc.tuple(fc.nat(17), fc.constantFrom(...'0123456789')), { nil: null }),
    })
    .map(({ date, sequence, noise }) => {
      const head = `339901${date.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
      const number = head + checkCharacterOf(head)
      return noise === null ? number : number.slice(0, noise[0]) + noise[1] + number.slice(noise[0] + 1)
    })
  fc.assert(
    fc.property(eighteen, (number) => {
      const states = Array.from({ length: 18 }, (_, i) => checkAsTyped(number.slice(0, i + 1)).state)
      const good = !isRefused(readIdentityNumber(number))
      expect(states[17]).toBe(good ? 'complete' : 'bad')
      const firstBad = states.indexOf('bad')
      if (firstBad >= 0) expect(states.slice(firstBad).every((state) => state === 'bad')).toBe(true)
    }),
    { seed: 5, numRuns: 500 },
  )
})
