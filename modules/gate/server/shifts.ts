/** Shifts in: who stands where, and how far each phone has counted. Facts like crossings, but few. */
import { isBelow } from '../../../platform/pure/area.ts'
import { factTime } from '../../../platform/pure/fact-time.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { gates } from '../contract.ts'
import { findGates } from './gate-store.ts'

export const shiftHandlers: Pick<HandlersOf<typeof gates>, 'recordShift'> = {
  async recordShift(context, { sentAt, items }) {
    const { actor } = context
    if (actor.accountId === null) throw new Problem(platformProblems.notAllowed)
    const now = Date.now()
    const known = await findGates(context, [...new Set(items.map((i) => i.gateId))])
    // What lies beyond the keeper's area is kept at the keeper's own.
    const rows = items.map((item) => {
      const path = known.get(item.gateId)?.path
      return {
        ...item,
        path: path !== undefined && isBelow(path, actor.path) ? path : actor.path,
        deviceAt: item.at,
        at: new Date(factTime(Date.parse(item.at), Date.parse(sentAt), now).at).toISOString(),
      }
    })
    const { rows: fresh } = await context.query<{ id: string }>(
      `INSERT INTO gate.shift_fact (street_id, id, shift_id, gate_id, path, step, at, device_at, made, account_id, device_id)
       SELECT $1, f.id, f."shiftId", f."gateId", f.path, f.step, f.at, f."deviceAt", f.made, $3, $4
       FROM jsonb_to_recordset($2::jsonb) AS f (id uuid, "shiftId" uuid, "gateId" uuid, path text, step text, at timestamptz, "deviceAt" timestamptz, made bigint)
       ORDER BY f.id ON CONFLICT (street_id, id) DO NOTHING RETURNING id`,
      [actor.streetId, JSON.stringify(rows), actor.accountId, actor.deviceId],
    )
    const ids = new Set(fresh.map(({ id }) => id))
    return { items: items.map(({ id }) => ({ id, known: !ids.has(id) })) }
  },
}
