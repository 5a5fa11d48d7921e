/** All SQL of enterprises. Returns model types; who may see what is the database's own decision. */
import { ancestorsOf, atDepth, depthOf, rangeBelow } from '../../../platform/pure/area.ts'
import type { ParsedInputOf } from '../../../platform/pure/contract.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { afterCursor, eachRow, pageOf } from '../../../platform/server/pages.ts'
import { depthOfKind } from '../../register/model.ts'
import { areaNames } from '../../register/server/public.ts'
import { type EnterpriseRecord, RECORD_COLUMNS } from '../enterprise-record.ts'
import type { enterprises } from '../contract.ts'
import type { Enterprise } from '../model.ts'
import type { PathRange } from '../nearest.ts'
import type { Search } from '../search.ts'
import type { StateReason } from '../state.ts'
import { managersAt } from './property-store.ts'

const COLUMNS = `e.id, e.path, e.name, e.short_name AS "shortName", e.kind, e.code_type AS "codeType", e.code, e.industry, e.staff, e.size, e.rooms,
  e.floor_area AS "floorArea", e.address, e.legal_name AS "legalName", e.legal_masked AS "legalMasked", e.contact_name AS "contactName",
  e.contact_masked AS "contactMasked", e.note, e.state, e.state_reason AS "stateReason", e.state_since AS "stateSince", e.version`

type Row = Omit<Enterprise, 'stateSince' | 'premises' | 'manager'> & { stateSince: Date }

const COMMUNITY = depthOfKind('community')
/** Patches and grids say nothing to whoever looks for a door. */
const UNSAID = [depthOfKind('patch'), depthOfKind('grid')]

/** From the community down; a mall of one building bears one name twice. */
const premisesText = (path: string, names: ReadonlyMap<string, string>): string =>
  ancestorsOf(path)
    .filter((p) => p === path || (depthOf(p) >= COMMUNITY && !UNSAID.includes(depthOf(p))))
    .map((p) => names.get(p) ?? '')
    .filter((name, i, all) => name !== all[i - 1])
    .join(' ')

/** With the names of their premises and who looks after them: two small questions for a page, not two for each row. */
async function named<R extends Row>(context: Context, rows: readonly R[]) {
  const above = [...new Set(rows.flatMap((row) => ancestorsOf(row.path)))]
  const names = await areaNames(context, above)
  const managers = await managersAt(context, above)
  return rows.map((row) => {
    const nearest = ancestorsOf(row.path).findLast((p) => managers.has(p))
    return {
      ...row,
      stateSince: row.stateSince.toISOString(),
      premises: premisesText(row.path, names),
      manager: (nearest !== undefined && managers.get(nearest)) || null,
    }
  })
}

type Filter = Omit<ParsedInputOf<(typeof enterprises)['operations']['exportEnterprises']>, 'purpose' | 'lang' | 'text'>
export interface Criteria {
  readonly filter: Filter & { readonly under: string }
  readonly search: Search
  readonly digest: (kind: 'phone', value: string) => Buffer
  /** At or below these, for a search by address. */
  readonly places: readonly string[]
  /** In any of these; null: anywhere. */
  readonly premises: readonly PathRange[] | null
}

