/** How much is asked of communities, week by week; and how much of the reports fills itself. */
import { isBelow } from '../../platform/pure/area.ts'
import { shanghaiDay } from '../../platform/pure/time.ts'
import { dayBefore, type Question } from './question.ts'

export interface Term {
  readonly path: string
  readonly startsOn: string
  readonly endsOn: string
  readonly closedAt: string | null
}
export interface WeekOfAsking {
  /** Its Monday. */
  readonly week: string
  /** Fields asked of a community in that week, on average over the communities, with one decimal. */
  readonly average: number
  /** Of the community that is asked most. */
  readonly most: number
}

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => dayBefore(day, (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7)

/** The last `weeks` weeks, this one last. @param today the Shanghai day */
export function askedByWeek(
  terms: readonly Term[],
  communities: readonly string[],
  today: string,
  weeks: number,
): WeekOfAsking[] {
  const monday = mondayOf(today)
  return Array.from({ length: weeks }, (_, i) => {
    const week = dayBefore(monday, 7 * (weeks - 1 - i))
    const sunday = dayBefore(week, -6)
    const asked = terms.filter((term) => {
      const closed = term.closedAt === null ? null : shanghaiDay(term.closedAt)
      const end = closed !== null && closed < term.endsOn ? closed : term.endsOn
      return term.startsOn <= sunday && end >= week
    })
    const counts = communities.map(
      (community) => asked.filter(({ path }) => isBelow(community, path) || isBelow(path, community)).length,
    )
    const sum = counts.reduce((a, b) => a + b, 0)
    return {
      week,
      average: communities.length === 0 ? 0 : Math.round((sum / communities.length) * 10) / 10,
      most: Math.max(0, ...counts),
    }
  })
}

/** Different figures and columns of these questions that nobody fills in: they come from the register and the work. */
export function selfFilling(questions: readonly Question[]): number {
  const seen = new Set<string>()
  for (const { source, rows } of questions) {
    if (rows.by === 'each') for (const { column } of rows.columns) seen.add(`${source} ${column}`)
    else
      for (const { title: _, ...m } of rows.measures) if (m.of !== 'field') seen.add(`${source} ${JSON.stringify(m)}`)
  }
  return seen.size
}
