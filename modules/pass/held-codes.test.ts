/** At a gate without network: the code of this minute, or a plain word why there is none. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slotsAhead } from './codes-ahead.ts'
import { type HeldCode, keptUntil, showingAt, stillAhead } from './held-codes.ts'

const held = (notBefore: number, expires: number): HeldCode => ({ notBefore, expires, code: `${notBefore}` })
const FIVE = [held(0, 300), held(300, 600), held(600, 900)]

test.each([
  ['the first moment of the first', FIVE, 0, { state: 'good', code: FIVE[0], lasts: 900 }],
  ['the last moment of the first', FIVE, 299.9, { state: 'good', code: FIVE[0], lasts: 900 }],
  ['the moment of the change', FIVE, 300, { state: 'good', code: FIVE[1], lasts: 900 }],
  ['the last of all', FIVE, 899, { state: 'good', code: FIVE[2], lasts: 900 }],
  ['over', FIVE, 900, { state: 'out', since: 900 }],
  ['long over', FIVE, 99_999, { state: 'out', since: 900 }],
  ['the pass begins later', FIVE, -1, { state: 'early', from: 0 }],
  ['none at all', [], 100, { state: 'out', since: null }],
  [
    'a gap ahead ends what can be promised',
    [held(0, 300), held(400, 700)],
    10,
    { state: 'good', code: held(0, 300), lasts: 300 },
  ],
  ['in the gap', [held(0, 300), held(400, 700)], 350, { state: 'early', from: 400 }],
  ['out of order', [held(300, 600), held(0, 300)], 10, { state: 'good', code: held(0, 300), lasts: 600 }],
  [
    'two are good: the one that lasts',
    [held(0, 300), held(120, 420)],
    200,
    { state: 'good', code: held(120, 420), lasts: 420 },
  ],
] as const)('%s', (_, codes, now, expected) => {
  expect(showingAt(codes, now)).toEqual(expected)
})

test('of what the server hands out every second has its code until the last one ends, whatever the minutes and hours', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000_000, max: 2_000_000 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 6 }),
      fc.nat(999_999),
      (met, codeMinutes, codesAheadHours, part) => {
        const slots = slotsAhead(met, { from: 0, until: 5_000_000 }, { codeMinutes, codesAheadHours })
        const codes = slots.map((slot) => ({ ...slot, code: `${slot.notBefore}` }))
        const end = codes.at(-1)!.expires
        const now = met + (part / 1_000_000) * (end - met)
        const shown = showingAt(codes, now)
        expect(shown).toMatchObject({ state: 'good', lasts: end })
        if (shown.state === 'good') {
          expect(shown.code.notBefore).toBeLessThanOrEqual(now)
          expect(shown.code.expires).toBeGreaterThan(now)
        }
        expect(showingAt(codes, end)).toEqual({ state: 'out', since: end })
      },
    ),
  )
})

test('dropping what is over changes nothing that is shown, now or later', () => {
  const code = fc
    .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 200 }))
    .map(([at, long]) => held(at, at + long))
  fc.assert(
    fc.property(
      fc.array(code, { maxLength: 12 }),
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 0, max: 300 }),
      (codes, now, later) => {
        const left = stillAhead(codes, now)
        expect(left.every(({ expires }) => expires > now)).toBe(true)
        const [before, after] = [showingAt(codes, now + later), showingAt(left, now + later)]
        expect(after.state === 'out' ? 'out' : after).toEqual(before.state === 'out' ? 'out' : before)
        // What is shown is good, and nothing is held back that is.
        const good = codes.some((one) => one.notBefore <= now && now < one.expires)
        expect(showingAt(codes, now).state === 'good').toBe(good)
      },
    ),
  )
})

test('kept a week after the network was last met, and never beyond the pass', () => {
  const DAY = 86_400_000
  expect(keptUntil(30 * DAY, DAY)).toBe(8 * DAY)
  expect(keptUntil(3 * DAY, DAY)).toBe(3 * DAY)
})
