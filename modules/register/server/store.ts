/** All SQL of areas, duties and residents. Returns model types; who may see what is the database's own decision. */
import type { ParsedInputOf } from '../../../platform/pure/contract.ts'
import { atDepth, depthOf, rangeBelow } from '../../../platform/pure/area.ts'
import { foldName } from '../../../platform/pure/fullwidth.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { afterCursor, eachRow, pageOf } from '../../../platform/server/pages.ts'
import type { register } from '../contract.ts'
import { type AreaKind, type AreaLine, areaKinds, type Duty, type Resident } from '../model.ts'
import type { ResidentRecord } from '../resident-record.ts'
import type { Search } from '../search.ts'

const AREA = `a.street_id AS "streetId", a.path, a.kind, a.name, a.address, a.floor, a.floors`
const RESIDENT = `r.id, r.path, r.name, r.sex, r.birth_date AS "birthDate", r.id_type AS "idType", r.id_masked AS "idMasked", r.phone_masked AS "phoneMasked",
  r.residence, r.tenancy, r.relation, r.work, r.groups, r.note, r.left_at AS "leftAt", r.left_reason AS "leftReason", r.version, coalesce(a.address, '') AS address`

type ResidentRow = Omit<Resident, 'leftAt'> & { leftAt: Date | null }
const toResident = ({ leftAt, ...row }: ResidentRow): Resident => ({ ...row, leftAt: leftAt?.toISOString() ?? null })

export async function findArea(context: Context, path: string): Promise<AreaLine | null> {
  const { rows } = await context.query<AreaLine>(`SELECT ${AREA} FROM register.area a WHERE a.path = $1`, [path])
  return rows[0] ?? null
}

export async function listAreas(context: Context, paths: readonly string[]): Promise<AreaLine[]> {
  const { rows } = await context.query<AreaLine>(
    `SELECT ${AREA} FROM register.area a WHERE a.path = ANY ($1) ORDER BY length(a.path), a.path`,
    [paths],
  )
  return rows
}

/** The areas whose parent is `under`, in order of their paths. */
export async function listChildren(context: Context, under: AreaLine): Promise<AreaLine[]> {
  const kind = areaKinds.values[depthOf(under.path)]
  return kind ? listAreasOfKind(context, under.path, kind) : []
}

export async function listAreasOfKind(context: Context, under: string, kind: AreaKind): Promise<AreaLine[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<AreaLine>(
    `SELECT ${AREA} FROM register.area a WHERE a.path >= $1 AND a.path < $2 AND a.kind = $3 ORDER BY a.path LIMIT 20000`,
    [from, to, kind],
  )
  return rows
}

export async function listFootprints(context: Context, under: string) {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<{ path: string; kind: AreaKind; name: string; ring: [number, number][] }>(
    `SELECT path, kind, coalesce(address, name) AS name, footprint AS ring FROM register.area
     WHERE path >= $1 AND path < $2 AND kind IN ('compound', 'building') AND footprint IS NOT NULL ORDER BY length(path), path LIMIT 20000`,
    [from, to],
  )
  return rows
}

export interface Counts {
  residents: number
  dwellings: number
  children: number
}

/** Residents, dwellings and areas one level below, at or below each path: index ranges, so that a person is read once per level. */
export async function countBelow(context: Context, paths: readonly string[]): Promise<Map<string, Counts>> {
  const { rows } = await context.query<{ path: string } & Counts>(
    `WITH wanted AS (SELECT p.path COLLATE "C" AS path, (rtrim(p.path, '.') || '/') COLLATE "C" AS upto, array_length(string_to_array(p.path, '.'), 1) AS depth
       FROM unnest($1::text[]) AS p (path))
     SELECT w.path,
       (SELECT count(*)::integer FROM register.resident r WHERE r.path >= w.path AND r.path < w.upto AND r.left_at IS NULL) AS residents,
       (SELECT count(*)::integer FROM register.area a WHERE a.path >= w.path AND a.path < w.upto AND a.kind = 'dwelling') AS dwellings,
       (SELECT count(*)::integer FROM register.area a WHERE a.path >= w.path AND a.path < w.upto AND a.kind = k.below) AS children
     FROM wanted w LEFT JOIN unnest($2::text[]) WITH ORDINALITY AS k (below, at) ON k.at = w.depth`,
    [paths, areaKinds.values],
  )
  return new Map(rows.map(({ path, ...counts }) => [path, counts]))
}

export async function listDuties(context: Context, paths: readonly string[]): Promise<Duty[]> {
  const { rows } = await context.query<Duty>(
    'SELECT id, path, post, name, phone FROM register.duty WHERE path = ANY ($1) ORDER BY length(path), path, name',
    [paths],
  )
  return rows
}

export async function putDuty(context: Context, streetId: string, duty: Duty): Promise<void> {
  await context.query(
    `INSERT INTO register.duty (street_id, id, path, post, name, phone) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (street_id, id) DO UPDATE SET path = excluded.path, post = excluded.post, name = excluded.name, phone = excluded.phone`,
    [streetId, duty.id, duty.path, duty.post, duty.name, duty.phone],
  )
}

