/** Writes a judged list: one transaction, plain SQL over the staged records, all or nothing. Departments first, from the top. */
import type { Context } from '../../../platform/server/database/database.ts'
import { type ListImport, MovedOn } from '../../../platform/server/lists/list-kind.ts'
import { staff } from '../contract.ts'
import { departmentKey } from '../departments.ts'
import { holdDepartments, lockDepartments } from './department-store.ts'
import type { ImportField } from '../list-fields.ts'
import type { NewDepartment } from '../new-departments.ts'
import { RECORD_COLUMNS } from '../person-record.ts'

const COLUMNS = [...RECORD_COLUMNS, 'opening_days', 'opening_on', 'opening_last']
const of = (row: string): string => COLUMNS.map((column) => `${row}.${column}`).join(', ')

/** The accepted rows with their records unpacked as `p`; the whole phone is `s`. */
const accepted = (verdict: 'new' | 'changed'): string => `
  FROM staff.import_row r, jsonb_populate_record(NULL::staff.person, r.draft -> 'record') p,
    jsonb_populate_record(NULL::staff.person_secret, r.draft -> 'record') s
  WHERE r.street_id = $1 AND r.import_id = $2 AND r.verdict = '${verdict}'`
const ACCEPTED = `FROM staff.import_row r WHERE r.street_id = $1 AND r.import_id = $2 AND r.verdict IN ('new', 'changed')`

/** What the accepted rows need and the roster does not have, parents first. */
export async function departmentsToMake(
  context: Context,
  { streetId, id }: Pick<ListImport, 'streetId' | 'id'>,
): Promise<(NewDepartment & { people: number })[]> {
  const { rows } = await context.query<{ made: NewDepartment; people: number }>(
    `SELECT m.made, (count(*) FILTER (WHERE r.draft #>> '{record,department_id}' = m.made ->> 'id'))::integer AS people
     FROM staff.import_row r, jsonb_array_elements(r.draft -> 'made') m (made)
     WHERE r.street_id = $1 AND r.import_id = $2 AND r.verdict IN ('new', 'changed')
     GROUP BY m.made ORDER BY (m.made ->> 'level')::integer, m.made ->> 'line' COLLATE "C"`,
    [streetId, id],
  )
  return rows.map(({ made, people }) => ({ ...made, people }))
}

async function makeDepartments(context: Context, list: ListImport<ImportField>): Promise<string[]> {
  const made = await departmentsToMake(context, list)
  if (made.length === 0) return []
  await context.query(
    `INSERT INTO staff.department (street_id, id, path, parent_id, name, name_key, kind)
     SELECT $1, d.id, d.path, d."parentId", d.name, d.key, d.kind
     FROM jsonb_to_recordset($2::jsonb) AS d (id uuid, path text, "parentId" uuid, name text, key text, kind text)`,
    [list.streetId, JSON.stringify(made.map((one) => ({ ...one, key: departmentKey(one.name) })))],
  )
  return made.map(({ id }) => id)
}

/** Departments must still stand where they stood, and nobody whom a new row could mean may have been registered meanwhile. */
const MOVED_ON = `
  SELECT EXISTS (SELECT ${ACCEPTED} AND NOT EXISTS (SELECT FROM staff.department d WHERE d.street_id = $1
      AND d.id = (r.draft #>> '{record,department_id}')::uuid AND d.path = r.draft #>> '{record,path}' AND d.closed_at IS NULL))
    OR EXISTS (SELECT ${accepted('new')} AND EXISTS (SELECT FROM staff.person e WHERE e.street_id = $1 AND e.name_key = p.name_key
      AND e.department_id = p.department_id AND e.state = 'in-service' AND (e.number IS NULL OR p.number IS NULL)
      AND (e.phone_digest = p.phone_digest OR e.phone_digest IS NULL OR p.phone_digest IS NULL))) AS "movedOn"`

