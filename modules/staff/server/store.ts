/** All SQL of people on the roster. Returns model types; who may see what is the database's own decision. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { ParsedInputOf } from '../../../platform/pure/contract.ts'
import { PHONE_COLUMNS, type PersonRecord, RECORD_COLUMNS } from '../person-record.ts'
import type { staff } from '../contract.ts'
import type { Person, PersonState } from '../model.ts'
import type { Search } from '../search.ts'

const COLUMNS = `p.street_id AS "streetId", p.id, p.path, p.department_id AS "departmentId", d.name AS "departmentName", p.number, p.name, p.sex,
  p.birth_year AS "birthYear", p.title, p.skills, p.posts, p.party_member AS "partyMember", p.party_branch AS "partyBranch", p.address,
  p.home_path AS "homePath", p.phone_masked AS "phoneMasked", p.account_id AS "accountId", p.note, p.state, p.state_since AS "stateSince",
  p.opening_days AS "openingDays", p.opening_on AS "openingOn", p.opening_last AS "openingLast", p.line_days AS "lineDays",
  p.line_hours::float8 AS hours, p.line_nights AS nights, greatest(p.opening_last, p.line_last) AS last, p.version`
/** $1 is today; an own record is read by roles that see nothing else of the roster. */
const FROM = `FROM staff.person p LEFT JOIN staff.department d ON d.street_id = p.street_id AND d.id = p.department_id
  LEFT JOIN (SELECT e.street_id, e.person_id, max(e.ends_on) AS until FROM staff.exemption e
    WHERE e.starts_on <= $1 AND e.ends_on >= $1 AND (e.ended_on IS NULL OR e.ended_on > $1) GROUP BY e.street_id, e.person_id
  ) x ON x.street_id = p.street_id AND x.person_id = p.id`

interface Row extends Omit<Person, 'service' | 'stateSince' | 'exemptUntil'> {
  streetId: string
  stateSince: Date
  until: string | null
  openingDays: number
  openingOn: string | null
  openingLast: string | null
  lineDays: number
  hours: number
  nights: number
  last: string | null
}

const asPerson = (row: Row): Person & { streetId: string } => {
  const { until, openingDays, openingOn, openingLast, lineDays, hours, nights, last, ...rest } = row
  return {
    ...rest,
    departmentName: rest.departmentName ?? '',
    stateSince: rest.stateSince.toISOString(),
    exemptUntil: until,
    service: {
      days: openingDays + lineDays,
      hours,
      nights,
      last,
      opening: openingOn === null ? null : { days: openingDays, on: openingOn, last: openingLast },
    },
  }
}

type Filter = Omit<
  ParsedInputOf<(typeof staff)['operations']['exportPeople']>,
  'purpose' | 'lang' | 'text' | 'departmentId'
>
export interface Criteria {
  readonly filter: Filter
  readonly search: Search
  readonly today: string
  /** In any of these; null: anywhere. */
  readonly departments: readonly string[] | null
  readonly digest: (kind: 'phone', value: string) => Buffer
}

const escapeLike = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function where({ filter, search, today, departments, digest }: Criteria): { sql: string; values: unknown[] } {
  const values: unknown[] = [today]
  const add = (value: unknown): string => `$${values.push(value)}`
  const terms = [`p.state = ANY (${add(filter.states?.length ? filter.states : ['in-service'])})`]
  if (departments !== null) terms.push(`p.department_id = ANY (${add(departments)}::uuid[])`)
  if (filter.skills?.length) terms.push(`p.skills && ${add(filter.skills)}::text[]`)
  if (filter.sexes?.length) terms.push(`p.sex = ANY (${add(filter.sexes)})`)
  if (filter.partyMember !== undefined) terms.push(`p.party_member = ${add(filter.partyMember)}`)
  if (filter.standing === 'exempt') terms.push('x.until IS NOT NULL')
  if (filter.standing === 'available') terms.push(`x.until IS NULL AND p.state = 'in-service'`)
  if (filter.servedLately !== undefined)
    terms.push(`coalesce(greatest(p.opening_last, p.line_last) > $1::date - 7, false) = ${add(filter.servedLately)}`)
  if (filter.withoutPhone) terms.push('p.phone_tail IS NULL')
  switch (search.by) {
    case 'name':
      terms.push(`p.name_key LIKE ${add(escapeLike(search.text))}`)
      break
    case 'letters': {
      const like = add(escapeLike(search.text))
      terms.push(
        `(p.initials LIKE ${like} OR p.pinyin LIKE ${like} OR lower(p.number) LIKE ${like} OR lower(p.name_key) LIKE ${like})`,
      )
      break
    }
    case 'tail': {
      const tail = add(search.text)
      terms.push(`(p.phone_tail = ${tail} OR p.number = ${tail})`)
      break
    }
    case 'phone':
      terms.push(`p.phone_digest = ${add(digest('phone', search.text))}`)
      break
    case 'number':
      terms.push(`p.number LIKE ${add(escapeLike(search.text))}`)
      break
    case 'all':
    case 'too-short':
      break
  }
  return { sql: terms.join(' AND '), values }
}