const escapeLike = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** WHERE and its values, from $1 on. The area is a range on an index; the rest is read within it. */
function where({ filter, search, digest, places, premises }: Criteria): { sql: string; values: unknown[] } {
  const values: unknown[] = []
  const add = (value: unknown): string => `$${values.push(value)}`
  const inRange = ({ from, to }: PathRange): string => `(e.path >= ${add(from)} AND e.path < ${add(to)})`
  const within = (path: string): string => inRange(rangeBelow(path))
  const holds = (column: string, text: string): string => `${column} LIKE ${add(escapeLike(text))}`
  const terms = [within(filter.under)]
  if (filter.states?.length) terms.push(`e.state = ANY (${add(filter.states)})`)
  else terms.push(`e.state <> 'closed'`)
  if (filter.kinds?.length) terms.push(`e.kind = ANY (${add(filter.kinds)})`)
  if (filter.industries?.length) terms.push(`e.industry = ANY (${add(filter.industries)})`)
  if (filter.sizes?.length) terms.push(`e.size = ANY (${add(filter.sizes)})`)
  if (filter.withoutPhone) terms.push('e.contact_tail IS NULL AND e.legal_tail IS NULL')
  if (premises !== null) terms.push(`(${premises.map(inRange).join(' OR ') || 'false'})`)
  switch (search.by) {
    case 'name':
      terms.push(`(${holds('e.name_key', search.text)} OR ${holds('e.short_key', search.text)})`)
      break
    case 'letters':
      terms.push(`(${holds('e.initials', search.text)} OR ${holds('e.pinyin', search.text)})`)
      break
    case 'phone-tail':
      terms.push(`${add(search.text)} IN (e.contact_tail, e.legal_tail)`)
      break
    case 'phone':
      terms.push(`${add(digest('phone', search.text))} IN (e.contact_digest, e.legal_digest)`)
      break
    case 'code':
      terms.push(holds('e.code', search.text))
      break
    case 'address':
      terms.push(`(${[holds('e.address_key', search.text), ...places.map(within)].join(' OR ')})`)
      break
    case 'all':
    case 'too-short':
      break
  }
  return { sql: terms.join(' AND '), values }
}

