/** All SQL of imports: the list as it is staged and judged. Rows hold whole numbers, so they go when the list is dealt with. */
import type { Word } from '../../../platform/pure/words.ts'
import type { OutputOf } from '../../../platform/pure/contract.ts'
import type { ListCell } from '../../../platform/pure/list-cells.ts'
import type { ColumnCorrections } from '../../../platform/pure/list-columns.ts'
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { IndexedArea } from '../address-index.ts'
import type { register } from '../contract.ts'
import type { Places } from '../import-address.ts'
import { maskIdentityNumber, maskPhone } from '../../../platform/pure/mask.ts'
import { type ImportColumn, importCounts, type ImportField, type ImportRow } from '../import-model.ts'
import type { Fault, Remark } from '../import-problems.ts'
import { type PersonRecord, RESIDENT_COLUMNS } from './import-record.ts'

export type ImportView = OutputOf<(typeof register)['operations']['importStatus']>
export type Counts = ImportView['counts']

/** How the head of a list was understood; kept so that a second look starts from the person's corrections. */
export interface ListHead {
  /** Row number as the spreadsheet shows it, 0 for none. */
  row: number
  carryDown: boolean
  corrections: ColumnCorrections<ImportField>
}

/** A cell in storage: its text, or text and kind where Excel did something to it. */
export type StoredCell = string | { t: string; k: 'date' | 'error' | 'mangled' }
export const storedCell = (cell: ListCell): StoredCell => {
  if (cell.mangled) return { t: cell.text, k: 'mangled' }
  return cell.kind === 'date' || cell.kind === 'error' ? { t: cell.text, k: cell.kind } : cell.text
}
export const listCell = (cell: StoredCell): ListCell => {
  if (typeof cell === 'string') return { text: cell }
  return cell.k === 'mangled' ? { text: cell.t, mangled: true } : { text: cell.t, kind: cell.k }
}

export interface StagedRow {
  /** For accepted rows that would write: what the register would hold. */
  record?: PersonRecord

  rowNo: number
  verdict: ImportRow['verdict']
  residentId: string | null
  draft: { changes?: ImportRow['changes']; places?: Places } | null
  problems: (Fault | Remark)[]
}

export interface ListImport {
  id: string
  streetId: string
  path: string
  accountId: string
  fileName: string
  state: ImportView['state']
  progress: number
  columns: ImportColumn[]
  header: Partial<ListHead>
  counts: Partial<Counts>
  problem: Word | null
  madeAt: Date
  appliedAt: Date | null
}

/** Whole numbers are not shown to prove which column they stand in. */
const maskedIn =
  (field: ImportColumn['field']) =>
  (sample: string): string =>
    field === 'idNumber' ? maskIdentityNumber(sample) : field === 'phone' ? maskPhone(sample) : sample

export const toView = (row: ListImport): ImportView => ({
  id: row.id,
  path: row.path,
  fileName: row.fileName,
  state: row.state,
  progress: row.progress,
  headerRow: row.header.row ?? null,
  columns: row.columns.map((column) => ({ ...column, samples: column.samples.map(maskedIn(column.field)) })),
  counts: importCounts.parse(row.counts),
  problem: row.problem === null ? null : [...row.problem],
  madeAt: row.madeAt.toISOString(),
  appliedAt: row.appliedAt?.toISOString() ?? null,
})

const IMPORT = `id, street_id AS "streetId", path, account_id AS "accountId", file_name AS "fileName", state, progress, columns, header, counts, problem,
  made_at AS "madeAt", applied_at AS "appliedAt"`

