/** Briefings of posts and groups: versions, and who has read and confirmed the one that holds. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { deployment } from '../contract.ts'
import { problems } from '../model.ts'
import { openOperation } from './places.ts'
import { findPost, lock } from './store.ts'

export interface Held {
  readonly id: string
  readonly version: number
  readonly body: string
  readonly readers: ReadonlySet<string>
}

/** The latest briefing of each of these posts or groups, with those who confirmed it. */
export async function readersOf(context: Context, ids: readonly string[]): Promise<Map<string, Held>> {
  const { rows } = await context.query<{ of: string; id: string; version: number; body: string; readers: string[] }>(
    `SELECT DISTINCT ON (coalesce(b.post_id, b.party_id)) coalesce(b.post_id, b.party_id) AS "of", b.id, b.version, b.body,
       ARRAY(SELECT r.person_id::text FROM deployment.briefing_read r WHERE r.street_id = b.street_id AND r.briefing_id = b.id) AS readers
     FROM deployment.briefing b WHERE b.post_id = ANY ($1) OR b.party_id = ANY ($1) ORDER BY coalesce(b.post_id, b.party_id), b.version DESC`,
    [ids],
  )
  return new Map(rows.map(({ of, readers, ...one }) => [of, { ...one, readers: new Set(readers) }]))
}

async function ownerOf(context: Context, of: 'post' | 'group', id: string) {
  if (of === 'post') return findPost(context, id)
  const { rows } = await context.query<{ path: string; operationId: string }>(
    'SELECT path, operation_id AS "operationId" FROM deployment.party WHERE id = $1 AND ended_at IS NULL',
    [id],
  )
  return rows[0] ?? null
}

export const briefingHandlers: Pick<HandlersOf<typeof deployment>, 'writeBriefing' | 'noteConfirmed'> = {
  writeBriefing: async (context, { id, of, ofId, body }) => {
    const { actor } = context
    const owner = await ownerOf(context, of, ofId)
    if (!owner) throw new Problem(platformProblems.notFound)
    await openOperation(context, owner.operationId)
    await lock(context)
    const before = (await readersOf(context, [ofId])).get(ofId)
    if (before?.id === id) return { version: before.version }
    const version = (before?.version ?? 0) + 1
    const { rowCount } = await context.query(
      `INSERT INTO deployment.briefing (street_id, operation_id, id, path, post_id, party_id, version, body, account_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        ...[actor.streetId, owner.operationId, id, owner.path],
        ...(of === 'post' ? [ofId, null] : [null, ofId]),
        ...[version, body, actor.accountId],
      ],
    )
    if (!rowCount) throw new Problem(problems.changed)
    await context.record(deployment.events.briefingWritten, {
      path: owner.path,
      operationId: owner.operationId,
      data: { briefingId: id },
    })
    return { version }
  },

  noteConfirmed: async (context, { briefingId, people }) => {
    const { actor } = context
    const { rows } = await context.query<{ path: string; operationId: string; personId: string }>(
      `INSERT INTO deployment.briefing_read (street_id, operation_id, briefing_id, person_id, path, account_id)
       SELECT b.street_id, b.operation_id, b.id, x.id, b.path, $3 FROM deployment.briefing b, unnest($2::uuid[]) AS x (id)
       WHERE b.id = $1 AND (EXISTS (SELECT FROM deployment.standing s WHERE s.street_id = b.street_id AND s.post_id = b.post_id AND s.person_id = x.id)
         OR EXISTS (SELECT FROM deployment.party_member m WHERE m.street_id = b.street_id AND m.party_id = b.party_id AND m.person_id = x.id AND m.left_at IS NULL))
       ON CONFLICT DO NOTHING RETURNING path, operation_id AS "operationId", person_id AS "personId"`,
      [briefingId, people, actor.accountId],
    )
    for (const { path, operationId, personId } of rows)
      await context.record(deployment.events.briefingConfirmed, { path, operationId, data: { briefingId, personId } })
    return {}
  },
}
