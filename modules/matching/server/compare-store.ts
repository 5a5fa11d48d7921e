/** SQL of a comparison: the register's side as keys, the list's side with its numbers, what was found, what is remembered. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { IndexedArea } from '../../register/address-index.ts'
import type { ListLine } from '../model.ts'
import type { JudgedLine, PersonAt } from './compare-orders.ts'

export interface ListToCompare {
  readonly id: string
  readonly streetId: string
  readonly operationId: string
  readonly path: string
  readonly state: string
  readonly lines: number
}

export async function lockList(context: Context, id: string): Promise<ListToCompare | null> {
  const { rows } = await context.query<ListToCompare>(
    `SELECT id, street_id AS "streetId", operation_id AS "operationId", path, state, lines FROM matching.list WHERE id = $1 FOR UPDATE`,
    [id],
  )
  return rows[0] ?? null
}

const SETTABLE = { state: 'text', progress: 'real', problem: 'jsonb', people: 'integer' } as const
type Settable = Partial<{ state: string; progress: number; problem: readonly [string, string] | null; people: number }>

/** `begun` and `done` also note the time. */
export async function setList(
  context: Context,
  { streetId, id }: Pick<ListToCompare, 'streetId' | 'id'>,
  given: Settable,
  moment?: 'begun' | 'done',
): Promise<void> {
  const set = Object.entries(given) as [keyof typeof SETTABLE, unknown][]
  const sql = set.map(([column], i) => `${column} = $${i + 3}::${SETTABLE[column]}`)
  if (moment === 'begun') sql.push('begun_at = clock_timestamp()', 'compared_at = NULL')
  if (moment === 'done') sql.push('compared_at = clock_timestamp()')
  const values = set.map(([column, value]) =>
    SETTABLE[column] === 'jsonb' && value !== null ? JSON.stringify(value) : value,
  )
  await context.query(`UPDATE matching.list SET ${sql.join(', ')} WHERE street_id = $1 AND id = $2`, [
    streetId,
    id,
    ...values,
  ])
}

export async function areasBelow(context: Context, path: string): Promise<IndexedArea[]> {
  const { from, to } = rangeBelow(path)
  const { rows } = await context.query<IndexedArea>(
    'SELECT path, kind, name FROM register.area WHERE path >= $1 AND path < $2',
    [from, to],
  )
  return rows
}

interface PersonRow extends Omit<PersonAt, 'phoneKeys'> {
  phoneKey: string | null
}

/** The next people below a path after one of them; null for the first. */
export async function peopleAfter(
  context: Context,
  path: string,
  after: Pick<PersonAt, 'path' | 'id'> | null,
  most: number,
): Promise<PersonAt[]> {
  const { from, to } = rangeBelow(path)
  const { rows } = await context.query<PersonRow>(
    `SELECT id, path, name, sex, birth_date AS "birthDate", id_type AS "idType", encode(id_digest, 'hex') AS "idKey", encode(phone_digest, 'hex') AS "phoneKey"
     FROM register.public_resident_key WHERE path >= $1 AND path < $2 ${after ? 'AND (path, id) > ($4::text COLLATE "C", $5::uuid)' : ''}
     ORDER BY path, id LIMIT $3`,
    [from, to, most, ...(after ? [after.path, after.id] : [])],
  )
  return rows.map(({ phoneKey, ...person }) => ({ ...person, phoneKeys: phoneKey === null ? [] : [phoneKey] }))
}

/** The next lines with their whole numbers, which the ledger notes. */
export async function linesAfter(
  context: Context,
  list: ListToCompare,
  after: number,
  most: number,
): Promise<ListLine[]> {
  const { rows } = await context.query<{ rowNo: number } & Omit<ListLine, 'id'>>(
    `SELECT l.row_no AS "rowNo", l.name, n.id_number AS "idNumber", n.phone, l.birth_date AS "birthDate", l.sex, l.address
     FROM matching.numbers($1, $2, $3, $4) n JOIN matching.line l ON l.street_id = $1 AND l.list_id = $2 AND l.row_no = n.row_no ORDER BY l.row_no`,
    [list.streetId, list.id, after, most],
  )
  return rows.map(({ rowNo, ...line }) => ({ ...line, id: String(rowNo) }))
}

/** What the comparison found; whatever people have decided stays. */
export async function keepResults(context: Context, list: ListToCompare, lines: readonly JudgedLine[]): Promise<void> {
  await context.query(
    `UPDATE matching.line t SET verdict = r.verdict, probability = r.probability, because = r.because, best = nullif(r.best, 'null'), runner_up = nullif(r."runnerUp", 'null'),
       place_path = r."placePath", resident_id = CASE WHEN t.outcome IS NOT NULL THEN t.resident_id WHEN r.verdict = 'match' THEN (r.best ->> 'registerId')::uuid END
     FROM jsonb_to_recordset($3::jsonb) AS r ("rowNo" integer, verdict text, probability real, because jsonb, best jsonb, "runnerUp" jsonb, "placePath" text)
     WHERE t.street_id = $1 AND t.list_id = $2 AND t.row_no = r."rowNo"`,
    [list.streetId, list.id, JSON.stringify(lines)],
  )
}

/** Decisions about the very same lines in other lists of the operation are taken over, where the person is still there. */
export async function rememberDecisions(context: Context, list: ListToCompare): Promise<void> {
  await context.query(
    `WITH earlier AS (
       SELECT DISTINCT ON (l.row_no) l.row_no, l.path, l.line_key, d.kind, d.resident_id, d.account_id, coalesce(d.from_list, d.list_id) AS from_list
       FROM matching.line l JOIN matching.decision d ON d.street_id = l.street_id AND d.operation_id = l.operation_id AND d.line_key = l.line_key AND d.list_id <> l.list_id
       WHERE l.street_id = $1 AND l.list_id = $2 AND l.decisions = 0 ORDER BY l.row_no, d.at DESC, d.seq DESC
     ), kept AS (
       SELECT e.* FROM earlier e WHERE e.kind <> 'undone'
         AND (e.resident_id IS NULL OR EXISTS (SELECT FROM register.public_resident_key p WHERE p.street_id = $1 AND p.id = e.resident_id))
     ), written AS (
       INSERT INTO matching.decision (street_id, operation_id, list_id, row_no, seq, path, line_key, kind, resident_id, account_id, from_list)
       SELECT $1, $3, $2, row_no, 1, path, line_key, kind, resident_id, account_id, from_list FROM kept
     )
     UPDATE matching.line l SET outcome = k.kind, resident_id = k.resident_id, decisions = 1 FROM kept k
     WHERE l.street_id = $1 AND l.list_id = $2 AND l.row_no = k.row_no`,
    [list.streetId, list.id, list.operationId],
  )
}

export async function countStandings(
  context: Context,
  list: ListToCompare,
): Promise<{ matched: number; look: number; missing: number }> {
  const { rows } = await context.query<{ standing: string; n: number }>(
    'SELECT standing, count(*)::integer AS n FROM matching.line WHERE street_id = $1 AND list_id = $2 GROUP BY standing',
    [list.streetId, list.id],
  )
  const of = (standing: string): number => rows.find((row) => row.standing === standing)?.n ?? 0
  return { matched: of('matched'), look: of('look'), missing: of('missing') }
}
