/**
 * LEXIMIN over whole panels by column generation (Flanigan, Gölz, Gupta, Hennig, Procaccia, Nature 2021), for needs that overlap
 * so that the fairest average cannot be dealt out directly. A linear program mixes the panels known so far; a whole-number
 * program looks for one that would raise the smallest chance; when there is none, whoever holds the level down is settled.
 */
import type { Highs } from 'highs'
import type { Frame } from '../frame.ts'
import { linearRows } from './level-chances.ts'
import { type LinearRow, solve } from '../../../platform/server/solver/linear.ts'

export interface Mixed {
  readonly kinds: number[][]
  /** Chance of each kind; together 1. */
  readonly chances: number[]
  readonly never: number[]
  readonly first: number
}

const SLACK = 1e-7
/** Rounds of the search for panels; beyond it the mixture found stands, and the bound shows what it lacks. */
const MOST_PANELS = 3000

/** The panel that is worth most. Null if there is none at all. */
export function bestPanel(
  highs: Highs,
  frame: Frame,
  worth: readonly number[],
): { panel: number[]; value: number } | null {
  const solved = solve(highs, {
    worth,
    least: frame.sizes.map(() => 0),
    most: frame.sizes,
    rows: linearRows(frame),
    whole: true,
  })
  if (solved === null) return null
  const panel = Array.from(solved.columns, Math.round)
  return { panel, value: panel.reduce((sum, count, type) => sum + count * (worth[type] as number), 0) }
}

/** A panel with each type that any panel can hold. */
function everyType(highs: Highs, frame: Frame): { kinds: number[][]; never: number[] } {
  const kinds: number[][] = []
  const seen = new Set<number>()
  const never: number[] = []
  for (const type of frame.sizes.keys()) {
    if (seen.has(type)) continue
    const found = bestPanel(
      highs,
      frame,
      frame.sizes.map((_size, each) =>
        each === type ? frame.sizes.length : seen.has(each) ? 0 : 1 / (1 + (frame.sizes[each] as number)),
      ),
    )
    if (found === null || found.panel[type] === 0) {
      never.push(type)
      continue
    }
    kinds.push(found.panel)
    for (const [each, count] of found.panel.entries()) if (count > 0) seen.add(each)
  }
  return { kinds, never }
}

/** The best mixture of known panels at a level, with the prices of types and of the sum of chances. */
function mix(
  highs: Highs,
  frame: Frame,
  kinds: readonly number[][],
  open: readonly number[],
  settled: readonly number[],
) {
  const count = kinds.length
  const closed = [...frame.sizes.keys()].filter((type) => !open.includes(type) && (settled[type] as number) > 0)
  const held = (type: number): (readonly [number, number])[] =>
    kinds.flatMap((kind, at) => ((kind[type] as number) > 0 ? [[at, kind[type] as number] as const] : []))
  const end = Number.POSITIVE_INFINITY
  const solved = solve(highs, {
    worth: [...kinds.map(() => 0), 1],
    least: new Array<number>(count + 1).fill(0),
    most: new Array<number>(count + 1).fill(end),
    rows: [
      { of: kinds.map((_kind, at) => [at, 1] as const), least: 1, most: 1 },
      ...open.map(
        (type): LinearRow => ({
          of: [...held(type), [count, -(frame.sizes[type] as number) * (frame.weights[type] as number)]],
          least: 0,
          most: end,
        }),
      ),
      ...closed.map((type): LinearRow => ({ of: held(type), least: settled[type] as number, most: end })),
    ],
  })
  if (solved === null) throw new Error('panels that were mixed before cannot be mixed any more')
  const worth = frame.sizes.map(() => 0)
  for (const [at, type] of [...open, ...closed].entries()) worth[type] = Math.max(0, -(solved.prices[at + 1] as number))
  return {
    chance: solved.value,
    chances: Array.from(solved.columns.subarray(0, count)),
    worth,
    price: solved.prices[0] as number,
  }
}

/** Null if there is no panel. */
export function mixPanels(highs: Highs, frame: Frame): Mixed | null {
  const any = bestPanel(highs, frame, frame.sizes)
  if (any === null) return null
  const { kinds: more, never } = everyType(highs, frame)
  const kinds = [any.panel, ...more]
  const open = new Set(frame.sizes.keys().filter((type) => !never.includes(type)))
  const settled = frame.sizes.map(() => 0)
  let chances: number[] = kinds.map((_kind, at) => (at === 0 ? 1 : 0))
  let first: number | null = null
  while (open.size > 0) {
    const mixed = mix(highs, frame, kinds, [...open], settled)
    const found = kinds.length < MOST_PANELS ? bestPanel(highs, frame, mixed.worth) : null
    if (found !== null && found.value > mixed.price + SLACK) {
      kinds.push(found.panel)
      continue
    }
    first ??= mixed.chance
    chances = mixed.chances
    const before = open.size
    for (const type of [...open]) {
      const part = (frame.sizes[type] as number) * (frame.weights[type] as number)
      if ((mixed.worth[type] as number) * part <= SLACK) continue
      open.delete(type)
      settled[type] = Math.max(0, part * mixed.chance - SLACK)
    }
    if (open.size === before) throw new Error('a level that nobody holds down')
  }
  const total = chances.reduce((sum, chance) => sum + Math.max(0, chance), 0)
  return { kinds, chances: chances.map((chance) => Math.max(0, chance) / total), never, first: first ?? 0 }
}
