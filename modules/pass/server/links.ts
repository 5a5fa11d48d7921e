/** Doors without an account: opened by people at work, printed again as often as needed, closed. The token follows from the installation's secret. */
import { randomBytes } from 'node:crypto'
import { depthOf, isBelow, rangeBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf, House } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { areaNames } from '../../register/server/public.ts'
import type { Link } from '../answers.ts'
import type { LinkKind } from '../application.ts'
import { pass } from '../contract.ts'
import { problems } from '../problems.ts'
import { passWords as w } from '../words.ts'
import { DWELLING, tokenDigest } from './application-store.ts'
import { book } from './print.ts'

const { events } = pass
/** Six on a sheet. */
const MOST_SLIPS = 600

const tokenOf = ({ digest }: Pick<House, 'digest'>, linkId: string): string =>
  digest('slip', `pass.link:${linkId}`).toString('base64url')

interface LinkRow extends Omit<Link, 'madeAt' | 'closedAt'> {
  readonly operationId: string
  readonly madeAt: Date
  readonly closedAt: Date | null
}
const LINK = `l.id, l.operation_id AS "operationId", l.path, coalesce(a.address, a.name, '') AS place, l.who, l.name, l.made_at AS "madeAt", l.revoked_at AS "closedAt",
  (SELECT count(*)::integer FROM pass.application x WHERE x.street_id = l.street_id AND x.link_id = l.id) AS asked`

async function linkOrThrow(context: Context, id: string): Promise<LinkRow> {
  const { rows } = await context.query<LinkRow>(
    `SELECT ${LINK} FROM pass.link l LEFT JOIN register.area a ON a.street_id = l.street_id AND a.path = l.path WHERE l.id = $1`,
    [id],
  )
  const [row] = rows
  if (!row) throw new Problem(platformProblems.notFound)
  return row
}

async function openOperation(context: Context, operationId: string, path: string): Promise<void> {
  const operation = await findOperationToWorkIn(context, operationId)
  const names = await areaNames(context, [path])
  if (operation?.state !== 'open' || !isBelow(path, context.actor.path) || !names.has(path))
    throw new Problem(platformProblems.notFound)
}

const fits = (who: LinkKind, path: string, name: string | null): boolean =>
  who === 'household'
    ? depthOf(path) === DWELLING && name === null
    : who === 'poster'
      ? depthOf(path) < DWELLING && name === null
      : name !== null

