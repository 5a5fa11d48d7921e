/**
 * How many seats each department fills, and how that came about: its share, what stopped it, its remainder, its group.
 * Every line can be recomputed from five whole numbers, the policy and the seats; the verifier does.
 */
import { sha256 } from '../../platform/pure/sha256.ts'
import { apportion, type Awarded, type Claim } from './apportion.ts'
import type { Fraction } from './model.ts'
import type { Policy } from './policy.ts'
import { labelled, numbersFrom } from './seeded.ts'
import { type Shortfall, shortfall } from './shortfall.ts'

/** A department's people by count: all of them; those who may be drawn now; those who come already. */
export interface Census {
  readonly department: string
  readonly headcount: number
  readonly eligible: number
  readonly kept: number
}
/** What held a share: the policy's floor or cap, too few who may be drawn, or those who come already. */
export type Hold = 'floor' | 'cap' | 'eligible' | 'kept'

export interface Quota extends Census {
  /** The share without any bound. */
  readonly share: Fraction
  /** The share after bounds; the same where nothing held anybody. */
  readonly adjusted: Fraction
  readonly held: Hold | null
  /** The group whose cap is used up, if this department is in one. */
  readonly group: string | null
  readonly rank: number | null
  /** One more than the whole number below the adjusted share. */
  readonly extra: boolean
  readonly quota: number
}

interface Bound extends Claim {
  readonly least: number
  readonly most: number
  readonly leastBy: Hold
  readonly mostBy: Hold
}

function boundOf(one: Census, policy: Policy): Bound {
  const { floor = 0, cap = Number.MAX_SAFE_INTEGER } = policy.departments[one.department] ?? {}
  const there = one.kept + one.eligible
  const most = Math.min(cap, there)
  const least = Math.max(floor, one.kept)
  return {
    key: one.department,
    weight: policy.by === 'headcount' ? one.headcount : there,
    least,
    most: Math.max(most, one.kept),
    leastBy: floor > one.kept ? 'floor' : 'kept',
    mostBy: cap < there ? 'cap' : 'eligible',
  }
}

/** Least and most seats of each department, groups aside. */
export const seatBounds = (census: readonly Census[], policy: Policy): Pick<Claim, 'least' | 'most'>[] =>
  census.map((one) => boundOf(one, policy))

interface Group {
  readonly name: string
  readonly members: ReadonlySet<string>
  readonly most: number
}
export const groupsOf = (policy: Policy, seats: number): Group[] =>
  policy.groups.map(({ name, departments, share, cap }) => ({
    name,
    members: new Set(departments),
    // A share such as 0.1 of 30 must be 3: the tiny surplus undoes what binary fractions lose.
    most: Math.min(cap ?? Number.MAX_SAFE_INTEGER, share === undefined ? seats : Math.floor(share * seats + 1e-9)),
  }))

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** What the bounds alone forbid, before anything is apportioned. */
function boundFaults(bounds: readonly Bound[], groups: readonly Group[], seats: number): Shortfall[] {
  const faults = bounds
    .filter(({ least, most }) => least > most)
    .map(({ key, least, most }) =>
      shortfall('floorTooHigh', { department: key, floor: least, most }, [
        { what: 'lowerFloor', params: { department: key, floor: most }, apply: { floors: { [key]: most } } },
      ]),
    )
  if (faults.length > 0) return faults
  for (const { name, members, most } of groups) {
    const least = sum(bounds.filter(({ key }) => members.has(key)).map((bound) => bound.least))
    if (least > most)
      faults.push(
        shortfall('groupFloors', { group: name, least, most }, [
          { what: 'raiseGroup', params: { group: name, cap: least }, apply: { groupCaps: { [name]: least } } },
        ]),
      )
  }
  const least = sum(bounds.map((bound) => bound.least))
  if (least > seats)
    faults.push(
      shortfall('tooFewSeats', { seats, least }, [
        { what: 'askSeats', params: { seats: least }, apply: { seats: least } },
      ]),
    )
  const grouped = new Set(groups.flatMap(({ members }) => [...members]))
  const most =
    sum(bounds.filter(({ key }) => !grouped.has(key)).map((bound) => bound.most)) +
    sum(
      groups.map((group) =>
        Math.min(group.most, sum(bounds.filter(({ key }) => group.members.has(key)).map((b) => b.most))),
      ),
    )
  const there = sum(bounds.map((bound) => bound.most))
  if (most < seats)
    faults.push(
      shortfall('tooFewPeople', { seats, most }, [
        ...(most > 0 ? [{ what: 'askSeats' as const, params: { seats: most }, apply: { seats: most } }] : []),
        ...(there > most ? [{ what: 'liftGroups' as const, params: { most: there } }] : []),
      ]),
    )
  return faults
}

