/**
 * What an order would mean, at once and without drawing anybody: quotas and how they came about, who may be drawn, what cannot
 * be met and the nearest changes. Needs are judged one by one here; whether all fit together the solver says.
 */
import type { Params } from '../../platform/pure/words.ts'
import { type Brought, broughtBy, type Row, rowsOf, type Type, typesOf } from './frame.ts'
import { type Gender, genders, type Order, type RosterRow } from './model.ts'
import type { Policy } from './policy.ts'
import { type Census, type Quota, quotasOf } from './quotas.ts'
import { type Change, type Shortfall, shortfall } from './shortfall.ts'

/** Why somebody cannot be drawn this time; null for those who can. */
export type Barred = 'exempt' | 'served' | 'asked' | 'kept'

export interface Plan {
  readonly order: Order
  readonly policy: Policy
  readonly quotas: readonly Quota[]
  /** Seats that this wave is to fill: all, less those who come already. */
  readonly wave: number
  readonly barred: Readonly<Record<Barred, number>>
  readonly types: readonly Type[]
  readonly brought: Brought
  readonly rows: readonly Row[]
  /** Empty when nothing is known to stand in the way. */
  readonly shortfalls: readonly Shortfall[]
}

const isExempt = (person: RosterRow, policy: Policy): boolean =>
  person.exempt !== '' && !policy.exemptions.waive.includes(person.exempt)

export function barrier(policy: Policy, order: Order): (person: RosterRow) => Barred | null {
  const [kept, asked] = [new Set(order.kept), new Set(order.asked)]
  const { atMost } = policy.served
  return (person) => {
    if (kept.has(person.id)) return 'kept'
    if (asked.has(person.id)) return 'asked'
    if (isExempt(person, policy)) return 'exempt'
    return atMost !== undefined && person.servedDays > atMost ? 'served' : null
  }
}

interface Need {
  readonly kind: 'skill' | 'gender'
  readonly name: string
  readonly least: number
  readonly has: (person: RosterRow) => boolean
}
const needsOf = (policy: Policy): Need[] => [
  ...Object.entries(policy.skills).map(
    ([name, least]): Need => ({
      ...{ kind: 'skill', name, least },
      has: (person) => person.skills.includes(name),
    }),
  ),
  ...genders.values.map(
    (name): Need => ({
      ...{ kind: 'gender', name, least: policy.genders[name] ?? 0 },
      has: (person) => person.gender === name,
    }),
  ),
]

const askLess = (kind: Need['kind'], name: string, need: number): Change =>
  kind === 'skill'
    ? { what: 'askSkill', params: { skill: name, need }, apply: { skills: { [name]: need } } }
    : { what: 'askGender', params: { gender: name, need }, apply: { genders: { [name as Gender]: need } } }

/** Exempt people who would help, by reason, the most helpful first. */
function waivers(exempt: readonly RosterRow[], has: Need['has']): Change[] {
  const counts = new Map<string, number>()
  for (const person of exempt) if (has(person)) counts.set(person.exempt, (counts.get(person.exempt) ?? 0) + 1)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([reason, count]) => ({ what: 'waive', params: { reason, count }, apply: { waive: [reason] } }))
}

/** A department's room for a need: how many it has, and its quota, both without those who come already. */
interface Room {
  readonly able: number
  readonly seats: number
  readonly kept: number
}

/** The fewest seats moved to departments that have somebody to send, those with most to spare first. */
function movedSeats(rooms: ReadonlyMap<string, Room>, lack: number): Change[] {
  const floors: Record<string, number> = {}
  let left = lack
  const spare = ({ able, seats }: Room): number => Math.max(0, able - seats)
  for (const [department, room] of [...rooms].sort(([, a], [, b]) => spare(b) - spare(a))) {
    const more = Math.min(left, spare(room))
    if (more > 0) floors[department] = room.kept + room.seats + more
    left -= more
  }
  return left > 0 ? [] : [seatsMoved(floors)]
}

export const seatsMoved = (floors: Readonly<Record<string, number>>): Change => ({
  what: 'moveSeats',
  params: {
    floors: Object.entries(floors)
      .map(([department, floor]) => `${department} → ${floor}`)
      .join(', '),
  },
  apply: { floors },
})

/** A need by itself: how many could come at most under these quotas, and what would mend it. */
function needFault(need: Need, people: People, quotas: readonly Quota[]): Shortfall[] {
  const { kind, name, least, has } = need
  if (least === 0) return []
  const able = new Map<string, number>()
  for (const person of people.eligible)
    if (has(person)) able.set(person.department, (able.get(person.department) ?? 0) + 1)
  const brought = people.kept.filter(has).length
  const there = [...able.values()].reduce((sum, count) => sum + count, brought)
  const label: Params = kind === 'skill' ? { skill: name } : { gender: name }
  if (there < least)
    return [
      shortfall(kind === 'skill' ? 'skillTooFew' : 'genderTooFew', { ...label, need: least, most: there }, [
        askLess(kind, name, there),
        ...waivers(people.exempt, has),
      ]),
    ]
  if (quotas.length === 0) return []
  const rooms = new Map(
    quotas.map(({ department, quota, kept }): [string, Room] => [
      department,
      { able: able.get(department) ?? 0, seats: quota - kept, kept },
    ]),
  )
  const most = [...rooms.values()].reduce((sum, room) => sum + Math.min(room.able, room.seats), brought)
  if (most >= least) return []
  return [
    shortfall(kind === 'skill' ? 'skillQuotas' : 'genderQuotas', { ...label, need: least, most }, [
      askLess(kind, name, most),
      ...movedSeats(rooms, least - most),
    ]),
  ]
}

interface People {
  readonly eligible: readonly RosterRow[]
  readonly kept: readonly RosterRow[]
  readonly exempt: readonly RosterRow[]
}

/** Ids must be unique; a roster of 100,000 takes a fraction of a second. */
export function planDraw(roster: readonly RosterRow[], order: Order, policy: Policy): Plan {
  const barOf = barrier(policy, order)
  const barred: Record<Barred, number> = { exempt: 0, served: 0, asked: 0, kept: 0 }
  const people = { eligible: [] as RosterRow[], kept: [] as RosterRow[], exempt: [] as RosterRow[] }
  const census = new Map<string, { -readonly [K in keyof Census]: Census[K] }>()
  for (const person of roster) {
    const { department } = person
    let one = census.get(department)
    if (!one) census.set(department, (one = { department, headcount: 0, eligible: 0, kept: 0 }))
    one.headcount++
    const bar = barOf(person)
    if (bar === null) {
      one.eligible++
      people.eligible.push(person)
      continue
    }
    barred[bar]++
    if (bar === 'kept') {
      one.kept++
      people.kept.push(person)
    } else if (bar === 'exempt') people.exempt.push(person)
  }
  const departments = [...census.values()].sort((a, b) => (a.department < b.department ? -1 : 1))
  const { lines, faults } = quotasOf(departments, order.seats, policy, order.lottery)
  const shortfalls = [...faults, ...needsOf(policy).flatMap((need) => needFault(need, people, lines))]
  const types = typesOf(people.eligible, policy)
  const brought = broughtBy(people.kept, policy)
  return {
    ...{ order, policy, barred, types, brought, shortfalls },
    quotas: lines,
    wave: order.seats - people.kept.length,
    rows: lines.length === 0 ? [] : rowsOf(types, lines, policy, brought),
  }
}
