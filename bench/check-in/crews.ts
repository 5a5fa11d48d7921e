/** 64 phones over the sites of a round, each with its share of the site's people in the order that they happen to come in. */
import { Dice } from '../../database/taohua/dice.ts'
import type { SampleFact } from '../../modules/testing/model.ts'
import type { Lane } from '../rig/load-job.ts'
import { freshId, type Seat } from '../rig/people.ts'
import type { OpenRound, Street } from './street.ts'

const POOL = 10
/** Between two swabs of a lane, ms. */
const A_SWAB = 17_000

/** A fact with what the server adds to it, so that the floor can write the same row. */
export interface Swab {
  readonly fact: SampleFact
  readonly path: string
  readonly accountId: string
  readonly deviceId: string | null
}
export interface Phone {
  readonly seat: Seat
  readonly swabs: readonly Swab[]
}

/** Phones go to the site that has most people for each of its phones. */
export function postsFor(sites: readonly { readonly people: number }[], phones: number): number[] {
  const posts = sites.map(() => 0)
  for (let i = 0; i < phones; i++) {
    let most = 0
    for (let s = 1; s < sites.length; s++)
      if (sites[s]!.people / (posts[s]! + 1) > sites[most]!.people / (posts[most]! + 1)) most = s
    posts[most]! += 1
  }
  return posts
}

/** The same seats serve all rounds, for signing in is no part of what is measured. */
export async function signInCrews(street: Street, round: OpenRound, phones: number): Promise<Seat[][]> {
  const posts = postsFor(bySite(round), phones)
  return Promise.all(
    round.sites.map((site, s) => Promise.all(Array.from({ length: posts[s]! }, () => street.crewAt(site.path)))),
  )
}

const bySite = ({ sites, due }: OpenRound): { people: number; swabs: OpenRound['due'] }[] =>
  sites.map(({ catchment }) => {
    const swabs = due.filter(({ path }) => catchment.some((area) => path.startsWith(area)))
    return { people: swabs.length, swabs }
  })

export function meet(round: OpenRound, crews: readonly (readonly Seat[])[]): Phone[] {
  const dice = new Dice(7)
  const now = Date.now()
  return bySite(round).flatMap(({ swabs }, s) => {
    const queue = swabs.map((person) => ({ person, at: dice.next() })).sort((a, b) => a.at - b.at)
    return crews[s]!.map((seat, n) => {
      const mine = queue.filter((_, i) => i % crews[s]!.length === n)
      let tubeId = ''
      return {
        seat,
        swabs: mine.map(({ person: { id, path } }, i) => {
          if (i % POOL === 0) tubeId = freshId()
          const fact: SampleFact = {
            id: freshId(),
            roundId: round.id,
            siteId: round.sites[s]!.id,
            lane: n + 1,
            tubeId,
            residentId: id,
            walkIn: null,
            how: 'scan',
            takenAt: new Date(now - (mine.length - i) * A_SWAB).toISOString(),
          }
          return { fact, path, accountId: seat.actor.accountId, deviceId: seat.actor.deviceId }
        }),
      }
    })
  })
}

/** Swabs `from` to `to` of each phone as requests of `size`. */
export const toLanes = (phones: readonly Phone[], from: number, to: number, size: number): Lane[] =>
  phones.map(({ seat, swabs }) => {
    const mine = swabs.slice(from, to).map(({ fact }) => fact)
    return {
      cookie: seat.cookie,
      requests: Array.from({ length: Math.ceil(mine.length / size) }, (_, i) => mine.slice(i * size, (i + 1) * size)),
    }
  })
