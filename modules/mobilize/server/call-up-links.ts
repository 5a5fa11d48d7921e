/**
 * The personal link of a called person. Nothing secret is stored: the token follows from the installation's secret, the call's id and
 * how often it was renewed, and the database holds its digest alone; so a sheet printed twice or a message sent later has the same link.
 */
import { Problem } from '../../../platform/pure/problem.ts'
import { say, words } from '../../../platform/pure/words.ts'
import type { HandlersOf, House } from '../../../platform/server/room.ts'
import { problems } from '../call-up-model.ts'
import { mobilize } from '../contract.ts'
import { standingOf } from '../muster-clock.ts'
import { callUpToLead } from './call-up-actions.ts'
import { PEOPLE } from './call-up-board.ts'

const { events } = mobilize
const texts = words({
  links: ['抽调链接单：{name}', 'Links of a call-up: {name}'],
  phones: ['抽调电话名单：{name}', 'List for phoning: {name}'],
})

/** 16 bytes, base64url. */
export const tokenOf = ({ digest }: Pick<House, 'digest'>, callId: string, turn: number): string =>
  digest('slip', `mobilize.call:${callId}:${turn}`).toString('base64url')
export const keyDigest = ({ digest }: Pick<House, 'digest'>, token: string): Buffer => digest('slip', token)

export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{22}$/.test(text)

export const linkHandlers: Pick<HandlersOf<typeof mobilize>, 'sheet' | 'renewLink'> = {
  sheet: async (context, { callUpId, departmentId, what, purpose, lang }) => {
    const callUp = await callUpToLead(context, callUpId)
    const { rows } = await context.query<{
      callId: string
      name: string
      department: string
      phoneMasked: string | null
      turn: number
      said: 'coming' | 'cannot' | null
      hereAt: Date | null
      wave: number
    }>(
      `SELECT c.id AS "callId", p.name, d.name AS department, p.phone_masked AS "phoneMasked", c.link_turn AS turn, c.said, c.here_at AS "hereAt", c.wave
       FROM ${PEOPLE} WHERE c.call_up_id = $1 AND c.asked_at IS NOT NULL AND ($2::uuid IS NULL OR c.department_id = $2)
       ORDER BY d.name, p.pinyin, c.id LIMIT 5000`,
      [callUpId, departmentId ?? null],
    )
    await context.record(events.sheetPrinted, {
      ...{ path: callUp.path, operationId: callUp.operationId },
      data: { callUpId, people: rows.length },
    })
    const { watermark } = await context.house.files.paper(context, {
      actor: context.actor,
      kind: `mobilize.${what}`,
      title: say(texts[what], lang, { name: callUp.name }),
      ...{ purpose, path: callUp.path, operationId: callUp.operationId, lang, rows: rows.length },
    })
    return {
      watermark,
      rows: rows.map(({ turn, said, hereAt, wave, ...row }) => ({
        ...row,
        standing: standingOf({ wave, said, hereAt }),
        token: tokenOf(context.house, row.callId, turn),
      })),
    }
  },

  renewLink: async (context, { callId }) => {
    const { rows } = await context.query<{ callUpId: string; operationId: string; path: string; turn: number }>(
      `SELECT call_up_id AS "callUpId", operation_id AS "operationId", path, link_turn AS turn FROM mobilize.call WHERE id = $1 AND asked_at IS NOT NULL FOR UPDATE`,
      [callId],
    )
    const [call] = rows
    if (!call) throw new Problem(problems.unknownFact)
    const token = tokenOf(context.house, callId, call.turn + 1)
    await context.query('UPDATE mobilize.call SET link_turn = $2, token_digest = $3 WHERE id = $1', [
      ...[callId, call.turn + 1, keyDigest(context.house, token)],
    ])
    await context.record(events.linkRenewed, {
      path: call.path,
      operationId: call.operationId,
      data: { callUpId: call.callUpId, callId },
    })
    return { token }
  },
}
