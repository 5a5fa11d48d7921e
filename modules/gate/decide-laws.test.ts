/** The laws of the gate that no input may break: a doctor's way, no order no stop, home however late, a revoked pass never milder. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AREA, fault, HOUR, iso, listed, NOW, read } from '../../tests/gate-check.ts'
import { passKinds, passStandings } from '../pass/model.ts'
import { defaultPassPolicy } from '../pass/policy.ts'
import { type Check, decide } from './decide.ts'
import { directions, type Light, type Reason } from './model.ts'

const moment = fc.integer({ min: NOW - 60 * 24 * HOUR, max: NOW + 60 * 24 * HOUR })
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const scope = fc.subarray([AREA, 'd01.s01.', 'd01.s01.c02.'], { minLength: 1 })
const temperature = orNull(fc.double({ min: 30, max: 45, noNaN: true }))
const anyRead = fc.oneof(
  fc.constantFrom(...(['not-a-pass', 'unreadable', 'unknown-key', 'retired-key', 'forged'] as const)).map(fault),
  fc
    .record({
      form: fc.constantFrom('phone' as const, 'card' as const),
      kind: fc.constantFrom(...passKinds.values),
      scope,
      notBefore: moment,
      expires: moment,
    })
    .map(({ notBefore, expires, ...rest }) =>
      read({ ...rest, notBefore: Math.floor(notBefore / 1000), expires: Math.floor(expires / 1000) }),
    ),
)
const anyListed = fc
  .record({
    kind: fc.constantFrom(...passKinds.values),
    standing: fc.constantFrom(...passStandings.values),
    scope,
    from: moment.map(iso),
    until: moment.map(iso),
  })
  .map(listed)
const anyMeasure = fc
  .record({
    until: moment,
    outHours: orNull(fc.constantFrom(1, 24)),
    household: orNull(fc.constant({ people: 1, days: 2 })),
  })
  .map(({ until, ...more }) => ({ policy: { ...defaultPassPolicy, ...more }, until }))
const anyCheck: fc.Arbitrary<Check> = fc.record({
  now: moment,
  clockTrusted: fc.boolean(),
  gate: fc.record({ serves: scope, open: fc.boolean() }),
  direction: fc.constantFrom(...directions.values),
  measure: orNull(anyMeasure),
  read: orNull(anyRead),
  lookedUp: fc.boolean(),
  listed: orNull(anyListed),
  listAt: orNull(moment),
  last: orNull(fc.record({ direction: fc.constantFrom(...directions.values), at: moment })),
  outings: fc.array(moment, { maxLength: 3 }),
  temperature,
  second: temperature,
  medical: fc.constantFrom(true, false, 'ambulance' as const),
})
const law = (holds: (given: Check, verdict: ReturnType<typeof decide>) => void): void =>
  fc.assert(
    fc.property(anyCheck, (given) => holds(given, decide(given))),
    { numRuns: 2000 },
  )
const GRAVITY = { stop: 0, ask: 1, go: 2 }

describe('whatever stands before the keeper', () => {
  test('there is an answer: a reason, a step, no reason twice, the gravest first', () => {
    law((given, { light, because, next }) => {
      expect(because.length).toBeGreaterThan(0)
      expect(next.length).toBeGreaterThan(0)
      expect(new Set(because).size).toBe(because.length)
      if (because[0] === 'medical') return
      const alone = because.map((reason) => lightAlone(reason, given))
      expect(alone).toEqual([...alone].sort((a, b) => GRAVITY[a] - GRAVITY[b]))
      expect(light).toBe(alone[0])
    })
  })
  test('nobody is kept from a doctor', () => {
    law(({ medical, direction }, { light, because, counts }) => {
      if (medical !== 'ambulance' && !(medical && direction === 'out')) return
      expect([light, because[0], counts]).toEqual(['go', 'medical', false])
    })
  })
  test('without a measure in force nobody is stopped but for a fever, and nobody asked but for a second measurement', () => {
    law(({ measure, clockTrusted, now }, { light, because }) => {
      if (measure && (!clockTrusted || now < measure.until)) return
      expect(['fever', 'measure-again', 'no-measure', 'medical']).toContain(because[0])
      expect(light === 'stop').toBe(because[0] === 'fever')
    })
  })
  test('nobody who lives here is kept out for being late, by whatever name', () => {
    law((given, { light, because }) => {
      const kind = given.read?.ok ? given.read.claims.kind : given.listed?.kind
      if (given.direction !== 'in' || (kind !== 'resident' && kind !== 'tenant') || light !== 'stop') return
      expect(['expired', 'back-late', 'household-limit', 'already-out']).not.toContain(because[0])
    })
  })
  test('a clock that is off alone stops nobody', () => {
    law((given, { light, because }) => {
      if (given.clockTrusted || light !== 'stop') return
      expect(['fever', 'forged', 'revoked', 'replaced', 'surrendered', 'expired', 'other-area']).toContain(because[0])
      if (because[0] === 'expired') expect(given.listed?.standing).toBe('expired')
    })
  })
  test('whoever knows that a pass was revoked is never the milder', () => {
    law((given, { light }) => {
      const { listed: known } = given
      if (!known) return
      const more = decide({ ...given, listed: { ...known, standing: 'revoked' } })
      expect(GRAVITY[more.light]).toBeLessThanOrEqual(GRAVITY[light])
    })
  })
})

const STOPS: ReadonlySet<Reason> = new Set([
  ...(['fever', 'forged', 'revoked', 'replaced', 'surrendered', 'expired', 'code-old', 'not-yet'] as const),
  ...(['other-area', 'household-limit'] as const),
])
const GOES: ReadonlySet<Reason> = new Set(['medical', 'back-late', 'no-measure', 'valid'])

/** The light of a reason by itself: of the ended pass of somebody who comes home it is milder. */
function lightAlone(reason: Reason, { direction, read: shown, listed: known }: Check): Light {
  const kind = shown?.ok ? shown.claims.kind : known?.kind
  if (reason === 'expired' && direction === 'in' && (kind === 'resident' || kind === 'tenant')) return 'ask'
  return STOPS.has(reason) ? 'stop' : GOES.has(reason) ? 'go' : 'ask'
}
