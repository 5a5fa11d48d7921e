/** Reads the list of the missing: a page of it, all of it, or how many there are. */
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { ageOn, shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { Parameters } from '../../../platform/server/database/parameters.ts'
import { bestCallTime } from '../call-time.ts'
import type { contactOutcomes, MissingPerson } from '../model.ts'
import { callRankSql, type MissingFilter, missingFrom, missingWhere } from './missing-query.ts'
import { sumFigures } from './round-store.ts'

interface Row extends Omit<MissingPerson, 'age' | 'bestCall' | 'lastTryAt' | 'building'> {
  readonly birthDate: string | null
  readonly building: string | null
  readonly lastTryAt: Date | null
  /** The building's path; a column of the page, because a policy lets no function of it reach an index. */
  readonly above: string
  readonly door: string
  readonly rank: number | null
}

export interface MissingPage {
  readonly rows: MissingPerson[]
  readonly next: string | null
}

const CURSOR = /^[a-z0-9.]{1,300}\|[0-9a-f-]{36}(\|\d{1,7}\|\d{12,14})?$/

/**
 * One page. `after` is what the page before gave as `next`; a call list keeps the moment it was begun at, so that the
 * minute that passes between two pages neither repeats nor skips anybody.
 */
export async function listMissing(
  context: Context,
  filter: MissingFilter,
  page: { after?: string | undefined; limit: number; now: number },
): Promise<MissingPage> {
  if (page.after !== undefined && !CURSOR.test(page.after)) throw new Problem(platformProblems.badRequest)
  const after = page.after?.split('|') ?? []
  const byCall = filter.order === 'call'
  const now = byCall && after.length === 4 ? Number(after[3]) : page.now
  const p = new Parameters()
  const terms = [missingWhere(context.actor.streetId, filter, p)]
  const rank = byCall ? callRankSql(now, p) : null
  const [door, id, lastRank] = after
  if (door !== undefined && id !== undefined) {
    const place = `(m.door, m.resident_id) > (${p.add(door)}::text COLLATE "C", ${p.add(id)}::uuid)`
    const at = rank === null ? '' : p.add(Number(lastRank))
    terms.push(rank === null ? place : `(${rank} > ${at}::integer OR (${rank} = ${at}::integer AND ${place}))`)
  }
  const where = terms.join(' AND ')
  const most = p.add(page.limit + 1)
  const narrowed = Boolean(filter.text || filter.groups?.length || filter.outcome?.length)
  // In door order nothing but the table of the missing itself is asked, so the index gives the page as it stands.
  const cut = `(SELECT * FROM testing.missing m WHERE ${where} ORDER BY m.door, m.resident_id LIMIT ${most})`
  const order = `${rank === null ? '' : 'rank, '}door, "residentId"`
  // The page first, its buildings' names after: under row policies a join before the limit is planned for two rows and meets 50,000.
  const { rows } = await context.query<Row>(
    `WITH page AS MATERIALIZED (
       SELECT m.resident_id AS "residentId", m.path, testing.building(m.path) AS above, m.door, p.name, p.sex, p.birth_date AS "birthDate", p.phone_masked AS "phoneMasked", p.work, p.groups,
         coalesce(a.address, '') AS address, a.floor, c.tries, c.last_outcome AS "lastOutcome", c.last_at AS "lastTryAt", ${rank ?? 'NULL::integer'} AS rank
       ${rank === null && !narrowed ? missingFrom(cut) : `${missingFrom()} WHERE ${where}`}
       ORDER BY ${rank === null ? '' : 'rank, '}m.door, m.resident_id LIMIT ${most})
     SELECT page.*, b.name AS building FROM page
     LEFT JOIN register.area b ON b.street_id = ${p.add(context.actor.streetId)} AND b.path = page.above ORDER BY ${order}`,
    p.values,
  )
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  const tail = byCall && last ? `|${last.rank}|${now}` : ''
  return {
    rows: shown.filter((row) => row.name !== null).map((row) => toPerson(row, page.now)),
    next: rows.length > page.limit && last ? `${last.door}|${last.residentId}${tail}` : null,
  }
}

function toPerson(
  { birthDate, building, lastTryAt, door: _, rank: __, above: ___, ...row }: Row,
  now: number,
): MissingPerson {
  const age = birthDate === null ? null : ageOn(birthDate, shanghaiDay(now))
  return {
    ...row,
    age,
    building: building ?? '',
    bestCall: bestCall(row, age, now),
    lastOutcome: row.lastOutcome as CodeOf<typeof contactOutcomes> | null,
    lastTryAt: lastTryAt?.toISOString() ?? null,
  }
}

const bestCall = (row: Pick<Row, 'work' | 'groups'>, age: number | null, now: number): MissingPerson['bestCall'] => {
  const { because, ...time } = bestCallTime({ work: row.work, age, groups: row.groups }, now)
  return { ...time, because: [because[0], because[1]] }
}

/** Without conditions the counters know; otherwise it is counted. */
export async function countMissing(context: Context, filter: MissingFilter): Promise<number> {
  if (!filter.text && !filter.groups?.length && !filter.outcome?.length)
    return (await sumFigures(context, filter.roundId, filter.under)).missing
  const p = new Parameters()
  const { rows } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n ${missingFrom()} WHERE ${missingWhere(context.actor.streetId, filter, p)}`,
    p.values,
  )
  return rows[0]!.n
}

/** All of them, page by page, for an export of any size. */
export async function* eachMissing(
  context: Context,
  filter: MissingFilter,
  now: number,
): AsyncGenerator<MissingPerson> {
  let after: string | undefined
  do {
    const page = await listMissing(context, filter, { after, limit: 5000, now })
    yield* page.rows
    after = page.next ?? undefined
  } while (after)
}
