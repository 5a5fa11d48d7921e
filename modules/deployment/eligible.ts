/** Whether somebody may take a shift beside what they have already; and which one rule stands in the way. */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import type { Need, Stint, Worker } from './need.ts'
import type { DeploymentPolicy } from './policy.ts'
import { remembered } from './remembered.ts'
import { dayNumberOf, hoursOf, meet, numberOfDay, tooClose } from './shift.ts'

export const blocks = codes({
  exempt: ['暂不参加', 'exempt'],
  unfit: ['有风险的岗位：志愿者保险未登记', 'risky post: no insurance of a volunteer is noted'],
  busy: ['同一时间已有岗位', 'has another post at that time'],
  rest: ['休息时间不够', 'too little rest'],
  hours: ['一周工时到上限', 'at the cap of hours'],
  nights: ['连续夜班到上限', 'at the cap of nights'],
})
export type Block = CodeOf<typeof blocks>

/** Hours by Shanghai day (days since 1970), and the days with a night shift: done and standing together. */
export interface Load {
  readonly nights: ReadonlySet<number>
  /** Hours of the 7 days that begin on a day. */
  readonly hoursFrom: (first: number) => number
  /** The most that 7 days with this one among them hold. */
  readonly mostHours: (day: number) => number
}
export function loadOf({ worked }: Pick<Worker, 'worked'>, busy: readonly Stint[]): Load {
  const hours = new Map<number, number>()
  const nights = new Set<number>()
  const add = (day: number, n: number, night: boolean): void => {
    hours.set(day, (hours.get(day) ?? 0) + n)
    if (night) nights.add(day)
  }
  for (const line of worked) add(numberOfDay(line.day), line.hours, line.night)
  for (const stint of busy) add(dayNumberOf(stint), hoursOf(stint), stint.night)
  const hoursFrom = remembered((first: number) => {
    let sum = 0
    for (let i = 0; i < 7; i++) sum += hours.get(first + i) ?? 0
    return sum
  })
  const mostHours = remembered((day: number) => Math.max(...Array.from({ length: 7 }, (_, i) => hoursFrom(day - i))))
  return { nights, hoursFrom, mostHours }
}

const nightRunWith = ({ nights }: Load, day: number): number => {
  let run = 1
  for (let at = day - 1; nights.has(at); at--) run++
  for (let at = day + 1; nights.has(at); at++) run++
  return run
}

/** What speaks against the shift, in the order of `blocks`; nothing: it may be taken. */
export function blocksOf(
  worker: Pick<Worker, 'exempt' | 'unfit'>,
  busy: readonly Stint[],
  load: Load,
  need: Pick<Need, 'from' | 'to' | 'night' | 'risky'>,
  policy: DeploymentPolicy,
): Block[] {
  const day = dayNumberOf(need)
  const found: Block[] = []
  if (worker.exempt) found.push('exempt')
  if (worker.unfit && need.risky) found.push('unfit')
  if (busy.some((stint) => meet(stint, need))) found.push('busy')
  else if (busy.some((stint) => tooClose(stint, need, policy.restHours))) found.push('rest')
  if (load.mostHours(day) + hoursOf(need) > policy.capHours) found.push('hours')
  if (need.night && nightRunWith(load, day) > policy.nightsInRow) found.push('nights')
  return found
}
