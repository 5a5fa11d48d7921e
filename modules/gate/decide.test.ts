/** What a keeper is told: every reason with its light and steps, and each fraud that was met. */
import { describe, expect, test } from 'vitest'
import {
  AREA,
  card,
  check,
  ended,
  fault,
  HOUR,
  iso,
  listed,
  MINUTE,
  NOW,
  policy,
  read,
  SECONDS,
} from '../../tests/gate-check.ts'
import { type Check, decide } from './decide.ts'
import { type Light, type Reason, reasons, type Step } from './model.ts'

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
