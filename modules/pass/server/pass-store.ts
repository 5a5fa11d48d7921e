/** SQL of passes: as a desk lists them, found by number, name, phone or door; and one written, with a number that nobody had. */
import { randomBytes, randomInt } from 'node:crypto'
import { depthOf, rangeBelow } from '../../../platform/pure/area.ts'
import { foldName } from '../../../platform/pure/fullwidth.ts'
import { maskName } from '../../../platform/pure/mask.ts'
import { nameKeys } from '../../../platform/pure/pinyin.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import { lostRace } from '../../../platform/server/again.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { House } from '../../../platform/server/room.ts'
import { readSearch } from '../../register/search.ts'
import { areaNames, findPlaces } from '../../register/server/public.ts'
import type { Issued } from '../answers.ts'
import { householdKey, householdText } from '../household-key.ts'
import type { PassKind, PassStanding } from '../model.ts'
import { passNumberOf, readPassNumber } from '../pass-number.ts'
import { problems } from '../problems.ts'
import { type ApplicationRow, DWELLING } from './application-store.ts'

export interface PassRow extends Omit<Issued, 'from' | 'until' | 'issuedAt' | 'endedAt' | 'cardAt' | 'place'> {
  readonly place: string | null
  readonly operationId: string
  readonly applicationId: string
  readonly holder: string
  readonly birthYear: number | null
  readonly household: string | null
  readonly revokeText: string | null
  readonly from: Date
  readonly until: Date
  readonly issuedAt: Date
  readonly endedAt: Date | null
  readonly cardAt: Date | null
}
export const STANDING = `CASE WHEN p.standing = 'valid' AND p.until_at <= now() THEN 'expired' ELSE p.standing END`
export const REPRINT = `p.standing = 'valid' AND p.until_at > now() AND p.card_key IN (SELECT k.key_id FROM pass.key k WHERE k.street_id = p.street_id AND k.leaked_at IS NOT NULL)`
const PASS = `p.id, p.operation_id AS "operationId", p.application_id AS "applicationId", p.number, p.path, coalesce(a.address, a.name) AS place, p.kind, p.name, p.holder, p.sex,
  p.birth_year AS "birthYear", p.phone_tail AS "phoneTail", p.household, p.scope, p.from_at AS "from", p.until_at AS "until", p.issued_at AS "issuedAt",
  platform.account_name(p.issued_by) AS "issuedBy", platform.account_name(p.verified_by) AS "verifiedBy", ${STANDING} AS standing, p.ended_at AS "endedAt",
  p.revoke_reason AS "revokeReason", p.revoke_text AS "revokeText", p.card_at AS "cardAt", ${REPRINT} AS reprint`
const FROM = 'FROM pass.pass p LEFT JOIN register.area a ON a.street_id = p.street_id AND a.path = p.path'

/** Rows as pages show them, with the names of what they open. */
export async function asIssued(context: Context, rows: readonly PassRow[]): Promise<Issued[]> {
  const names = await areaNames(context, [...new Set(rows.flatMap(({ scope }) => scope))])
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, path: row.path, place: row.place ?? '', kind: row.kind, name: row.name },
    ...{ sex: row.sex, phoneTail: row.phoneTail, scope: row.scope.map((path) => names.get(path) ?? path) },
    ...{ from: row.from.toISOString(), until: row.until.toISOString(), issuedAt: row.issuedAt.toISOString() },
    ...{ issuedBy: row.issuedBy, verifiedBy: row.verifiedBy, standing: row.standing, reprint: row.reprint },
    ...{ endedAt: row.endedAt?.toISOString() ?? null, revokeReason: row.revokeReason },
    cardAt: row.cardAt?.toISOString() ?? null,
  }))
}

export async function passesByIds(context: Context, ids: readonly string[]): Promise<PassRow[]> {
  const { rows } = await context.query<PassRow>(`SELECT ${PASS} ${FROM} WHERE p.id = ANY ($1) ORDER BY p.path, p.id`, [
    ids,
  ])
  return rows
}
export async function passOfApplication(context: Context, applicationId: string): Promise<PassRow | null> {
  const { rows } = await context.query<PassRow>(
    `SELECT ${PASS} ${FROM} WHERE p.street_id = $1 AND p.application_id = $2 ORDER BY p.standing <> 'valid', p.issued_at DESC LIMIT 1`,
    [context.actor.streetId, applicationId],
  )
  return rows[0] ?? null
}
export async function lockPass(context: Context, id: string): Promise<PassRow> {
  const { rows } = await context.query<PassRow>(`SELECT ${PASS} ${FROM} WHERE p.id = $1 FOR UPDATE OF p`, [id])
  const [row] = rows
  if (!row) throw new Problem(platformProblems.notFound)
  return row
}

export interface PassFilter {
  readonly operationId: string
  readonly under: string
  readonly text?: string | undefined
  readonly kind?: PassKind | undefined
  readonly standing?: PassStanding | undefined
  readonly cards?: 'reprint' | 'unprinted' | undefined
}

