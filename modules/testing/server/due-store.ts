/** SQL of the due list: exemptions, upkeep against the register, and who is exempt or withdrawn. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Exemption, Withdrawal } from '../due.ts'

export interface DueChange {
  readonly added: number
  readonly withdrawn: number
  readonly moved: number
}
export const noChange: DueChange = { added: 0, withdrawn: 0, moved: 0 }
export const addChanges = (a: DueChange, b: DueChange): DueChange => ({
  added: a.added + b.added,
  withdrawn: a.withdrawn + b.withdrawn,
  moved: a.moved + b.moved,
})
export const isChange = (c: DueChange): boolean => c.added + c.withdrawn + c.moved > 0

/** Judges these people's lines by the register as it is now; holds the round's lock until the transaction ends. */
export async function reconcile(context: Context, roundId: string, people: readonly string[]): Promise<DueChange> {
  const { rows } = await context.query<DueChange>('SELECT added, withdrawn, moved FROM testing.reconcile($1, $2, $3)', [
    context.actor.streetId,
    roundId,
    people,
  ])
  return rows[0] ?? noChange
}

/** People whose lines may differ from the register; found without a lock. */
export async function listDiffering(context: Context, roundId: string): Promise<string[]> {
  const { rows } = await context.query<{ id: string }>('SELECT testing.differing($1, $2) AS id', [
    context.actor.streetId,
    roundId,
  ])
  return rows.map((r) => r.id)
}

export interface Decision {
  readonly verdict: 'ok' | 'closed' | 'not-listed' | 'tested'
  readonly path: string
  readonly operationId: string
}

export async function decideDue(
  context: Context,
  roundId: string,
  residentId: string,
  next: { state: 'due' | 'exempt'; reason: Exemption | null; note: string | null },
): Promise<Decision> {
  const { rows } = await context.query<Decision>(
    'SELECT verdict, path, operation_id AS "operationId" FROM testing.decide_due($1, $2, $3, $4, $5, $6)',
    [context.actor.streetId, roundId, residentId, next.state, next.reason, next.note],
  )
  return rows[0]!
}

export interface ExemptedRow {
  readonly residentId: string
  readonly path: string
  readonly name: string
  readonly address: string
  readonly state: 'exempt' | 'withdrawn'
  readonly reason: Exemption | Withdrawal
  readonly note: string | null
  readonly changedAt: Date
}

/** In order of paths. Whoever has left the register keeps their line here, without a name. */
export async function listExempted(
  context: Context,
  roundId: string,
  under: string,
  page: { after?: string | undefined; limit: number },
): Promise<{ rows: ExemptedRow[]; total: number; next: string | null }> {
  const { from, to } = rangeBelow(under)
  const values: unknown[] = [context.actor.streetId, roundId, from, to]
  const where = `d.street_id = $1 AND d.round_id = $2 AND d.path >= $3 AND d.path < $4 AND d.state <> 'due'`
  const { rows: counted } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM testing.due d WHERE ${where}`,
    values,
  )
  const [path, id] = page.after?.split('|') ?? []
  const keyset =
    id === undefined
      ? ''
      : `AND (d.path, d.resident_id) > ($${values.push(path)}::text COLLATE "C", $${values.push(id)}::uuid)`
  const { rows } = await context.query<ExemptedRow>(
    `SELECT d.resident_id AS "residentId", d.path, coalesce(p.name, '') AS name, coalesce(a.address, '') AS address, d.state, d.reason, d.note, d.changed_at AS "changedAt"
     FROM testing.due d LEFT JOIN register.public_resident p ON p.street_id = d.street_id AND p.id = d.resident_id
     LEFT JOIN register.area a ON a.street_id = d.street_id AND a.path = d.path
     WHERE ${where} ${keyset} ORDER BY d.path, d.resident_id LIMIT $${values.push(page.limit + 1)}`,
    values,
  )
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    total: counted[0]!.n,
    next: rows.length > page.limit && last ? `${last.path}|${last.residentId}` : null,
  }
}

/** People who became due or stopped, by reason; for a report. */
export async function countExempt(
  context: Context,
  roundId: string,
  under: string,
): Promise<{ reason: string; people: number }[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<{ reason: string; people: number }>(
    `SELECT reason, count(*)::integer AS people FROM testing.due
     WHERE street_id = $1 AND round_id = $2 AND path >= $3 AND path < $4 AND state = 'exempt' GROUP BY 1 ORDER BY 2 DESC, 1`,
    [context.actor.streetId, roundId, from, to],
  )
  return rows
}
