/**
 * The end of an operation: who is on duty then leaves, so that their hours are counted and end; posts that go on end now, those to come
 * are closed and whoever stands on them is free for another operation; the draft and the groups end, too.
 */
import { sayBoth, type Word, words } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { manyIds } from '../../../platform/server/many-ids.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { Operation } from '../../operation/model.ts'
import type { EndingWork } from '../../operation/server/public.ts'
import { deployment } from '../contract.ts'
import { isNight } from '../shift.ts'
import { draftOf, settle } from './drafts.ts'
import { leaveUnnoted } from './presence.ts'
import { listPlaces, listPosts, lock, onDuty, peopleOf, postsById, putOn, standingAt } from './store.ts'

const texts = words({
  here: [
    '{n} 人还在岗（{where}）：随行动结束收班，服务时间记到此刻；班次已过的记到班次结束',
    '{n} people on duty ({where}): their shifts end with it and are counted up to now, or to the end of a shift that is over',
  ],
  posts: [
    '{n} 个岗位还没结束，将随之结束；已安排未到岗的 {placed} 人次撤下',
    '{n} posts are not over and end with it; {placed} placements of people who have not come are taken off',
  ],
  at: ['{place} {n} 人', '{place}: {n}'],
  unknown: ['其他', 'elsewhere'],
})
const EVER = new Date('9999-12-31')

async function standingStill(context: Context, operationId: string) {
  const posts = await listPosts(context, operationId, new Date(), EVER)
  const standing = await standingAt(
    context,
    posts.map(({ id }) => id),
  )
  return { posts, waiting: standing.filter(({ cameAt }) => cameAt === null) }
}

async function tell(context: Context, { id }: Operation): Promise<Word[]> {
  const told: Word[] = []
  const here = await onDuty(context, id)
  if (here.length > 0) {
    const posts = await postsById(
      context,
      here.map(({ postId }) => postId),
    )
    const places = new Map((await listPlaces(context, id)).map((place) => [place.id, place.name]))
    const at = [...Map.groupBy(here, ({ postId }) => places.get(posts.get(postId)?.placeId ?? ''))]
    const where = (lang: 0 | 1): string =>
      at
        .map(([place, people]) => sayBoth(texts.at, { place: place ?? texts.unknown[lang], n: people.length })[lang])
        .join(['、', ', '][lang])
    told.push([
      sayBoth(texts.here, { n: here.length, where: where(0) })[0],
      sayBoth(texts.here, { n: here.length, where: where(1) })[1],
    ])
  }
  const { posts, waiting } = await standingStill(context, id)
  if (posts.length > 0) told.push(sayBoth(texts.posts, { n: posts.length, placed: waiting.length }))
  return told
}

async function close(context: Context, { id: operationId, path }: Operation): Promise<void> {
  await lock(context)
  const here = await onDuty(context, operationId)
  await leaveUnnoted(
    context,
    here,
    await postsById(
      context,
      here.map(({ postId }) => postId),
    ),
  )
  const { posts, waiting } = await standingStill(context, operationId)
  const fresh = manyIds()
  const takenOff = waiting.map(({ id: cancels }) => ({
    ...{ id: fresh(), how: 'taken-off' as const, reason: 'not-needed' as const, cancels },
  }))
  await putOn(context, takenOff)
  const now = new Date()
  const begun = posts.filter(({ startsAt }) => startsAt < now)
  await context.query(
    `UPDATE deployment.post p SET ends_at = $2, night = x.night, version = p.version + 1
     FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, night boolean) WHERE p.id = x.id`,
    [
      JSON.stringify(
        begun.map(({ id, startsAt }) => ({ id, night: isNight({ from: startsAt.getTime(), to: now.getTime() }) })),
      ),
      now,
    ],
  )
  await context.query(
    'UPDATE deployment.post SET closed_at = $2 WHERE operation_id = $1 AND starts_at >= $2 AND closed_at IS NULL',
    [operationId, now],
  )
  const { rows: groups } = await context.query<{ id: string }>(
    'UPDATE deployment.party SET ended_at = $2, version = version + 1 WHERE operation_id = $1 AND ended_at IS NULL RETURNING id',
    [operationId, now],
  )
  const draft = await draftOf(context, operationId)
  if (draft) await settle(context, draft.id, 'discarded')
  if (here.length + posts.length + groups.length > 0)
    await context.record(deployment.events.closedAtEnding, {
      ...{ path, operationId },
      data: {
        posts: posts.map(({ id }) => id),
        takenOff: takenOff.map(({ cancels }) => cancels),
        groups: groups.map(({ id }) => id),
      },
    })
}

export const ending: EndingWork = { tell, close }

export const endingHandlers: Pick<HandlersOf<typeof deployment>, 'onDuty'> = {
  onDuty: async (context, { operationId }) => {
    const here = await onDuty(context, operationId)
    const people = await peopleOf(
      context,
      here.map(({ personId }) => personId),
    )
    const posts = await postsById(
      context,
      here.map(({ postId }) => postId),
    )
    const places = new Map((await listPlaces(context, operationId)).map(({ id, name }) => [id, name]))
    return {
      posts: (await listPosts(context, operationId, new Date(), EVER)).length,
      people: here.flatMap(({ id, personId, postId, cameAt }) => {
        const [person, post] = [people.get(personId), posts.get(postId)]
        if (!person || !post || !cameAt) return []
        const { task, endsAt, placeId } = post
        const times = { cameAt: cameAt.toISOString(), endsAt: endsAt.toISOString() }
        return [{ ...person, ...times, placementId: id, place: places.get(placeId) ?? '', task }]
      }),
    }
  },
}
