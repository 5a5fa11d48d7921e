/** SQL of the list of tubes. Heads are counted by a door, since people of other areas may be in a tube. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { OutputOf, ParsedInputOf } from '../../../platform/pure/contract.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { testing } from '../contract.ts'

type Input = ParsedInputOf<(typeof testing)['operations']['tubes']>
type Output = OutputOf<(typeof testing)['operations']['tubes']>
type Row = Omit<Output['rows'][number], 'openedAt' | 'closedAt' | 'lastStepAt' | 'samples'> & {
  openedAt: Date
  closedAt: Date | null
  lastStepAt: Date | null
}

const CURSOR = /^\d{4}-\d\d-\d\dT[\d:.]+Z\|[0-9a-f-]{36}$/

/** In the order they were opened. */
export async function listTubes(context: Context, input: Input): Promise<Output> {
  const { roundId, siteId, onlyMismatched, after, limit } = input
  if (after !== undefined && !CURSOR.test(after)) throw new Problem(platformProblems.badRequest)
  const { streetId } = context.actor
  const values: unknown[] = [streetId, roundId, siteId ?? null]
  const from = `FROM testing.tube t ${onlyMismatched ? 'JOIN testing.mismatched($1, $2) x ON x.tube_id = t.id' : ''}
    WHERE t.street_id = $1 AND t.round_id = $2 AND ($3::uuid IS NULL OR t.site_id = $3)`
  const { rows: counted } = await context.query<{ n: number }>(`SELECT count(*)::integer AS n ${from}`, values)
  const [openedAt, id] = after?.split('|') ?? []
  const keyset =
    id === undefined
      ? ''
      : `AND (t.opened_at, t.id) > ($${values.push(openedAt)}::timestamptz, $${values.push(id)}::uuid)`
  const { rows } = await context.query<Row>(
    `SELECT t.id, t.code, t.site_id AS "siteId", t.lane, t.pool_size AS "poolSize", t.counted, t.opened_at AS "openedAt", t.closed_at AS "closedAt",
       c.step AS "lastStep", c.at AS "lastStepAt"
     FROM (SELECT t.* ${from} ${keyset} ORDER BY t.opened_at, t.id LIMIT $${values.push(limit + 1)}) t
     LEFT JOIN LATERAL (SELECT c.step, c.at FROM testing.custody c WHERE c.street_id = $1 AND c.tube_id = t.id ORDER BY c.at DESC, c.id DESC LIMIT 1) c ON true
     ORDER BY t.opened_at, t.id`,
    values,
  )
  const shown = rows.slice(0, limit)
  const heads = await countHeads(
    context,
    shown.map((r) => r.id),
  )
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => ({
      ...row,
      samples: heads.get(row.id) ?? 0,
      openedAt: row.openedAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
      lastStepAt: row.lastStepAt?.toISOString() ?? null,
    })),
    total: counted[0]!.n,
    next: rows.length > limit && last ? `${last.openedAt.toISOString()}|${last.id}` : null,
  }
}

/** Heads on record by tube, wherever the people live. */
export async function countHeads(context: Context, tubeIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await context.query<{ id: string; samples: number }>(
    'SELECT tube_id AS id, samples FROM testing.heads($1, $2)',
    [context.actor.streetId, tubeIds],
  )
  return new Map(rows.map((r) => [r.id, r.samples]))
}
