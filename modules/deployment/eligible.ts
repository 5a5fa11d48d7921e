/** Whether somebody may take a shift beside what they have already; and which one rule stands in the way. */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import type { Need, Stint, Worker } from './need.ts'
import type { DeploymentPolicy } from './policy.ts'
import { dayOf, dayPlus, hoursOf, meet, tooClose } from './shift.ts'

export const blocks = codes({
  exempt: ['暂不参加', 'exempt'],
  busy: ['同一时间已有岗位', 'has another post at that time'],
  rest: ['休息时间不够', 'too little rest'],
  hours: ['一周工时到上限', 'at the cap of hours'],
  nights: ['连续夜班到上限', 'at the cap of nights'],
})
export type Block = CodeOf<typeof blocks>

/** Hours by Shanghai day, and the days with a night shift: done and standing together. */
export interface Load {
  readonly hours: ReadonlyMap<string, number>
  readonly nights: ReadonlySet<string>
}
export function loadOf({ worked }: Pick<Worker, 'worked'>, busy: readonly Stint[]): Load {
  const hours = new Map<string, number>()
  const nights = new Set<string>()
  const add = (day: string, n: number, night: boolean): void => {
    hours.set(day, (hours.get(day) ?? 0) + n)
    if (night) nights.add(day)
  }
  for (const line of worked) add(line.day, line.hours, line.night)
  for (const stint of busy) add(dayOf(stint), hoursOf(stint), stint.night)
  return { hours, nights }
}

/** Hours of the 7 days that begin on `first`. */
export const hoursFrom = ({ hours }: Load, first: string): number => {
  let sum = 0
  for (let i = 0; i < 7; i++) sum += hours.get(dayPlus(first, i)) ?? 0
  return sum
}
const mostHoursWith = (load: Load, day: string): number => {
  let most = 0
  for (let i = 0; i < 7; i++) most = Math.max(most, hoursFrom(load, dayPlus(day, -i)))
  return most
}
const nightRunWith = ({ nights }: Load, day: string): number => {
  let run = 1
  for (let at = dayPlus(day, -1); nights.has(at); at = dayPlus(at, -1)) run++
  for (let at = dayPlus(day, 1); nights.has(at); at = dayPlus(at, 1)) run++
  return run
}

/** What speaks against the shift, in the order of `blocks`; nothing: it may be taken. */
export function blocksOf(
  worker: Pick<Worker, 'exempt'>,
  busy: readonly Stint[],
  load: Load,
  need: Pick<Need, 'from' | 'to' | 'night'>,
  policy: DeploymentPolicy,
): Block[] {
  const day = dayOf(need)
  const found: Block[] = []
  if (worker.exempt) found.push('exempt')
  if (busy.some((stint) => meet(stint, need))) found.push('busy')
  else if (busy.some((stint) => tooClose(stint, need, policy.restHours))) found.push('rest')
  if (mostHoursWith(load, day) + hoursOf(need) > policy.capHours) found.push('hours')
  if (need.night && nightRunWith(load, day) > policy.nightsInRow) found.push('nights')
  return found
}
