/** The place's caps of work: every line says who set it and on what basis; the latest holds, before the first the defaults. */
import { depthOf } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { depthOfKind } from '../../register/model.ts'
import { staff } from '../contract.ts'
import { type Caps, defaultCaps } from '../fatigue.ts'

interface SetCaps {
  readonly caps: Caps
  readonly set: { readonly at: string; readonly by: string | null; readonly basis: string } | null
}

async function lastSet(context: Context): Promise<SetCaps> {
  const { rows } = await context.query<Caps & { at: Date; by: string | null; basis: string }>(
    `SELECT cap_hours::float8 AS "capHours", near_hours::float8 AS "nearHours", nights_in_row AS "nightsInRow", days_in_row AS "daysInRow",
       set_at AS at, platform.account_name(set_by) AS by, basis FROM staff.work_caps WHERE street_id = $1 ORDER BY set_at DESC, id DESC LIMIT 1`,
    [context.actor.streetId],
  )
  const [row] = rows
  if (!row) return { caps: defaultCaps, set: null }
  const { at, by, basis, ...caps } = row
  return { caps, set: { at: at.toISOString(), by, basis } }
}

export const capsOf = async (context: Context): Promise<Caps> => (await lastSet(context)).caps

export const capsHandlers: Pick<HandlersOf<typeof staff>, 'workCaps' | 'setWorkCaps'> = {
  workCaps: lastSet,
  setWorkCaps: async (context, { id, basis, ...caps }) => {
    const { actor } = context
    // They hold for the whole sub-district.
    if (depthOf(actor.path) !== depthOfKind('street')) throw new Problem(platformProblems.notAllowed)
    const { rowCount } = await context.query(
      `INSERT INTO staff.work_caps (street_id, id, path, cap_hours, near_hours, nights_in_row, days_in_row, basis, set_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        ...[actor.streetId, id, actor.path, caps.capHours, caps.nearHours, caps.nightsInRow, caps.daysInRow],
        ...[basis, actor.accountId],
      ],
    )
    if (rowCount) await context.record(staff.events.workCapsSet, { path: actor.path, data: { capsId: id } })
    return {}
  },
}
