/** Which round counts, and what a transcript must keep of what its draft promised. */
import { expect, test } from 'vitest'
import { beaconFault, type BeaconPromise, randomnessOf, roundAt } from './beacon.ts'

const clock = { period: 30, genesis: 1_000_000 }
test.each([
  ['at the beginning', 1_000_000, 1, 1_000_000],
  ['before the beginning', 5, 1, 1_000_000],
  ['on a round', 1_000_060, 3, 1_000_060],
  ['just after one: the next', 1_000_061, 4, 1_000_090],
] as const)('the round %s', (_what, seconds, round, at) => {
  expect(roundAt(clock, seconds * 1000)).toEqual({ round, at: at * 1000 })
})

const signature = 'ab'.repeat(48)
const promise = (rule: BeaconPromise['rule']): BeaconPromise => ({
  ...{ source: 'https://beacon.example', chain: null, round: 7, at: '2026-03-01T07:00:00Z', rule },
})
const kept = { beaconRound: { round: 7, signature }, beacon: randomnessOf({ round: 7, signature }) }
const decision = { by: '溪一', why: '断网', at: '2026-03-01T07:02:00Z' }
test.each([
  ['nothing was promised', undefined, { beacon: 'anything' }, null],
  ['the promised round', promise('required'), kept, null],
  ['another round', promise('required'), { ...kept, beaconRound: { round: 8, signature } }, 'beaconRound'],
  ['a value from nowhere', promise('if-reachable'), { beacon: kept.beacon }, 'beaconRound'],
  ['a value that is not the signature’s', promise('required'), { ...kept, beacon: '0'.repeat(64) }, 'beaconValue'],
  ['required and not there', promise('required'), { beacon: null, withoutBeacon: decision }, 'beaconMissing'],
  ['not there, and nobody stands for it', promise('if-reachable'), { beacon: null }, 'beaconUndecided'],
  ['not there, and somebody does', promise('if-reachable'), { beacon: null, withoutBeacon: decision }, null],
] as const)('%s', (_what, beacon, file, fault) => {
  expect(beaconFault({ order: beacon ? { beacon } : {}, ...file })).toBe(fault)
})
test('a round as drand publishes it: the randomness is the digest of the signature’s bytes', () => {
  // Round 1 of a chain of the League of Entropy's test network shape: 96 hexadecimal digits of an invented signature.
  expect(randomnessOf({ round: 1, signature: '00ff'.repeat(24) })).toMatch(/^[0-9a-f]{64}$/)
  expect(randomnessOf({ round: 1, signature: '00ff'.repeat(24) })).not.toBe(randomnessOf({ round: 1, signature }))
})
