/** From the frame of a draw to its numbered panels: service bands first, then the fairest average, then whole panels of equal chance. */
import type { Highs } from 'highs'
import { averageOf, bandWorth, chanceBound, lowestChance, neverWorth, without } from '../certificate.ts'
import { bandRows, type Frame, frameOf, highestBand, type Row, type Type } from '../frame.ts'
import type { Sections } from '../transcript.ts'
import { dealPanels } from './deal-panels.ts'
import { type Levels, levelChances, prove } from './level-chances.ts'
import { bestPanel, mixPanels } from './mix-panels.ts'

export interface Task {
  readonly types: readonly Type[]
  readonly rows: readonly Row[]
  /** Whether those who served most come last. */
  readonly last: boolean
  readonly panels: number
}
export type Fairest = Pick<Sections, 'panels' | 'chances'>

type Bands = Sections['panels']['bands']

/** As few as can be of the band that served most, then of it and the one before, and so on. Null if there is no panel. */
function fewestOf(highs: Highs, { types, rows, last }: Task): Bands | null {
  const bands: Bands = []
  const highest = last ? highestBand(types) : 0
  for (let band = highest; band > 0; band--) {
    const frame = frameOf(types, [...rows, ...bandRows(types, bands)])
    const worth = bandWorth(types, band)
    const fewest = bestPanel(highs, frame, worth)
    if (fewest === null) return null
    bands.push({ band, most: Math.max(0, Math.round(-fewest.value)), proof: prove(highs, frame, worth) })
  }
  return bands
}

const inProportion = (times: readonly number[]): number[] => {
  const total = times.reduce((sum, each) => sum + each, 0)
  return times.map((each) => each / total)
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
/** Of the smallest chance: what rounding may cost before more panels are made. */
const MOST_LOSS = 0.05

interface Panels {
  readonly kinds: readonly (readonly number[])[]
  readonly times: readonly number[]
  readonly exact: number
  readonly never: readonly number[]
}

/** Panels of equal chance; ten or a hundred times as many where that many would cost somebody too much of the smallest chance. */
function equalPanels(highs: Highs, frame: Frame, found: Panels, average: readonly number[], panels: number): Panels {
  const barred = new Set(found.never)
  const shares = inProportion(found.times)
  for (const more of [1, 10, 100]) {
    const count = panels * more
    const dealt = dealPanels(highs, frame, average, count) ?? { kinds: found.kinds, times: inWhole(shares, count) }
    const lowest = lowestChance(frame, averageOf(dealt.kinds, dealt.times, frame.sizes.length), barred)
    if (lowest >= found.exact * (1 - MOST_LOSS) || more === 100) return { ...found, ...dealt }
  }
  return found
}

function panelsOf(highs: Highs, frame: Frame, divided: Levels, panels: number): Panels | null {
  const { average, never } = divided
  const fine = dealPanels(highs, frame, average, FINE)
  if (fine !== null) {
    const exact = lowestChance(frame, averageOf(fine.kinds, fine.times, frame.sizes.length), new Set(never))
    return equalPanels(highs, frame, { ...fine, exact, never }, average, panels)
  }
  const mixed = mixPanels(highs, frame)
  if (mixed === null) return null
  const mean = averageOf(mixed.kinds, mixed.chances, frame.sizes.length)
  const found = { kinds: mixed.kinds, times: mixed.chances, exact: mixed.first, never: mixed.never }
  return equalPanels(highs, frame, found, mean, panels)
}

/** Null if no panel meets everything together. */
export function fairestPanels(highs: Highs, task: Task): Fairest | null {
  const bands = fewestOf(highs, task)
  if (bands === null) return null
  const frame = frameOf(task.types, [...task.rows, ...bandRows(task.types, bands)])
  const divided = levelChances(highs, frame)
  const found = divided && panelsOf(highs, frame, divided, task.panels)
  if (!divided || !found) return null
  const used = found.times.flatMap((often, at) => (often > 0 ? [at] : []))
  const kinds = used.map((at) => [...(found.kinds[at] as readonly number[])])
  const times = used.map((at) => found.times[at] as number)
  const never = new Set(found.never)
  const rest = without(frame, never)
  // Whole panels may hold fewer types than divided people would: then the bound is that of the others.
  const { proof } = never.size > divided.never.length ? (levelChances(highs, rest) ?? divided) : divided
  const lowest = lowestChance(frame, averageOf(kinds, times, frame.sizes.length), never)
  const bound = chanceBound(rest, proof.types, proof.rows)
  return {
    panels: { bands, kinds, numbered: numbered(times) },
    chances: {
      ...{ bound, exact: found.exact, lowest, loss: bound - lowest, never: [...found.never], proof },
      neverProof: never.size > 0 ? prove(highs, frame, neverWorth(frame, never)) : [],
    },
  }
}
