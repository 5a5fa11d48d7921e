/** A call-up from plan to notice, and its further waves. Whoever leads one works in the whole of its area. */
import { randomBytes } from 'node:crypto'
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { problems } from '../call-up-model.ts'
import { mobilize } from '../contract.ts'
import { forecastOf } from './call-up-board.ts'
import { notify } from './call-up-notice.ts'
import {
  askedSoFar,
  type CallUpRow,
  findCallUp,
  findWave,
  listCallUps,
  listWaves,
  setState,
  updateWave,
  type WaveRow,
  wavesToShow,
} from './call-up-store.ts'

const { events } = mobilize

/** The call-up, locked, for whoever may lead it. @throws Problem notFound */
export async function callUpToLead(context: Context, id: string): Promise<CallUpRow> {
  const found = await findCallUp(context, id, true)
  if (!found || !isBelow(found.path, context.actor.path)) throw new Problem(platformProblems.notFound)
  if (found.state === 'closed') throw new Problem(problems.closed)
  return found
}
/** With one of its waves. @throws Problem notFound */
export async function waveToLead(
  context: Context,
  { callUpId, wave: no }: { callUpId: string; wave: number },
): Promise<{ callUp: CallUpRow; wave: WaveRow }> {
  const callUp = await callUpToLead(context, callUpId)
  const wave = await findWave(context, callUpId, no)
  if (!wave) throw new Problem(platformProblems.notFound)
  return { callUp, wave }
}

/** A state of the first wave is the call-up's own; later waves find people called already. */
export const moveOn = async (
  context: Context,
  callUp: CallUpRow,
  no: number,
  state: CallUpRow['state'],
): Promise<void> => {
  if (no === 1) await setState(context, callUp.id, state)
}

/** Without what is mistaken for something else on a poster: 0 O, 1 I L. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const siteCode = (): string => [...randomBytes(6)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('')

const show = async (context: Context, id: string) => {
  const [callUp] = await listCallUps(context, { id })
  if (!callUp) throw new Problem(platformProblems.notFound)
  return callUp
}

export const actionHandlers: Pick<
  HandlersOf<typeof mobilize>,
  'callUps' | 'callUp' | 'draft' | 'callOut' | 'secondWave' | 'close'
> = {
  callUps: async (context, { operationId }) => ({ callUps: await listCallUps(context, { operationId }) }),
  callUp: async (context, { id }) => ({ callUp: await show(context, id), waves: await wavesToShow(context, id) }),

  draft: async (context, { id, operationId, name, way, musterAt, ask, place, placeNote, bring, reportTo }) => {
    const { actor } = context
    const operation = await findOperationToWorkIn(context, operationId)
    if (!operation || operation.state !== 'open') throw new Problem(platformProblems.notFound)
    const waives = ask.waive.kinds.length > 0
    if (waives && actor.role !== 'officer') throw new Problem(problems.waiveByOfficer)
    if (waives && ask.waive.reason === '') throw new Problem(problems.waiveReason)
    const known = await findCallUp(context, id, true)
    const fields = [name, way, musterAt, ask.seats, JSON.stringify(ask), place, placeNote, bring, reportTo]
    const waivedBy = waives ? actor.accountId : null
    if (known) {
      if (known.operationId !== operationId) throw new Problem(platformProblems.conflict)
      await callUpToLead(context, id)
      if (known.state !== 'draft') throw new Problem(problems.notDraft)
      await context.query(
        `UPDATE mobilize.call_up SET name = $2, way = $3, muster_at = $4, seats = $5, policy = $6, place_name = $7, place_note = $8, bring = $9,
           report_to = $10, waived_by = $11, version = version + 1 WHERE id = $1`,
        [id, ...fields, waivedBy],
      )
      await updateWave(context, id, 1, { seats: ask.seats })
    } else {
      const { rowCount } = await context.query(
        `INSERT INTO mobilize.call_up (id, name, way, muster_at, seats, policy, place_name, place_note, bring, report_to, waived_by, street_id, operation_id, path, site_code, opened_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING`,
        [id, ...fields, waivedBy, actor.streetId, operationId, actor.path, siteCode(), actor.accountId],
      )
      if (!rowCount) throw new Problem(platformProblems.conflict)
      await context.query(
        'INSERT INTO mobilize.wave (street_id, operation_id, call_up_id, no, path, seats, made_by) VALUES ($1, $2, $3, 1, $4, $5, $6)',
        [actor.streetId, operationId, id, actor.path, ask.seats, actor.accountId],
      )
    }
    await context.record(events.callUpDrafted, { path: known?.path ?? actor.path, operationId, data: { callUpId: id } })
    return show(context, id)
  },

  callOut: async (context, { channelIds, origin, ...of }) => {
    const { callUp, wave } = await waveToLead(context, of)
    if (wave.state !== 'drawn') throw new Problem(problems.notDrawn)
    const { people, messages } = await notify(context, callUp, wave.no, channelIds)
    await updateWave(context, callUp.id, wave.no, { state: 'called', calledAt: new Date(), origin })
    await moveOn(context, callUp, wave.no, 'called')
    if (wave.no === 1) await context.query('UPDATE mobilize.call_up SET called_at = now() WHERE id = $1', [callUp.id])
    await context.record(events.called, {
      path: callUp.path,
      operationId: callUp.operationId,
      data: { ...of, people, messages },
    })
    return { people, messages }
  },

  secondWave: async (context, { callUpId, ask }) => {
    const { actor } = context
    const callUp = await callUpToLead(context, callUpId)
    const waves = await listWaves(context, callUpId)
    const last = waves.at(-1) as WaveRow
    if (last.state !== 'called') throw new Problem(problems.waveOpen)
    if (callUp.musterAt.getTime() <= Date.now()) throw new Problem(problems.afterDeadline)
    const forecast = await forecastOf(context, callUp, Date.now())
    const { kept, asked } = await askedSoFar(context, callUpId)
    const no = last.no + 1
    await context.query(
      `INSERT INTO mobilize.wave (street_id, operation_id, call_up_id, no, path, seats, kept, asked, forecast, made_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[actor.streetId, callUp.operationId, callUpId, no, callUp.path, kept.length + ask, kept, asked],
        ...[forecast === null ? null : JSON.stringify(forecast), actor.accountId],
      ],
    )
    await context.record(events.waveAdded, {
      path: callUp.path,
      operationId: callUp.operationId,
      data: { callUpId, wave: no, ask },
    })
    return { wave: no }
  },

  close: async (context, { id }) => {
    const callUp = await callUpToLead(context, id)
    await context.query(
      `UPDATE mobilize.call_up SET state = 'closed', closed_at = now(), closed_by = $2, version = version + 1 WHERE id = $1`,
      [id, context.actor.accountId],
    )
    // What nobody has been told by now is not told any more.
    await context.query(`UPDATE mobilize.message SET state = 'dropped' WHERE call_up_id = $1 AND state = 'waiting'`, [
      id,
    ])
    await context.record(events.closed, { path: callUp.path, operationId: callUp.operationId, data: { callUpId: id } })
    return {}
  },
}
