/** What a keeper is told: every reason with its light and steps, each fraud that was met, and the laws that no input may break. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CodeFault, PassClaims } from '../pass/envelope.ts'
import { type PassAtGate, passKinds, passStandings } from '../pass/model.ts'
import { defaultPassPolicy, type PassPolicy } from '../pass/policy.ts'
import { type Check, decide } from './decide.ts'
import { directions, type Light, type Reason, reasons, type Step } from './model.ts'

const NOW = Date.parse('2026-03-05T10:00:00+08:00')
const [MINUTE, HOUR] = [60_000, 3600_000]
const AREA = 'd01.s01.c01.p1.g01.x01.'
const SECONDS = NOW / 1000
const iso = (ms: number): string => new Date(ms).toISOString()
const policy = (more: Partial<PassPolicy> = {}): Check['measure'] => ({
  policy: { ...defaultPassPolicy, ...more },
  until: NOW + 24 * HOUR,
})

const claims = (more: Partial<PassClaims> = {}): PassClaims => ({
  ...{ passId: 'p', form: 'phone', kind: 'resident', scope: [AREA], household: 'h1' },
  holder: { name: '桃*', sex: null, birthYear: null },
  ...{ notBefore: SECONDS - 60, expires: SECONDS + 240 },
  ...more,
})
const read = (more: Partial<PassClaims> = {}): Check['read'] => ({ ok: true, claims: claims(more), keyId: 'k' })
const card = (more: Partial<PassClaims> = {}) =>
  read({ form: 'card', notBefore: SECONDS - 86_400, expires: SECONDS + 86_400, ...more })
const fault = (what: CodeFault): Check['read'] => ({ ok: false, fault: what })
const listed = (more: Partial<PassAtGate> = {}): PassAtGate => ({
  ...{ passId: 'p', number: '000000019', kind: 'resident', scope: [AREA], household: 'h1', standing: 'valid' },
  holder: { name: '桃*', sex: null, birthYear: null },
  ...{ from: iso(NOW - 24 * HOUR), until: iso(NOW + 24 * HOUR) },
  ...more,
})
const check = (more: Partial<Check> = {}): Check => ({
  ...{ now: NOW, clockTrusted: true, gate: { serves: [AREA], open: true }, direction: 'out', measure: policy() },
  ...{ read: read(), lookedUp: false, listed: listed(), listAt: NOW - MINUTE, last: null, outings: [] },
  ...{ temperature: null, second: null, medical: false },
  ...more,
})
const ended = { measure: { policy: defaultPassPolicy, until: NOW - 1 } }

type Case = readonly [what: string, Check, Light, because: readonly Reason[], next: readonly Step[]]
const one = { household: { people: 1, days: 2 } }
const CASES: readonly Case[] = [
  ['a right code on a phone', check(), 'go', ['valid'], ['let-pass']],
  ['a right card', check({ read: card() }), 'go', ['valid'], ['let-pass']],
  ['the number typed, on the list', check({ read: null, lookedUp: true }), 'go', ['valid'], ['let-pass']],
  [
    'a screenshot: the code has run out',
    check({ read: read({ notBefore: SECONDS - 900, expires: SECONDS - 600 }) }),
    'stop',
    ['code-old'],
    ['refresh-code', 'type-number'],
  ],
  [
    'clocks a minute apart do not make a code old',
    check({ read: read({ expires: SECONDS - 59 }) }),
    'go',
    ['valid'],
    ['let-pass'],
  ],
  [
    'yesterday’s card',
    check({ read: card({ expires: SECONDS - 1 }) }),
    'stop',
    ['expired'],
    ['compare', 'other-ways', 'call-duty'],
  ],
  [
    'tomorrow’s card',
    check({ read: card({ notBefore: SECONDS + 3600 }) }),
    'stop',
    ['not-yet'],
    ['refresh-code', 'call-duty'],
  ],
  [
    'another compound’s',
    check({ read: read({ scope: ['d01.s01.c02.'] }), listed: null }),
    'stop',
    ['other-area'],
    ['other-ways'],
  ],
  [
    'a pass for the whole community opens its compound',
    check({ read: read({ scope: ['d01.s01.c01.'] }) }),
    'go',
    ['valid'],
    ['let-pass'],
  ],
  [
    'a name that only begins alike is another’s',
    check({ read: read({ scope: ['d01.s01.c0.'] }) }),
    'stop',
    ['other-area'],
    ['other-ways'],
  ],
  ['forged', check({ read: fault('forged'), listed: null }), 'stop', ['forged'], ['find-by-name', 'call-duty']],
  [
    'signed with a retired or leaked key',
    check({ read: fault('retired-key'), listed: null }),
    'ask',
    ['retired-key'],
    ['find-by-name', 'compare'],
  ],
  [
    'signed with a key not known here',
    check({ read: fault('unknown-key'), listed: null }),
    'ask',
    ['unknown-key'],
    ['type-number', 'meet-network'],
  ],
  [
    'a shop’s code',
    check({ read: fault('not-a-pass'), listed: null }),
    'ask',
    ['not-a-pass'],
    ['type-number', 'other-ways'],
  ],
  [
    'a scratched screen',
    check({ read: fault('unreadable'), listed: null }),
    'ask',
    ['unreadable'],
    ['scan-again', 'type-number'],
  ],
  [
    'a number that is on no list',
    check({ read: null, listed: null, lookedUp: true }),
    'ask',
    ['number-unknown'],
    ['type-number', 'find-by-name', 'other-ways'],
  ],
  ['nothing at all', check({ read: null, listed: null }), 'ask', ['no-pass'], ['other-ways']],
  ['revoked', check({ listed: listed({ standing: 'revoked' }) }), 'stop', ['revoked'], ['call-duty']],
  [
    'revoked while this phone was offline: a card is not taken on its word',
    check({ read: card(), listed: null, listAt: NOW - 13 * HOUR }),
    'ask',
    ['list-stale'],
    ['compare', 'meet-network'],
  ],
  [
    'no list at all',
    check({ read: card(), listed: null, listAt: null }),
    'ask',
    ['list-stale'],
    ['compare', 'meet-network'],
  ],
  ['replaced', check({ listed: listed({ standing: 'replaced' }) }), 'stop', ['replaced'], ['find-by-name']],
  [
    'handed back',
    check({ listed: listed({ standing: 'surrendered' }) }),
    'stop',
    ['surrendered'],
    ['other-ways', 'call-duty'],
  ],
  [
    'rightly signed, older than the list and not on it',
    check({ read: card(), listed: null }),
    'ask',
    ['not-on-list'],
    ['compare', 'call-duty'],
  ],
  [
    'a copy used at another gate just now',
    check({ last: { direction: 'out', at: NOW - 2 * MINUTE } }),
    'ask',
    ['just-used'],
    ['compare'],
  ],
  [
    'a copy used at a gate whose clock is ahead',
    check({ last: { direction: 'out', at: NOW + MINUTE } }),
    'ask',
    ['just-used'],
    ['compare'],
  ],
  [
    'somebody else’s: its holder is outside',
    check({ last: { direction: 'out', at: NOW - HOUR } }),
    'ask',
    ['already-out'],
    ['compare'],
  ],
  [
    'somebody else’s: its holder is inside',
    check({ direction: 'in', last: { direction: 'in', at: NOW - HOUR } }),
    'ask',
    ['already-in'],
    ['compare'],
  ],
  [
    'a record of the day before yesterday is no record',
    check({ last: { direction: 'out', at: NOW - 40 * HOUR } }),
    'go',
    ['valid'],
    ['let-pass'],
  ],
  [
    'the household has sent its one',
    check({ measure: policy(one), outings: [NOW - 20 * HOUR] }),
    'stop',
    ['household-limit'],
    ['call-duty'],
  ],
  [
    'the day before yesterday counts no more',
    check({ measure: policy(one), outings: [NOW - 40 * HOUR] }),
    'go',
    ['valid'],
    ['let-pass'],
  ],
  [
    'who works goes to work',
    check({ measure: policy(one), outings: [NOW - HOUR], read: read({ kind: 'worker' }) }),
    'go',
    ['valid'],
    ['let-pass'],
  ],
  [
    'nobody is counted coming in',
    check({ measure: policy(one), outings: [NOW - HOUR], direction: 'in' }),
    'go',
    ['valid'],
    ['let-pass'],
  ],
  [
    'late home',
    check({ measure: policy({ outHours: 2 }), direction: 'in', last: { direction: 'out', at: NOW - 9 * HOUR } }),
    'go',
    ['back-late', 'valid'],
    ['let-pass'],
  ],
  [
    'late home, and the pass ended meanwhile',
    check({
      measure: policy({ outHours: 2 }),
      direction: 'in',
      listed: listed({ until: iso(NOW - HOUR) }),
      last: { direction: 'out', at: NOW - 9 * HOUR },
    }),
    'ask',
    ['expired', 'back-late'],
    ['compare', 'other-ways', 'call-duty'],
  ],
  [
    'an ended pass of somebody who does not live here',
    check({
      direction: 'in',
      read: read({ kind: 'visitor' }),
      listed: listed({ standing: 'expired', kind: 'visitor' }),
    }),
    'stop',
    ['expired'],
    ['compare', 'other-ways', 'call-duty'],
  ],
  ['warm once', check({ temperature: 37.3 }), 'ask', ['measure-again'], ['measure-again']],
  ['warm twice', check({ temperature: 37.6, second: 37.4 }), 'stop', ['fever'], ['quiet-place', 'call-duty']],
  ['warm once, and then not', check({ temperature: 37.6, second: 36.8 }), 'go', ['valid'], ['let-pass']],
  [
    'the phone’s clock was set wrong',
    check({
      clockTrusted: false,
      now: NOW - 300 * 24 * HOUR,
      measure: policy(one),
      outings: [NOW],
      last: { direction: 'out', at: NOW },
    }),
    'ask',
    ['clock-off'],
    ['compare', 'meet-network'],
  ],
  [
    'a gate that is not open now',
    check({ gate: { serves: [AREA], open: false } }),
    'ask',
    ['gate-closed'],
    ['call-duty'],
  ],
  [
    'the measure ended, the release is late',
    check({
      ...ended,
      read: fault('forged'),
      listed: listed({ standing: 'revoked' }),
      gate: { serves: [AREA], open: false },
    }),
    'go',
    ['no-measure'],
    ['let-pass'],
  ],
  [
    'no measure, and a fever twice',
    check({ measure: null, temperature: 38, second: 38 }),
    'stop',
    ['fever', 'no-measure'],
    ['quiet-place', 'call-duty'],
  ],
  [
    'to the doctor, with nothing',
    check({ medical: true, read: null, listed: null }),
    'go',
    ['medical', 'no-pass'],
    ['let-pass', 'call-duty'],
  ],
  [
    'to the doctor, with a fever and a revoked pass',
    check({ medical: true, temperature: 39, second: 39, listed: listed({ standing: 'revoked' }) }),
    'go',
    ['medical', 'fever', 'revoked'],
    ['let-pass', 'call-duty'],
  ],
  [
    'an ambulance comes in',
    check({ medical: 'ambulance', direction: 'in', read: null, listed: null, gate: { serves: [AREA], open: false } }),
    'go',
    ['medical', 'no-pass', 'gate-closed'],
    ['let-pass', 'call-duty'],
  ],
  [
    '“medical” said on the way in opens nothing by itself',
    check({ medical: true, direction: 'in', read: null, listed: null }),
    'ask',
    ['no-pass'],
    ['other-ways'],
  ],
]

describe('each case has its light, reasons and steps', () => {
  test.each(CASES)('%s', (_, given, light, because, next) => {
    const verdict = decide(given)
    expect([verdict.light, verdict.because, verdict.next]).toEqual([light, because, next])
  })
  test('no reason is without a case', () => {
    const met = new Set(CASES.flatMap(([, , , because]) => because))
    expect(reasons.values.filter((reason) => !met.has(reason))).toEqual([])
  })
})

test('only whoever goes out under a limit counts, and never on the way to a doctor', () => {
  const under = policy(one)
  expect(decide(check({ measure: under })).counts).toBe(true)
  expect(decide(check({ measure: under, direction: 'in' })).counts).toBe(false)
  expect(decide(check({ measure: under, medical: true })).counts).toBe(false)
  expect(decide(check({ measure: under, read: read({ kind: 'worker' }) })).counts).toBe(false)
  expect(decide(check()).counts).toBe(false)
  expect(decide(check({ ...ended, measure: { ...under!, until: NOW - 1 } })).counts).toBe(false)
})

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
  .record({ until: moment, outHours: orNull(fc.constantFrom(1, 24)), household: orNull(fc.constant(one.household)) })
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
      if (light === 'stop') expect(because[0]).toBe('fever')
      if (light === 'ask') expect(because[0]).toBe('measure-again')
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

/** The light of a reason by itself: of the ended pass of somebody who comes home it is milder. */
function lightAlone(reason: Reason, { direction, read: shown, listed: known }: Check): Light {
  const kind = shown?.ok ? shown.claims.kind : known?.kind
  if (reason === 'expired' && direction === 'in' && (kind === 'resident' || kind === 'tenant')) return 'ask'
  const plain = CASES.find(([, , , because]) => because[0] === reason)
  return plain ? plain[2] : 'go'
}
