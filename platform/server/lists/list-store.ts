/** All SQL of lists: a list as it is staged and judged. Rows hold whole numbers, so they go when the list is dealt with. */
import type { ListCell } from '../../pure/list-cells.ts'
import { type ListCounts, listCounts, type ListView } from '../../pure/list-contract.ts'
import type { Noticed } from '../../pure/list-problems.ts'
import type { Context } from '../database/database.ts'
import type { ListImport, ListKey, ListKind, StagedRow } from './list-kind.ts'

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

export interface StoredRow<F extends string> extends StagedRow<F> {
  cells: StoredCell[]
}

/** The list as its screens know it; whole numbers are not shown to prove which column they stand in. */
export const toView = <F extends string>({ masks }: ListKind<F>, row: ListImport<F>): ListView<F> => ({
  id: row.id,
  path: row.path,
  fileName: row.fileName,
  state: row.state,
  progress: row.progress,
  headerRow: row.header.row ?? null,
  columns: row.columns.map((column) => {
    const mask = column.field === null ? undefined : masks[column.field]
    return { ...column, samples: mask ? column.samples.map(mask) : column.samples }
  }),
  counts: listCounts.parse(row.counts),
  problem: row.problem === null ? null : [...row.problem],
  madeAt: row.madeAt.toISOString(),
  appliedAt: row.appliedAt?.toISOString() ?? null,
})

const SETTABLE = {
  state: 'text',
  progress: 'real',
  columns: 'jsonb',
  header: 'jsonb',
  counts: 'jsonb',
  problem: 'jsonb',
  appliedAt: 'timestamptz',
} as const
type Settable<F extends string> = Partial<Pick<ListImport<F>, keyof typeof SETTABLE>>
interface Page {
  after: number
  limit: number
  verdicts?: readonly string[] | undefined
}

const IMPORT = `id, street_id AS "streetId", path, account_id AS "accountId", file_name AS "fileName", state, progress, columns, header, counts, problem,
  made_at AS "madeAt", applied_at AS "appliedAt"`
const RECORDSET = 'jsonb_to_recordset($3::jsonb) AS r (n integer, c jsonb, v text, i uuid, d jsonb, p jsonb)'

export interface ListStore<F extends string, Rec> {
  find(context: Context, id: string, lock?: boolean): Promise<ListImport<F> | null>
  /** The latest fifty. */
  list(context: Context): Promise<ListImport<F>[]>
  insert(
    context: Context,
    made: ListKey & Pick<ListImport, 'path' | 'fileName'> & { fileDigest: string },
  ): Promise<void>
  set(context: Context, list: ListKey, values: Settable<F>): Promise<void>
  insertRows(
    context: Context,
    list: ListKey & Pick<ListImport, 'path'>,
    rows: readonly (StagedRow<F, Rec> & { cells: readonly StoredCell[] })[],
  ): Promise<void>
  updateRows(context: Context, list: ListKey, rows: readonly StagedRow<F, Rec>[]): Promise<void>
  /** All of them, or those that were dealt with. */
  deleteRows(context: Context, list: ListKey, which?: 'accepted'): Promise<void>
  /** Staged rows after `after`, in the order of the list; of the given verdicts only. */
  pageRows(context: Context, list: ListKey, page: Page): Promise<StoredRow<F>[]>
  /** Turns accepted rows into wrong ones; of several faults of one row the first is told. */
  contestRows(context: Context, list: ListKey, faults: readonly { rowNo: number; fault: Noticed<F> }[]): Promise<void>
  /** By verdict, below the head of the list. */
  countRows(context: Context, list: ListKey, headerRow: number): Promise<ListCounts>
}