export async function findEnterprises(
  context: Context,
  criteria: Criteria,
  page: { after?: string | undefined; limit: number },
): Promise<{ rows: Enterprise[]; next: string | null; total: number }> {
  const { sql, values } = where(criteria)
  const { rows: counted } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM enterprise.enterprise e WHERE ${sql}`,
    values,
  )
  const keyset = afterCursor('e', page.after, values)
  const { rows } = await context.query<Row>(
    `SELECT ${COLUMNS} FROM enterprise.enterprise e WHERE ${sql} ${keyset} ORDER BY e.path, e.id LIMIT $${values.push(page.limit + 1)}`,
    values,
  )
  const { rows: shown, next } = pageOf(rows, page.limit)
  return { rows: await named(context, shown), next, total: counted[0]?.n ?? 0 }
}

/** All that fit, page by page, for exports of any size. */
export const eachEnterprise = (context: Context, criteria: Criteria): AsyncGenerator<Enterprise> =>
  eachRow((after) => findEnterprises(context, criteria, { after, limit: 2000 }))

export async function findEnterprise(
  context: Context,
  id: string,
  options: { lock?: boolean } = {},
): Promise<(Enterprise & { streetId: string }) | null> {
  const { rows } = await context.query<Row & { streetId: string }>(
    `SELECT e.street_id AS "streetId", ${COLUMNS} FROM enterprise.enterprise e WHERE e.id = $1 ${options.lock ? 'FOR UPDATE' : ''}`,
    [id],
  )
  return (await named(context, rows))[0] ?? null
}

/** Whole phones of a record, kept apart; undefined where they stay as they are. */
export interface Phones {
  readonly legal: string | null | undefined
  readonly contact: string | null | undefined
}

export async function insertEnterprise(
  context: Context,
  streetId: string,
  id: string,
  record: EnterpriseRecord,
  phones: Phones,
): Promise<void> {
  const columns = RECORD_COLUMNS.join(', ')
  await context.query(
    `INSERT INTO enterprise.enterprise (street_id, id, ${columns})
     SELECT $1, $2, ${columns} FROM jsonb_populate_record(NULL::enterprise.enterprise, $3::jsonb)`,
    [streetId, id, JSON.stringify(record)],
  )
  await context.query(
    'INSERT INTO enterprise.enterprise_secret (street_id, id, path, legal_phone, contact_phone) VALUES ($1, $2, $3, $4, $5)',
    [streetId, id, record.path, phones.legal ?? null, phones.contact ?? null],
  )
}

/** Columns of phones that were not given anew keep what they have. */
export async function updateEnterprise(
  context: Context,
  streetId: string,
  id: string,
  record: EnterpriseRecord,
  phones: Phones,
): Promise<void> {
  const kept = [...(phones.legal === undefined ? ['legal'] : []), ...(phones.contact === undefined ? ['contact'] : [])]
  const columns = RECORD_COLUMNS.filter((c) => !kept.some((of) => new RegExp(`^${of}_(masked|tail|digest)$`).test(c)))
  await context.query(
    `UPDATE enterprise.enterprise e SET (${columns.join(', ')}) = (SELECT ${columns.join(', ')} FROM jsonb_populate_record(NULL::enterprise.enterprise, $3::jsonb)),
       version = version + 1, updated_at = now() WHERE e.street_id = $1 AND e.id = $2`,
    [streetId, id, JSON.stringify(record)],
  )
  // The app may write whole phones but never read them: what is kept is simply not named.
  const secret: [string, string | null][] = []
  if (phones.legal !== undefined) secret.push(['legal_phone', phones.legal])
  if (phones.contact !== undefined) secret.push(['contact_phone', phones.contact])
  await context.query(
    `UPDATE enterprise.enterprise_secret SET path = $3${secret.map(([column], i) => `, ${column} = $${i + 4}`).join('')} WHERE street_id = $1 AND id = $2`,
    [streetId, id, record.path, ...secret.map(([, value]) => value)],
  )
}

export async function updateState(
  context: Context,
  streetId: string,
  id: string,
  state: Enterprise['state'],
  reason: StateReason | null,
): Promise<void> {
  await context.query(
    `UPDATE enterprise.enterprise SET state = $3, state_reason = $4, state_since = now(), version = version + 1, updated_at = now()
     WHERE street_id = $1 AND id = $2`,
    [streetId, id, state, reason],
  )
}

export async function reveal(
  context: Context,
  streetId: string,
  id: string,
  field: string,
  purpose: string,
): Promise<string | null> {
  const { rows } = await context.query<{ value: string | null }>('SELECT enterprise.reveal($1, $2, $3, $4) AS value', [
    streetId,
    id,
    field,
    purpose,
  ])
  return rows[0]?.value ?? null
}

export interface KindCount {
  kind: Enterprise['kind']
  state: Enterprise['state']
  enterprises: number
  staff: number
  rooms: number
  withoutPhone: number
}

/** By kind and state, at or below a path. */
export async function countEnterprises(context: Context, under: string): Promise<KindCount[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<KindCount>(
    `SELECT kind, state, count(*)::integer AS enterprises, coalesce(sum(staff), 0)::integer AS staff, coalesce(sum(rooms), 0)::integer AS rooms,
       (count(*) FILTER (WHERE contact_tail IS NULL AND legal_tail IS NULL))::integer AS "withoutPhone"
     FROM enterprise.enterprise WHERE path >= $1 AND path < $2 GROUP BY kind, state`,
    [from, to],
  )
  return rows
}

/** The areas from the community down to `path`, by name. */
export async function trailTo(context: Context, path: string): Promise<{ path: string; name: string }[]> {
  const trail = ancestorsOf(path).slice(COMMUNITY - 1)
  const names = await areaNames(context, trail)
  return trail.flatMap((p) => (names.has(p) ? [{ path: p, name: names.get(p) as string }] : []))
}

export interface HistoryRow {
  at: Date
  type: string
  accountName: string | null
  data: Record<string, unknown>
}

/** What the ledger says of one enterprise, latest first, as far as it was done in the community it stands in. */
export async function listHistory(
  context: Context,
  { streetId, id, path }: { streetId: string; id: string; path: string },
  types: readonly string[],
): Promise<HistoryRow[]> {
  const { from, to } = rangeBelow(atDepth(path, COMMUNITY))
  const { rows } = await context.query<HistoryRow>(
    `SELECT at, type, platform.account_name(account_id) AS "accountName", data FROM platform.ledger
     WHERE street_id = $1 AND path >= $3 AND path < $4 AND type = ANY ($5) AND (data ->> 'enterpriseId' = $2 OR data -> 'added' ? $2
       OR data -> 'changed' @> jsonb_build_array(jsonb_build_object('enterpriseId', $2)))
     ORDER BY seq DESC LIMIT 200`,
    [streetId, id, from, to, types],
  )
  return rows
}
