/**
 * How long a proposal takes and how good it is beside filling posts one by one: invented people with homes, skills and recent
 * service, posts of several days with skills asked for. Arguments: [--people 1000] [--posts 60].
 */
import { parseArgs } from 'node:util'
import { shortfallsOf } from '../modules/deployment/explain.ts'
import type { Question } from '../modules/deployment/need.ts'
import { defaultPolicy as policy } from '../modules/deployment/policy.ts'
import { type Candidate, chosen, formulate, greedy } from '../modules/deployment/propose.ts'
import { Solver } from '../platform/server/solver/solver.ts'
import { atMost, type Goal, printReport, rounded } from './rig/report.ts'

const { values } = parseArgs({
  options: { people: { type: 'string', default: '1000' }, posts: { type: 'string', default: '60' } },
})
const [people, posts] = [Number(values.people), Number(values.posts)]
const START = Date.parse('2026-03-10T00:00+08:00')
const HOUR = 3_600_000
const grid = (n: number): string => `d01.s01.c${10 + (n % 17)}.p1.g0${1 + (n % 4)}.`
const padded = (n: number): string => String(n).padStart(5, '0')

/** Seats for 85 of 100 people, spread over so many days. */
const questionOf = (days: number): Question => ({
  needs: Array.from({ length: posts }, (_, i) => {
    const from = START + (i % days) * 24 * HOUR + (8 + 8 * (i % 2)) * HOUR
    const skills = [[{ skill: 'nurse', least: 3 }], [{ skill: 'driver', least: 2 }], [], []][i % 4]!
    const needed = Math.max(3, Math.floor((people * 0.85) / posts))
    return { id: padded(i), path: grid(i), from, to: from + 8 * HOUR, needed, night: false, skills }
  }),
  people: Array.from({ length: people }, (_, i) => ({
    ...{ id: padded(i), homePath: i % 11 === 0 ? null : grid(i * 7), exempt: i % 23 === 0, busy: [] },
    skills: [...(i % 7 === 0 ? ['nurse'] : []), ...(i % 5 === 0 ? ['driver'] : [])],
    worked: Array.from({ length: i % 5 }, (_, k) => ({ day: `2026-03-0${9 - k}`, hours: 8, night: false })),
  })),
  fixed: [],
})

const solver = new Solver()
const goals: Goal[] = []
const proposed: Record<string, unknown> = { people, posts }
const oneByOne: Record<string, unknown> = {}
let ratio = 0
for (const days of [1, 3]) {
  const question = questionOf(days)
  const since = performance.now()
  const formulated = formulate(question, policy)
  const stated = performance.now() - since
  const solved = await solver.solve({ ...formulated.program, seconds: 60 })
  const whole = performance.now() - since
  const own = solved ? chosen(formulated, solved.columns) : []
  const begun = performance.now()
  const floor = greedy(formulated, policy)
  const floorMs = performance.now() - begun
  /** Of a kind of placement: seats, those in the same grid or community, posts not met. */
  const figures = (taken: readonly Candidate[]) => ({
    seats: taken.length,
    near: taken.filter(({ nearness }) => nearness === 'grid' || nearness === 'community').length,
    recentDays: taken.reduce((n, one) => n + one.recentDays, 0),
    unmet: shortfallsOf(question, formulated, taken).length,
  })
  const times = { statedMs: rounded(stated), wholeMs: rounded(whole), proven: solved?.proven ?? false }
  proposed[`days${days}`] = { ...figures(own), ...times }
  oneByOne[`days${days}`] = { ...figures(floor), ms: rounded(floorMs) }
  ratio = rounded(figures(own).near / Math.max(1, figures(floor).near))
  goals.push(atMost(`${days} d: seconds to a proposal`, rounded(whole / 1000), 10))
  goals.push(atMost(`${days} d: seconds on the server's own thread`, rounded(stated / 1000), 1))
}
await solver.stop()
// How many more stand near home than when posts are filled one by one.
printReport({ bench: 'deployment', figures: proposed, floor: oneByOne, ratio, goals })
