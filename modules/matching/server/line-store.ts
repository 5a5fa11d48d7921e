/** SQL of compared lists and their lines, as the desk reads and decides them. */
import type { ParsedInputOf } from '../../../platform/pure/contract.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { matching } from '../contract.ts'
import type { ComparedCandidate, ComparedList, DecisionKind, Line, Person } from '../list-model.ts'
import type { Candidate } from '../model.ts'

const LIST = `l.id, l.street_id AS "streetId", l.operation_id AS "operationId", l.path, coalesce(a.name, '') AS "areaName", coalesce(i.file_name, '') AS "fileName",
  l.state, l.progress, l.problem, l.made_at AS "madeAt", l.compared_at AS "comparedAt", extract(epoch FROM l.compared_at - l.begun_at)::float AS seconds, l.people, c.counts
  FROM matching.list l LEFT JOIN register.area a ON a.street_id = l.street_id AND a.path = l.path LEFT JOIN matching.import i ON i.street_id = l.street_id AND i.id = l.id,
  LATERAL (SELECT jsonb_build_object('lines', count(*), 'matched', count(*) FILTER (WHERE n.standing = 'matched'), 'look', count(*) FILTER (WHERE n.standing = 'look'),
    'missing', count(*) FILTER (WHERE n.standing = 'missing'), 'notHere', count(*) FILTER (WHERE n.standing = 'not-here'), 'decided', count(*) FILTER (WHERE n.outcome IS NOT NULL)) AS counts
    FROM matching.line n WHERE n.street_id = l.street_id AND n.list_id = l.id) c`

type ListRow = Omit<ComparedList, 'madeAt' | 'comparedAt'> & { streetId: string; madeAt: Date; comparedAt: Date | null }
const toList = (row: ListRow): ComparedList & { streetId: string } => ({
  ...row,
  madeAt: row.madeAt.toISOString(),
  comparedAt: row.comparedAt?.toISOString() ?? null,
})

/** The latest hundred of an operation. */
export async function listsOf(context: Context, operationId: string): Promise<ComparedList[]> {
  const { rows } = await context.query<ListRow>(
    `SELECT ${LIST} WHERE l.operation_id = $1 AND l.lines > 0 ORDER BY l.made_at DESC, l.id LIMIT 100`,
    [operationId],
  )
  return rows.map((row) => {
    const { streetId: _, ...list } = toList(row)
    return list
  })
}

export async function findList(context: Context, id: string): Promise<(ComparedList & { streetId: string }) | null> {
  const { rows } = await context.query<ListRow>(`SELECT ${LIST} WHERE l.id = $1`, [id])
  return rows[0] ? toList(rows[0]) : null
}

export async function insertList(
  context: Context,
  list: { id: string; streetId: string; operationId: string; path: string },
): Promise<boolean> {
  const { rowCount } = await context.query(
    'INSERT INTO matching.list (street_id, operation_id, id, path, account_id) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [list.streetId, list.operationId, list.id, list.path, context.actor.accountId],
  )
  return rowCount === 1
}

// ── Lines ───────────────────────────────────────────────────────────────────────────────────────────────────────
type Filter = Pick<ParsedInputOf<(typeof matching)['operations']['lines']>, 'listId' | 'standing' | 'text' | 'order'>

/** From the compound down: 桃影苑 3号楼. */
const NAMED = (path: string): string => `(SELECT string_agg(a.name, ' ' ORDER BY length(a.path)) FROM register.area a
  WHERE a.street_id = l.street_id AND starts_with(${path}, a.path) AND a.kind IN ('compound', 'building', 'unit', 'dwelling'))`
const LINE = `l.row_no AS "rowNo", l.name, l.id_masked AS "idMasked", l.phone_masked AS "phoneMasked", l.birth_date AS "birthDate", l.sex, l.address, l.note, l.standing,
  l.outcome, l.probability, l.because, l.decisions,
  (SELECT jsonb_build_object('id', r.id, 'name', r.name, 'path', r.path, 'address', coalesce(${NAMED('r.path')}, ''))
    FROM register.public_resident r WHERE r.street_id = l.street_id AND r.id = l.resident_id) AS resident,
  CASE WHEN l.place_path IS NOT NULL THEN jsonb_build_object('path', l.place_path, 'name', coalesce(${NAMED('l.place_path')}, '')) END AS place`

const AT_DOOR = `coalesce(l.place_path, '~') COLLATE "C"`

