import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differencesOf, isLate, stageOf, stages, sumBalance, type TubeOnItsWay } from './custody.ts'
import { POLICY } from './policy.ts'

const tube = (more: Partial<TubeOnItsWay> = {}): TubeOnItsWay => ({
  code: 'T1',
  codeTwice: false,
  heads: 10,
  counted: 10,
  closed: true,
  packed: true,
  handedOver: true,
  received: true,
  returned: false,
  outcomes: ['negative'],
  ...more,
})
const before = { outcomes: [], received: false, handedOver: false, packed: false } as const

test.each([
  ['all the way', tube(), 'resulted', []],
  ['being filled', tube({ ...before, closed: false, counted: null }), 'filling', ['not-closed']],
  ['never packed', tube({ ...before }), 'closed', ['not-packed']],
  ['never handed over', tube({ ...before, packed: true }), 'packed', ['not-handed-over']],
  ['not received', tube({ ...before, packed: true, handedOver: true }), 'handed-over', ['not-received']],
  ['no result', tube({ outcomes: [] }), 'received', ['no-result']],
  ['received without samples', tube({ heads: 0, counted: 0, outcomes: [] }), 'received', ['no-result', 'no-samples']],
  ['resulted without receipt', tube({ received: false }), 'resulted', ['resulted-not-received']],
  ['received out of nowhere', tube({ handedOver: false }), 'resulted', ['received-not-handed-over']],
  ['one head more', tube({ counted: 11 }), 'resulted', ['heads-differ']],
  ['two outcomes', tube({ outcomes: ['negative', 'positive'] }), 'resulted', ['result-changed']],
  ['settled after a re-check', tube({ outcomes: ['recheck', 'negative'] }), 'resulted', []],
  [
    'its record never came',
    tube({ ...before, code: null, closed: false, counted: null }),
    'filling',
    ['not-closed', 'no-tube'],
  ],
  ['sent back', tube({ outcomes: [], returned: true }), 'received', ['no-result', 'returned']],
  ['opened and not used', tube({ ...before, heads: 0, counted: null, closed: false }), 'empty', []],
])('%s', (_what, t, stage, differences) => {
  expect(stageOf(t)).toBe(stage)
  expect(differencesOf(t)).toEqual(differences)
})

export const anyTube = fc.record({
  code: fc.option(fc.constantFrom('T1', 'T2'), { freq: 6 }),
  codeTwice: fc.boolean(),
  heads: fc.nat(12),
  counted: fc.option(fc.nat(12)),
  closed: fc.boolean(),
  packed: fc.boolean(),
  handedOver: fc.boolean(),
  received: fc.boolean(),
  returned: fc.boolean(),
  outcomes: fc.array(fc.constantFrom('negative', 'positive', 'recheck', 'invalid'), { maxLength: 3 }),
})

test('a tube without differences is sampled, handed over, received and resulted, or none of these', () => {
  fc.assert(
    fc.property(anyTube, (t) => {
      const on = [t.heads > 0, t.handedOver, t.received, t.outcomes.length > 0]
      if (differencesOf(t).length === 0) expect(new Set(on).size).toBe(1)
    }),
    { numRuns: 2000 },
  )
})

test('the balance: each step is the one before, less what is listed as left behind, plus what is listed as out of nowhere', () => {
  fc.assert(
    fc.property(fc.array(anyTube, { maxLength: 60 }), (tubes) => {
      const sum = sumBalance(tubes)
      const listed = (is: (t: TubeOnItsWay) => boolean): number =>
        tubes.filter((t) => is(t) && differencesOf(t).length > 0).length
      expect(
        sum.sampled - listed((t) => t.heads > 0 && !t.handedOver) + listed((t) => t.heads === 0 && t.handedOver),
      ).toBe(sum.handedOver)
      expect(
        sum.handedOver - listed((t) => t.handedOver && !t.received) + listed((t) => !t.handedOver && t.received),
      ).toBe(sum.received)
      const resulted = (t: TubeOnItsWay): boolean => t.outcomes.length > 0
      expect(sum.received - listed((t) => t.received && !resulted(t)) + listed((t) => !t.received && resulted(t))).toBe(
        sum.resulted,
      )
      if (sum.differing === 0) expect(new Set([sum.sampled, sum.handedOver, sum.received, sum.resulted]).size).toBe(1)
    }),
  )
})

test('balances of parts add up to that of the whole', () => {
  fc.assert(
    fc.property(fc.array(anyTube), fc.array(anyTube), (a, b) => {
      const [x, y, all] = [sumBalance(a), sumBalance(b), sumBalance([...a, ...b])]
      for (const key of Object.keys(all) as (keyof typeof all)[]) expect(all[key]).toBe(x[key] + y[key])
    }),
  )
})

test('late only while it should move on', () => {
  const hours = (n: number) => n * 3_600_000
  for (const stage of stages.values) {
    expect(isLate(stage, 0, hours(0.5), POLICY)).toBe(false)
    expect(isLate(stage, 0, hours(48), POLICY)).toBe(stage !== 'empty' && stage !== 'resulted')
  }
  expect(isLate('closed', 0, hours(2), POLICY)).toBe(false)
  expect(isLate('closed', 0, hours(2) + 1, POLICY)).toBe(true)
})