/** Groups that would go beyond their cap are held at it, one round after another, until none does. */
function award(bounds: readonly Bound[], groups: readonly Group[], seats: number, policy: Policy, lottery: string) {
  const tight = new Map<string, Group>()
  const groupOf = (key: string): Group | undefined => groups.find(({ members }) => members.has(key))
  const laid = [...bounds].sort((a, b) => {
    if (policy.apportionment !== 'lottery') return 0
    // The members of a group lie side by side: so their seats are the whole number below or above their joint share.
    const [one, other] = [a, b].map(
      ({ key }) =>
        sha256(labelled('order', lottery, groupOf(key)?.name ?? '', groupOf(key) ? '' : key)) +
        sha256(labelled('order', lottery, key)),
    )
    return (one as string) < (other as string) ? -1 : 1
  })
  for (;;) {
    const awarded = new Map<string, Awarded>()
    const pick = numbersFrom(labelled('lottery', lottery))
    const parts = [
      ...[...tight.values()].map(({ members, most }) => ({
        claims: laid.filter(({ key }) => members.has(key)),
        of: most,
      })),
      {
        claims: laid.filter(({ key }) => !tight.has(groupOf(key)?.name ?? '')),
        of: seats - sum([...tight.values()].map(({ most }) => most)),
      },
    ]
    for (const { claims, of } of parts)
      for (const [at, one] of apportion(claims, of, policy.apportionment, pick).entries())
        awarded.set((claims[at] as Bound).key, one)
    const beyond = groups.filter(({ name, members, most }) => {
      if (tight.has(name)) return false
      const ones = [...members].flatMap((key) => awarded.get(key) ?? [])
      const whole = sum(ones.filter(({ held }) => held !== null).map(({ share }) => share[0]))
      const open = ones.filter(({ held }) => held === null)
      const above = sum(open.map(({ share }) => share[0]))
      return above > (most - whole) * (open[0]?.share[1] ?? 1) || sum(ones.map((one) => one.seats)) > most
    })
    if (beyond.length === 0) return { awarded, tight, groupOf }
    for (const group of beyond) tight.set(group.name, group)
  }
}

export interface Quotas {
  readonly lines: readonly Quota[]
  readonly faults: readonly Shortfall[]
}

/** Quotas in the order of the census. With faults there are no lines: nothing half-made is shown. */
export function quotasOf(census: readonly Census[], seats: number, policy: Policy, lottery: string): Quotas {
  const groups = groupsOf(policy, seats)
  const bounds = census.map((one) => boundOf(one, policy))
  const known = new Set(census.map(({ department }) => department))
  const named = [...Object.keys(policy.departments), ...policy.groups.flatMap(({ departments }) => departments)]
  const strangers = [...new Set(named.filter((department) => !known.has(department)))]
  const faults = [
    ...strangers.map((department) => shortfall('unknownDepartment', { department }, [])),
    ...boundFaults(bounds, groups, seats),
  ]
  if (faults.length > 0) return { lines: [], faults }
  const total = sum(bounds.map(({ weight }) => weight))
  const { awarded, tight, groupOf } = award(bounds, groups, seats, policy, lottery)
  const lines = census.map((one, at): Quota => {
    const bound = bounds[at] as Bound
    const { share, held, seats: quota, rank } = awarded.get(one.department) as Awarded
    const group = groupOf(one.department)?.name ?? null
    return {
      ...one,
      share: [seats * bound.weight, Math.max(1, total)],
      adjusted: share,
      held: held === null ? null : held === 'least' ? bound.leastBy : bound.mostBy,
      group: group !== null && tight.has(group) ? group : null,
      rank,
      extra: quota > Math.floor(share[0] / share[1]),
      quota,
    }
  })
  return { lines, faults: [] }
}