function where({ listId, standing, text }: Filter): { sql: string; values: unknown[] } {
  const values: unknown[] = [listId]
  const terms = ['l.list_id = $1']
  if (standing) terms.push(`l.standing = $${values.push(standing)}`)
  if (text) {
    const held = `$${values.push(`%${text.replace(/[\\%_]/g, '\\$&')}%`)}`
    terms.push(
      `(l.name ILIKE ${held} OR l.address ILIKE ${held} OR l.note ILIKE ${held} OR l.phone_masked LIKE ${held})`,
    )
  }
  return { sql: terms.join(' AND '), values }
}

export async function findLines(
  context: Context,
  filter: Filter,
  page: { after?: string | undefined; limit: number },
): Promise<{ rows: Line[]; next: string | null; total: number }> {
  const { sql, values } = where(filter)
  const { rows: counted } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM matching.line l WHERE ${sql}`,
    values,
  )
  const byDoor = filter.order === 'door'
  const [row = '', door = ''] = page.after?.split('|') ?? []
  const from = /^\d{1,9}$/.test(row) ? Number(row) : null
  const keyset =
    from === null
      ? ''
      : byDoor
        ? `AND (${AT_DOOR}, l.row_no) > ($${values.push(door)}::text COLLATE "C", $${values.push(from)}::integer)`
        : `AND l.row_no > $${values.push(from)}`
  const { rows } = await context.query<Line>(
    `SELECT ${LINE} FROM matching.line l WHERE ${sql} ${keyset} ORDER BY ${byDoor ? `${AT_DOOR}, l.row_no` : 'l.row_no'} LIMIT $${values.push(page.limit + 1)}`,
    values,
  )
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > page.limit && last ? `${last.rowNo}|${last.place?.path ?? '~'}` : null,
    total: counted[0]?.n ?? 0,
  }
}

/** All that fit, page by page, for exports of any size. */
export async function* eachLine(context: Context, filter: Filter): AsyncGenerator<Line> {
  let after: string | undefined
  do {
    const page = await findLines(context, filter, { after, limit: 1000 })
    yield* page.rows
    after = page.next ?? undefined
  } while (after)
}

export interface LineKey {
  readonly listId: string
  readonly rowNo: number
}

export async function findLine(context: Context, { listId, rowNo }: LineKey): Promise<Line | null> {
  const { rows } = await context.query<Line>(
    `SELECT ${LINE} FROM matching.line l WHERE l.list_id = $1 AND l.row_no = $2`,
    [listId, rowNo],
  )
  return rows[0] ?? null
}

interface Found {
  best: Candidate | null
  runnerUp: Candidate | null
}

/** Whom a line may be, the people as they are now in the register. */
export async function candidatesOf(
  context: Context,
  streetId: string,
  { listId, rowNo }: LineKey,
): Promise<{ best: ComparedCandidate | null; runnerUp: ComparedCandidate | null }> {
  const { rows } = await context.query<Found>(
    'SELECT best, runner_up AS "runnerUp" FROM matching.line WHERE list_id = $1 AND row_no = $2',
    [listId, rowNo],
  )
  const found = rows[0] ?? { best: null, runnerUp: null }
  const ids = [found.best, found.runnerUp].flatMap((one) => (one === null ? [] : [one.registerId]))
  const { rows: people } = await context.query<Person>(
    `SELECT l.id, l.name, l.sex, l.birth_date AS "birthDate", l.id_type AS "idType", l.id_masked AS "idMasked", l.phone_masked AS "phoneMasked", l.path,
       coalesce(${NAMED('l.path')}, '') AS address FROM register.public_resident l WHERE l.street_id = $1 AND l.id = ANY ($2)`,
    [streetId, ids],
  )
  const candidate = (one: Candidate | null): ComparedCandidate | null =>
    one === null
      ? null
      : {
          person: people.find(({ id }) => id === one.registerId) ?? null,
          registerId: one.registerId,
          probability: one.probability,
          bits: one.bits,
          fields: one.fields.map((field) => ({ ...field, words: [...field.words] as [string, string] })),
        }
  return { best: candidate(found.best), runnerUp: candidate(found.runnerUp) }
}

/** The next line to be looked at after one, beginning anew at the end; never that one itself. */
export async function nextToLook(
  context: Context,
  { listId, rowNo }: LineKey,
): Promise<{ next: number | null; left: number }> {
  const { rows } = await context.query<{ next: number | null; left: number }>(
    `SELECT coalesce(min(row_no) FILTER (WHERE row_no > $2), min(row_no) FILTER (WHERE row_no <> $2)) AS next, count(*)::integer AS left
     FROM matching.line WHERE list_id = $1 AND standing = 'look'`,
    [listId, rowNo],
  )
  return rows[0] ?? { next: null, left: 0 }
}

// ── Decisions ───────────────────────────────────────────────────────────────────────────────────────────────────
export interface DecisionRow {
  seq: number
  kind: DecisionKind
  residentName: string | null
  accountName: string | null
  at: Date
  remembered: boolean
}

export async function decisionsOf(context: Context, { listId, rowNo }: LineKey): Promise<DecisionRow[]> {
  const { rows } = await context.query<DecisionRow>(
    `SELECT d.seq, d.kind, r.name AS "residentName", platform.account_name(d.account_id) AS "accountName", d.at, d.from_list IS NOT NULL AS remembered
     FROM matching.decision d LEFT JOIN register.public_resident r ON r.street_id = d.street_id AND r.id = d.resident_id
     WHERE d.list_id = $1 AND d.row_no = $2 ORDER BY d.seq DESC`,
    [listId, rowNo],
  )
  return rows
}

export interface LockedLine extends LineKey {
  streetId: string
  operationId: string
  path: string
  state: string
  decisions: number
  outcome: string | null
  candidates: (string | null)[]
}

/** The line, locked: whoever decides at the same time waits, and then sees that it was decided. */
export async function lockLine(context: Context, { listId, rowNo }: LineKey): Promise<LockedLine | null> {
  const { rows } = await context.query<LockedLine>(
    `SELECT l.street_id AS "streetId", l.operation_id AS "operationId", l.list_id AS "listId", l.row_no AS "rowNo", l.path, t.state, l.decisions, l.outcome,
       ARRAY[l.best ->> 'registerId', l.runner_up ->> 'registerId'] AS candidates
     FROM matching.line l JOIN matching.list t ON t.street_id = l.street_id AND t.id = l.list_id WHERE l.list_id = $1 AND l.row_no = $2 FOR UPDATE OF l`,
    [listId, rowNo],
  )
  return rows[0] ?? null
}

/** Somebody who counts, at or below the area of the list. */
export async function isResidentThere(context: Context, line: LockedLine, residentId: string): Promise<boolean> {
  const { rowCount } = await context.query(
    'SELECT FROM register.public_resident_key WHERE street_id = $1 AND id = $2 AND starts_with(path, $3)',
    [line.streetId, residentId, line.path],
  )
  return rowCount === 1
}

export async function insertDecision(
  context: Context,
  line: LockedLine,
  kind: DecisionKind,
  residentId: string | null,
): Promise<void> {
  const key = [line.streetId, line.listId, line.rowNo]
  const outcome = kind === 'undone' ? null : kind
  await context.query(
    `INSERT INTO matching.decision (street_id, operation_id, list_id, row_no, seq, path, line_key, kind, resident_id, account_id)
     SELECT street_id, operation_id, list_id, row_no, decisions + 1, path, line_key, $4, $5, $6 FROM matching.line WHERE street_id = $1 AND list_id = $2 AND row_no = $3`,
    [...key, kind, residentId, context.actor.accountId],
  )
  await context.query(
    `UPDATE matching.line SET decisions = decisions + 1, outcome = $4,
       resident_id = CASE WHEN $4::text IS NOT NULL THEN $5::uuid WHEN verdict = 'match' THEN (best ->> 'registerId')::uuid END
     WHERE street_id = $1 AND list_id = $2 AND row_no = $3`,
    [...key, outcome, residentId],
  )
}

/** Whole number and phone of one line, which the ledger notes. */
export async function numbersOf(
  context: Context,
  line: LockedLine,
): Promise<{ idNumber: string | null; phone: string | null; birthDate: string | null; sex: string | null }> {
  const { rows } = await context.query<{
    rowNo: number
    idNumber: string | null
    phone: string | null
    birthDate: string | null
    sex: string | null
  }>(
    `SELECT n.row_no AS "rowNo", n.id_number AS "idNumber", n.phone, l.birth_date AS "birthDate", l.sex
     FROM matching.numbers($1, $2, $3, 1) n JOIN matching.line l ON l.street_id = $1 AND l.list_id = $2 AND l.row_no = n.row_no`,
    [line.streetId, line.listId, line.rowNo - 1],
  )
  const [found] = rows
  if (found?.rowNo !== line.rowNo) return { idNumber: null, phone: null, birthDate: null, sex: null }
  const { rowNo: _, ...numbers } = found
  return numbers
}