export const listStore = <F extends string, Open, Rec>({
  room,
  subject,
  records,
}: ListKind<F, Open, Rec>): ListStore<F, Rec> => {
  const [lists, rowsOf] = [`${room}.import`, `${room}.import_row`]
  const packed = (rows: readonly (StagedRow<F, Rec> & { cells?: readonly StoredCell[] })[]): string =>
    JSON.stringify(
      rows.map((r) => ({ n: r.rowNo, c: r.cells, v: r.verdict, i: r.subjectId, d: r.draft, p: r.problems })),
    )
  return {
    async find(context, id, lock = false) {
      const { rows } = await context.query<ListImport<F>>(
        `SELECT ${IMPORT} FROM ${lists} WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`,
        [id],
      )
      return rows[0] ?? null
    },
    async list(context) {
      const { rows } = await context.query<ListImport<F>>(
        `SELECT ${IMPORT} FROM ${lists} ORDER BY made_at DESC, id LIMIT 50`,
      )
      return rows
    },
    async insert(context, made) {
      await context.query(
        `INSERT INTO ${lists} (street_id, id, path, account_id, file_name, file_digest, state) VALUES ($1, $2, $3, $4, $5, $6, 'reading')`,
        [made.streetId, made.id, made.path, context.actor.accountId, made.fileName, made.fileDigest],
      )
    },
    async set(context, { streetId, id }, given) {
      const set = Object.entries(given) as [keyof typeof SETTABLE, unknown][]
      const sql = set.map(
        ([field], i) => `${field === 'appliedAt' ? 'applied_at' : field} = $${i + 3}::${SETTABLE[field]}`,
      )
      const values = set.map(([field, value]) =>
        SETTABLE[field] === 'jsonb' && value !== null ? JSON.stringify(value) : value,
      )
      await context.query(`UPDATE ${lists} SET ${sql.join(', ')} WHERE street_id = $1 AND id = $2`, [
        streetId,
        id,
        ...values,
      ])
    },
    async insertRows(context, list, rows) {
      await context.query(
        `INSERT INTO ${rowsOf} (street_id, import_id, row_no, path, cells, verdict, ${subject}, draft, problems)
         SELECT $1, $2, r.n, $4, r.c, r.v, r.i, nullif(r.d, 'null'), r.p FROM ${RECORDSET}`,
        [list.streetId, list.id, packed(rows), list.path],
      )
      await records?.put(context, list, rows)
    },
    async updateRows(context, list, rows) {
      await context.query(
        `UPDATE ${rowsOf} t SET verdict = r.v, ${subject} = r.i, draft = nullif(r.d, 'null'), problems = r.p
         FROM ${RECORDSET} WHERE t.street_id = $1 AND t.import_id = $2 AND t.row_no = r.n`,
        [list.streetId, list.id, packed(rows)],
      )
      await records?.drop(
        context,
        list,
        rows.map((r) => r.rowNo),
      )
      await records?.put(context, list, rows)
    },
    async deleteRows(context, list, which) {
      await context.query(
        `DELETE FROM ${rowsOf} WHERE street_id = $1 AND import_id = $2 ${which ? `AND verdict NOT IN ('bad', 'conflict')` : ''}`,
        [list.streetId, list.id],
      )
      await records?.drop(context, list)
    },
    async pageRows(context, { streetId, id }, { after, limit, verdicts = [] }) {
      const { rows } = await context.query<StoredRow<F>>(
        `SELECT row_no AS "rowNo", cells, verdict, ${subject} AS "subjectId", draft, problems FROM ${rowsOf}
         WHERE street_id = $1 AND import_id = $2 AND row_no > $3 ${verdicts.length > 0 ? 'AND verdict = ANY ($5)' : ''} ORDER BY row_no LIMIT $4`,
        [streetId, id, after, limit, ...(verdicts.length > 0 ? [verdicts] : [])],
      )
      return rows
    },
    async contestRows(context, list, faults) {
      const first = new Map(faults.map(({ rowNo, fault }) => [rowNo, fault] as const).reverse())
      if (first.size === 0) return
      const { rows } = await context.query<{ rowNo: number }>(
        `UPDATE ${rowsOf} t SET verdict = 'bad', ${subject} = NULL, problems = t.problems || r.p FROM ${RECORDSET}
         WHERE t.street_id = $1 AND t.import_id = $2 AND t.row_no = r.n AND t.verdict IN ('new', 'same', 'changed', 'bad') RETURNING t.row_no AS "rowNo"`,
        [list.streetId, list.id, JSON.stringify([...first].map(([rowNo, fault]) => ({ n: rowNo, p: [fault] })))],
      )
      await records?.drop(
        context,
        list,
        rows.map((r) => r.rowNo),
      )
    },
    async countRows(context, { streetId, id }, headerRow) {
      const { rows } = await context.query<{ verdict: string; n: number }>(
        `SELECT verdict, count(*)::integer AS n FROM ${rowsOf} WHERE street_id = $1 AND import_id = $2 AND row_no > $3 GROUP BY verdict`,
        [streetId, id, headerRow],
      )
      const counts = Object.fromEntries(rows.map(({ verdict, n }) => [verdict, n]))
      return listCounts.parse({ ...counts, rows: rows.reduce((sum, { n }) => sum + n, 0) })
    },
  }
}
