/**
 * Who came and who left. What lies between is counted as service in the roster at once, by a line under the id of the leaving: told twice
 * it counts once, and taking the leaving back takes the service back.
 */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { manyIds } from '../../../platform/server/many-ids.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { addServiceDays, type ServiceLine } from '../../staff/server/public.ts'
import { deployment } from '../contract.ts'
import { problems } from '../model.ts'
import { dayOf, hoursOf, isNight, leavingOf, type Span } from '../shift.ts'
import { findPost, findStanding, lock, type PostRow, type StandingRow, standingAt } from './store.ts'

const SOURCE = 'deployment.post'
const DAY = 86_400_000

interface Fact {
  readonly id: string
  readonly placementId: string
  readonly at: string
}

const lineOf = (id: string, { personId, operationId }: StandingRow, span: Span): ServiceLine => ({
  ...{ id, personId, operationId, source: SOURCE, cancels: null },
  ...{ day: dayOf(span), hours: hoursOf(span), night: isNight(span) },
})

async function write(context: Context, kind: 'came' | 'left', facts: readonly (Fact & { of: StandingRow })[]) {
  const { actor } = context
  await context.query(
    `INSERT INTO deployment.presence (street_id, operation_id, id, path, placement_id, person_id, kind, happened_at, account_id)
     SELECT $1, x."operationId", x.id, x.path, x."placementId", x."personId", $3, x.at, $4
     FROM jsonb_to_recordset($2::jsonb) AS x (id uuid, "operationId" uuid, path text, "placementId" uuid, "personId" uuid, at timestamptz)`,
    [
      actor.streetId,
      JSON.stringify(
        facts.map(({ id, placementId, at, of }) => ({
          ...{ id, placementId, at },
          ...{ operationId: of.operationId, path: of.path, personId: of.personId },
        })),
      ),
      kind,
      actor.accountId,
    ],
  )
  for (const [path, here] of Map.groupBy(facts, ({ of }) => of.path))
    await context.record(deployment.events[kind], {
      path,
      operationId: here[0]!.of.operationId,
      data: { placements: here.map(({ placementId }) => placementId) },
    })
}

/** In the order given; each once. @throws Problem noPlacement where one does not stand, or lies beyond the asker's area */
async function placed(context: Context, items: readonly Fact[]): Promise<(Fact & { of: StandingRow })[]> {
  await lock(context)
  const found = new Map(
    (
      await findStanding(
        context,
        items.map((i) => i.placementId),
      )
    ).map((row) => [row.id, row]),
  )
  const once = new Map(items.map((item) => [item.placementId, item]))
  return [...once.values()].map((item) => {
    const of = found.get(item.placementId)
    if (!of) throw new Problem(problems.noPlacement)
    return { ...item, of }
  })
}

/** Leavings with the service that they count as. */
async function leave(context: Context, facts: readonly (Fact & { of: StandingRow })[]): Promise<void> {
  const lines = facts.map(({ id, at, of }) => {
    if (of.cameAt === null) throw new Problem(problems.notCome)
    const span = { from: of.cameAt.getTime(), to: Date.parse(at) }
    if (span.to <= span.from || span.to - span.from > DAY) throw new Problem(problems.badWhen)
    return lineOf(id, of, span)
  })
  if (facts.length === 0) return
  await write(context, 'left', facts)
  await addServiceDays(context, context.actor.streetId, lines)
}

/** All of them leave whose leaving nobody noted. @param posts those they stand on, by id */
export async function leaveUnnoted(
  context: Context,
  here: readonly StandingRow[],
  posts: ReadonlyMap<string, Pick<PostRow, 'startsAt' | 'endsAt'>>,
): Promise<void> {
  const fresh = manyIds()
  const now = Date.now()
  await leave(
    context,
    here.map((of) => {
      const { startsAt, endsAt } = posts.get(of.postId)!
      const shift = { from: startsAt.getTime(), to: endsAt.getTime() }
      return {
        ...{ id: fresh(), placementId: of.id, of },
        at: new Date(leavingOf(of.cameAt!.getTime(), shift, now)).toISOString(),
      }
    }),
  )
}

export const presenceHandlers: Pick<
  HandlersOf<typeof deployment>,
  'noteCame' | 'noteLeft' | 'takeBack' | 'finishPost'
> = {
  noteCame: async (context, { items }) => {
    const facts = await placed(context, items)
    const fresh = facts.filter(({ of }) => of.cameAt === null)
    if (fresh.length > 0) await write(context, 'came', fresh)
    const news = new Set(fresh.map(({ id }) => id))
    return { items: items.map(({ id }) => ({ id, known: !news.has(id) })) }
  },

  noteLeft: async (context, { items }) => {
    const facts = await placed(context, items)
    const fresh = facts.filter(({ of }) => of.leftAt === null)
    await leave(context, fresh)
    const news = new Set(fresh.map(({ id }) => id))
    return { items: items.map(({ id }) => ({ id, known: !news.has(id) })) }
  },

  takeBack: async (context, { id, presenceId }) => {
    const { actor } = context
    await lock(context)
    const { rows } = await context.query<{ placementId: string; kind: 'came' | 'left' }>(
      'SELECT placement_id AS "placementId", kind FROM deployment.present WHERE id = $1',
      [presenceId],
    )
    const [line] = rows
    if (!line) {
      const { rowCount } = await context.query('SELECT FROM deployment.presence WHERE cancels = $1', [presenceId])
      if (rowCount) return {}
      throw new Problem(platformProblems.notFound)
    }
    const [of] = await findStanding(context, [line.placementId])
    if (!of) throw new Problem(problems.noPlacement)
    if (line.kind === 'came' && of.leftAt !== null) throw new Problem(problems.leftAlready)
    await context.query(
      `INSERT INTO deployment.presence (street_id, operation_id, id, path, placement_id, person_id, kind, happened_at, cancels, account_id)
       VALUES ($1, $2, $3, $4, $5, $6, 'taken-back', now(), $7, $8)`,
      [actor.streetId, of.operationId, id, of.path, of.id, of.personId, presenceId, actor.accountId],
    )
    if (line.kind === 'left' && of.cameAt && of.leftAt) {
      const span = { from: of.cameAt.getTime(), to: of.leftAt.getTime() }
      await addServiceDays(context, actor.streetId, [{ ...lineOf(id, of, span), cancels: presenceId }])
    }
    await context.record(deployment.events.presenceTakenBack, {
      path: of.path,
      operationId: of.operationId,
      data: { presenceId },
    })
    return {}
  },

  finishPost: async (context, { postId }) => {
    const post = await findPost(context, postId)
    if (!post) throw new Problem(platformProblems.notFound)
    await lock(context)
    const here = (await standingAt(context, [postId])).filter(
      ({ cameAt, leftAt }) => cameAt !== null && leftAt === null,
    )
    await leaveUnnoted(context, here, new Map([[post.id, post]]))
    return { left: here.length }
  },
}
