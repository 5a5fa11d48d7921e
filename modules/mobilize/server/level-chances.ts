/**
 * The fairest average panel when people could be split: the smallest weighed chance as great as can be, then the next smallest,
 * and so on (LEXIMIN). One linear program a level; who holds a level down (a positive price) is settled at it.
 * If whole panels can be mixed to this average, it is LEXIMIN over panels too, as they allow no more than this does.
 */
import type { Highs } from 'highs'
import type { Frame } from '../frame.ts'
import { type LinearRow, solve } from '../../../platform/server/solver/linear.ts'

/** HiGHS keeps rows to 1e-9 people; a settled level yields by a little more, and by ten times that if noise still refuses the next. */
const GIVE = 2e-9
const MOST_GIVE = 1e-6

export interface Levels {
  /** People of each type in a panel, on average. */
  readonly average: number[]
  /** Smallest weighed chance of those who can be drawn at all. */
  readonly first: number
  readonly never: number[]
  readonly proof: { readonly types: number[]; readonly rows: number[] }
}

export const linearRows = ({ rows }: Frame): LinearRow[] =>
  rows.map(({ types, least, most }) => ({
    of: types.map((type) => [type, 1] as const),
    least,
    most: most ?? Number.POSITIVE_INFINITY,
  }))

/** Multipliers as certificate.ts wants them: HiGHS prices what one more would bring, a proof what one fewer would cost. */
const multipliers = (prices: Float64Array, { rows }: Frame): number[] =>
  rows.map(({ most }, at) => {
    const u = -(prices[at] as number)
    return Math.abs(u) < 1e-12 || (most === null && u < 0) ? 0 : u
  })

/** Types of which no average panel holds anybody. */
function findNever(highs: Highs, frame: Frame): number[] | null {
  const types = frame.sizes.length
  const little = 1 / (types + 1)
  const solved = solve(highs, {
    worth: [...frame.sizes.map(() => 0), ...frame.sizes.map(() => 1)],
    least: new Array<number>(2 * types).fill(0),
    most: [...frame.sizes, ...frame.sizes.map(() => little)],
    rows: [
      ...linearRows(frame),
      ...frame.sizes.map(
        (_size, type): LinearRow => ({
          of: [
            [type, 1],
            [types + type, -1],
          ],
          least: 0,
          most: Number.POSITIVE_INFINITY,
        }),
      ),
    ],
  })
  return (
    solved &&
    frame.sizes.flatMap((_size, type) => ((solved.columns[types + type] as number) < little / 2 ? [type] : []))
  )
}

/** Multipliers for the greatest value of Σ worth·people in any panel. */
export function prove(highs: Highs, frame: Frame, worth: readonly number[]): number[] {
  const solved = solve(highs, {
    worth,
    least: frame.sizes.map(() => 0),
    most: frame.sizes,
    rows: linearRows(frame),
  })
  return solved ? multipliers(solved.prices, frame) : frame.rows.map(() => 0)
}

/** Null if there is no panel even when people could be split. */
export function levelChances(highs: Highs, frame: Frame): Levels | null {
  const { sizes, weights } = frame
  const never = findNever(highs, frame)
  if (never === null) return null
  const barred = new Set(never)
  const settled = sizes.map(() => 0)
  let give = GIVE
  const open = new Set(sizes.keys().filter((type) => !barred.has(type)))
  const part = (type: number): number => (sizes[type] as number) * (weights[type] as number)
  let average: number[] = sizes.map(() => 0)
  let first: { chance: number; proof: Levels['proof'] } | null = null
  while (open.size > 0) {
    const active = [...open]
    const solved = solve(highs, {
      worth: [...sizes.map(() => 0), 1],
      least: [...settled.map((count) => Math.max(0, count - give)), 0],
      most: [...sizes, Number.POSITIVE_INFINITY],
      rows: [
        ...linearRows(frame),
        ...active.map(
          (type): LinearRow => ({
            of: [
              [type, 1],
              [sizes.length, -part(type)],
            ],
            least: 0,
            most: Number.POSITIVE_INFINITY,
          }),
        ),
      ],
    })
    if (solved === null) {
      if (first === null || give > MOST_GIVE) return null
      give *= 10
      continue
    }
    average = Array.from(solved.columns.subarray(0, sizes.length))
    const prices = active.map((_type, at) => Math.max(0, -(solved.prices[frame.rows.length + at] as number)))
    if (first === null) {
      const types = sizes.map(() => 0)
      for (const [at, type] of active.entries())
        types[type] = (prices[at] as number) < 1e-12 ? 0 : (prices[at] as number)
      first = { chance: solved.value, proof: { types, rows: multipliers(solved.prices, frame) } }
    }
    for (const [at, type] of active.entries())
      if ((prices[at] as number) * part(type) > 1e-7) {
        open.delete(type)
        settled[type] = part(type) * solved.value
      }
    if (open.size === active.length) throw new Error('a level that nobody holds down')
  }
  return {
    average,
    first: first?.chance ?? 0,
    never,
    proof: first?.proof ?? { types: sizes.map(() => 0), rows: frame.rows.map(() => 0) },
  }
}
