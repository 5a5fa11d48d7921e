/**
 * Proof by multipliers that nobody could have been given a better smallest chance, checked by adding up.
 * Take y ≥ 0 for each type with Σ y·size·weight = 1, and any u for each row. If everybody had a chance of z times their weight,
 * then z ≤ Σ y·x for the average panel x; and Σ y·x = Σ (y + Σu)·x − Σ u·(what the row holds), which is at most
 * Σ size·max(0, y + Σu) + Σ (u > 0 ? −u·least : −u·most). That sum needs no solver.
 */
import type { Frame, Type } from './frame.ts'

/** Greatest value that Σ y·x can take in any panel, or an average of panels. Infinite if a row's multiplier has no bound. */
export function boundBy({ sizes, rows }: Frame, types: readonly number[], multipliers: readonly number[]): number {
  const inside = sizes.map((_size, type) => types[type] ?? 0)
  let bound = 0
  for (const [at, { types: of, least, most }] of rows.entries()) {
    const u = multipliers[at] ?? 0
    for (const type of of) inside[type] = (inside[type] as number) + u
    if (u > 0) bound -= u * least
    else if (u < 0) bound += most === null ? Number.POSITIVE_INFINITY : -u * most
  }
  return bound + inside.reduce((sum, each, type) => sum + (sizes[type] as number) * Math.max(0, each), 0)
}

/** Greatest smallest weighed chance, proved by y and u; y is scaled as the proof asks. Infinite if y is no proof. */
export function chanceBound(frame: Frame, types: readonly number[], multipliers: readonly number[]): number {
  const scale = types.reduce(
    (sum, y, type) => sum + y * (frame.sizes[type] as number) * (frame.weights[type] as number),
    0,
  )
  if (types.some((y) => y < 0) || scale <= 0) return Number.POSITIVE_INFINITY
  return boundBy(frame, types, multipliers) / scale
}

/** What is made great to show that nobody of `never` fits any panel, and that few of a band and above are needed. */
export const neverWorth = ({ sizes }: Frame, never: ReadonlySet<number>): number[] =>
  sizes.map((_size, type) => (never.has(type) ? 1 : 0))
export const bandWorth = (types: readonly Type[], band: number): number[] =>
  types.map((type) => (type.band >= band ? -1 : 0))

/** The frame of those who can be drawn at all. */
export const without = (frame: Frame, never: ReadonlySet<number>): Frame => ({
  ...frame,
  sizes: frame.sizes.map((size, type) => (never.has(type) ? 0 : size)),
})

/** People of each type over all panels, as an average a panel. */
export function averageOf(kinds: readonly (readonly number[])[], times: readonly number[], types: number): number[] {
  const total = times.reduce((sum, each) => sum + each, 0)
  const sums = new Array<number>(types).fill(0)
  for (const [at, kind] of kinds.entries())
    for (let type = 0; type < types; type++) sums[type] = (sums[type] as number) + (kind[type] ?? 0) * (times[at] ?? 0)
  return sums.map((sum) => sum / total)
}

/** The smallest weighed chance among those who have one; 0 if nobody has. */
export function lowestChance(
  { sizes, weights }: Frame,
  average: readonly number[],
  never: ReadonlySet<number>,
): number {
  let lowest = Number.POSITIVE_INFINITY
  for (const [type, size] of sizes.entries())
    if (size > 0 && !never.has(type))
      lowest = Math.min(lowest, (average[type] as number) / size / (weights[type] as number))
  return Number.isFinite(lowest) ? lowest : 0
}

/** The first row that a panel breaks, or null. */
export function brokenRow({ sizes, rows }: Frame, kind: readonly number[]): number | 'size' | null {
  if (kind.length !== sizes.length || kind.some((each, type) => each > (sizes[type] as number))) return 'size'
  const at = rows.findIndex(({ types, least, most }) => {
    const held = types.reduce((sum, type) => sum + (kind[type] as number), 0)
    return held < least || (most !== null && held > most)
  })
  return at < 0 ? null : at
}
