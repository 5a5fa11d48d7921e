/** Places and posts, made, changed and closed. A post with people on it keeps its times and is not closed under them. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { Operation } from '../../operation/model.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { tidySkills } from '../../staff/skills.ts'
import { deployment } from '../contract.ts'
import { problems } from '../model.ts'
import { isNight } from '../shift.ts'
import { findPlace, findPost, lock, standingAt } from './store.ts'

const DAY = 86_400_000

/** @throws Problem where there is none, or it has ended */
export async function openOperation(context: Context, id: string): Promise<Operation> {
  const operation = await findOperationToWorkIn(context, id)
  if (!operation) throw new Problem(platformProblems.notFound)
  if (operation.state !== 'open') throw new Problem(problems.ended)
  return operation
}
/** Where lines of an operation belong that have no place: its area, or the asker's own within it. */
export const pathWithin = (context: Context, operation: Pick<Operation, 'path'>): string =>
  isBelow(operation.path, context.actor.path) ? operation.path : context.actor.path

export const placeHandlers: Pick<HandlersOf<typeof deployment>, 'putPlace' | 'closePlace' | 'putPost' | 'closePost'> = {
  putPlace: async (context, { operationId, version, ...draft }) => {
    const { actor } = context
    const operation = await openOperation(context, operationId)
    if (!isBelow(draft.path, operation.path) || !isBelow(draft.path, actor.path)) throw new Problem(problems.outside)
    const values = [actor.streetId, draft.id, draft.name, draft.address, draft.contactName, draft.contactPhone]
    const { rowCount } =
      version === null
        ? await context.query(
            `INSERT INTO deployment.place (street_id, id, name, address, contact_name, contact_phone, operation_id, path)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id, street_id) DO NOTHING`,
            [...values, operationId, draft.path],
          )
        : await context.query(
            `UPDATE deployment.place SET name = $3, address = $4, contact_name = $5, contact_phone = $6, version = version + 1
             WHERE street_id = $1 AND id = $2 AND operation_id = $7 AND version = $8 AND closed_at IS NULL`,
            [...values, operationId, version],
          )
    if (!rowCount) throw new Problem(problems.changed)
    await context.record(deployment.events.placeSet, { path: draft.path, operationId, data: { placeId: draft.id } })
    return {}
  },

  closePlace: async (context, { id, version }) => {
    const place = await findPlace(context, id)
    if (!place) throw new Problem(platformProblems.notFound)
    await lock(context)
    const { rowCount: posts } = await context.query(
      'SELECT FROM deployment.post WHERE place_id = $1 AND closed_at IS NULL AND ends_at > now()',
      [id],
    )
    if (posts) throw new Problem(problems.postsThere)
    const { rowCount } = await context.query(
      'UPDATE deployment.place SET closed_at = now() WHERE id = $1 AND version = $2 AND closed_at IS NULL',
      [id, version],
    )
    if (!rowCount) throw new Problem(problems.changed)
    await context.record(deployment.events.placeClosed, {
      path: place.path,
      operationId: place.operationId,
      data: { placeId: id },
    })
    return {}
  },

  putPost: async (context, { version, ...draft }) => {
    const { actor } = context
    const place = await findPlace(context, draft.placeId)
    if (!place) throw new Problem(platformProblems.notFound)
    await openOperation(context, place.operationId)
    const span = { from: Date.parse(draft.startsAt), to: Date.parse(draft.endsAt) }
    if (span.to <= span.from || span.to - span.from > DAY) throw new Problem(problems.badTimes)
    const least = new Map<string, number>()
    for (const { skill, least: n } of draft.skills)
      for (const known of tidySkills([skill])) least.set(known, Math.max(n, least.get(known) ?? 0))
    if ([...least.values()].some((n) => n > draft.needed)) throw new Problem(problems.tooManySkills)
    await lock(context)
    const before = version === null ? null : await findPost(context, draft.id)
    const moved = before !== null && (before.startsAt.getTime() !== span.from || before.endsAt.getTime() !== span.to)
    if (moved && (await standingAt(context, [draft.id])).length > 0) throw new Problem(problems.peopleThere)
    const values = [
      ...[actor.streetId, draft.id, draft.task, draft.startsAt, draft.endsAt, draft.needed],
      JSON.stringify([...least].map(([skill, n]) => ({ skill, least: n }))),
      ...[isNight(span), draft.risky, draft.bring, draft.reportsTo, place.id],
    ]
    const { rowCount } =
      version === null
        ? await context.query(
            `INSERT INTO deployment.post (street_id, id, task, starts_at, ends_at, needed, skills, night, risky, bring, reports_to, place_id, operation_id, path)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (id, street_id) DO NOTHING`,
            [...values, place.operationId, place.path],
          )
        : await context.query(
            `UPDATE deployment.post SET task = $3, starts_at = $4, ends_at = $5, needed = $6, skills = $7, night = $8, risky = $9, bring = $10,
               reports_to = $11, version = version + 1
             WHERE street_id = $1 AND id = $2 AND place_id = $12 AND version = $13 AND closed_at IS NULL`,
            [...values, version],
          )
    if (!rowCount) throw new Problem(problems.changed)
    await context.record(deployment.events.postSet, {
      path: place.path,
      operationId: place.operationId,
      data: { postId: draft.id },
    })
    return {}
  },

  closePost: async (context, { id, version }) => {
    const post = await findPost(context, id)
    if (!post) throw new Problem(platformProblems.notFound)
    await lock(context)
    if ((await standingAt(context, [id])).some((one) => one.leftAt === null)) throw new Problem(problems.peopleThere)
    const { rowCount } = await context.query(
      'UPDATE deployment.post SET closed_at = now() WHERE id = $1 AND version = $2 AND closed_at IS NULL',
      [id, version],
    )
    if (!rowCount) throw new Problem(problems.changed)
    await context.query('DELETE FROM deployment.draft_seat WHERE post_id = $1', [id])
    await context.record(deployment.events.postClosed, {
      path: post.path,
      operationId: post.operationId,
      data: { postId: id },
    })
    return {}
  },
}
