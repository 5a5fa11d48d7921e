/** What a place has set for visitors and for those who return; where it has set nothing, a day. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { Rules } from '../field-contract.ts'

const UNSET: Rules = { visitHours: 24, contactHours: 24, told: null }

/** The latest line of the nearest area at or above. */
export async function rulesAt(context: Context, operationId: string, path: string): Promise<Rules> {
  const { rows } = await context.query<Rules>(
    `SELECT r.visit_hours AS "visitHours", r.contact_hours AS "contactHours",
       CASE WHEN r.told IS NOT NULL THEN jsonb_build_object('text', r.told, 'basis', r.basis) END AS told
     FROM visit.rules r WHERE r.street_id = $1 AND r.operation_id = $2 AND starts_with($3, r.path) ORDER BY length(r.path) DESC, r.seq DESC LIMIT 1`,
    [context.actor.streetId, operationId, path],
  )
  return rows[0] ?? UNSET
}
