/** Reads a public beacon over HTTP as drand answers it (API v1). Every request has an end; what it answers is believed only if it fits itself. */
import { z } from 'zod'
import { DRAND_SCHEME } from '../../../platform/pure/drand.ts'
import {
  type BeaconClock,
  type BeaconPromise,
  type BeaconRound,
  beaconRound,
  isSigned,
  randomnessOf,
} from '../beacon.ts'

const TIMEOUT = 5000
const MOST = 64 * 1024

const info = z.object({
  period: z.number().positive().max(86_400),
  genesis_time: z.number().positive(),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  schemeID: z.string().optional(),
  public_key: z
    .string()
    .regex(/^[0-9a-f]{192}$/)
    .optional(),
})
const answer = z.object({ round: z.int(), randomness: z.string(), signature: z.string() })

export type Read =
  | { readonly what: 'round'; readonly round: BeaconRound }
  /** not-yet: it answers, the round does not exist. away: no answer. wrong: what it answers does not fit. */
  | { readonly what: 'not-yet' | 'away' | 'wrong' }

type Got = { readonly status: number; readonly body: unknown } | null

async function get(url: string): Promise<Got> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT), redirect: 'error' })
    const chunks: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length
      if (bytes > MOST) return null
      chunks.push(chunk)
    }
    const text = Buffer.concat(chunks).toString('utf8')
    try {
      return { status: response.status, body: JSON.parse(text) }
    } catch {
      return { status: response.status, body: null }
    }
  } catch {
    return null
  }
}

/** What the beacon says of itself; null where it cannot be reached or understood. */
export async function readClock(
  source: string,
): Promise<(BeaconClock & Pick<BeaconPromise, 'chain' | 'publicKey'>) | null> {
  const got = await get(`${source}/info`)
  const read = info.safeParse(got?.status === 200 ? got.body : null)
  if (!read.success) return null
  const { period, genesis_time: genesis, hash } = read.data
  // An address may name the chain: another one is another beacon.
  const named = /([0-9a-f]{64})$/.exec(source)?.[1]
  if (named !== undefined && hash !== undefined && named !== hash) return null
  const { public_key: publicKey, schemeID } = read.data
  const key = schemeID === DRAND_SCHEME && publicKey !== undefined ? { publicKey } : {}
  return { period, genesis, chain: hash ?? null, ...key }
}

/** The promised round. Tried twice where nothing answers: a draw waits for seconds, not for minutes. */
export async function readRound(promise: Pick<BeaconPromise, 'source' | 'round' | 'publicKey'>): Promise<Read> {
  const { source, round } = promise
  const url = `${source}/public/${round}`
  const got = (await get(url)) ?? (await get(url))
  if (got === null || got.status >= 500) return { what: 'away' }
  // Before its time a round is "not found", or "too early".
  if (got.status === 404 || got.status === 425) return { what: 'not-yet' }
  const read = answer.safeParse(got.body)
  if (got.status !== 200 || !read.success) return { what: 'away' }
  const found = beaconRound.safeParse({ round: read.data.round, signature: read.data.signature })
  const fits =
    found.success &&
    found.data.round === round &&
    randomnessOf(found.data) === read.data.randomness &&
    isSigned(promise, found.data)
  return fits ? { what: 'round', round: found.data } : { what: 'wrong' }
}
