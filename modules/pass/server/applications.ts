/** Applications at the desk: the list with what the register says of each, verifying, declining (with its order, reason and notice), objections settled. */
import { depthOf, isBelow, rangeBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { lostRace } from '../../../platform/server/again.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { areaNames } from '../../register/server/public.ts'
import type { Application } from '../application.ts'
import { pass } from '../contract.ts'
import { problems } from '../problems.ts'
import { findingsOf } from '../verify.ts'
import { APPLICATION, type ApplicationRow, DWELLING, insertApplication, lockApplication } from './application-store.ts'
import { standingMeasure } from './measures.ts'

const { events } = pass

interface Listed extends ApplicationRow {
  readonly place: string | null
  readonly address: string | null
  readonly reason: string | null
  readonly wantsCard: boolean
  readonly via: Application['via']
  readonly askedAt: Date
  readonly byPhone: number
  readonly hasPass: boolean
  readonly matchedBy: number | null
  readonly matchId: string
  readonly matchName: string
  readonly matchPath: string
  readonly matchPlace: string
  readonly matchMasked: string | null
  readonly matchTenancy: 'owner' | 'tenant'
  readonly matchResidence: string
}

/** Whom of the register an application seems to mean: as somebody said, by the document, by name at the very door. */
const MATCH = `LEFT JOIN LATERAL (
    SELECT 0 AS by, r.* FROM register.public_resident r WHERE r.street_id = x.street_id AND r.id = x.resident_id
    UNION ALL SELECT 1, r.* FROM register.public_resident r WHERE r.street_id = x.street_id AND r.id_digest = x.id_digest
    UNION ALL SELECT 2, r.* FROM register.public_resident r WHERE r.street_id = x.street_id AND r.path = x.path AND r.name_key = x.name_key
    ORDER BY by LIMIT 1) r ON true
  LEFT JOIN register.area ra ON ra.street_id = r.street_id AND ra.path = r.path`
const FROM = `FROM pass.application x LEFT JOIN register.area a ON a.street_id = x.street_id AND a.path = x.path ${MATCH}`
const LISTED = `${APPLICATION}, coalesce(a.address, a.name) AS place, x.address, x.reason, x.wants_card AS "wantsCard", x.via, x.asked_at AS "askedAt",
  (SELECT count(*)::integer FROM pass.application y WHERE y.street_id = x.street_id AND y.operation_id = x.operation_id AND y.phone_digest = x.phone_digest
     AND y.state IN ('asked', 'verified', 'issued')) AS "byPhone",
  EXISTS (SELECT FROM pass.pass p WHERE p.street_id = x.street_id AND p.operation_id = x.operation_id AND p.standing = 'valid' AND p.until_at > now()
     AND (p.resident_id = r.id OR p.id_digest = x.id_digest)) AS "hasPass",
  r.by AS "matchedBy", r.id AS "matchId", r.name AS "matchName", r.path AS "matchPath", coalesce(ra.address, ra.name, '') AS "matchPlace", r.id_masked AS "matchMasked",
  r.tenancy AS "matchTenancy", r.residence AS "matchResidence"`

type Objections = Map<string, Application['objections']>
async function objectionsOf(context: Context, ids: readonly string[]): Promise<Objections> {
  const { rows } = await context.query<
    Omit<Application['objections'][number], 'at'> & { applicationId: string; at: Date }
  >(
    `SELECT o.id, o.application_id AS "applicationId", coalesce(l.name, '') AS by, l.who, o.ground, o.words, o.at
     FROM pass.objection o JOIN pass.link l ON l.id = o.link_id AND l.street_id = o.street_id
     WHERE o.street_id = $1 AND o.application_id = ANY ($2) AND o.settled_at IS NULL ORDER BY o.at`,
    [context.actor.streetId, ids],
  )
  const found: Objections = new Map()
  for (const { applicationId, at, ...rest } of rows)
    found.set(applicationId, [...(found.get(applicationId) ?? []), { ...rest, at: at.toISOString() }])
  return found
}

function asApplication(row: Listed, objections: Application['objections']): Application {
  const { matchedBy, matchId, matchName, matchPath, matchPlace, matchMasked, matchTenancy } = row
  const matched = matchedBy !== null
  const { findings, ready } = findingsOf(
    {
      ...{ kind: row.kind, idType: row.idType, birthDate: row.birthDate, atDwelling: depthOf(row.path) === DWELLING },
      ...{
        hasPass: row.hasPass,
        objections: objections.length,
        partnered: row.via === 'partner',
        byPhone: row.byPhone,
      },
      match: matched
        ? {
            by: matchedBy === 2 ? 'name' : 'document',
            sameDoor: isBelow(matchPath, row.path),
            away: row.matchResidence === 'away',
          }
        : null,
    },
    shanghaiDay(Date.now()),
  )
  return {
    ...{ id: row.id, path: row.path, place: row.place ?? '', kind: row.kind, name: row.name, sex: row.sex },
    ...{ birthDate: row.birthDate, idType: row.idType, idMasked: row.idMasked, phoneMasked: row.phoneMasked },
    ...{ address: row.address, reason: row.reason, wantsCard: row.wantsCard, via: row.via },
    ...{ state: row.state, askedAt: row.askedAt.toISOString(), findings, ready, objections },
    match: matched
      ? {
          ...{ residentId: matchId, name: matchName, path: matchPath, place: matchPlace, idMasked: matchMasked },
          tenancy: matchTenancy,
        }
      : null,
  }
}

/** What was checked, written down. The place must be one that the verifier answers for. */
export async function markVerified(
  context: Context,
  application: ApplicationRow,
  { residentId, path, how }: { residentId: string | null; path: string; how: string },
): Promise<ApplicationRow> {
  const names = await areaNames(context, [path])
  if (!isBelow(path, context.actor.path) || !names.has(path)) throw new Problem(platformProblems.notFound)
  const { rows: people } = await context.query<{ path: string }>(
    'SELECT path FROM register.public_resident WHERE street_id = $1 AND id = $2',
    [context.actor.streetId, residentId],
  )
  if (residentId !== null && people.length === 0) throw new Problem(platformProblems.notFound)
  const { rows } = await context
    .query<ApplicationRow>(
      `UPDATE pass.application x SET state = 'verified', path = $2, resident_id = $3, verified_by = $4, verified_at = now(), verified_how = $5
       WHERE x.id = $1 RETURNING ${APPLICATION}`,
      [application.id, path, residentId, context.actor.accountId, how],
    )
    .catch((error: unknown) => {
      throw lostRace(error) ? new Problem(problems.hasAsked) : error
    })
  await context.record(events.verified, {
    ...{ path, operationId: application.operationId },
    data: { applicationId: application.id, how },
  })
  return rows[0] as ApplicationRow
}

type Ops = 'waiting' | 'verify' | 'enter' | 'decline' | 'settleObjection'
export const applicationHandlers: Pick<HandlersOf<typeof pass>, Ops> = {
  waiting: async (context, { operationId, under, states, after, limit }) => {
    const { from, to } = rangeBelow(under)
    const where = 'x.street_id = $1 AND x.operation_id = $2 AND x.path >= $3 AND x.path < $4 AND x.state = ANY ($5)'
    const values: unknown[] = [context.actor.streetId, operationId, from, to, states]
    const { rows: counted } = await context.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM pass.application x WHERE ${where}`,
      values,
    )
    const keyset =
      after === undefined
        ? ''
        : `AND (x.asked_at, x.id) > (SELECT y.asked_at, y.id FROM pass.application y WHERE y.id = $${values.push(after)})`
    const { rows } = await context.query<Listed>(
      `SELECT ${LISTED} ${FROM} WHERE ${where} ${keyset} ORDER BY x.asked_at, x.id LIMIT $${values.push(limit + 1)}`,
      values,
    )
    const shown = rows.slice(0, limit)
    const objections = await objectionsOf(
      context,
      shown.map(({ id }) => id),
    )
    return {
      rows: shown.map((row) => asApplication(row, objections.get(row.id) ?? [])),
      total: counted[0]?.n ?? 0,
      next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    }
  },

  verify: async (context, { applicationId, ...checked }) => {
    const application = await lockApplication(context, applicationId)
    if (application.state !== 'asked') {
      if (application.state === 'verified' && application.verifiedBy === context.actor.accountId) return {}
      throw new Problem(problems.notNow)
    }
    await markVerified(context, application, checked)
    return {}
  },

  enter: async (context, { operationId, path, item }) => {
    const operation = await findOperationToWorkIn(context, operationId)
    if (!operation || operation.state !== 'open' || !isBelow(path, context.actor.path))
      throw new Problem(platformProblems.notFound)
    return insertApplication(context, context.house, item, { operationId, under: path, via: 'desk', linkId: null })
  },

  decline: async (context, { applicationId, reason, text }) => {
    const application = await lockApplication(context, applicationId)
    if (application.state === 'declined') return {}
    if (application.state !== 'asked' && application.state !== 'verified') throw new Problem(problems.notNow)
    const { path, operationId } = application
    const measure = await standingMeasure(context, operationId, path)
    await context.query(
      `UPDATE pass.application SET state = 'declined', declined_by = $2, declined_at = now(), declined_under = $3, decline_reason = $4, decline_text = $5 WHERE id = $1`,
      [applicationId, context.actor.accountId, measure.id, reason, text],
    )
    await context.record(events.declined, {
      ...{ path, operationId },
      data: { applicationId, measureId: measure.id, reason },
    })
    return {}
  },

  settleObjection: async (context, { id }) => {
    const { rows } = await context.query<{ path: string; operationId: string }>(
      `UPDATE pass.objection SET settled_at = now(), settled_by = $2 WHERE id = $1 AND settled_at IS NULL RETURNING path, operation_id AS "operationId"`,
      [id, context.actor.accountId],
    )
    if (rows[0]) await context.record(events.objectionSettled, { ...rows[0], data: { objectionId: id } })
    else if (!(await context.query('SELECT FROM pass.objection WHERE id = $1', [id])).rowCount)
      throw new Problem(platformProblems.notFound)
    return {}
  },
}
