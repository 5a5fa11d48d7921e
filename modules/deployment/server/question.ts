/** The facts of a proposal: posts that begin on some days, people at hand with their loads, and seats that stand or were pinned. */
import { dayPlus } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { rosterOf } from '../../staff/server/public.ts'
import { insuredFor } from '../../volunteer/server/public.ts'
import type { Need, Pair, Question, Worker } from '../need.ts'
import { peopleAtHand } from './at-hand.ts'
import { loadsOf } from './loads.ts'
import { listPosts, type PostRow, standingAt } from './store.ts'

const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

const needOf = (post: PostRow): Need => ({
  id: post.id,
  path: post.path,
  from: post.startsAt.getTime(),
  to: post.endsAt.getTime(),
  needed: post.needed,
  skills: post.skills,
  night: post.night,
  risky: post.risky,
})

/** @param seats of the draft, to be taken as fixed */
export async function questionOf(
  context: Context,
  operationId: string,
  { fromDay, toDay }: { fromDay: string; toDay: string },
  seats: readonly Pair[],
): Promise<Question> {
  const [from, to] = [startOf(fromDay), startOf(dayPlus(toDay, 1))]
  const posts = (await listPosts(context, operationId, from, to)).filter(({ startsAt }) => startsAt >= from)
  const standing = await standingAt(
    context,
    posts.map(({ id }) => id),
  )
  const fixed: Pair[] = [...standing.map(({ personId, postId }) => ({ personId, postId })), ...seats]
  const atHand = new Set(await peopleAtHand(context, operationId))
  const needed = new Set([...atHand, ...fixed.map(({ personId }) => personId)])
  const roster = (await rosterOf(context, new Date(from.getTime() + 12 * 3_600_000))).filter(({ id }) => needed.has(id))
  const loads = await loadsOf(
    context,
    roster.map(({ id }) => id),
    from,
  )
  // Asked only where it matters.
  const atRisk = posts.some(({ risky }) => risky) ? roster.map(({ id }) => id) : []
  const insured = await insuredFor(context, atRisk)
  const own = new Set(posts.map(({ id }) => id))
  const people = roster.map((row): Worker => {
    const load = loads.get(row.id)
    return {
      id: row.id,
      skills: row.skills,
      homePath: row.homePath,
      // Whoever stands on a post already and is not at hand is not asked for more.
      exempt: row.exempt || !atHand.has(row.id),
      unfit: insured.get(row.id)?.fit === false,
      worked: load?.worked ?? [],
      // Posts of this question stand among the fixed seats.
      busy: (load?.busy ?? []).filter(({ postId }) => !own.has(postId)),
    }
  })
  return { needs: posts.map(needOf), people, fixed }
}
