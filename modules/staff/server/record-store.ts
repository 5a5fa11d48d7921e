/** All SQL of what stands behind a person: exemptions, lines of service, and what the ledger says of them. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { isSensitive } from '../exempt.ts'
import type { Exemption, ExemptionKind } from '../model.ts'
import type { z } from 'zod'
import type { serviceLine } from '../model.ts'

/** Latest first; a reason that touches health only for whoever may read it. */
export async function listExemptions(context: Context, streetId: string, personId: string): Promise<Exemption[]> {
  const { rows } = await context.query<Exemption>(
    `SELECT e.id, coalesce(r.kind, e.kind) AS kind, e.starts_on AS "startsOn", e.ends_on AS "endsOn", e.ended_on AS "endedOn",
       coalesce(r.basis, e.basis) AS basis, platform.account_name(e.noted_by) AS "notedBy"
     FROM staff.exemption e LEFT JOIN staff.exemption_reason r ON r.street_id = e.street_id AND r.id = e.id
     WHERE e.street_id = $1 AND e.person_id = $2 ORDER BY e.starts_on DESC, e.id DESC`,
    [streetId, personId],
  )
  return rows
}

export interface NewExemption {
  readonly id: string
  readonly streetId: string
  readonly path: string
  readonly personId: string
  readonly kind: ExemptionKind
  readonly startsOn: string
  readonly endsOn: string
  readonly basis: string | null
}

export async function insertExemption(context: Context, given: NewExemption): Promise<void> {
  const { id, streetId, path, personId, kind, startsOn, endsOn, basis } = given
  const apart = isSensitive(kind)
  await context.query(
    `INSERT INTO staff.exemption (street_id, id, path, person_id, kind, starts_on, ends_on, basis, noted_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      streetId,
      id,
      path,
      personId,
      apart ? 'withheld' : kind,
      startsOn,
      endsOn,
      apart ? null : basis,
      context.actor.accountId,
    ],
  )
  if (!apart) return
  await context.query(
    'INSERT INTO staff.exemption_reason (street_id, id, path, person_id, kind, basis) VALUES ($1, $2, $3, $4, $5, $6)',
    [streetId, id, path, personId, kind, basis],
  )
}

/** An exemption that may still be ended, locked. */
export async function findExemption(
  context: Context,
  id: string,
): Promise<{ streetId: string; path: string; personId: string; endsOn: string; endedOn: string | null } | null> {
  const { rows } = await context.query<{
    streetId: string
    path: string
    personId: string
    endsOn: string
    endedOn: string | null
  }>(
    `SELECT street_id AS "streetId", path, person_id AS "personId", ends_on AS "endsOn", ended_on AS "endedOn" FROM staff.exemption WHERE id = $1 FOR UPDATE`,
    [id],
  )
  return rows[0] ?? null
}

export async function endExemption(context: Context, streetId: string, id: string, on: string): Promise<void> {
  await context.query('UPDATE staff.exemption SET ended_on = $3 WHERE street_id = $1 AND id = $2', [streetId, id, on])
}

/** The latest 100 that hold. */
export async function listService(
  context: Context,
  streetId: string,
  personId: string,
): Promise<z.infer<typeof serviceLine>[]> {
  const { rows } = await context.query<z.infer<typeof serviceLine>>(
    `SELECT id, day, hours::float8 AS hours, night, operation_id AS "operationId", source FROM staff.public_service_day
     WHERE street_id = $1 AND person_id = $2 ORDER BY day DESC, id DESC LIMIT 100`,
    [streetId, personId],
  )
  return rows
}

export interface HistoryRow {
  at: Date
  type: string
  accountName: string | null
  data: Record<string, unknown>
}

/** What the ledger says of one person, latest first, as far as the asker may read it. */
export async function listHistory(
  context: Context,
  { streetId, id }: { streetId: string; id: string },
  types: readonly string[],
): Promise<HistoryRow[]> {
  const { from, to } = rangeBelow(context.actor.path)
  const { rows } = await context.query<HistoryRow>(
    `SELECT at, type, platform.account_name(account_id) AS "accountName", data FROM platform.ledger
     WHERE street_id = $1 AND path >= $3 AND path < $4 AND type = ANY ($5) AND (data ->> 'personId' = $2 OR data -> 'added' ? $2 OR data -> 'people' ? $2
       OR data -> 'changed' @> jsonb_build_array(jsonb_build_object('personId', $2)))
     ORDER BY seq DESC LIMIT 200`,
    [streetId, id, from, to, types],
  )
  return rows
}
