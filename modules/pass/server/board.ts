/** The figures of the room: what waits for a hand, what is valid, what is late. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { pass } from '../contract.ts'
import { lateHours } from '../measure.ts'
import { listMeasures } from './measures.ts'
import { REPRINT } from './pass-store.ts'

interface Row {
  readonly [figure: string]: number
}

export const boardHandlers: Pick<HandlersOf<typeof pass>, 'board'> = {
  /** A superior reads measures only: the rest counts nothing for them. */
  board: async (context, { operationId, under }) => {
    const { from, to } = rangeBelow(under)
    const values = [context.actor.streetId, operationId, from, to]
    const of = (alias: string): string =>
      `${alias}.street_id = $1 AND ${alias}.operation_id = $2 AND ${alias}.path >= $3 AND ${alias}.path < $4`
    const { rows } = await context.query<Row>(
      `SELECT x.*, p.*, o.*, a.*, s.* FROM
         (SELECT count(*) FILTER (WHERE x.state = 'asked')::integer AS asked, count(*) FILTER (WHERE x.state = 'verified')::integer AS verified,
            count(*) FILTER (WHERE x.state = 'declined')::integer AS declined FROM pass.application x WHERE ${of('x')}) x,
         (SELECT count(*) FILTER (WHERE p.standing = 'valid' AND p.until_at > now())::integer AS valid, count(*) FILTER (WHERE p.standing = 'revoked')::integer AS revoked,
            count(*) FILTER (WHERE ${REPRINT})::integer AS reprint FROM pass.pass p WHERE ${of('p')}) p,
         (SELECT count(DISTINCT o.application_id)::integer AS objected FROM pass.objection o WHERE ${of('o')} AND o.settled_at IS NULL) o,
         (SELECT count(*)::integer AS "overdueAppeals" FROM pass.appeal a WHERE ${of('a')} AND a.answered_at IS NULL AND a.due_at < now()) a,
         (SELECT count(*)::integer AS "openSamples" FROM pass.sample s WHERE ${of('s')} AND s.outcome IS NULL) s`,
      values,
    )
    const measures = await listMeasures(context, operationId)
    const now = Date.now()
    const figure = (name: string): number => rows[0]?.[name] ?? 0
    return {
      ...{ asked: figure('asked'), verified: figure('verified'), objected: figure('objected') },
      ...{ valid: figure('valid'), revoked: figure('revoked'), declined: figure('declined') },
      ...{ reprint: figure('reprint'), overdueAppeals: figure('overdueAppeals'), openSamples: figure('openSamples') },
      lateHours: Math.max(0, ...measures.map((measure) => lateHours(measure, now))),
    }
  },
}