async function where(context: Context, filter: PassFilter): Promise<{ sql: string; values: unknown[] }> {
  const { from, to } = rangeBelow(filter.under)
  const values: unknown[] = [context.actor.streetId, filter.operationId, from, to]
  const add = (value: unknown): string => `$${values.push(value)}`
  const terms = ['p.street_id = $1 AND p.operation_id = $2 AND p.path >= $3 AND p.path < $4']
  const prefix = (column: string, text: string): string =>
    `${column} >= ${add(text)} AND ${column} < ${add(`${text}\uffff`)}`
  if (filter.kind) terms.push(`p.kind = ${add(filter.kind)}`)
  if (filter.standing) terms.push(`${STANDING} = ${add(filter.standing)}`)
  if (filter.cards === 'reprint') terms.push(`(${REPRINT})`)
  if (filter.cards === 'unprinted') terms.push(`p.card_at IS NULL AND p.standing = 'valid' AND p.until_at > now()`)
  const number = readPassNumber(filter.text ?? '')
  const search = readSearch(filter.text)
  if (number !== null) terms.push(`p.number = ${add(number)}`)
  else if (search.by === 'name') terms.push(prefix('p.name_key', nameKeys(foldName(search.text)).key))
  else if (search.by === 'pinyin' || search.by === 'initials')
    terms.push(`((${prefix('p.pinyin', search.text)}) OR (${prefix('p.initials', search.text)}))`)
  else if (search.by === 'phone-tail') terms.push(`p.phone_tail = ${add(search.text)}`)
  else if (search.by === 'address') {
    const places = await findPlaces(context, filter.under, search.pattern)
    const below = places.map((path) => prefix('p.path', path))
    terms.push(below.length > 0 ? `(${below.map((term) => `(${term})`).join(' OR ')})` : 'false')
  } else if (search.by !== 'all') terms.push('false')
  return { sql: terms.join(' AND '), values }
}

/** The newest first. */
export async function findPasses(
  context: Context,
  filter: PassFilter,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ rows: PassRow[]; total: number; next: string | null }> {
  const { sql, values } = await where(context, filter)
  const { rows: counted } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM pass.pass p WHERE ${sql}`,
    values,
  )
  const keyset =
    page.after === undefined
      ? ''
      : `AND (p.issued_at, p.id) < (SELECT y.issued_at, y.id FROM pass.pass y WHERE y.id = $${values.push(page.after)})`
  const { rows } = await context.query<PassRow>(
    `SELECT ${PASS} ${FROM} WHERE ${sql} ${keyset} ORDER BY p.issued_at DESC, p.id DESC LIMIT $${values.push(page.limit + 1)}`,
    values,
  )
  const shown = rows.slice(0, page.limit)
  return {
    rows: shown,
    total: counted[0]?.n ?? 0,
    next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

const householdOf = ({ digest }: Pick<House, 'digest'>, streetId: string, path: string): string | null =>
  depthOf(path) === DWELLING ? householdKey(digest('slip', householdText(streetId, path))) : null

interface NewPass {
  readonly scope: readonly string[]
  readonly from: Date
  readonly until: Date
  readonly replaces: string | null
}
/**
 * Writes a pass with a fresh number. One that this person held and that has expired gives way to it.
 * @throws Problem hasPass, when the person holds a valid one, whoever issued it and wherever, even at this very moment
 */
export async function insertPass(
  context: Context,
  house: Pick<House, 'digest'>,
  application: ApplicationRow & { readonly verifiedBy: string },
  { scope, from, until, replaces }: NewPass,
): Promise<{ passId: string; number: string }> {
  const { streetId, accountId } = context.actor
  const { operationId, residentId, path } = application
  const idDigest = application.idDigest ?? (await digestOf(context, residentId))
  await context.query(
    `UPDATE pass.pass p SET standing = 'replaced', ended_at = now(), ended_by = $6 WHERE p.street_id = $1 AND p.operation_id = $2 AND p.standing = 'valid'
       AND p.until_at <= now() AND (p.resident_id = $3 OR p.id_digest = $4 OR p.application_id = $5 OR (p.path = $7 AND p.name_key = $8))`,
    [streetId, operationId, residentId, idDigest, application.id, accountId, path, application.nameKey],
  )
  const passId = uuid7(Date.now(), randomBytes(10))
  for (;;) {
    const number = passNumberOf(randomInt(100_000_000))
    const { rowCount } = await context
      .query(
        `INSERT INTO pass.pass (street_id, operation_id, id, path, application_id, number, kind, scope, name, name_key, pinyin, initials, holder, sex, birth_year, id_digest,
           phone_tail, phone_digest, resident_id, household, from_at, until_at, verified_by, issued_by, replaces)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
         ON CONFLICT (street_id, number) DO NOTHING`,
        [
          ...[streetId, operationId, passId, path, application.id, number, application.kind, scope, application.name],
          ...[application.nameKey, application.pinyin, application.initials, maskName(application.name)],
          ...[application.sex, application.birthDate === null ? null : Number(application.birthDate.slice(0, 4))],
          ...[idDigest, application.phoneTail, application.phoneDigest, residentId],
          ...[householdOf(house, streetId, path), from, until, application.verifiedBy, accountId, replaces],
        ],
      )
      .catch((error: unknown) => {
        throw lostRace(error) ? new Problem(problems.hasPass) : error
      })
    if (rowCount === 1) return { passId, number }
  }
}

async function digestOf(context: Context, residentId: string | null): Promise<Buffer | null> {
  if (residentId === null) return null
  const { rows } = await context.query<{ digest: Buffer | null }>(
    'SELECT id_digest AS digest FROM register.public_resident WHERE street_id = $1 AND id = $2',
    [context.actor.streetId, residentId],
  )
  return rows[0]?.digest ?? null
}
