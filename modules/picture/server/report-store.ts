/** SQL of saved reports and snapshots. A question read back is parsed anew: what was kept years ago must still be one. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { Part, Report, Snapshot } from '../model.ts'
import { question, type Question } from '../question.ts'

type Row = Omit<Report, 'savedAt' | 'question' | 'mine' | 'mayChange'> & {
  savedAt: Date
  question: unknown
  accountId: string
}

const REPORT = `SELECT r.id, r.path, coalesce(a.name, '') AS "areaName", r.name, r.question, r.pinned, r.version, r.saved_at AS "savedAt", r.account_id AS "accountId"
  FROM picture.report r LEFT JOIN register.area a ON a.street_id = r.street_id AND a.path = r.path
  WHERE r.street_id = $1 AND r.removed_at IS NULL AND (r.pinned OR r.account_id = $2)`

const toReport =
  ({ actor }: Pick<Context, 'actor'>) =>
  ({ savedAt, accountId, question: kept, ...row }: Row): Report[] => {
    const parsed = question.safeParse(kept)
    if (!parsed.success) return []
    const mine = accountId === actor.accountId
    return [
      {
        ...row,
        question: parsed.data,
        savedAt: savedAt.toISOString(),
        mine,
        mayChange:
          mine || (actor.role !== 'superior' && actor.role !== 'grid-worker' && row.path.startsWith(actor.path)),
      },
    ]
  }

/** Pinned ones of my area and above, and my own. */
export async function listReports(context: Context): Promise<Report[]> {
  const { rows } = await context.query<Row>(`${REPORT} ORDER BY r.pinned DESC, r.name, r.id LIMIT 500`, [
    context.actor.streetId,
    context.actor.accountId,
  ])
  return rows.flatMap(toReport(context))
}

export async function findReport(context: Context, id: string): Promise<Report | null> {
  const { rows } = await context.query<Row>(`${REPORT} AND r.id = $3`, [
    context.actor.streetId,
    context.actor.accountId,
    id,
  ])
  return rows.flatMap(toReport(context))[0] ?? null
}

export interface ReportDraft {
  readonly id: string
  readonly name: string
  readonly question: Question
  readonly pinned: boolean
}

/** @returns false when a report of this id is there already. */
export async function insertReport(context: Context, draft: ReportDraft): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO picture.report (street_id, id, path, account_id, name, question, pinned) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (street_id, id) DO NOTHING`,
    [
      context.actor.streetId,
      draft.id,
      context.actor.path,
      context.actor.accountId,
      draft.name,
      JSON.stringify(draft.question),
      draft.pinned,
    ],
  )
  return rowCount === 1
}

/** @returns false when somebody changed it meanwhile, or it is not in the asker's area. */
export async function updateReport(context: Context, draft: ReportDraft, version: number): Promise<boolean> {
  const { rowCount } = await context.query(
    `UPDATE picture.report SET name = $3, question = $4, pinned = $5, version = version + 1, saved_at = now()
     WHERE street_id = $1 AND id = $2 AND version = $6 AND removed_at IS NULL`,
    [context.actor.streetId, draft.id, draft.name, JSON.stringify(draft.question), draft.pinned, version],
  )
  return rowCount === 1
}

export async function updateRemoved(
  context: Context,
  table: 'report' | 'template',
  id: string,
  version: number,
): Promise<boolean> {
  const { rowCount } = await context.query(
    `UPDATE picture.${table} SET removed_at = now(), version = version + 1 WHERE street_id = $1 AND id = $2 AND version = $3 AND removed_at IS NULL`,
    [context.actor.streetId, id, version],
  )
  return rowCount === 1
}

const SNAPSHOT = `SELECT id, of, of_id AS "ofId", path, name, author, taken_at AS "takenAt" FROM picture.snapshot WHERE street_id = $1`
type SnapshotRow = Omit<Snapshot, 'takenAt'> & { takenAt: Date }
const toSnapshot = ({ takenAt, ...row }: SnapshotRow): Snapshot => ({ ...row, takenAt: takenAt.toISOString() })

/** The latest first. */
export async function listSnapshots(context: Context, ofId: string | undefined): Promise<Snapshot[]> {
  const { rows } = await context.query<SnapshotRow>(
    `${SNAPSHOT} AND ($2::uuid IS NULL OR of_id = $2) ORDER BY taken_at DESC, id DESC LIMIT 200`,
    [context.actor.streetId, ofId ?? null],
  )
  return rows.map(toSnapshot)
}

export async function findSnapshot(context: Context, id: string): Promise<(Snapshot & { parts: Part[] }) | null> {
  const { rows } = await context.query<SnapshotRow & { parts: Part[] }>(
    `${SNAPSHOT.replace(' FROM', ', parts FROM')} AND id = $2`,
    [context.actor.streetId, id],
  )
  const [row] = rows
  if (!row) return null
  const { parts, ...rest } = row
  return { ...toSnapshot(rest), parts }
}

/** @returns false when a snapshot of this id is there already. */
export async function insertSnapshot(
  context: Context,
  snapshot: Pick<Snapshot, 'id' | 'of' | 'ofId' | 'path' | 'name'> & {
    readonly operationId: string | null
    readonly parts: readonly Part[]
  },
): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO picture.snapshot (street_id, operation_id, id, path, of, of_id, name, parts, account_id, author) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (street_id, id) DO NOTHING`,
    [
      context.actor.streetId,
      snapshot.operationId,
      snapshot.id,
      snapshot.path,
      snapshot.of,
      snapshot.ofId,
      snapshot.name,
      JSON.stringify(snapshot.parts),
      context.actor.accountId,
      context.actor.name,
    ],
  )
  return rowCount === 1
}