export interface PeoplePage {
  rows: Person[]
  next: string | null
  total: number
}

/** In the order of their names; the cursor is the last person's id. */
export async function findPeople(
  context: Context,
  criteria: Criteria,
  page: { after?: string | undefined; limit: number },
): Promise<PeoplePage> {
  const { sql, values } = where(criteria)
  const { rows: counted } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n ${FROM} WHERE ${sql}`,
    values,
  )
  const after =
    page.after === undefined
      ? ''
      : `AND (p.pinyin, p.id) > (SELECT c.pinyin, c.id FROM staff.person c WHERE c.id = $${values.push(page.after)})`
  const { rows } = await context.query<Row>(
    `SELECT ${COLUMNS}, x.until ${FROM} WHERE ${sql} ${after} ORDER BY p.pinyin, p.id LIMIT $${values.push(page.limit + 1)}`,
    values,
  )
  const shown = rows.slice(0, page.limit)
  return {
    rows: shown.map((row) => {
      const { streetId: _, ...person } = asPerson(row)
      return person
    }),
    next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
    total: counted[0]?.n ?? 0,
  }
}

/** All that fit, page by page, for exports of any size. */
export async function* eachPerson(context: Context, criteria: Criteria): AsyncGenerator<Person> {
  let after: string | undefined
  do {
    const { rows, next } = await findPeople(context, criteria, { after, limit: 2000 })
    yield* rows
    after = next ?? undefined
  } while (after !== undefined)
}

/** One person, by id or by the asker's own account. */
export async function findPerson(
  context: Context,
  by: { id: string } | { accountId: string },
  today: string,
  options: { lock?: boolean } = {},
): Promise<(Person & { streetId: string }) | null> {
  const term = 'id' in by ? 'p.id = $2' : `p.account_id = $2 AND p.state = 'in-service'`
  const { rows } = await context.query<Row>(
    `SELECT ${COLUMNS}, x.until ${FROM} WHERE ${term} ${options.lock ? 'FOR UPDATE OF p' : ''}`,
    [today, 'id' in by ? by.id : by.accountId],
  )
  return rows[0] === undefined ? null : asPerson(rows[0])
}

export async function insertPerson(
  context: Context,
  streetId: string,
  id: string,
  record: PersonRecord,
  phone: string | null,
): Promise<void> {
  const columns = RECORD_COLUMNS.join(', ')
  await context.query(
    `INSERT INTO staff.person (street_id, id, ${columns}) SELECT $1, $2, ${columns} FROM jsonb_populate_record(NULL::staff.person, $3::jsonb)`,
    [streetId, id, JSON.stringify(record)],
  )
  await context.query('INSERT INTO staff.person_secret (street_id, id, path, phone) VALUES ($1, $2, $3, $4)', [
    streetId,
    id,
    record.path,
    phone,
  ])
}

/** A phone that was not given anew (undefined) keeps what it has; so does the account. */
export async function updatePerson(
  context: Context,
  streetId: string,
  id: string,
  record: PersonRecord,
  more: { phone: string | null | undefined; accountId: string | null | undefined },
): Promise<void> {
  const columns = RECORD_COLUMNS.filter((column) => more.phone !== undefined || !PHONE_COLUMNS.includes(column))
  await context.query(
    `UPDATE staff.person p SET (${columns.join(', ')}) = (SELECT ${columns.join(', ')} FROM jsonb_populate_record(NULL::staff.person, $3::jsonb)),
       ${more.accountId === undefined ? '' : 'account_id = $4,'} version = version + 1, updated_at = now() WHERE p.street_id = $1 AND p.id = $2`,
    [streetId, id, JSON.stringify(record), ...(more.accountId === undefined ? [] : [more.accountId])],
  )
  if (more.phone !== undefined)
    await context.query('UPDATE staff.person_secret SET phone = $3 WHERE street_id = $1 AND id = $2', [
      streetId,
      id,
      more.phone,
    ])
}

export async function updateState(context: Context, streetId: string, id: string, state: PersonState): Promise<void> {
  await context.query(
    `UPDATE staff.person SET state = $3, state_since = now(), version = version + 1, updated_at = now() WHERE street_id = $1 AND id = $2`,
    [streetId, id, state],
  )
}

export async function reveal(context: Context, streetId: string, id: string, purpose: string): Promise<string | null> {
  const { rows } = await context.query<{ value: string | null }>('SELECT staff.reveal($1, $2, $3) AS value', [
    streetId,
    id,
    purpose,
  ])
  return rows[0]?.value ?? null
}

export async function skillCounts(
  context: Context,
  today: string,
): Promise<{ skill: string; people: number; available: number }[]> {
  const { rows } = await context.query<{ skill: string; people: number; available: number }>(
    'SELECT skill, people, available FROM staff.skill_counts($1) ORDER BY people DESC, skill COLLATE "C"',
    [today],
  )
  return rows
}
