/** All SQL of departments. Who may see what is the database's own decision. */
import type { Context } from '../../../platform/server/database/database.ts'
import { departmentKey, rolledUp, underKey } from '../departments.ts'
import type { Department, DepartmentKind, Headcount } from '../model.ts'

export type KeptDepartment = Department & { streetId: string }
type Row = Omit<KeptDepartment, 'underKey'>

const COLUMNS = `d.street_id AS "streetId", d.id, d.path, d.parent_id AS "parentId", d.name, d.kind, d.is_key AS "isKey",
  d.contact_account AS "contactAccount", d.version`

/** All that are not closed and that the asker may see, by name. */
export async function listDepartments(context: Context): Promise<KeptDepartment[]> {
  const { rows } = await context.query<Row>(
    `SELECT ${COLUMNS} FROM staff.department d WHERE d.closed_at IS NULL ORDER BY d.name COLLATE "C", d.id`,
  )
  const key = underKey(rows)
  return rows.map((row) => ({ ...row, underKey: key.has(row.id) }))
}

/** Heads of each department with all below it, and of all together. */
export async function headcounts(
  context: Context,
  departments: readonly Department[],
  today: string,
): Promise<ReadonlyMap<string, Headcount>> {
  const { rows } = await context.query<Headcount & { departmentId: string }>(
    `SELECT department_id AS "departmentId", in_service AS "inService", available, exempt, served_lately AS "servedLately", women,
       party_members AS "partyMembers", without_phone AS "withoutPhone", gone AS "left" FROM staff.headcounts($1)`,
    [today],
  )
  return rolledUp(departments, new Map(rows.map(({ departmentId, ...heads }) => [departmentId, heads])))
}

/** One after the other: two that put each below the other at once would make a circle that neither could see. */
export async function lockDepartments(context: Context, streetId: string): Promise<void> {
  await context.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`staff.department ${streetId}`])
}

/** Keeps departments from being closed until the caller's transaction ends. @returns how many of them are not closed. */
export async function holdDepartments(context: Context, ids: readonly string[]): Promise<number> {
  const { rows } = await context.query(
    'SELECT id FROM staff.department WHERE id = ANY ($1) AND closed_at IS NULL ORDER BY id FOR KEY SHARE',
    [ids],
  )
  return rows.length
}

export interface DepartmentRecord {
  readonly streetId: string
  readonly id: string
  readonly path: string
  readonly parentId: string | null
  readonly name: string
  readonly kind: DepartmentKind
  readonly isKey: boolean
  readonly contactAccount: string | null
}
const values = (d: DepartmentRecord): unknown[] => [
  ...[d.streetId, d.id, d.path, d.parentId, d.name, departmentKey(d.name), d.kind, d.isKey, d.contactAccount],
]

export async function insertDepartment(context: Context, record: DepartmentRecord): Promise<void> {
  await context.query(
    `INSERT INTO staff.department (street_id, id, path, parent_id, name, name_key, kind, is_key, contact_account)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values(record),
  )
}

/** @returns false when somebody changed it meanwhile. People follow its area by the foreign key. */
export async function updateDepartment(context: Context, record: DepartmentRecord, version: number): Promise<boolean> {
  const { rowCount } = await context.query(
    `UPDATE staff.department SET path = $3, parent_id = $4, name = $5, name_key = $6, kind = $7, is_key = $8, contact_account = $9,
       version = version + 1, updated_at = now() WHERE street_id = $1 AND id = $2 AND version = $10 AND closed_at IS NULL`,
    [...values(record), version],
  )
  return rowCount === 1
}

/** Only when nobody in service and nothing below is left; waits for whoever is just being put into it. */
export async function closeDepartment(context: Context, id: string, version: number): Promise<boolean> {
  await context.query('SELECT FROM staff.department WHERE id = $1 FOR UPDATE', [id])
  const { rowCount } = await context.query(
    `UPDATE staff.department d SET closed_at = now(), version = version + 1 WHERE d.id = $1 AND d.version = $2 AND d.closed_at IS NULL
       AND NOT EXISTS (SELECT FROM staff.person p WHERE p.department_id = d.id AND p.state = 'in-service')
       AND NOT EXISTS (SELECT FROM staff.department c WHERE c.parent_id = d.id AND c.closed_at IS NULL)`,
    [id, version],
  )
  return rowCount === 1
}

/** The account of a login within the asker's area; null where there is none. */
export async function accountOf(context: Context, login: string): Promise<string | null> {
  const { rows } = await context.query<{ id: string | null }>('SELECT staff.account_of($1) AS id', [login])
  return rows[0]?.id ?? null
}
