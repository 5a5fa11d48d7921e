/** From the frame of a draw to its numbered panels: service bands first, then the fairest average, then whole panels of equal chance. */
import type { Highs } from 'highs'
import { averageOf, chanceBound, lowestChance } from '../certificate.ts'
import { bandRow, type Frame, frameOf, type Row, type Type } from '../frame.ts'
import type { Sections } from '../transcript.ts'
import { dealPanels } from './deal-panels.ts'
import { levelChances } from './level-chances.ts'
import { bestPanel, mixPanels } from './mix-panels.ts'

export interface Task {
  readonly types: readonly Type[]
  readonly rows: readonly Row[]
  /** Whether those who served most come last. */
  readonly last: boolean
  readonly panels: number
}
export type Fairest = Pick<Sections, 'panels' | 'chances'>

/** As few as can be of the band that served most, then of it and the one before, and so on. Null if there is no panel. */
function bandRows(highs: Highs, { types, rows, last }: Task): Row[] | null {
  const bands: Row[] = []
  const highest = last ? Math.max(0, ...types.map(({ band }) => band)) : 0
  for (let band = highest; band > 0; band--) {
    const frame = frameOf(types, [...rows, ...bands])
    const fewest = bestPanel(
      highs,
      frame,
      types.map((type) => (type.band >= band ? -1 : 0)),
    )
    if (fewest === null) return null
    bands.push(bandRow(types, band, Math.max(0, Math.round(-fewest.value))))
  }
  return bands
}

/** Whole numbers that add up to `total`, in proportion: what is left over goes to the largest remainders. */
function inWhole(parts: readonly number[], total: number): number[] {
  const times = parts.map((part) => Math.floor(part * total + 1e-9))
  const odd = total - times.reduce((sum, each) => sum + each, 0)
  const order = [...parts.keys()].sort(
    (a, b) =>
      (parts[b] as number) * total - (times[b] as number) - ((parts[a] as number) * total - (times[a] as number)) ||
      a - b,
  )
  for (const at of order.slice(0, odd)) times[at] = (times[at] as number) + 1
  return times
}

/** Panels of one kind are spread over the numbers, so that neighbours differ. */
const numbered = (times: readonly number[]): number[] =>
  times
    .flatMap((often, kind) => Array.from({ length: often }, (_, i) => ({ kind, at: (i + 0.5) / often })))
    .sort((a, b) => a.at - b.at || a.kind - b.kind)
    .map(({ kind }) => kind)

/** How finely the exact average is dealt, to show that whole panels reach it: chances are right to nine decimals. */
const FINE = 1e9

interface Panels {
  readonly kinds: readonly (readonly number[])[]
  readonly times: readonly number[]
  readonly exact: number
  readonly never: readonly number[]
}

function panelsOf(
  highs: Highs,
  frame: Frame,
  average: readonly number[],
  never: readonly number[],
  panels: number,
): Panels | null {
  const barred = new Set(never)
  const fine = dealPanels(highs, frame, average, FINE)
  if (fine !== null) {
    const exact = lowestChance(frame, averageOf(fine.kinds, fine.times, frame.sizes.length), barred)
    const dealt = dealPanels(highs, frame, average, panels) ?? {
      kinds: fine.kinds,
      times: inWhole(
        fine.times.map((each) => each / FINE),
        panels,
      ),
    }
    return { ...dealt, exact, never }
  }
  const mixed = mixPanels(highs, frame)
  if (mixed === null) return null
  const mean = averageOf(mixed.kinds, mixed.chances, frame.sizes.length)
  const dealt = dealPanels(highs, frame, mean, panels) ?? { kinds: mixed.kinds, times: inWhole(mixed.chances, panels) }
  return { ...dealt, exact: mixed.first, never: mixed.never }
}

/** Null if no panel meets everything together. */
export function fairestPanels(highs: Highs, task: Task): Fairest | null {
  const bands = bandRows(highs, task)
  if (bands === null) return null
  const frame = frameOf(task.types, [...task.rows, ...bands])
  const levels = levelChances(highs, frame)
  const found = levels && panelsOf(highs, frame, levels.average, levels.never, task.panels)
  if (!levels || !found) return null
  const used = found.times.flatMap((often, at) => (often > 0 ? [at] : []))
  const kinds = used.map((at) => [...(found.kinds[at] as readonly number[])])
  const times = used.map((at) => found.times[at] as number)
  const lowest = lowestChance(frame, averageOf(kinds, times, frame.sizes.length), new Set(found.never))
  const bound = chanceBound(frame, levels.proof.types, levels.proof.rows)
  return {
    panels: {
      bands: bands.map(({ name, most }) => ({ band: Number(name), most: most as number })),
      kinds,
      numbered: numbered(times),
    },
    chances: {
      ...{ bound, exact: found.exact, lowest, loss: bound - lowest },
      ...{ never: [...found.never], proof: levels.proof, neverProof: levels.neverProof },
    },
  }
}
