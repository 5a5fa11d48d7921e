/** SQL of the people of a collection: who has not reported, who has and what, and one household. Lists page by keyset. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { ageOn, shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { Parameters } from '../../../platform/server/database/parameters.ts'
import { bestCallTime } from '../../testing/call-time.ts'
import { callRankSql, textTerms } from '../../testing/server/public.ts'
import type { MissingPerson, results, sources, TestResult, tryOutcomes } from '../model.ts'
import { ASKED, type CollectionRow } from './collection-store.ts'

export interface PeopleAsked {
  readonly collection: Pick<CollectionRow, 'id' | 'groups'>
  readonly day: string
  readonly under: string
  readonly text?: string | undefined
}
export interface PageAsked {
  readonly after?: string | undefined
  readonly limit: number
}

/** Parameters $1 to $6: street, range, groups, collection, day. */
function begin(context: Context, { collection, day, under }: PeopleAsked): Parameters {
  const p = new Parameters()
  const { from, to } = rangeBelow(under)
  for (const value of [context.actor.streetId, from, to, collection.groups, collection.id, day]) p.add(value)
  return p
}

const MISSING = `FROM register.public_resident p
  LEFT JOIN register.area a ON a.street_id = p.street_id AND a.path = p.path
  LEFT JOIN LATERAL (
    SELECT count(*)::integer AS tries, (array_agg(t.outcome ORDER BY t.at DESC, t.id DESC))[1] AS last_outcome, max(t.at) AS last_at
    FROM selftest.contact_try t WHERE t.street_id = $1 AND t.collection_id = $5 AND t.due_on = $6 AND t.resident_id = p.id
  ) c ON true
  WHERE ${ASKED} AND NOT EXISTS (
    SELECT FROM selftest.standing s WHERE s.street_id = $1 AND s.collection_id = $5 AND s.due_on = $6 AND s.resident_id = p.id)`

interface MissingRow extends Omit<MissingPerson, 'age' | 'bestCall' | 'lastTryAt'> {
  readonly birthDate: string | null
  readonly lastTryAt: Date | null
  readonly rank: number | null
}
const CURSOR = /^[a-z0-9.]{1,200}\|[0-9a-f-]{36}(\|\d{1,7}\|\d{12,14})?$/

/** `after` of a call list carries the moment it was begun at, so that a minute that passes between two pages repeats nobody. */
export async function listMissing(
  context: Context,
  asked: PeopleAsked & { order: 'door' | 'call' },
  page: PageAsked & { now: number },
): Promise<{ rows: MissingPerson[]; next: string | null }> {
  if (page.after !== undefined && !CURSOR.test(page.after)) throw new Problem(platformProblems.badRequest)
  const [path, id, lastRank, begun] = page.after?.split('|') ?? []
  const byCall = asked.order === 'call'
  const now = byCall && begun !== undefined ? Number(begun) : page.now
  const p = begin(context, asked)
  const terms = textTerms(asked.text, p)
  const rank = byCall ? callRankSql(now, p) : null
  if (path !== undefined && id !== undefined) {
    const place = `(p.path, p.id) > (${p.add(path)}::text COLLATE "C", ${p.add(id)}::uuid)`
    const at = rank === null ? '' : p.add(Number(lastRank))
    terms.push(rank === null ? place : `(${rank} > ${at}::integer OR (${rank} = ${at}::integer AND ${place}))`)
  }
  const { rows } = await context.query<MissingRow>(
    `SELECT p.id AS "residentId", p.path, p.name, p.sex, p.birth_date AS "birthDate", p.phone_masked AS "phoneMasked", p.work, p.groups, coalesce(a.address, '') AS address,
       c.tries, c.last_outcome AS "lastOutcome", c.last_at AS "lastTryAt", ${rank ?? 'NULL::integer'} AS rank
     ${[MISSING, ...terms].join(' AND ')} ORDER BY ${rank === null ? '' : 'rank, '}p.path, p.id LIMIT ${p.add(page.limit + 1)}`,
    p.values,
  )
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  const tail = byCall && last ? `|${last.rank}|${now}` : ''
  return {
    rows: shown.map((row) => toMissing(row, page.now)),
    next: rows.length > page.limit && last ? `${last.path}|${last.residentId}${tail}` : null,
  }
}

