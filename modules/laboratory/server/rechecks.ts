/** Tubes to be re-checked: who owns them, until when, and what is open or overdue over all. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { OutputOf } from '../../../platform/pure/contract.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { countHeads } from '../../testing/server/public.ts'
import { laboratory } from '../contract.ts'
import { problems, type Recheck } from '../model.ts'

type Row = Omit<Recheck, 'heads' | 'askedAt' | 'dueAt' | 'escalatedAt' | 'settledAt'> & {
  readonly [K in 'askedAt' | 'dueAt']: Date
} & { readonly [K in 'escalatedAt' | 'settledAt']: Date | null }

async function listRechecks(
  context: Context,
  filter: { roundId?: string | undefined; open: boolean },
): Promise<Recheck[]> {
  const { rows } = await context.query<Row>(
    `SELECT k.tube_id AS "tubeId", t.code, k.round_id AS "roundId", r.name AS "roundName", coalesce(s.name, '') AS "siteName", k.asked_at AS "askedAt", k.owner_id AS "ownerId",
       coalesce(platform.account_name(k.owner_id), '') AS "ownerName", k.due_at AS "dueAt", k.escalated_at AS "escalatedAt", k.settled_at AS "settledAt", k.settled_how AS "settledHow"
     FROM laboratory.recheck k JOIN testing.public_tube t ON t.street_id = $1 AND t.id = k.tube_id JOIN testing.public_round r ON r.street_id = $1 AND r.id = k.round_id
     LEFT JOIN testing.public_site s ON s.street_id = $1 AND s.id = t.site_id
     WHERE k.street_id = $1 AND ($2::uuid IS NULL OR k.round_id = $2) AND (NOT $3 OR k.settled_at IS NULL)
     ORDER BY k.settled_at IS NOT NULL, k.due_at, k.tube_id LIMIT 1000`,
    [context.actor.streetId, filter.roundId ?? null, filter.open],
  )
  const heads = await countHeads(
    context,
    rows.map((row) => row.tubeId),
  )
  return rows.map((row) => ({
    ...row,
    heads: heads.get(row.tubeId) ?? 0,
    askedAt: row.askedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    escalatedAt: row.escalatedAt?.toISOString() ?? null,
    settledAt: row.settledAt?.toISOString() ?? null,
  }))
}

type Alarms = OutputOf<(typeof laboratory)['operations']['alarms']>

export const recheckHandlers: Pick<
  HandlersOf<typeof laboratory>,
  'rechecks' | 'owners' | 'assignRecheck' | 'alarms'
> = {
  rechecks: async (context, filter) => ({ at: new Date().toISOString(), rows: await listRechecks(context, filter) }),

  owners: async (context, { tubeId }) => {
    const { rows } = await context.query<{ id: string; name: string }>(
      `SELECT o.id, o.name FROM laboratory.recheck k, laboratory.owners($1, k.path) o WHERE k.street_id = $1 AND k.tube_id = $2`,
      [context.actor.streetId, tubeId],
    )
    return { people: rows }
  },

  assignRecheck: async (context, { tubeId, ownerId, dueAt }) => {
    const { streetId } = context.actor
    const known = await context.query(
      'SELECT FROM laboratory.recheck WHERE street_id = $1 AND tube_id = $2 AND settled_at IS NULL',
      [streetId, tubeId],
    )
    if (known.rowCount === 0) throw new Problem(platformProblems.notFound)
    const { rows } = await context.query<{ roundId: string; operationId: string; path: string }>(
      'SELECT round_id AS "roundId", operation_id AS "operationId", path FROM laboratory.assign_recheck($1, $2, $3, $4)',
      [streetId, tubeId, ownerId, dueAt],
    )
    const [done] = rows
    if (done === undefined) throw new Problem(problems.notAnOwner)
    await context.record(laboratory.events.recheckAssigned, {
      path: done.path,
      operationId: done.operationId,
      data: { roundId: done.roundId, tubeId, ownerId },
    })
    return {}
  },

  alarms: async (context) => {
    const { rows } = await context.query<Alarms>(
      `SELECT p.open AS "poolsOpen", p.overdue AS "poolsOverdue", k.open AS "rechecksOpen", k.overdue AS "rechecksOverdue", t.open AS "retestsOpen", t.overdue AS "retestsOverdue"
       FROM (SELECT count(*)::integer AS open, count(*) FILTER (WHERE judge_due <= now())::integer AS overdue FROM laboratory.pools_seen($1, NULL, true)) p,
         (SELECT count(*)::integer AS open, count(*) FILTER (WHERE due_at <= now())::integer AS overdue FROM laboratory.recheck WHERE street_id = $1 AND settled_at IS NULL) k,
         (SELECT count(*)::integer AS open, count(*) FILTER (WHERE t.due_at <= now())::integer AS overdue FROM laboratory.retest t
          WHERE t.street_id = $1 AND t.ended_at IS NULL AND NOT EXISTS (SELECT FROM laboratory.resampled($1, ARRAY[t.sample_id]))) t`,
      [context.actor.streetId],
    )
    return rows[0]!
  },
}