type Ops = 'links' | 'makeLink' | 'linkToken' | 'closeLink' | 'householdSlips'
export const linkHandlers: Pick<HandlersOf<typeof pass>, Ops> = {
  /** Slips of households are as many as doors: only the others are listed. */
  links: async (context, { operationId, under }) => {
    const { from, to } = rangeBelow(under)
    const { rows } = await context.query<LinkRow>(
      `SELECT ${LINK} FROM pass.link l LEFT JOIN register.area a ON a.street_id = l.street_id AND a.path = l.path
       WHERE l.street_id = $1 AND l.operation_id = $2 AND l.path >= $3 AND l.path < $4 AND l.who <> 'household' ORDER BY l.revoked_at IS NOT NULL, l.made_at DESC LIMIT 500`,
      [context.actor.streetId, operationId, from, to],
    )
    const links = rows.map(({ operationId: _, madeAt, closedAt, ...row }) => ({
      ...row,
      madeAt: madeAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
    }))
    return { links }
  },

  makeLink: async (context, { id, operationId, path, who, name }) => {
    await openOperation(context, operationId, path)
    if (!fits(who, path, name)) throw new Problem(platformProblems.badRequest)
    const token = tokenOf(context.house, id)
    const { rowCount } = await context.query(
      `INSERT INTO pass.link (street_id, operation_id, id, path, who, name, token_digest, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [
        ...[context.actor.streetId, operationId, id, path, who, name],
        ...[tokenDigest(context.house, token), context.actor.accountId],
      ],
    )
    if (rowCount === 1) {
      await context.record(events.doorOpened, { path, operationId, data: { linkId: id, who } })
      return { token }
    }
    // A place has one poster and one slip: asked for again, the one it has is shown.
    const { rows } = await context.query<{ id: string }>(
      `SELECT id FROM pass.link WHERE street_id = $1 AND operation_id = $2 AND path = $3 AND who = $4 AND revoked_at IS NULL AND (id = $5 OR who IN ('household', 'poster'))`,
      [context.actor.streetId, operationId, path, who, id],
    )
    if (!rows[0]) throw new Problem(platformProblems.conflict)
    return { token: tokenOf(context.house, rows[0].id) }
  },

  linkToken: async (context, { id }) => {
    const link = await linkOrThrow(context, id)
    if (link.closedAt !== null) throw new Problem(problems.noSuchLink)
    await context.record(events.doorShown, {
      ...{ path: link.path, operationId: link.operationId },
      data: { linkId: id },
    })
    return { token: tokenOf(context.house, id) }
  },

  closeLink: async (context, { id }) => {
    const link = await linkOrThrow(context, id)
    if (link.closedAt !== null) return {}
    await context.query('UPDATE pass.link SET revoked_at = now(), revoked_by = $2 WHERE id = $1', [
      id,
      context.actor.accountId,
    ])
    await context.record(events.doorClosed, {
      ...{ path: link.path, operationId: link.operationId },
      data: { linkId: id },
    })
    return {}
  },

  householdSlips: async (context, of) => {
    const { operationId, under } = of
    await openOperation(context, operationId, under)
    const { from, to } = rangeBelow(under)
    const { streetId, accountId } = context.actor
    const { rows: doors } = await context.query<{ path: string; place: string; people: number; linkId: string | null }>(
      `SELECT a.path, coalesce(a.address, a.name) AS place, count(r.id)::integer AS people, (array_agg(l.id))[1] AS "linkId" FROM register.area a
       JOIN register.public_resident r ON r.street_id = a.street_id AND r.path = a.path
       LEFT JOIN pass.link l ON l.street_id = a.street_id AND l.operation_id = $2 AND l.path = a.path AND l.who = 'household' AND l.revoked_at IS NULL
       WHERE a.street_id = $1 AND a.kind = 'dwelling' AND a.path >= $3 AND a.path < $4 GROUP BY a.path, a.address, a.name ORDER BY a.path LIMIT $5`,
      [streetId, operationId, from, to, MOST_SLIPS + 1],
    )
    if (doors.length > MOST_SLIPS) throw new Problem(problems.tooManyCards, { most: MOST_SLIPS })
    const fresh = doors
      .filter(({ linkId }) => linkId === null)
      .map(({ path }) => ({ path, id: uuid7(Date.now(), randomBytes(10)) }))
    await context.query(
      `INSERT INTO pass.link (street_id, operation_id, id, path, who, token_digest, made_by)
       SELECT $1, $2, x.id, x.path, 'household', x.digest, $6 FROM unnest($3::uuid[], $4::text[], $5::bytea[]) AS x (id, path, digest) ON CONFLICT DO NOTHING`,
      [
        ...[streetId, operationId, fresh.map(({ id }) => id), fresh.map(({ path }) => path)],
        ...[fresh.map(({ id }) => tokenDigest(context.house, tokenOf(context.house, id))), accountId],
      ],
    )
    // Read again: of two who print at once, one made the links.
    const { rows: links } = await context.query<{ id: string; path: string }>(
      `SELECT id, path FROM pass.link WHERE street_id = $1 AND operation_id = $2 AND path = ANY ($3) AND who = 'household' AND revoked_at IS NULL`,
      [streetId, operationId, doors.map(({ path }) => path)],
    )
    const tokens = new Map(links.map(({ id, path }) => [path, tokenOf(context.house, id)]))
    const watermark = await book(context, w.slips, of, doors.length)
    await context.record(events.slipsPrinted, { path: under, operationId, data: { slips: doors.length } })
    const slips = doors.map(({ path, place, people }) => ({ path, place, people, token: tokens.get(path) ?? '' }))
    return { slips, watermark }
  },
}
