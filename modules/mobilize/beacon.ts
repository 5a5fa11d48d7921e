/**
 * A public beacon in the seed: the draft says which round of it counts before that round exists, so that nobody, not even all officials
 * together, can know the outcome while they could still choose. drand (docs.drand.love, HTTP API v1): a round's randomness is SHA-256 of
 * its signature. Where the beacon's key stands in the draft, nobody can make up a round, either: the signature must be that key's.
 */
import { z } from 'zod'
import { signedByDrand } from '../../platform/pure/drand.ts'
import { sha256OfHex } from '../../platform/pure/sha256.ts'
import { moment } from '../../platform/pure/time.ts'

const hex = (most: number) => z.string().regex(new RegExp(`^(?:[0-9a-f]{2}){16,${most}}$`))

/** What the published draft promises. */
export const beaconPromise = z.strictObject({
  /** Where the round can be read: `<source>/public/<round>`. */
  source: z.string().min(8).max(300),
  /** Digest of the chain, where the beacon tells it. */
  chain: hex(32).nullable(),
  /** The beacon's own key, where its scheme is one that is checked here (platform/pure/drand.ts). */
  publicKey: hex(96).optional(),
  round: z.int().min(1).max(1e12),
  /** When it comes to be. */
  at: moment,
  /** `if-reachable`: without an answer an official may decide to draw without it, and is named. */
  rule: z.enum(['if-reachable', 'required']),
})
export type BeaconPromise = z.infer<typeof beaconPromise>

/** What was read of the round: its randomness stands in the transcript's `beacon`. */
export const beaconRound = z.strictObject({ round: z.int().min(1).max(1e12), signature: hex(200) })
export type BeaconRound = z.infer<typeof beaconRound>

/** A decision to draw without the promised round. */
export const withoutBeacon = z.strictObject({
  by: z.string().min(1).max(200),
  why: z.string().min(1).max(200),
  at: moment,
})
export type WithoutBeacon = z.infer<typeof withoutBeacon>

/** 64 hexadecimal digits, as the beacon itself derives them. */
export const randomnessOf = ({ signature }: BeaconRound): string => sha256OfHex(signature)

export type BeaconFault = 'beaconMissing' | 'beaconUndecided' | 'beaconRound' | 'beaconValue' | 'beaconSignature'

/** Whether a transcript keeps what its draft promised of a beacon; null where it does, or where nothing was promised. */
export function beaconFault(file: {
  readonly order: { readonly beacon?: BeaconPromise | undefined }
  readonly beacon: string | null
  readonly beaconRound?: BeaconRound | undefined
  readonly withoutBeacon?: WithoutBeacon | undefined
}): BeaconFault | null {
  const promise = file.order.beacon
  if (promise === undefined) return null
  if (file.beacon === null) {
    if (promise.rule === 'required') return 'beaconMissing'
    return file.withoutBeacon === undefined ? 'beaconUndecided' : null
  }
  if (file.beaconRound?.round !== promise.round) return 'beaconRound'
  if (randomnessOf(file.beaconRound) !== file.beacon) return 'beaconValue'
  return isSigned(promise, file.beaconRound) ? null : 'beaconSignature'
}

/** Also where the promise names no key: then only drand's own tools can tell. */
export const isSigned = ({ publicKey }: Pick<BeaconPromise, 'publicKey'>, { round, signature }: BeaconRound): boolean =>
  publicKey === undefined || signedByDrand(publicKey, round, signature)

/** What a beacon says of itself. */
export interface BeaconClock {
  /** Seconds between rounds. */
  readonly period: number
  /** Unix seconds of round 1. */
  readonly genesis: number
}
/** The first round at or after a moment, Unix ms, and when it comes to be. */
export function roundAt({ period, genesis }: BeaconClock, ms: number): { readonly round: number; readonly at: number } {
  const round = Math.max(1, Math.ceil((ms / 1000 - genesis) / period) + 1)
  return { round, at: (genesis + (round - 1) * period) * 1000 }
}
