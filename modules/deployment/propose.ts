/**
 * Who might go where, as an assignment problem for a solver of whole-number programs. A column is one person on one post; rows keep seats,
 * rest, hours and nights; further columns count skills that are asked for and there. Seats and skills weigh more than everything
 * else together, then nearness of home, recent service and what is left of the week. Sorted by id throughout: one question, one answer.
 */
import { type Block, blocksOf, type Load, loadOf } from './eligible.ts'
import { farness, type Nearness, nearnessOf } from './nearness.ts'
import type { Need, Pair, Question, Stint, Worker } from './need.ts'
import type { DeploymentPolicy } from './policy.ts'
import { remembered } from './remembered.ts'
import { dayNumberOf, daysBefore, hoursOf } from './shift.ts'

export interface Candidate extends Pair {
  readonly worth: number
  readonly nearness: Nearness
  /** Asked for by the post and held by the person. */
  readonly skills: readonly string[]
  /** Of the last 7 days before the post, with service. */
  readonly recentDays: number
  /** In the 7 days up to and with the post. */
  readonly hours: number
}
interface Row {
  readonly of: readonly (readonly [column: number, times: number])[]
  readonly least: number
  readonly most: number
}
/** As platform/server/solver takes it. */
export interface Program {
  readonly worth: readonly number[]
  readonly least: readonly number[]
  readonly most: readonly number[]
  readonly rows: readonly Row[]
  readonly whole: true
}
export interface Formulated {
  /** The first columns, in this order. */
  readonly candidates: readonly Candidate[]
  readonly program: Program
  /** Seats that are open still, by post. */
  readonly open: ReadonlyMap<string, OpenNeed>
  /** Of each person and post that is no candidate: what stands in the way. Left out: those with too many nearer posts. */
  readonly barred: readonly (Pair & { readonly blocks: readonly Block[] })[]
}
export interface OpenNeed {
  readonly seats: number
  readonly skills: ReadonlyMap<string, number>
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export function formulate(question: Question, policy: DeploymentPolicy): Formulated {
  const needs = question.needs.toSorted((a, b) => a.from - b.from || byText(a.id, b.id))
  const people = question.people.toSorted((a, b) => byText(a.id, b.id))
  const needOf = new Map(needs.map((need) => [need.id, need]))
  const workerOf = new Map(people.map((worker) => [worker.id, worker]))
  const fixed = question.fixed.filter(({ postId }) => needOf.has(postId))
  const open = new Map(needs.map((need) => [need.id, openOf(need, fixed, workerOf)]))
  const scarce = new Set(needs.flatMap((need) => need.skills.map(({ skill }) => skill)))

  const ofPerson = new Map<string, { all: Candidate[]; load: Load }>()
  const barred: Formulated['barred'][number][] = []
  for (const worker of people) {
    const own = fixed.flatMap(({ personId, postId }) => (personId === worker.id ? [needOf.get(postId)!] : []))
    const busy: Stint[] = [...worker.busy, ...own]
    const load = loadOf(worker, busy)
    const recent = remembered((day: number) => daysBefore(worker.worked, day))
    const all: Candidate[] = []
    for (const need of needs) {
      if ((open.get(need.id)?.seats ?? 0) === 0 || own.includes(need)) continue
      const blocked = blocksOf(worker, busy, load, need, policy)
      if (blocked.length > 0) barred.push({ personId: worker.id, postId: need.id, blocks: blocked })
      else all.push(candidate({ worker, load, recent }, need, scarce, policy))
    }
    ofPerson.set(worker.id, { all, load })
  }
  const kept = keptOf(
    [...ofPerson.values()].map(({ all }) => all),
    open,
    policy,
  )
  const candidates = people.flatMap(({ id }) => ofPerson.get(id)!.all.filter((one) => kept.has(one)))
  return { candidates, program: programOf(candidates, needOf, workerOf, ofPerson, open, policy), open, barred }
}

function openOf(need: Need, fixed: readonly Pair[], workerOf: ReadonlyMap<string, Worker>): OpenNeed {
  const there = fixed.filter(({ postId }) => postId === need.id)
  const skills = new Map<string, number>()
  for (const { skill, least } of need.skills) {
    const have = there.filter(({ personId }) => workerOf.get(personId)?.skills.includes(skill)).length
    if (least > have) skills.set(skill, least - have)
  }
  return { seats: Math.max(0, need.needed - there.length), skills }
}

interface Known {
  readonly worker: Worker
  readonly load: Load
  readonly recent: (day: number) => number
}

function candidate(
  { worker, load, recent }: Known,
  need: Need,
  scarce: ReadonlySet<string>,
  { weights, nearHours }: DeploymentPolicy,
): Candidate {
  const day = dayNumberOf(need)
  const nearness = nearnessOf(worker.homePath, need.path)
  const asks = (wanted: string): boolean => need.skills.some(({ skill }) => skill === wanted)
  const skills = worker.skills.filter(asks)
  const spare = worker.skills.filter((skill) => scarce.has(skill) && !asks(skill)).length
  const recentDays = recent(day)
  const hours = Math.round((load.hoursFrom(day - 6) + hoursOf(need)) * 100) / 100
  const against =
    farness(nearness, weights) +
    weights.recentDay * recentDays +
    (hours >= nearHours ? weights.nearCap : 0) +
    weights.spareSkill * spare
  return {
    ...{ personId: worker.id, postId: need.id, nearness, skills, recentDays, hours },
    // A filled seat is always worth something, whatever a place sets the weights to.
    worth: Math.max(1, weights.seat - against),
  }
}

/** The best few posts of each person, and for each post thrice as many people as it has seats, so that no place is left out for being far. */
function keptOf(
  ofPeople: readonly (readonly Candidate[])[],
  open: ReadonlyMap<string, OpenNeed>,
  policy: DeploymentPolicy,
): Set<Candidate> {
  const value = (one: Candidate): number => one.worth + policy.weights.skill * one.skills.length
  const best = (a: Candidate, b: Candidate): number =>
    value(b) - value(a) || byText(a.postId, b.postId) || byText(a.personId, b.personId)
  const kept = new Set(ofPeople.flatMap((all) => all.toSorted(best).slice(0, policy.postsEach)))
  for (const [postId, list] of Map.groupBy(ofPeople.flat(), (one) => one.postId))
    for (const one of list.toSorted(best).slice(0, 3 * (open.get(postId)?.seats ?? 0))) kept.add(one)
  return kept
}

function programOf(
  candidates: readonly Candidate[],
  needOf: ReadonlyMap<string, Need>,
  workerOf: ReadonlyMap<string, Worker>,
  ofPerson: ReadonlyMap<string, { load: Load }>,
  open: ReadonlyMap<string, OpenNeed>,
  policy: DeploymentPolicy,
): Program {
  const worth = candidates.map((one) => one.worth)
  const most = candidates.map(() => 1)
  const rows: Row[] = []
  const atMost = (columns: readonly (readonly [number, number])[], bound: number): void => {
    if (columns.reduce((sum, [, times]) => sum + times, 0) > bound + 1e-9)
      rows.push({ of: columns, least: Number.NEGATIVE_INFINITY, most: Math.max(0, bound) })
  }
  const columns = candidates.map((one, column) => ({ ...one, column }))

  for (const [postId, here] of Map.groupBy(columns, (one) => one.postId)) {
    const { seats, skills } = open.get(postId)!
    atMost(
      here.map(({ column }) => [column, 1]),
      seats,
    )
    for (const [skill, missing] of skills) {
      const able = here.filter(({ personId }) => workerOf.get(personId)?.skills.includes(skill))
      if (able.length === 0) continue
      const counted = worth.length
      worth.push(policy.weights.skill)
      most.push(missing)
      rows.push({
        of: [[counted, 1], ...able.map(({ column }) => [column, -1] as const)],
        least: Number.NEGATIVE_INFINITY,
        most: 0,
      })
    }
  }
  for (const [personId, mine] of Map.groupBy(columns, (one) => one.personId)) {
    const { load } = ofPerson.get(personId)!
    const shifts = mine
      .map(({ column, postId }) => ({ column, need: needOf.get(postId)! }))
      .toSorted((a, b) => a.need.from - b.need.from || a.column - b.column)
    const rest = policy.restHours * 3_600_000
    // Spans with their rest behind them: whoever is under way when a shift begins cannot take it. What the next one says too is left out.
    const underWay = shifts.map(({ need }, i) =>
      shifts.slice(0, i + 1).flatMap((one) => (one.need.to + rest > need.from ? [one.column] : [])),
    )
    for (const [i, those] of underWay.entries())
      if (!those.every((column) => underWay[i + 1]?.includes(column)))
        atMost(
          those.map((column) => [column, 1]),
          1,
        )
    const dated = shifts.map(({ column, need }) => ({
      column,
      night: need.night,
      hours: hoursOf(need),
      day: dayNumberOf(need),
    }))
    const windows = (length: number) =>
      new Set(dated.flatMap(({ day }) => Array.from({ length }, (_, back) => day - back)))
    for (const from of windows(7)) {
      const week = dated.filter(({ day }) => day >= from && day < from + 7)
      atMost(
        week.map(({ column, hours }) => [column, hours]),
        policy.capHours - load.hoursFrom(from),
      )
    }
    const length = policy.nightsInRow + 1
    for (const from of windows(length)) {
      const nights = dated.filter(({ day, night }) => night && day >= from && day < from + length)
      if (nights.length === 0) continue
      const had = Array.from({ length }, (_, i) => from + i).filter((day) => load.nights.has(day)).length
      atMost(
        nights.map(({ column }) => [column, 1]),
        policy.nightsInRow - had,
      )
    }
  }
  return { worth, least: worth.map(() => 0), most, rows, whole: true }
}

/** The pairs that a solution stands for. */
export const chosen = ({ candidates }: Formulated, columns: ArrayLike<number>): Candidate[] =>
  candidates.filter((_, i) => (columns[i] ?? 0) > 0.5)

/** For when the solver fails: the best pair that still fits, again and again. Keeps every rule, and is not the best of all. */
export function greedy({ candidates, program, open }: Formulated, { weights }: DeploymentPolicy): Candidate[] {
  const rowsOf = new Map<number, number[]>()
  program.rows.forEach(({ of }, row) => {
    for (const [column] of of) rowsOf.set(column, [...(rowsOf.get(column) ?? []), row])
  })
  const used = program.rows.map(() => 0)
  const times = (row: number, column: number): number => program.rows[row]!.of.find(([c]) => c === column)?.[1] ?? 0
  const wanted = new Map([...open].map(([postId, { skills }]) => [postId, new Map(skills)]))
  const gain = (one: Candidate): number =>
    one.worth + weights.skill * one.skills.filter((skill) => (wanted.get(one.postId)?.get(skill) ?? 0) > 0).length
  const taken: Candidate[] = []
  const order = candidates
    .map((one, column) => ({ one, column }))
    .toSorted((a, b) => gain(b.one) - gain(a.one) || a.column - b.column)
  for (const { one, column } of order) {
    const rows = rowsOf.get(column) ?? []
    if (rows.some((row) => used[row]! + times(row, column) > program.rows[row]!.most + 1e-9)) continue
    for (const row of rows) used[row]! += times(row, column)
    for (const skill of one.skills) {
      const left = wanted.get(one.postId)
      if (left?.has(skill)) left.set(skill, left.get(skill)! - 1)
    }
    taken.push(one)
  }
  return taken.toSorted((a, b) => byText(a.personId, b.personId) || byText(a.postId, b.postId))
}
