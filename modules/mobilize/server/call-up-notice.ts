/** Notice to a wave: everybody in it is asked at one moment, and one message is put down for each thing, person or group, and channel. */
import { randomBytes } from 'node:crypto'
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call } from '../../../platform/server/room.ts'
import { keyDigest, tokenOf } from './call-up-links.ts'
import type { CallUpRow } from './call-up-store.ts'

const ids = (count: number): string[] => {
  const now = Date.now()
  return Array.from({ length: count }, () => uuid7(now, randomBytes(10)))
}

export async function notify(
  context: Context & Call,
  callUp: CallUpRow,
  no: number,
  channelIds: readonly string[],
): Promise<{ people: number; messages: number }> {
  const { streetId } = context.actor
  const { rows: calls } = await context.query<{ id: string; turn: number; departmentId: string }>(
    `SELECT id, link_turn AS turn, department_id AS "departmentId" FROM mobilize.call
     WHERE call_up_id = $1 AND wave = $2 AND asked_at IS NULL ORDER BY id FOR UPDATE`,
    [callUp.id, no],
  )
  const tokens = calls.map(({ id, turn }) => tokenOf(context.house, id, turn))
  await context.query(
    `UPDATE mobilize.call c SET asked_at = now(), token_digest = x.digest FROM unnest($2::uuid[], $3::bytea[]) AS x (id, digest)
     WHERE c.street_id = $1 AND c.id = x.id`,
    [streetId, calls.map(({ id }) => id), tokens.map((token) => keyDigest(context.house, token))],
  )
  await context.query('SELECT mobilize.recount($1, $2, $3::uuid[])', [
    ...[streetId, callUp.id, [...new Set(calls.map(({ departmentId }) => departmentId))]],
  ])
  const { rows: channels } = await context.query<{ id: string; kind: string }>(
    `SELECT id, kind FROM mobilize.channel WHERE id = ANY ($1::uuid[]) AND state = 'on' ORDER BY id`,
    [channelIds],
  )
  let messages = 0
  for (const { id: channelId, kind } of channels) {
    const values = [streetId, callUp.operationId, callUp.id, channelId, `call:${no}`]
    const { rowCount } =
      kind === 'sms'
        ? await context.query(
            `INSERT INTO mobilize.message (street_id, operation_id, call_up_id, id, path, channel_id, thing, call_id)
             SELECT $1, $2, $3, x.id, c.path, $4, $5, c.id FROM unnest($6::uuid[], $7::uuid[]) AS x (id, call_id)
             JOIN mobilize.call c ON c.street_id = $1 AND c.id = x.call_id ON CONFLICT DO NOTHING`,
            [...values, ids(calls.length), calls.map(({ id }) => id)],
          )
        : await context.query(
            `INSERT INTO mobilize.message (street_id, operation_id, call_up_id, id, path, channel_id, thing)
             VALUES ($1, $2, $3, $6, $7, $4, $5) ON CONFLICT DO NOTHING`,
            [...values, ids(1)[0], callUp.path],
          )
    messages += rowCount ?? 0
  }
  return { people: calls.length, messages }
}
