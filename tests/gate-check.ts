/** What stands before a keeper, for tests of the rule: a right phone code of a resident at their own open gate, unless said otherwise. */
import type { Check } from '../modules/gate/decide.ts'
import type { CodeFault, PassClaims } from '../modules/pass/envelope.ts'
import type { PassAtGate } from '../modules/pass/model.ts'
import { defaultPassPolicy, type PassPolicy } from '../modules/pass/policy.ts'

export const NOW = Date.parse('2026-03-05T10:00:00+08:00')
export const [MINUTE, HOUR] = [60_000, 3600_000]
export const AREA = 'd01.s01.c01.p1.g01.x01.'
export const SECONDS = NOW / 1000
export const iso = (ms: number): string => new Date(ms).toISOString()
export const policy = (more: Partial<PassPolicy> = {}): Check['measure'] => ({
  policy: { ...defaultPassPolicy, ...more },
  until: NOW + 24 * HOUR,
})

const claims = (more: Partial<PassClaims> = {}): PassClaims => ({
  ...{ passId: 'p', form: 'phone', kind: 'resident', scope: [AREA], household: 'h1' },
  holder: { name: '桃*', sex: null, birthYear: null },
  ...{ notBefore: SECONDS - 60, expires: SECONDS + 240 },
  ...more,
})
export const read = (more: Partial<PassClaims> = {}): Check['read'] => ({ ok: true, claims: claims(more), keyId: 'k' })
export const card = (more: Partial<PassClaims> = {}) =>
  read({ form: 'card', notBefore: SECONDS - 86_400, expires: SECONDS + 86_400, ...more })
export const fault = (what: CodeFault): Check['read'] => ({ ok: false, fault: what })
export const listed = (more: Partial<PassAtGate> = {}): PassAtGate => ({
  ...{ passId: 'p', number: '000000019', kind: 'resident', scope: [AREA], household: 'h1', standing: 'valid' },
  holder: { name: '桃*', sex: null, birthYear: null },
  ...{ from: iso(NOW - 24 * HOUR), until: iso(NOW + 24 * HOUR) },
  ...more,
})
export const check = (more: Partial<Check> = {}): Check => ({
  ...{ now: NOW, clockTrusted: true, gate: { serves: [AREA], open: true }, direction: 'out', measure: policy() },
  ...{ read: read(), lookedUp: false, listed: listed(), listAt: NOW - MINUTE, last: null, outings: [] },
  ...{ temperature: null, second: null, medical: false },
  ...more,
})
export const ended = { measure: { policy: defaultPassPolicy, until: NOW - 1 } }
