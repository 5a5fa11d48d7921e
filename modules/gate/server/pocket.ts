/** What a keeper's phone carries. A gate may lead into areas beside its keeper's own: its list is then read where it leads. */
import { commonArea, isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { keysOf, measureAt, passListFor } from '../../pass/server/public.ts'
import type { gates } from '../contract.ts'
import type { Elsewhere, Gate } from '../model.ts'
import { findGate, type GateOnRecord, listGates } from './gate-store.ts'

const DAY = 24 * 3600_000

const bare = ({ version: _, ...gate }: GateOnRecord): Gate => gate

async function gateOf(context: Context, id: string): Promise<Gate> {
  const gate = await findGate(context, id)
  if (!gate) throw new Problem(platformProblems.notFound)
  return bare(gate)
}

/** Runs where the gate leads, if that is wider than the keeper's own area; only for a gate that the keeper sees. */
async function atGate<T>(
  { house, actor }: Call,
  gateId: string,
  work: (context: Context, gate: Gate) => Promise<T>,
): Promise<T> {
  const gate = await house.database.within(actor, (context) => gateOf(context, gateId), { readOnly: true })
  const leads = commonArea([gate.path, ...gate.serves])
  const path = isBelow(actor.path, leads) ? leads : actor.path
  return house.database.within(actor, (context) => work(context, gate), { readOnly: true, path })
}

export const pocketHandlers: Pick<HandlersOf<typeof gates>, 'myGates' | 'gatePocket' | 'passList' | 'crossedSince'> = {
  myGates: async (context) => ({ gates: (await listGates(context)).map(bare) }),

  async gatePocket(context, { gateId }) {
    const gate = await gateOf(context, gateId)
    const now = new Date()
    const measure = await measureAt(context, gate.path, now)
    const { rows: duty } = await context.query<{ name: string; phone: string }>(
      'SELECT name, phone FROM gate.duty_chain($1, $2)',
      [context.actor.streetId, gateId],
    )
    return {
      gate,
      now: now.toISOString(),
      measure: measure && { id: measure.measureId, until: measure.endsAt, policy: measure.policy },
      keys: await keysOf(context),
      duty,
    }
  },

  passList: {
    outside: (call, { gateId, cursor, limit }) =>
      atGate(call, gateId, (context, gate) => passListFor(context, { paths: gate.serves, after: cursor, limit })),
  },

  crossedSince: {
    outside: (call, { gateId, cursor, limit }) =>
      atGate(call, gateId, async (context, gate) => {
        const days = (await measureAt(context, gate.path, new Date()))?.policy.household?.days ?? 0
        return crossedSince(context, gateId, { cursor, limit, from: new Date(Date.now() - Math.max(days, 2) * DAY) })
      }),
  },
}

/** Since which transaction; and while a sweep goes on, where the next begins and how far this one came. */
const CURSOR = /^(\d{1,19})(?:-(\d{1,19})-(\d{1,19})-(\d{1,18}))?$/

/** Nothing committed is missed however long its transaction ran; a line may come twice. An unknown cursor begins anew. */
async function crossedSince(
  context: Context,
  gateId: string,
  { cursor, limit, from }: { cursor: string | null; limit: number; from: Date },
): Promise<{ crossings: Elsewhere[]; cursor: string; more: boolean }> {
  const [, since = '0', next, txid = '0', seq = '0'] = CURSOR.exec(cursor ?? '') ?? []
  // Taken before the first page is read: whatever was not yet visible then is read again by the next sweep.
  const until = next ?? (await horizon(context))
  const { rows } = await context.query<Omit<Elsewhere, 'at'> & { at: Date; txid: string; seq: string }>(
    `SELECT txid, seq, id, pass_id AS "passId", household, direction, at, counts
     FROM gate.crossed_since($1, $2, $3::xid8, $4::xid8, $5, $6, $7)`,
    [context.actor.streetId, gateId, since, txid, seq, from, limit + 1],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  return {
    crossings: shown.map(({ txid: _, seq: __, at, ...rest }) => ({ ...rest, at: at.toISOString() })),
    cursor: more ? `${since}-${until}-${last.txid}-${last.seq}` : until,
    more,
  }
}

async function horizon(context: Context): Promise<string> {
  const { rows } = await context.query<{ xmin: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin')
  return rows[0]?.xmin ?? '0'
}
