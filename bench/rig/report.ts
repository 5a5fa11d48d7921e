/** What every bench ends with: goals as lines for people, then one JSON object as the last line for machines. */
import { cpus, totalmem } from 'node:os'

export interface Goal {
  readonly what: string
  readonly value: number
  readonly goal: number
  readonly met: boolean
}

export interface Report {
  readonly bench: string
  readonly figures: Readonly<Record<string, unknown>>
  readonly floor: Readonly<Record<string, unknown>>
  readonly ratio: number
  readonly goals: readonly Goal[]
}

export const atMost = (what: string, value: number, goal: number): Goal => ({ what, value, goal, met: value <= goal })
export const atLeast = (what: string, value: number, goal: number): Goal => ({ what, value, goal, met: value >= goal })

export const say = (text: string): void => console.log(text)

/** @param share 0.5 for the median, 0.99 for p99; nearest rank. NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
export const median = (values: readonly number[]): number => percentile(values, 0.5)
/** To `digits` significant ones: what lies beyond is noise. */
export const rounded = (value: number, digits = 3): number => Number(value.toPrecision(digits))

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`

export function printReport({ bench, figures, floor, ratio, goals }: Report): void {
  for (const { what, value, goal, met } of goals) say(`${met ? 'met   ' : 'MISSED'} ${what}: ${value} (goal ${goal})`)
  say(JSON.stringify({ bench, machine: machine(), figures, floor, ratio, goals }))
}
