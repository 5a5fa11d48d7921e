/**
 * What a testing round takes: sites, lanes, crew, hours and tubes for a number of people, and how to spread them.
 * Numbers are what cities published or reached; a place sets its own. They size a plan, they do not promise a pace.
 */
import { z } from 'zod'

/** Sources: one site per 2,000–3,000 people (press, 2022-05); 29,000 people by 10 lanes in 14 h, so ≈ 207 per lane-hour, each lane a crew of 4: scan, count, lead, check (an operation, 2022). */
export const planningPolicy = z.object({
  peoplePerSite: z.int().min(100).max(20_000).default(2500),
  perLaneHour: z.number().min(10).max(1000).default(207),
  crewPerLane: z.int().min(1).max(12).default(4),
})
export type PlanningPolicy = z.infer<typeof planningPolicy>
export const defaultPlanning: PlanningPolicy = { peoplePerSite: 2500, perLaneHour: 207, crewPerLane: 4 }

export interface Plan {
  readonly sites: number
  readonly lanes: number
  readonly crew: number
  /** Tubes needed at most, for each pool size: every lane may end with one tube that is not full. */
  readonly tubes: { readonly single: number; readonly five: number; readonly ten: number; readonly twenty: number }
}

/** Lanes that see `people` within `hours`; none for nobody. */
export const lanesFor = (people: number, hours: number, policy: PlanningPolicy = defaultPlanning): number =>
  people <= 0 ? 0 : Math.max(1, Math.ceil(people / (policy.perLaneHour * hours) - 1e-9))

/** Hours that `lanes` need for `people`, rounded up to half hours. */
export const hoursFor = (people: number, lanes: number, policy: PlanningPolicy = defaultPlanning): number =>
  people <= 0 || lanes <= 0 ? 0 : Math.ceil((people / (policy.perLaneHour * lanes)) * 2 - 1e-9) / 2

/** People that `lanes` see in `hours`. */
export const capacityOf = (lanes: number, hours: number, policy: PlanningPolicy = defaultPlanning): number =>
  Math.floor(lanes * hours * policy.perLaneHour + 1e-9)

/** Tubes that are enough however the people spread over the lanes. */
export const tubesFor = (people: number, lanes: number, poolSize: number): number => {
  if (people <= 0) return 0
  const used = Math.max(1, Math.min(lanes, people))
  return used + Math.floor((people - used) / poolSize)
}

/** What `people` due within `hours` of opening take. */
export function planRound(people: number, hours: number, policy: PlanningPolicy = defaultPlanning): Plan {
  const sites = people <= 0 ? 0 : Math.ceil(people / policy.peoplePerSite)
  const lanes = Math.max(sites, lanesFor(people, hours, policy))
  return {
    sites,
    lanes,
    crew: lanes * policy.crewPerLane,
    tubes: {
      single: tubesFor(people, lanes, 1),
      five: tubesFor(people, lanes, 5),
      ten: tubesFor(people, lanes, 10),
      twenty: tubesFor(people, lanes, 20),
    },
  }
}

export interface Place {
  readonly path: string
  readonly name: string
  readonly people: number
}

export interface SitePlan {
  readonly path: string
  readonly name: string
  readonly people: number
  readonly lanes: number
  readonly catchment: readonly string[]
}

/** One site per place that has anybody due, sized for the hours; a site's lanes are capped at 60, as the form is. */
export const proposeSites = (
  places: readonly Place[],
  hours: number,
  policy: PlanningPolicy = defaultPlanning,
): SitePlan[] =>
  places
    .filter((place) => place.people > 0)
    .map((place) => ({
      path: place.path,
      name: place.name,
      people: place.people,
      lanes: Math.min(60, lanesFor(place.people, hours, policy)),
      catchment: [place.path],
    }))

/** How many sites a place of this size asks for. */
export const sitesFor = (people: number, policy: PlanningPolicy = defaultPlanning): number =>
  people <= 0 ? 0 : Math.ceil(people / policy.peoplePerSite)

/**
 * Splits a place's parts, in their order on the ground, among `count` sites so that the largest is as small as can be:
 * neighbours stay together. Fewer come back when there are fewer parts than sites. Parts without people go along.
 */
export function splitCatchment(parts: readonly Place[], count: number): Place[][] {
  if (parts.length === 0 || count < 1) return []
  const groups = Math.min(Math.floor(count), parts.length)
  const people = parts.map((part) => Math.max(0, part.people))
  let low = Math.max(...people)
  let high = people.reduce((sum, n) => sum + n, 0)
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (groupsUnder(people, middle) <= groups) high = middle
    else low = middle + 1
  }
  return cut(parts, people, low, groups)
}

/** How many runs the people need when no run may exceed `limit`. */
function groupsUnder(people: readonly number[], limit: number): number {
  let runs = 1
  let sum = 0
  for (const n of people) {
    if (sum + n > limit) {
      runs += 1
      sum = 0
    }
    sum += n
  }
  return runs
}

function cut(parts: readonly Place[], people: readonly number[], limit: number, groups: number): Place[][] {
  const runs: Place[][] = [[]]
  let sum = 0
  parts.forEach((part, i) => {
    const n = people[i] as number
    const current = runs[runs.length - 1] as Place[]
    // cut early as well when only just enough parts are left to give every further site one
    const mustCut = parts.length - i <= groups - runs.length
    if (current.length > 0 && (sum + n > limit || mustCut)) {
      runs.push([part])
      sum = n
    } else {
      current.push(part)
      sum += n
    }
  })
  return runs
}
