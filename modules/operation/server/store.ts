/** All SQL of operations. What lies in another area is not found rather than refused: row-level security decides. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { ParsedInputOf } from '../../../platform/pure/contract.ts'
import type { operations } from '../contract.ts'
import type { Operation } from '../model.ts'

type Draft = ParsedInputOf<(typeof operations)['operations']['openOperation']>
type Row = Omit<Operation, 'startsAt' | 'openedAt' | 'endedAt'> & {
  startsAt: Date
  openedAt: Date
  endedAt: Date | null
}

const SELECT = `SELECT o.id, o.path, coalesce(a.name, '') AS "areaName", o.name, o.hazard, o.purpose, o.basis, o.starts_at AS "startsAt", o.state,
    o.opened_at AS "openedAt", o.ended_at AS "endedAt"
  FROM operation.operation o LEFT JOIN register.area a ON a.street_id = o.street_id AND a.path = o.path`

const toOperation = ({ startsAt, openedAt, endedAt, ...row }: Row): Operation => ({
  ...row,
  startsAt: startsAt.toISOString(),
  openedAt: openedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
})

/** Open ones first, the latest on top. */
export async function listOperations(context: Context): Promise<Operation[]> {
  const { rows } = await context.query<Row>(`${SELECT} ORDER BY o.state = 'ended', o.starts_at DESC, o.id LIMIT 500`)
  return rows.map(toOperation)
}

export async function findOperation(context: Context, id: string): Promise<Operation | null> {
  const { rows } = await context.query<Row>(`${SELECT} WHERE o.street_id = $1 AND o.id = $2`, [
    context.actor.streetId,
    id,
  ])
  return rows[0] ? toOperation(rows[0]) : null
}

/** @returns false when an operation of this id is there already. */
export async function insertOperation(context: Context, draft: Draft): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO operation.operation (street_id, id, path, name, hazard, purpose, basis, starts_at, opened_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (street_id, id) DO NOTHING`,
    [
      context.actor.streetId,
      draft.id,
      draft.path,
      draft.name,
      draft.hazard,
      draft.purpose,
      JSON.stringify(draft.basis),
      draft.startsAt,
      context.actor.accountId,
    ],
  )
  return rowCount === 1
}

/** @returns false when it is not open, or above the asker's area. */
export async function updateEnded(context: Context, id: string): Promise<boolean> {
  const { rowCount } = await context.query(
    `UPDATE operation.operation SET state = 'ended', ended_at = now(), ended_by = $3 WHERE street_id = $1 AND id = $2 AND state = 'open'`,
    [context.actor.streetId, id, context.actor.accountId],
  )
  return rowCount === 1
}

/** Work under an operation holds this shared, ending it holds it alone: nothing begins in an operation that is ending. */
export async function lockOperation(context: Context, id: string, mode: 'shared' | 'alone'): Promise<void> {
  await context.query(
    `SELECT pg_advisory_xact_lock${mode === 'shared' ? '_shared' : ''}(hashtextextended('operation:' || $1, 0))`,
    [id],
  )
}