export async function deleteDuty(context: Context, id: string): Promise<Pick<Duty, 'path' | 'post'> | null> {
  const { rows } = await context.query<Pick<Duty, 'path' | 'post'>>(
    'DELETE FROM register.duty WHERE id = $1 RETURNING path, post',
    [id],
  )
  return rows[0] ?? null
}

// ── Residents ─────────────────────────────────────────────────────────────────────────────────────────────────

type Filter = Omit<ParsedInputOf<(typeof register)['operations']['exportResidents']>, 'purpose' | 'lang' | 'text'>
export interface Criteria {
  readonly filter: Filter
  readonly search: Search
  readonly digest: (kind: 'id' | 'phone', value: string) => Buffer
  /** At or below these, for a search by address. */
  readonly places?: readonly string[]
}

/** WHERE and its values, from $1 on. Prefixes are ranges, because LIKE cannot use an index below a row policy. */
function where(context: Context, { filter, search, digest, places }: Criteria): { sql: string; values: unknown[] } {
  const values: unknown[] = []
  const add = (value: unknown): string => `$${values.push(value)}`
  const terms: string[] = []
  const within = (path: string): string => {
    const { from, to } = rangeBelow(path)
    return `r.path >= ${add(from)} AND r.path < ${add(to)}`
  }
  const prefix = (column: string, text: string): string =>
    `${column} >= ${add(text)} AND ${column} < ${add(`${text}\uffff`)}`
  terms.push(within(filter.under ?? context.actor.path))
  if (!filter.withLeft) terms.push('r.left_at IS NULL')
  if (filter.groups?.length) terms.push(`r.groups && ${add(filter.groups)}::text[]`)
  if (filter.residence?.length) terms.push(`r.residence = ANY (${add(filter.residence)})`)
  if (filter.work?.length) terms.push(`r.work = ANY (${add(filter.work)})`)
  const today = shanghaiDay(Date.now())
  if (filter.ageFrom !== undefined)
    terms.push(`r.birth_date <= ${add(today)}::date - make_interval(years => ${add(filter.ageFrom)})`)
  if (filter.ageTo !== undefined)
    terms.push(`r.birth_date > ${add(today)}::date - make_interval(years => ${add(filter.ageTo + 1)})`)
  switch (search.by) {
    case 'name':
      terms.push(
        prefix(
          'r.name_key',
          foldName(search.text)
            .replace(/[\s·.\-']/gu, '')
            .toLowerCase(),
        ),
      )
      break
    case 'pinyin':
    case 'initials':
      terms.push(`((${prefix('r.pinyin', search.text)}) OR (${prefix('r.initials', search.text)}))`)
      break
    case 'phone-tail':
      terms.push(`r.phone_tail = ${add(search.text)}`)
      break
    case 'phone':
      terms.push(`r.phone_digest = ${add(digest('phone', search.text))}`)
      break
    case 'id-number':
      terms.push(`r.id_digest = ${add(digest('id', search.text))}`)
      break
    case 'address':
      terms.push(places?.length ? `(${places.map((p) => `(${within(p)})`).join(' OR ')})` : 'false')
      break
    case 'all':
    case 'too-short':
      break
  }
  return { sql: terms.join(' AND '), values }
}

const FROM = 'FROM register.resident r LEFT JOIN register.area a ON a.street_id = r.street_id AND a.path = r.path'

export async function findResidents(
  context: Context,
  criteria: Criteria,
  page: { after?: string | undefined; limit: number },
): Promise<{ rows: Resident[]; next: string | null; total: number }> {
  const { sql, values } = where(context, criteria)
  const { rows: counted } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM register.resident r WHERE ${sql}`,
    values,
  )
  const keyset = afterCursor('r', page.after, values)
  const { rows } = await context.query<ResidentRow>(
    `SELECT ${RESIDENT} ${FROM} WHERE ${sql} ${keyset} ORDER BY r.path, r.id LIMIT $${values.push(page.limit + 1)}`,
    values,
  )
  return { ...pageOf(rows.map(toResident), page.limit), total: counted[0]!.n }
}

/** All that fit, page by page, for exports of any size. */
export const eachResident = (context: Context, criteria: Criteria): AsyncGenerator<Resident> =>
  eachRow((after) => findResidents(context, criteria, { after, limit: 5000 }))

/** Topmost places whose address fits, at most 300. */
export async function findPlaces(context: Context, under: string, pattern: string): Promise<string[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<{ path: string }>(
    `SELECT path FROM register.area WHERE path >= $1 AND path < $2 AND address_key LIKE $3 ORDER BY length(path), path LIMIT 3000`,
    [from, to, pattern],
  )
  const top: string[] = []
  const kept = new Set<string>()
  for (const { path } of rows) {
    if (Array.from({ length: depthOf(path) }, (_, i) => atDepth(path, i + 1)).some((p) => kept.has(p))) continue
    kept.add(path)
    top.push(path)
    if (top.length === 300) break
  }
  return top
}

export async function findResident(
  context: Context,
  id: string,
  options: { lock?: boolean } = {},
): Promise<(Resident & { streetId: string }) | null> {
  const { rows } = await context.query<ResidentRow & { streetId: string }>(
    `SELECT r.street_id AS "streetId", ${RESIDENT} ${FROM} WHERE r.id = $1 ${options.lock ? 'FOR UPDATE OF r' : ''}`,
    [id],
  )
  return rows[0] ? { ...toResident(rows[0]), streetId: rows[0].streetId } : null
}

export async function listMembers(context: Context, path: string): Promise<Resident[]> {
  const { rows } = await context.query<ResidentRow>(
    `SELECT ${RESIDENT} ${FROM} WHERE r.path = $1 AND r.left_at IS NULL
     ORDER BY array_position('{head,spouse,parent,child,other,roommate}'::text[], r.relation), r.birth_date, r.id`,
    [path],
  )
  return rows.map(toResident)
}

const COLUMNS = [
  'path',
  'name',
  'name_key',
  'pinyin',
  'initials',
  'sex',
  'birth_date',
  'id_type',
  'id_masked',
  'id_digest',
  'phone_masked',
  'phone_tail',
  'phone_digest',
  'residence',
  'tenancy',
  'relation',
  'work',
  'groups',
  'note',
] as const
const valuesOf = (r: ResidentRecord): unknown[] => [
  r.path,
  r.name,
  r.nameKey,
  r.pinyin,
  r.initials,
  r.sex,
  r.birthDate,
  r.idType,
  r.idMasked,
  r.idDigest,
  r.phoneMasked,
  r.phoneTail,
  r.phoneDigest,
  r.residence,
  r.tenancy,
  r.relation,
  r.work,
  r.groups,
  r.note,
]

export async function insertResident(
  context: Context,
  streetId: string,
  id: string,
  record: ResidentRecord,
): Promise<void> {
  await context.query(
    `INSERT INTO register.resident (street_id, id, ${COLUMNS.join(', ')}) VALUES ($1, $2, ${COLUMNS.map((_, i) => `$${i + 3}`).join(', ')})`,
    [streetId, id, ...valuesOf(record)],
  )
  await putSecret(context, streetId, id, record.path, record.secret)
}

/** `keepNumbers`: which whole numbers were not given anew and stay as they are. */
export async function updateResident(
  context: Context,
  streetId: string,
  id: string,
  record: ResidentRecord,
  keep: { idNumber: boolean; phone: boolean },
): Promise<void> {
  const kept = new Set([
    ...(keep.idNumber ? ['id_masked', 'id_digest'] : []),
    ...(keep.phone ? ['phone_masked', 'phone_tail', 'phone_digest'] : []),
  ])
  const all = valuesOf(record)
  const columns = COLUMNS.filter((c) => !kept.has(c))
  const values = columns.map((c) => all[COLUMNS.indexOf(c)])
  await context.query(
    `UPDATE register.resident SET ${columns.map((c, i) => `${c} = $${i + 3}`).join(', ')}, version = version + 1, updated_at = now() WHERE street_id = $1 AND id = $2`,
    [streetId, id, ...values],
  )
  // The app may write whole numbers but never read them: what is kept is simply not named.
  const secret: [string, string | null][] = []
  if (!keep.idNumber) secret.push(['id_number', record.secret.idNumber])
  if (!keep.phone) secret.push(['phone', record.secret.phone])
  await context.query(
    `UPDATE register.resident_secret SET path = $3${secret.map(([column], i) => `, ${column} = $${i + 4}`).join('')} WHERE street_id = $1 AND id = $2`,
    [streetId, id, record.path, ...secret.map(([, value]) => value)],
  )
}

async function putSecret(
  context: Context,
  streetId: string,
  id: string,
  path: string,
  secret: ResidentRecord['secret'],
): Promise<void> {
  await context.query(
    'INSERT INTO register.resident_secret (street_id, id, path, id_number, phone) VALUES ($1, $2, $3, $4, $5)',
    [streetId, id, path, secret.idNumber, secret.phone],
  )
}

export async function markLeft(context: Context, streetId: string, id: string, reason: string): Promise<void> {
  await context.query(
    'UPDATE register.resident SET left_at = now(), left_reason = $3, version = version + 1, updated_at = now() WHERE street_id = $1 AND id = $2',
    [streetId, id, reason],
  )
}

export async function reveal(
  context: Context,
  streetId: string,
  id: string,
  field: string,
  purpose: string,
): Promise<string | null> {
  const { rows } = await context.query<{ value: string | null }>('SELECT register.reveal($1, $2, $3, $4) AS value', [
    streetId,
    id,
    field,
    purpose,
  ])
  return rows[0]!.value
}
