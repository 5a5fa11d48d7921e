/** Who stands where on a day, in figures and by name; and the sheet of a place on paper, booked. */
import { dayPlus } from '../../../platform/pure/time.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { say, words } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import type { deployment } from '../contract.ts'
import { peopleAtHand } from './at-hand.ts'
import { readersOf } from './briefings.ts'
import { draftOf } from './drafts.ts'
import { withdrawnOf } from './withdrawn.ts'
import { findPlace, listPlaces, listPosts, peopleOf, type PostRow, type StandingRow, standingAt } from './store.ts'

const texts = words({ sheet: ['签到表：{place} {day}', 'Sheet: {place}, {day}'] })
const dayFrom = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

type People = Awaited<ReturnType<typeof peopleOf>>
type Readers = Awaited<ReturnType<typeof readersOf>>

const seatOf = (
  one: StandingRow,
  people: People,
  briefing: Readers extends Map<string, infer B> ? B | undefined : never,
) => {
  const person = people.get(one.personId)
  if (!person) return []
  return [
    {
      ...person,
      ...{ placementId: one.id, how: one.how },
      confirmed: briefing ? briefing.readers.has(one.personId) : null,
      cameAt: one.cameAt?.toISOString() ?? null,
      leftAt: one.leftAt?.toISOString() ?? null,
      presenceId: one.leftId ?? one.cameId,
    },
  ]
}

const shortOf = ({ skills }: PostRow, seats: readonly { readonly skills: readonly string[] }[]) =>
  skills.flatMap(({ skill, least }) => {
    const have = seats.filter((seat) => seat.skills.includes(skill)).length
    return have < least ? [{ skill, missing: least - have }] : []
  })

async function postsOf(context: Context, operationId: string, day: string, toDay = day) {
  const posts = await listPosts(context, operationId, dayFrom(day), dayFrom(dayPlus(toDay, 1)))
  const ids = posts.map(({ id }) => id)
  const standing = await standingAt(context, ids)
  const people = await peopleOf(
    context,
    standing.map(({ personId }) => personId),
  )
  const briefings = await readersOf(context, ids)
  return posts.map(({ operationId: _, path: __, ...post }) => {
    const briefing = briefings.get(post.id)
    const seats = standing.filter((one) => one.postId === post.id).flatMap((one) => seatOf(one, people, briefing))
    return {
      ...post,
      startsAt: post.startsAt.toISOString(),
      endsAt: post.endsAt.toISOString(),
      briefing: briefing ? { id: briefing.id, version: briefing.version, body: briefing.body } : null,
      seats,
      short: shortOf({ ...post, operationId: _, path: __ }, seats),
    }
  })
}

const figuresOf = (posts: Awaited<ReturnType<typeof postsOf>>) => {
  const seats = posts.flatMap((post) => post.seats)
  const sum = (of: (post: (typeof posts)[number]) => number): number => posts.reduce((n, post) => n + of(post), 0)
  return {
    needed: sum(({ needed }) => needed),
    placed: seats.length,
    confirmed: seats.filter((seat) => seat.confirmed === true).length,
    toConfirm: seats.filter((seat) => seat.confirmed !== null).length,
    here: seats.filter((seat) => seat.cameAt !== null && seat.leftAt === null).length,
    short: sum((post) => Math.max(0, post.needed - post.seats.length)),
  }
}

export const boardHandlers: Pick<HandlersOf<typeof deployment>, 'board' | 'posts' | 'bookSheet'> = {
  board: async (context, { operationId, day }) => {
    if (!(await findOperationToWorkIn(context, operationId))) throw new Problem(platformProblems.notFound)
    const places = await listPlaces(context, operationId)
    const posts = await postsOf(context, operationId, day)
    const atHand = await peopleAtHand(context, operationId)
    const placed = posts.flatMap(({ seats }) => seats.map(({ personId }) => personId))
    const gone = await withdrawnOf(context, operationId, placed, atHand)
    return {
      figures: figuresOf(posts),
      places: places.map(({ operationId: _, ...place }) => ({
        ...place,
        posts: posts
          .filter((post) => post.placeId === place.id)
          .map(({ seats, ...post }) => ({
            ...post,
            seats: seats.map((seat) => ({ ...seat, withdrew: seat.cameAt === null && gone.has(seat.personId) })),
          })),
      })),
      draftId: (await draftOf(context, operationId))?.id ?? null,
      atHand: atHand.length,
    }
  },

  posts: async (context, { operationId, fromDay, toDay }) => {
    const places = new Map((await listPlaces(context, operationId)).map(({ id, name }) => [id, name]))
    const posts = await postsOf(context, operationId, fromDay, toDay)
    return {
      posts: posts.map(({ briefing: _, seats, short: __, ...post }) => ({
        ...post,
        placeName: places.get(post.placeId) ?? '',
        standing: seats.map(({ personId, name }) => ({ personId, name })),
      })),
    }
  },

  bookSheet: async (context, { placeId, day, purpose, lang }) => {
    const place = await findPlace(context, placeId)
    if (!place) throw new Problem(platformProblems.notFound)
    const posts = (await postsOf(context, place.operationId, day)).filter((post) => post.placeId === placeId)
    const { watermark } = await context.house.files.paper(context, {
      ...{ actor: context.actor, kind: 'deployment.sheet', purpose, lang, path: place.path },
      title: say(texts.sheet, lang, { place: place.name, day }),
      operationId: place.operationId,
      rows: posts.reduce((n, post) => n + post.seats.length, 0),
    })
    return { watermark }
  },
}