export async function applyRows(
  context: Context,
  list: ListImport<ImportField>,
): Promise<{ added: number; changed: number }> {
  const key = [list.streetId, list.id]
  await lockDepartments(context, list.streetId)
  const departments = await makeDepartments(context, list)
  const { rows: needed } = await context.query<{ ids: string[] }>(
    `SELECT array_agg(DISTINCT (r.draft #>> '{record,department_id}')::uuid) AS ids ${ACCEPTED}`,
    key,
  )
  await holdDepartments(context, needed[0]?.ids ?? [])
  const { rows } = await context.query<{ movedOn: boolean }>(MOVED_ON, key)
  if (rows[0]?.movedOn) throw new MovedOn()

  const updated = await context.query<{ id: string }>(
    `UPDATE staff.person e SET (${COLUMNS.join(', ')}) = ROW (${of('c')}), version = e.version + 1, updated_at = now()
     FROM (SELECT r.person_id, p.* ${accepted('changed')}) c
     WHERE e.street_id = $1 AND e.id = c.person_id AND e.version = c.version AND e.state = 'in-service' RETURNING e.id`,
    key,
  )
  const changed = updated.rows.length
  if (changed !== (list.counts.changed ?? 0)) throw new MovedOn()
  const inserted = await context.query(
    `INSERT INTO staff.person (street_id, id, ${COLUMNS.join(', ')}) SELECT r.street_id, r.person_id, ${of('p')} ${accepted('new')} ORDER BY r.row_no`,
    key,
  )
  await context.query(
    `INSERT INTO staff.person_secret (street_id, id, path, phone) SELECT r.street_id, r.person_id, p.path, s.phone ${accepted('new')} ORDER BY r.row_no`,
    key,
  )
  if (changed > 0) {
    // The app may write whole phones but never read them, so what the list does not say is simply not named.
    await context.query(
      `UPDATE staff.person_secret t SET phone = c.phone FROM (SELECT r.person_id, s.phone ${accepted('changed')}) c
       WHERE t.street_id = $1 AND t.id = c.person_id AND c.phone IS NOT NULL`,
      key,
    )
    await context.query('SELECT staff.recount($1, $2)', [list.streetId, updated.rows.map(({ id }) => id)])
  }
  await addExemptions(context, list)
  await recordPeople(context, list, departments)
  return { added: inserted.rowCount ?? 0, changed }
}

/** From today on; a reason that touches health apart, as when it is noted on the person's page. */
async function addExemptions(context: Context, list: ListImport<ImportField>): Promise<void> {
  const from = `FROM staff.import_row r, jsonb_to_record(r.draft -> 'exempt') AS x (id uuid, kind text, until date)
    WHERE r.street_id = $1 AND r.import_id = $2 AND r.verdict IN ('new', 'changed') AND r.draft ? 'exempt'`
  await context.query(
    `INSERT INTO staff.exemption (street_id, id, path, person_id, kind, starts_on, ends_on, noted_by)
     SELECT r.street_id, x.id, r.draft #>> '{record,path}', r.person_id, CASE WHEN x.kind IN ('pregnant', 'ill') THEN 'withheld' ELSE x.kind END,
       (now() AT TIME ZONE 'Asia/Shanghai')::date, x.until, $3 ${from}`,
    [list.streetId, list.id, context.actor.accountId],
  )
  await context.query(
    `INSERT INTO staff.exemption_reason (street_id, id, path, person_id, kind)
     SELECT r.street_id, x.id, r.draft #>> '{record,path}', r.person_id, x.kind ${from} AND x.kind IN ('pregnant', 'ill')`,
    [list.streetId, list.id],
  )
}

/** Who came in and who was changed, by area, for the audit: ids and names of fields only. */
async function recordPeople(context: Context, list: ListImport<ImportField>, departments: string[]): Promise<void> {
  const { accountId, role } = context.actor
  await context.query(
    `INSERT INTO platform.ledger (street_id, path, type, account_id, role, data)
     SELECT $1, b.path, $3, $4, $5, jsonb_build_object('importId', $2::uuid, 'added', b.added, 'changed', b.changed, 'departments', $6::jsonb)
     FROM (
       SELECT r.draft #>> '{record,path}' AS path, coalesce(jsonb_agg(r.person_id) FILTER (WHERE r.verdict = 'new'), '[]') AS added,
         coalesce(jsonb_agg(jsonb_build_object('personId', r.person_id, 'fields',
           (SELECT jsonb_agg(c -> 'field') FROM jsonb_array_elements(r.draft -> 'changes') c))) FILTER (WHERE r.verdict = 'changed'), '[]') AS changed
       ${ACCEPTED} GROUP BY 1
     ) b`,
    [list.streetId, list.id, staff.events.peopleImported.type, accountId, role, JSON.stringify(departments)],
  )
}
