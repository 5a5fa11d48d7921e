import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type IssuedFact, ODD, odditiesOf } from './oddities.ts'

const NOON = Date.parse('2026-03-02T12:00:00+08:00')
const fact = (n: number, more: Partial<IssuedFact> = {}): IssuedFact => ({
  ...{ passId: `p${n}`, path: `d01.h${n}.`, atDwelling: true, livesHere: true, issuedAt: NOON + n * 3600_00 },
  ...{ issuedBy: 'a', verifiedBy: 'b', phone: `f${n}` },
  ...more,
})
const some = (count: number, more: (n: number) => Partial<IssuedFact> = () => ({})) =>
  Array.from({ length: count }, (_, n) => fact(n, more(n)))
const kinds = (facts: IssuedFact[]) => odditiesOf(facts).map(({ kind, passIds }) => [kind, passIds.length])

test.each<[string, IssuedFact[], unknown[]]>([
  ['nothing odd', some(10), []],
  ['seven at one door', some(7, () => ({ path: 'd01.x.' })), []],
  ['eight at one door', some(8, () => ({ path: 'd01.x.' })), [['many-at-one-door', 8]]],
  [
    'eight at one compound are no dwelling',
    some(8, () => ({ path: 'd01.x.', atDwelling: false })),
    [['no-dwelling', 8]],
  ],
  ['workers at a compound', some(8, () => ({ path: 'd01.x.', atDwelling: false, livesHere: false })), []],
  ['five of one phone', some(5, () => ({ phone: 'same' })), [['one-phone', 5]]],
  ['five without a phone', some(5, () => ({ phone: null })), []],
  ['one hand', some(1, () => ({ verifiedBy: 'a' })), [['one-hand', 1]]],
  ['an hour before midnight', [fact(0, { issuedAt: Date.parse('2026-03-02T23:00:00+08:00') })], [['at-night', 1]]],
  ['before six', [fact(0, { issuedAt: Date.parse('2026-03-02T05:59:00+08:00') })], [['at-night', 1]]],
  ['at six', [fact(0, { issuedAt: Date.parse('2026-03-02T06:00:00+08:00') })], []],
  ['nineteen in ten minutes', some(19, (n) => ({ issuedAt: NOON + n * 1000 })), []],
  ['thirty in ten minutes are one burst', some(30, (n) => ({ issuedAt: NOON + n * 1000 })), [['burst', 30]]],
  [
    'two bursts an hour apart',
    some(40, (n) => ({ issuedAt: NOON + n * 1000 + (n < 20 ? 0 : 3600_000) })),
    [
      ['burst', 20],
      ['burst', 20],
    ],
  ],
  ['thirty of two officers', some(30, (n) => ({ issuedAt: NOON + n * 1000, issuedBy: n % 2 ? 'a' : 'c' })), []],
])('%s', (_, facts, expected) => {
  expect(kinds(facts)).toEqual(expected)
})

test('does not depend on the order in which it is told', () => {
  const one = fc.record<IssuedFact>({
    ...{ passId: fc.uuid(), path: fc.constantFrom('a.', 'b.'), atDwelling: fc.boolean(), livesHere: fc.boolean() },
    ...{ issuedAt: fc.integer({ min: NOON, max: NOON + 1_200_000 }), issuedBy: fc.constantFrom('a', 'b') },
    ...{ verifiedBy: fc.constantFrom('a', 'b'), phone: fc.option(fc.constantFrom('1', '2')) },
  })
  const said = (facts: IssuedFact[]) =>
    odditiesOf(facts)
      .map(({ kind, path, accountId, passIds }) => JSON.stringify([kind, path, accountId, passIds.toSorted()]))
      .toSorted()
  fc.assert(
    fc.property(fc.uniqueArray(one, { maxLength: 60, selector: ({ issuedAt }) => issuedAt }), (facts) => {
      expect(said(facts.toReversed())).toEqual(said(facts))
    }),
    { numRuns: 60 },
  )
  expect(ODD.burst).toBe(20)
})
