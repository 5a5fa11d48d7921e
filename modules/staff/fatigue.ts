/** How much somebody has worked lately, held against the caps; also for neighbours who weigh a call-up by it. */
import { z } from 'zod'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { dayPlus } from '../../platform/pure/time.ts'

/**
 * A place sets its own caps (staff.work_caps); until it does these defaults hold, all of them `needs-legal-review` (to be checked by the
 * place's legal office): the rules that this project was built from name no article on hours of work. What they lean on: 劳动法 (1994-07-05) arts. 36 (8 hours a day, 44 a week on average),
 * 38 (a day of rest a week), 41 (at most 3 hours more a day, 36 a month), 42 (these limits of art. 41 do not bind in an emergency, so
 * that a cap is a place's own care); 国务院关于职工工作时间的规定 (1995) (40 hours a week). 60 hours: 40 and an emergency's 20;
 * 3 nights in a row: a choice of this project, no statute.
 */
export const capFigures = z.object({
  /** Within any 7 days running; from `nearHours` on it is shown. */
  capHours: z.number().min(8).max(120).default(60),
  nearHours: z.number().min(1).max(120).default(44),
  nightsInRow: z.int().min(1).max(14).default(3),
  /** 7 days running without a free one are shown, not forbidden. */
  daysInRow: z.int().min(1).max(31).default(6),
})
export type Caps = z.infer<typeof capFigures>
export const defaultCaps: Caps = capFigures.parse({})

/** A day's work: done, or planned. */
export interface WorkedDay {
  /** YYYY-MM-DD, Shanghai. */
  readonly day: string
  readonly hours: number
  readonly night: boolean
}

export const fatigueStates = codes({
  fit: ['可以上岗', 'Fit'],
  near: ['接近上限', 'Near the cap'],
  over: ['达到或超过上限', 'At or over the cap'],
})
export type FatigueState = CodeOf<typeof fatigueStates>
export const fatigueReasons = codes({
  hours: ['一周工时', 'Hours in a week'],
  nights: ['连续夜班', 'Nights in a row'],
  days: ['连续上岗没有休息', 'Days in a row without rest'],
})

export const fatigue = z.object({
  /** In the 7 days up to and with the day asked for. */
  hours: z.number(),
  /** Up to and with that day, or the day before where nothing stands on it yet. */
  nightsInRow: z.int(),
  daysInRow: z.int(),
  state: fatigueStates.schema,
  because: z.array(fatigueReasons.schema),
})
export type Fatigue = z.infer<typeof fatigue>

/** Days without a gap that end on `day`, or on the day before where `day` itself is free. */
const runUpTo = (days: ReadonlySet<string>, day: string): number => {
  let at = days.has(day) ? day : dayPlus(day, -1)
  let run = 0
  while (days.has(at)) {
    run++
    at = dayPlus(at, -1)
  }
  return run
}

/** `lines` of the last weeks in any order; those after `day` are not looked at. */
export function fatigueOf(lines: readonly WorkedDay[], day: string, caps: Caps): Fatigue {
  const first = dayPlus(day, -6)
  const past = lines.filter((line) => line.day <= day)
  const hours = Math.round(past.filter((l) => l.day >= first).reduce((sum, l) => sum + l.hours, 0) * 100) / 100
  const nightsInRow = runUpTo(new Set(past.filter((l) => l.night).map((l) => l.day)), day)
  const daysInRow = runUpTo(new Set(past.map((l) => l.day)), day)
  const over = [
    ...(hours >= caps.capHours ? (['hours'] as const) : []),
    ...(nightsInRow >= caps.nightsInRow ? (['nights'] as const) : []),
  ]
  if (over.length > 0) return { hours, nightsInRow, daysInRow, state: 'over', because: over }
  const near = [
    ...(hours >= caps.nearHours ? (['hours'] as const) : []),
    ...(nightsInRow > 1 && nightsInRow >= caps.nightsInRow - 1 ? (['nights'] as const) : []),
    ...(daysInRow >= caps.daysInRow ? (['days'] as const) : []),
  ]
  return { hours, nightsInRow, daysInRow, state: near.length > 0 ? 'near' : 'fit', because: near }
}
