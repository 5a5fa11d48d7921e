/** Channels set up and looked at; messages that need a person's word. Neither an address nor a secret is ever given back. */
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { type ChannelKind, type Fault, type messageStates, problems } from '../call-up-model.ts'
import { mobilize } from '../contract.ts'
import { seal, unseal } from './channel-seal.ts'

const { events } = mobilize
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

function checked(url: string): string {
  const read = URL.canParse(url) ? new URL(url) : null
  const safe =
    read !== null && (read.protocol === 'https:' || (read.protocol === 'http:' && LOOPBACK.has(read.hostname)))
  if (!safe || read.username !== '' || read.password !== '') throw new Problem(problems.badAddress)
  return url
}

interface ChannelRow {
  id: string
  kind: ChannelKind
  name: string
  sealedUrl: Buffer
  remembers: boolean
  on: boolean
  failures: number
  lastOkAt: Date | null
  lastFault: Fault | null
  lastFaultAt: Date | null
  pauseUntil: Date | null
  version: number
}
interface UnsettledRow {
  id: string
  channelId: string
  channel: string
  name: string | null
  state: MessageState
  fault: Fault | null
  tries: number
  nextAt: Date
}
type MessageState = CodeOf<typeof messageStates>

async function listChannels({ house, ...context }: Context & Call) {
  const { rows } = await context.query<ChannelRow>(
    `SELECT id, kind, name, sealed_url AS "sealedUrl", remembers, state = 'on' AS on, failures, last_ok_at AS "lastOkAt", last_fault AS "lastFault",
       last_fault_at AS "lastFaultAt", pause_until AS "pauseUntil", version FROM mobilize.channel ORDER BY name, id`,
  )
  return rows.map(({ sealedUrl, lastOkAt, lastFaultAt, pauseUntil, ...row }) => {
    const url = unseal(house.digestKey, sealedUrl)
    return {
      ...row,
      host: url === null ? '' : new URL(url).host,
      lastOkAt: lastOkAt?.toISOString() ?? null,
      lastFaultAt: lastFaultAt?.toISOString() ?? null,
      pauseUntil: pauseUntil?.toISOString() ?? null,
    }
  })
}

export const channelHandlers: Pick<HandlersOf<typeof mobilize>, 'channels' | 'putChannel' | 'messages' | 'resend'> = {
  channels: async (context) => ({ channels: await listChannels(context) }),

  putChannel: async (context, { id, version, kind, name, url, secret, remembers, on }) => {
    const { actor, house } = context
    const sealed = [url, secret].map((text, i) =>
      text === null ? null : seal(house.digestKey, i === 0 ? checked(text) : text),
    )
    if (version === null) {
      if (url === null) throw new Problem(problems.badAddress)
      const { rowCount } = await context.query(
        `INSERT INTO mobilize.channel (street_id, id, path, kind, name, sealed_url, sealed_secret, remembers, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
        [actor.streetId, id, actor.path, kind, name, ...sealed, remembers, on ? 'on' : 'off'],
      )
      if (!rowCount) throw new Problem(platformProblems.conflict)
    } else {
      // A changed channel is tried at once: whoever changes it believes that it works now.
      const { rowCount } = await context.query(
        `UPDATE mobilize.channel SET name = $3, sealed_url = coalesce($4, sealed_url), sealed_secret = coalesce($5, sealed_secret), remembers = $6,
           state = $7, failures = 0, pause_until = NULL, version = version + 1 WHERE id = $1 AND version = $2`,
        [id, version, name, ...sealed, remembers, on ? 'on' : 'off'],
      )
      if (!rowCount) throw new Problem(platformProblems.conflict)
      await context.query(`UPDATE mobilize.message SET next_at = now() WHERE channel_id = $1 AND state = 'waiting'`, [
        id,
      ])
    }
    await context.record(events.channelSet, { path: actor.path, data: { channelId: id } })
    return {}
  },

  messages: async (context, { callUpId }) => {
    const { rows: counts } = await context.query<{ channelId: string; state: MessageState; count: number }>(
      `SELECT channel_id AS "channelId", state, count(*)::integer AS count FROM mobilize.message WHERE call_up_id = $1 GROUP BY channel_id, state`,
      [callUpId],
    )
    const channels = (await listChannels(context)).filter(({ id }) => counts.some(({ channelId }) => channelId === id))
    const { rows } = await context.query<UnsettledRow>(
      `SELECT m.id, m.channel_id AS "channelId", h.name AS channel, p.name, m.state, m.fault, m.tries, m.next_at AS "nextAt"
       FROM mobilize.message m JOIN mobilize.channel h ON h.id = m.channel_id AND h.street_id = m.street_id
       LEFT JOIN mobilize.call c ON c.id = m.call_id AND c.street_id = m.street_id LEFT JOIN staff.person p ON p.id = c.person_id AND p.street_id = c.street_id
       WHERE m.call_up_id = $1 AND (m.state IN ('perhaps', 'failed') OR (m.state = 'waiting' AND m.tries > 0)) ORDER BY m.state, m.id LIMIT 500`,
      [callUpId],
    )
    return {
      channels: channels.map((one) => ({
        ...one,
        counts: counts.filter(({ channelId }) => channelId === one.id).map(({ state, count }) => ({ state, count })),
      })),
      unsettled: rows.map((row) => ({ ...row, nextAt: row.nextAt.toISOString() })),
    }
  },

  resend: async (context, { id, again }) => {
    const { rows } = await context.query<{ callUpId: string; operationId: string; path: string }>(
      `UPDATE mobilize.message SET state = $2, next_at = now() WHERE id = $1 AND state IN ('perhaps', 'failed')
       RETURNING call_up_id AS "callUpId", operation_id AS "operationId", path`,
      [id, again ? 'waiting' : 'dropped'],
    )
    const [message] = rows
    if (!message) throw new Problem(problems.notPerhaps)
    await context.record(events.messageDecided, {
      ...{ path: message.path, operationId: message.operationId },
      data: { callUpId: message.callUpId, messageId: id, again },
    })
    return {}
  },
}
