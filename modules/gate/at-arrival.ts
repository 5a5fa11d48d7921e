/**
 * The same rule again when a crossing reaches the server: with the list as it is by now and everything that other gates have told. The code itself
 * is not sent, so what only the phone could see of it (a wrong signature, an unknown key) is believed.
 */
import type { PassClaims, ReadPass } from '../pass/envelope.ts'
import type { PassAtGate } from '../pass/model.ts'
import { defaultPassPolicy, type PassPolicy } from '../pass/policy.ts'
import { decide, type Verdict } from './decide.ts'
import type { CrossingFact, Direction, Way } from './model.ts'

export interface KnownOnArrival {
  /** null: no such gate */
  readonly gate: { readonly serves: readonly string[]; readonly open: boolean } | null
  /** In force at the gate at that moment; `until`: ms. */
  readonly measure: { readonly policy: PassPolicy; readonly until: number } | null
  readonly pass: PassAtGate | null
  readonly last: { readonly direction: Direction; readonly at: number } | null
  /** Counted outings of the household before this one, ms. */
  readonly outings: readonly number[]
}

/** An ambulance is let through both ways, whoever goes to a doctor on the way out. */
export const medicalOf = (way: Way): boolean | 'ambulance' => (way === 'ambulance' ? 'ambulance' : way === 'medical')

const FAULTS = ['forged', 'unknown-key', 'retired-key', 'not-a-pass', 'unreadable'] as const

/** @param at ms, by the server's clock */
export function verdictOnArrival(fact: CrossingFact, at: number, known: KnownOnArrival): Verdict {
  const { gate, measure, pass } = known
  return decide({
    now: at,
    clockTrusted: true,
    gate: gate ?? { serves: pass?.scope ?? [], open: true },
    direction: fact.direction,
    measure,
    read: readOf(fact, at, pass, measure?.policy ?? defaultPassPolicy),
    lookedUp: fact.passId !== null,
    // Its end is judged by the moment of crossing, not by that of arrival.
    listed: pass?.standing === 'expired' ? { ...pass, standing: 'valid' } : pass,
    listAt: at,
    last: known.last,
    outings: known.outings,
    temperature: fact.temperature === null ? null : fact.temperature / 10,
    second: fact.second === null ? null : fact.second / 10,
    medical: medicalOf(fact.way),
  })
}

function readOf(fact: CrossingFact, at: number, pass: PassAtGate | null, policy: PassPolicy): ReadPass | null {
  const seen = FAULTS.find((fault) => fact.because.includes(fault))
  if (seen) return { ok: false, fault: seen }
  if (!pass || (fact.means !== 'phone' && fact.means !== 'card')) return null
  const from = fact.codeFrom ?? Math.floor(at / 1000)
  const [notBefore, expires] =
    fact.means === 'phone'
      ? [from, from + policy.codeMinutes * 60]
      : [Date.parse(pass.from) / 1000, Date.parse(pass.until) / 1000]
  const { passId, kind, scope, holder, household } = pass
  const claims: PassClaims = {
    ...{ passId, kind, scope, holder, household },
    ...{ form: fact.means, notBefore: Math.floor(notBefore), expires: Math.floor(expires) },
  }
  return { ok: true, claims, keyId: '' }
}