export async function findImport(context: Context, id: string, lock = false): Promise<ListImport | null> {
  const { rows } = await context.query<ListImport>(
    `SELECT ${IMPORT} FROM register.import WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [id],
  )
  return rows[0] ?? null
}

export async function listImports(context: Context): Promise<ListImport[]> {
  const { rows } = await context.query<ListImport>(
    `SELECT ${IMPORT} FROM register.import ORDER BY made_at DESC, id LIMIT 50`,
  )
  return rows
}

export async function insertImport(
  context: Context,
  made: { streetId: string; id: string; path: string; fileName: string; fileDigest: string },
): Promise<void> {
  await context.query(
    `INSERT INTO register.import (street_id, id, path, account_id, file_name, file_digest, state) VALUES ($1, $2, $3, $4, $5, $6, 'reading')`,
    [made.streetId, made.id, made.path, context.actor.accountId, made.fileName, made.fileDigest],
  )
}

const SETTABLE = {
  state: 'text',
  progress: 'real',
  columns: 'jsonb',
  header: 'jsonb',
  counts: 'jsonb',
  problem: 'jsonb',
  appliedAt: 'timestamptz',
} as const
type Settable = Partial<Pick<ListImport, keyof typeof SETTABLE>>

export async function setImport(context: Context, { streetId, id }: ListKey, set: Settable): Promise<void> {
  const given = Object.entries(set) as [keyof typeof SETTABLE, unknown][]
  const sql = given.map(
    ([field, _], i) => `${field === 'appliedAt' ? 'applied_at' : field} = $${i + 3}::${SETTABLE[field]}`,
  )
  const values = given.map(([field, value]) =>
    SETTABLE[field] === 'jsonb' && value !== null ? JSON.stringify(value) : value,
  )
  await context.query(`UPDATE register.import SET ${sql.join(', ')} WHERE street_id = $1 AND id = $2`, [
    streetId,
    id,
    ...values,
  ])
}

/** The areas that an address of the list may mean. */
export async function listPlaces(context: Context, under: string): Promise<IndexedArea[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<IndexedArea>(
    `SELECT path, kind, name FROM register.area WHERE path >= $1 AND path < $2 AND kind IN ('compound', 'building', 'unit', 'dwelling')`,
    [from, to],
  )
  return rows
}

// ── Staged rows ───────────────────────────────────────────────────────────────────────────────────────────────

type ListKey = Pick<ListImport, 'streetId' | 'id'>
const RECORDSET = 'jsonb_to_recordset($3::jsonb) AS r (n integer, c jsonb, v text, i uuid, d jsonb, p jsonb)'

export async function insertRows(
  context: Context,
  list: Pick<ListImport, 'streetId' | 'id' | 'path'>,
  rows: readonly (StagedRow & { cells: readonly StoredCell[] })[],
): Promise<void> {
  const packed = rows.map((r) => ({ n: r.rowNo, c: r.cells, v: r.verdict, i: r.residentId, d: r.draft, p: r.problems }))
  await context.query(
    `INSERT INTO register.import_row (street_id, import_id, row_no, path, cells, verdict, resident_id, draft, problems)
     SELECT $1, $2, r.n, $4, r.c, r.v, r.i, nullif(r.d, 'null'), r.p FROM ${RECORDSET}`,
    [list.streetId, list.id, JSON.stringify(packed), list.path],
  )
  await insertPeople(context, list, rows)
}

export async function updateRows(context: Context, list: ListKey, rows: readonly StagedRow[]): Promise<void> {
  const packed = rows.map((r) => ({ n: r.rowNo, v: r.verdict, i: r.residentId, d: r.draft, p: r.problems }))
  await context.query(
    `UPDATE register.import_row t SET verdict = r.v, resident_id = r.i, draft = nullif(r.d, 'null'), problems = r.p
     FROM ${RECORDSET} WHERE t.street_id = $1 AND t.import_id = $2 AND t.row_no = r.n`,
    [list.streetId, list.id, JSON.stringify(packed)],
  )
  await context.query(
    'DELETE FROM register.import_person WHERE street_id = $1 AND import_id = $2 AND row_no = ANY ($3)',
    [list.streetId, list.id, rows.map((r) => r.rowNo)],
  )
  await insertPeople(context, list, rows)
}

const PERSON_COLUMNS = `row_no, resident_id, version, ${RESIDENT_COLUMNS}, id_number, phone`

async function insertPeople(context: Context, { streetId, id }: ListKey, rows: readonly StagedRow[]): Promise<void> {
  const people = rows.flatMap(({ record, rowNo, residentId }) =>
    record === undefined ? [] : [{ ...record, row_no: rowNo, resident_id: residentId }],
  )
  if (people.length === 0) return
  await context.query(
    `INSERT INTO register.import_person (street_id, import_id, ${PERSON_COLUMNS})
     SELECT $1, $2, ${PERSON_COLUMNS} FROM json_populate_recordset(NULL::register.import_person, $3::json)`,
    [streetId, id, JSON.stringify(people)],
  )
}

export async function deleteRows(context: Context, { streetId, id }: ListKey): Promise<void> {
  await context.query('DELETE FROM register.import_row WHERE street_id = $1 AND import_id = $2', [streetId, id])
  await context.query('DELETE FROM register.import_person WHERE street_id = $1 AND import_id = $2', [streetId, id])
}

export interface StoredRow extends StagedRow {
  cells: StoredCell[]
}

/** Staged rows after `after`, in the order of the list; of the given verdicts only. */
export async function pageRows(
  context: Context,
  { streetId, id }: ListKey,
  page: { after: number; limit: number; verdicts?: readonly string[] | undefined },
): Promise<StoredRow[]> {
  const { rows } = await context.query<StoredRow>(
    `SELECT row_no AS "rowNo", cells, verdict, resident_id AS "residentId", draft, problems FROM register.import_row
     WHERE street_id = $1 AND import_id = $2 AND row_no > $3 ${page.verdicts?.length ? 'AND verdict = ANY ($5)' : ''} ORDER BY row_no LIMIT $4`,
    [streetId, id, page.after, page.limit, ...(page.verdicts?.length ? [page.verdicts] : [])],
  )
  return rows
}

/** Turns accepted rows into wrong ones: `faults` by row. */
export async function contestRows(
  context: Context,
  { streetId, id }: ListKey,
  faults: readonly { rowNo: number; fault: Fault }[],
): Promise<void> {
  await context.query(
    `WITH contested AS (
       UPDATE register.import_row t SET verdict = 'bad', resident_id = NULL, problems = t.problems || r.p
       FROM ${RECORDSET} WHERE t.street_id = $1 AND t.import_id = $2 AND t.row_no = r.n AND t.verdict IN ('new', 'same', 'changed', 'bad') RETURNING t.row_no)
     DELETE FROM register.import_person WHERE street_id = $1 AND import_id = $2 AND row_no IN (SELECT row_no FROM contested)`,
    [streetId, id, JSON.stringify(faults.map(({ rowNo, fault }) => ({ n: rowNo, p: [fault] })))],
  )
}

/** A text column that Excel has rounded shows it by its zeros; one in eleven such numbers still passes the check. */
export async function contestRounded(context: Context, list: ListKey, fault: Fault): Promise<void> {
  const { rows } = await context.query<{ rowNo: number }>(
    `SELECT row_no AS "rowNo" FROM register.import_person WHERE street_id = $1 AND import_id = $2 AND id_number LIKE '%000'`,
    [list.streetId, list.id],
  )
  if (rows.length > 0)
    await contestRows(
      context,
      list,
      rows.map(({ rowNo }) => ({ rowNo, fault })),
    )
}

/** Counts by verdict, below the head of the list. */
export async function countRows(context: Context, { streetId, id }: ListKey, headerRow: number): Promise<Counts> {
  const { rows } = await context.query<{ verdict: string; n: number }>(
    'SELECT verdict, count(*)::integer AS n FROM register.import_row WHERE street_id = $1 AND import_id = $2 AND row_no > $3 GROUP BY verdict',
    [streetId, id, headerRow],
  )
  const counts = Object.fromEntries(rows.map(({ verdict, n }) => [verdict, n]))
  return importCounts.parse({ ...counts, rows: rows.reduce((sum, { n }) => sum + n, 0) })
}