function toMissing({ birthDate, lastTryAt, rank: _, ...row }: MissingRow, now: number): MissingPerson {
  const age = birthDate === null ? null : ageOn(birthDate, shanghaiDay(now))
  const { because, ...time } = bestCallTime({ work: row.work, age, groups: row.groups }, now)
  return {
    ...row,
    age,
    bestCall: { ...time, because: [because[0], because[1]] },
    lastOutcome: row.lastOutcome as CodeOf<typeof tryOutcomes> | null,
    lastTryAt: lastTryAt?.toISOString() ?? null,
  }
}

export async function countMissing(context: Context, asked: PeopleAsked): Promise<number> {
  const p = begin(context, asked)
  const terms = textTerms(asked.text, p)
  const { rows } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n ${[MISSING, ...terms].join(' AND ')}`,
    p.values,
  )
  return rows[0]!.n
}

export interface ReportedRow {
  readonly residentId: string
  readonly path: string
  readonly name: string
  readonly address: string
  readonly result: TestResult
  readonly source: CodeOf<typeof sources>
  readonly testedAt: Date | null
  readonly statedAt: Date
  readonly doubts: string[]
}

/** Whoever has left the register keeps their line, without a name. Positive ones first, then by door. */
export async function listReported(
  context: Context,
  asked: PeopleAsked & { result?: readonly CodeOf<typeof results>[] | undefined },
  page: PageAsked,
): Promise<{ rows: ReportedRow[]; next: string | null; total: number }> {
  const p = new Parameters()
  const { from: first, to } = rangeBelow(asked.under)
  const terms = [
    `s.street_id = ${p.add(context.actor.streetId)}`,
    `s.collection_id = ${p.add(asked.collection.id)}`,
    `s.due_on = ${p.add(asked.day)}`,
    `s.path >= ${p.add(first)}`,
    `s.path < ${p.add(to)}`,
    ...textTerms(asked.text, p),
  ]
  if (asked.result?.length) terms.push(`s.result = ANY (${p.add(asked.result)}::text[])`)
  const from = `FROM selftest.standing s LEFT JOIN register.public_resident p ON p.street_id = s.street_id AND p.id = s.resident_id
    LEFT JOIN register.area a ON a.street_id = s.street_id AND a.path = s.path`
  const counted = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n ${from} WHERE ${terms.join(' AND ')}`,
    p.values,
  )
  const alarm = `(s.result <> 'positive')`
  const [later, path, id] = page.after?.split('|') ?? []
  if (id !== undefined)
    terms.push(
      `(${alarm}, s.path, s.resident_id) > (${p.add(later === '1')}::boolean, ${p.add(path)}::text COLLATE "C", ${p.add(id)}::uuid)`,
    )
  const { rows } = await context.query<ReportedRow>(
    `SELECT s.resident_id AS "residentId", s.path, coalesce(p.name, '') AS name, coalesce(a.address, '') AS address, s.result, s.source, s.tested_at AS "testedAt",
       s.stated_at AS "statedAt", coalesce(r.doubts, '{}') AS doubts
     ${from} LEFT JOIN selftest.report r ON r.street_id = s.street_id AND r.collection_id = s.collection_id AND r.id = s.report_id
     WHERE ${terms.join(' AND ')} ORDER BY ${alarm}, s.path, s.resident_id LIMIT ${p.add(page.limit + 1)}`,
    p.values,
  )
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    total: counted.rows[0]!.n,
    next:
      rows.length > page.limit && last ? `${last.result === 'positive' ? 0 : 1}|${last.path}|${last.residentId}` : null,
  }
}

export interface Member {
  readonly residentId: string
  readonly path: string
  readonly name: string
  readonly initials: string
  readonly address: string
  readonly asked: boolean
  readonly result: TestResult | null
  readonly source: CodeOf<typeof sources> | null
  readonly statedAt: Date | null
}

/** Everybody who lives below `under`, with what stands of them; in the order of doors. */
export async function listMembers(context: Context, asked: PeopleAsked, most: number): Promise<Member[]> {
  const p = begin(context, asked)
  const { rows } = await context.query<Member>(
    `SELECT p.id AS "residentId", p.path, p.name, p.initials, coalesce(a.address, '') AS address, (${ASKED}) AS asked, s.result, s.source, s.stated_at AS "statedAt"
     FROM register.public_resident p LEFT JOIN register.area a ON a.street_id = p.street_id AND a.path = p.path
     LEFT JOIN selftest.standing s ON s.street_id = $1 AND s.collection_id = $5 AND s.due_on = $6 AND s.resident_id = p.id
     WHERE p.street_id = $1 AND p.path >= $2 AND p.path < $3 ORDER BY p.path, p.birth_date NULLS LAST, p.id LIMIT ${p.add(most)}`,
    p.values,
  )
  return rows
}
