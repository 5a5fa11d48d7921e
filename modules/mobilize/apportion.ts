/**
 * Whole seats in proportion, within bounds: shares are exact fractions, held where a bound stops them, and rounded by one of
 * three methods. Largest remainder and the lottery never leave the whole numbers next to a share; Webster may, and says so.
 */
import type { Fraction } from './model.ts'
import type { Method } from './policy.ts'

export interface Claim {
  readonly key: string
  /** Whole number that the share goes by. */
  readonly weight: number
  readonly least: number
  readonly most: number
}
export interface Awarded {
  /** The share after bounds have held some and the rest was dealt anew. */
  readonly share: Fraction
  readonly held: 'least' | 'most' | null
  readonly seats: number
  /** Place among the remainders, 1 for the largest; null where there was none to compare. */
  readonly rank: number | null
}

/** A whole number 0 ≤ n < `below`, drawn by whoever asks. */
export type Pick = (below: number) => number

interface Shared {
  readonly share: Fraction
  readonly held: Awarded['held']
}

/**
 * Shares in proportion to weight, none beyond its bounds: who would be is held at the bound, on the side that is further out
 * first, and the rest share what is left. Needs Σ least ≤ seats ≤ Σ most.
 */
export function shareOut(claims: readonly Claim[], seats: number): Shared[] {
  const shared: (Shared | null)[] = claims.map(() => null)
  for (let left = seats; ; ) {
    const free = claims.flatMap((claim, at) => (shared[at] === null ? [{ claim, at }] : []))
    const below = Math.max(
      1,
      free.reduce((sum, { claim }) => sum + claim.weight, 0),
    )
    const under = free.filter(({ claim }) => left * claim.weight < claim.least * below)
    const over = free.filter(({ claim }) => left * claim.weight > claim.most * below)
    if (under.length + over.length === 0) {
      for (const { claim, at } of free) shared[at] = { share: [left * claim.weight, below], held: null }
      return shared as Shared[]
    }
    const lack = under.reduce((sum, { claim }) => sum + claim.least * below - left * claim.weight, 0)
    const excess = over.reduce((sum, { claim }) => sum + left * claim.weight - claim.most * below, 0)
    if (lack >= excess)
      for (const { claim, at } of under) {
        shared[at] = { share: [claim.least, 1], held: 'least' }
        left -= claim.least
      }
    if (excess >= lack)
      for (const { claim, at } of over) {
        shared[at] = { share: [claim.most, 1], held: 'most' }
        left -= claim.most
      }
  }
}

const floorOf = ([above, below]: Fraction): number => Math.floor(above / below)
const remainderOf = ([above, below]: Fraction): number => above % below
const byKey = (a: Claim, b: Claim): number => (a.key < b.key ? -1 : 1)

/** Of the claims that no bound holds, all shares have one denominator: their remainders compare as whole numbers. */
function largestRemainder(claims: readonly Claim[], shared: readonly Shared[], seats: number): Awarded[] {
  const awarded = shared.map(({ share, held }): Awarded => ({ share, held, seats: floorOf(share), rank: null }))
  let odd = seats - awarded.reduce((sum, { seats: each }) => sum + each, 0)
  const ranked = claims
    .map((claim, at) => ({ claim, at, rest: remainderOf((shared[at] as Shared).share) }))
    .filter(({ at }) => shared[at]?.held === null)
    .sort((a, b) => b.rest - a.rest || b.claim.weight - a.claim.weight || byKey(a.claim, b.claim))
  for (const [rank, { at }] of ranked.entries()) {
    const one = awarded[at] as Awarded
    const more = odd > 0 ? 1 : 0
    odd -= more
    awarded[at] = { ...one, rank: rank + 1, seats: one.seats + more }
  }
  return awarded
}

/** The seat goes each time to the greatest weight ÷ (2 × seats + 1), from the least upwards. */
function webster(claims: readonly Claim[], shared: readonly Shared[], seats: number): Awarded[] {
  const held = claims.map(({ least }) => least)
  const before = (a: number, b: number): boolean => {
    const [one, other] = [claims[a] as Claim, claims[b] as Claim]
    const gap = one.weight * (2 * (held[b] as number) + 1) - other.weight * (2 * (held[a] as number) + 1)
    return gap !== 0 ? gap > 0 : one.weight !== other.weight ? one.weight > other.weight : byKey(one, other) < 0
  }
  const heap = claims.flatMap((claim, at) => (claim.most > claim.least ? [at] : []))
  const sink = (from: number): void => {
    for (let at = from; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      let first = at
      if (left < heap.length && before(heap[left] as number, heap[first] as number)) first = left
      if (right < heap.length && before(heap[right] as number, heap[first] as number)) first = right
      if (first === at) return
      ;[heap[at], heap[first]] = [heap[first] as number, heap[at] as number]
      at = first
    }
  }
  for (let at = heap.length >> 1; at >= 0; at--) sink(at)
  for (let odd = seats - held.reduce((sum, each) => sum + each, 0); odd > 0 && heap.length > 0; odd--) {
    const top = heap[0] as number
    held[top] = (held[top] as number) + 1
    if (held[top] === (claims[top] as Claim).most) {
      const last = heap.pop() as number
      if (heap.length > 0) heap[0] = last
    }
    sink(0)
  }
  return shared.map((each, at) => ({ ...each, seats: held[at] as number, rank: null }))
}

/**
 * Shares laid end to end, one mark a seat at the same distance, begun at a point drawn by lot: everybody's expected seats are
 * their share. `claims` must come in the order in which they are to be laid.
 */
function lottery(claims: readonly Claim[], shared: readonly Shared[], pick: Pick): Awarded[] {
  const below = shared.find(({ held }) => held === null)?.share[1] ?? 1
  let end = pick(below)
  return claims.map((_claim, at) => {
    const { share, held } = shared[at] as Shared
    if (held !== null) return { share, held, seats: share[0], rank: null }
    const begin = Math.floor(end / below)
    end += share[0]
    return { share, held, seats: Math.floor(end / below) - begin, rank: null }
  })
}

/** Needs Σ least ≤ seats ≤ Σ most; `pick` is asked by the lottery alone. */
export function apportion(claims: readonly Claim[], seats: number, method: Method, pick: Pick): Awarded[] {
  const shared = shareOut(claims, seats)
  if (method === 'webster') return webster(claims, shared, seats)
  return method === 'lottery' ? lottery(claims, shared, pick) : largestRemainder(claims, shared, seats)
}
