/**
 * An average panel as whole panels: `times` of them in all, each type in each panel either the whole number below its average or
 * the one above, and so for every row. One panel after another is taken out, as often as what remains allows: each time at least
 * one type or row is used up, so there are no more kinds of panels than types and rows together. Whole numbers only: no drift.
 */
import type { Highs } from 'highs'
import type { Frame } from '../frame.ts'
import { type LinearRow, solve } from '../../../platform/server/solver/linear.ts'

export interface Dealt {
  /** How many of each type: every different panel once. */
  readonly kinds: number[][]
  /** How often each occurs; together `times`. */
  readonly times: number[]
}

const NEAR = 1e-6
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Whole totals over all panels, next to the exact ones, that keep every row; the scarcest people are rounded up first. */
function wholeTotals(
  highs: Highs,
  { sizes, weights, rows }: Frame,
  average: readonly number[],
  times: number,
): number[] | null {
  const exact = average.map((each) => each * times)
  const below = exact.map((each) => Math.floor(each + NEAR))
  const room = exact.map((each, type) =>
    each - (below[type] as number) > NEAR && (below[type] as number) < (sizes[type] as number) * times ? 1 : 0,
  )
  const solved = solve(highs, {
    worth: sizes.map((size, type) => 1 / Math.max(1, size) / (weights[type] as number)),
    least: sizes.map(() => 0),
    most: room,
    rows: rows.map(({ types, least, most }): LinearRow => {
      const held = sum(types.map((type) => below[type] as number))
      return {
        of: types.map((type) => [type, 1] as const),
        least: least * times - held,
        most: most === null ? Number.POSITIVE_INFINITY : most * times - held,
      }
    }),
    whole: true,
  })
  return solved && below.map((each, type) => each + Math.round(solved.columns[type] as number))
}

interface Bounds {
  readonly types: readonly number[]
  readonly least: number
  readonly most: number
}

/** A panel that takes what has the most left, out of what is left for `left` panels. Entries 0 or 1. */
function nextPanel(highs: Highs, ups: readonly number[], left: number, bounds: readonly Bounds[]): number[] | null {
  const program = {
    worth: ups.map((up) => up / left),
    least: ups.map((up) => (up === left ? 1 : 0)),
    most: ups.map((up) => (up === 0 ? 0 : 1)),
    rows: bounds.map(({ types, least, most }): LinearRow => {
      const held = sum(types.map((type) => ups[type] as number))
      return {
        of: types.map((type) => [type, 1] as const),
        least: held === left * most ? most : least,
        most: held === left * least ? least : most,
      }
    }),
  }
  const solved = solve(highs, program)
  if (solved === null) return null
  // Where needs do not overlap the corner found is whole already; else the slower search for whole numbers decides.
  const split = solved.columns.some((value) => Math.abs(value - Math.round(value)) > NEAR)
  const whole = split ? solve(highs, { ...program, whole: true }) : solved
  return whole && Array.from(whole.columns, Math.round)
}

/** Null where no such panels exist or they are not found: the average cannot be mixed from whole panels in this way. */
export function dealPanels(highs: Highs, frame: Frame, average: readonly number[], times: number): Dealt | null {
  const totals = wholeTotals(highs, frame, average, times)
  if (totals === null) return null
  const floors = totals.map((total) => Math.floor(total / times))
  const ups = totals.map((total, type) => total - times * (floors[type] as number))
  const bounds = frame.rows.map(({ types }): Bounds => {
    const held = sum(types.map((type) => ups[type] as number))
    return { types, least: Math.floor(held / times), most: Math.ceil(held / times) }
  })
  const dealt: Dealt = { kinds: [], times: [] }
  for (let left = times; left > 0; ) {
    const panel = nextPanel(highs, ups, left, bounds)
    if (panel === null) return null
    let often = left
    for (const [type, one] of panel.entries())
      often = Math.min(often, one === 1 ? (ups[type] as number) : left - (ups[type] as number))
    for (const { types, least, most } of bounds) {
      if (least === most) continue
      const held = sum(types.map((type) => ups[type] as number))
      const here = sum(types.map((type) => panel[type] as number))
      often = Math.min(often, here === most ? held - left * least : left * most - held)
    }
    dealt.kinds.push(panel.map((one, type) => one + (floors[type] as number)))
    dealt.times.push(often)
    for (const [type, one] of panel.entries()) ups[type] = (ups[type] as number) - often * one
    left -= often
  }
  return dealt
}
