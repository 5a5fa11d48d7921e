/** Applications as verifiers read them: what was said, whom of the register it seems to mean, what is found, who objects, who took the last step. */
import { depthOf, isBelow, rangeBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Application } from '../application.ts'
import type { LastStep } from '../last-step.ts'
import { findingsOf } from '../verify.ts'
import { APPLICATION, type ApplicationRow, DWELLING } from './application-store.ts'

interface Listed extends ApplicationRow {
  readonly place: string | null
  readonly address: string | null
  readonly reason: string | null
  readonly wantsCard: boolean
  readonly via: Application['via']
  readonly askedAt: Date
  readonly looked: Application['looked']
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
const LISTED = `${APPLICATION}, coalesce(a.address, a.name) AS place, x.address, x.reason, x.wants_card AS "wantsCard", x.via, x.asked_at AS "askedAt", x.looked,
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
    ...{ state: row.state, askedAt: row.askedAt.toISOString(), findings, ready, looked: row.looked, objections },
    match: matched
      ? {
          ...{ residentId: matchId, name: matchName, path: matchPath, place: matchPlace, idMasked: matchMasked },
          tenancy: matchTenancy,
        }
      : null,
  }
}

export interface Waiting {
  readonly operationId: string
  readonly under: string
  readonly states: readonly string[]
  readonly after?: string | undefined
  readonly limit: number
}

/** The oldest first. */
export async function findWaiting(
  context: Context,
  { operationId, under, states, after, limit }: Waiting,
): Promise<{ rows: Application[]; total: number; next: string | null }> {
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
}

interface Step extends Listed {
  readonly by: string | null
  readonly mine: boolean | null
  readonly at: Date | null
  readonly number: string | null
}
/** One, whatever became of it. The first pass that was issued on it counts: those that replaced it are no decision on the application. */
export async function applicationNow(
  context: Context,
  id: string,
): Promise<{ application: Application; last: LastStep | null }> {
  const { rows } = await context.query<Step>(
    `SELECT ${LISTED}, pass.decided_by(x.id) AS by, coalesce(x.declined_by, p.issued_by, x.verified_by) = $3 AS mine,
       coalesce(x.declined_at, p.issued_at, x.verified_at) AS at, p.number
     ${FROM} LEFT JOIN LATERAL (SELECT p.* FROM pass.pass p WHERE p.street_id = x.street_id AND p.application_id = x.id ORDER BY p.issued_at LIMIT 1) p ON x.state = 'issued'
     WHERE x.street_id = $1 AND x.id = $2`,
    [context.actor.streetId, id, context.actor.accountId],
  )
  const [row] = rows
  if (!row) throw new Problem(platformProblems.notFound)
  const { by, mine, at, number, state } = row
  return {
    application: asApplication(row, (await objectionsOf(context, [id])).get(id) ?? []),
    last:
      at === null || state === 'withdrawn' ? null : { by, mine: mine === true, at: at.toISOString(), number: number },
  }
}
