/** Why each person is proposed where they are, what could not be met, and the nearest change that would meet some of it. */
import { type Block, blocks, blocksOf, loadOf } from './eligible.ts'
import { fatigueOf } from '../staff/fatigue.ts'
import { nearnessOf } from './nearness.ts'
import type { Need, Pair, Question, Worker } from './need.ts'
import type { Because, Change, Shortfall } from './model.ts'
import type { DeploymentPolicy } from './policy.ts'
import type { Candidate, Formulated } from './propose.ts'
import { dayNumberOf, dayOf, daysBefore, hoursOf } from './shift.ts'

export const reasonOf = ({ nearness, skills, recentDays, hours }: Candidate): Because => ({
  ...{ nearness, skills: [...skills], recentDays, hours },
  against: [],
})

/** Of a seat fixed by hand: the same, with every rule that it breaks. Nothing is refused, nothing is hidden. */
export function reasonOfPinned(worker: Worker, need: Need, others: readonly Need[], policy: DeploymentPolicy): Because {
  const busy = [...worker.busy, ...others]
  const day = dayOf(need)
  const asked = new Set(need.skills.map(({ skill }) => skill))
  const lines = [
    ...worker.worked,
    ...[...busy, need].map((s) => ({ day: dayOf(s), hours: hoursOf(s), night: s.night })),
  ]
  return {
    nearness: nearnessOf(worker.homePath, need.path),
    skills: worker.skills.filter((skill) => asked.has(skill)),
    recentDays: daysBefore(worker.worked, dayNumberOf(need)),
    hours: fatigueOf(lines, day, policy).hours,
    against: blocksOf(worker, busy, loadOf(worker, busy), need, policy),
  }
}

/** What is missing at each post once everybody stands where they are put; posts that have all they need are left out. */
export function shortfallsOf(
  question: Question,
  { barred }: Pick<Formulated, 'barred'>,
  taken: readonly Pair[],
): Shortfall[] {
  const workerOf = new Map(question.people.map((worker) => [worker.id, worker]))
  const seats = [...question.fixed, ...taken]
  const at = Map.groupBy(seats, ({ postId }) => postId)
  return question.needs.flatMap((need) => {
    const there = (at.get(need.id) ?? []).map(({ personId }) => workerOf.get(personId))
    const missing = Math.max(0, need.needed - there.length)
    const skills = need.skills.flatMap(({ skill, least }) => {
      const have = there.filter((worker) => worker?.skills.includes(skill)).length
      return have < least ? [{ skill, missing: least - have }] : []
    })
    if (missing === 0 && skills.length === 0) return []
    const here = barred.filter(({ postId }) => postId === need.id)
    const counted = blocks.values.flatMap((block) => {
      const people = here.filter(({ blocks: found }) => found.length === 1 && found[0] === block).length
      return people > 0 ? [{ block, people }] : []
    })
    return [
      { postId: need.id, missing, skills, blocked: counted, change: changeFor(need, skills, here, question, seats) },
    ]
  })
}

/** In this order: somebody with the skill who stands where it is not asked for; a rule that alone keeps people away; more people. */
function changeFor(
  need: Need,
  short: Shortfall['skills'],
  here: Formulated['barred'],
  { people, needs }: Question,
  seats: readonly Pair[],
): Change {
  const lacking = short[0]?.skill
  const workerOf = new Map(people.map((worker) => [worker.id, worker]))
  if (lacking !== undefined) {
    const spare = seats.find(({ personId, postId }) => {
      const other = needs.find(({ id }) => id === postId)
      if (other === undefined || other.id === need.id) return false
      const asked = other.skills.some(({ skill }) => skill === lacking)
      return !asked && other.from < need.to && need.from < other.to && workerOf.get(personId)?.skills.includes(lacking)
    })
    if (spare) return { kind: 'move', personId: spare.personId, fromPostId: spare.postId }
  }
  const able = (personId: string): boolean =>
    lacking === undefined || (workerOf.get(personId)?.skills.includes(lacking) ?? false)
  const relax: Block[] = ['rest', 'nights', 'hours']
  for (const block of relax) {
    const kept = here.filter(
      ({ blocks: found, personId }) => found.length === 1 && found[0] === block && able(personId),
    )
    if (kept.length > 0) return { kind: 'rule', rule: block, people: kept.length }
  }
  return { kind: 'more', skill: lacking ?? null }
}
