/**
 * Writes a judged list into the register: one transaction, plain SQL over the staged records, all or nothing.
 * Whatever changed in the register since the list was judged (a version, a number taken) undoes the whole of it.
 */
import type { Context } from '../../../platform/server/database/database.ts'
import { type ListImport, MovedOn } from '../../../platform/server/lists/list-kind.ts'
import { register } from '../contract.ts'
import { RESIDENT_COLUMNS } from './import-record.ts'

/** Rows from which on whole tables are read once instead of an index for each row. */
const LONG = 3000

const columns = (of: string): string =>
  RESIDENT_COLUMNS.split(', ')
    .map((column) => `${of}.${column}`)
    .join(', ')

const PEOPLE = 'FROM register.import_person p WHERE p.street_id = $1 AND p.import_id = $2'
const ADDED = `${PEOPLE} AND p.version = 0`
const CHANGED = `${PEOPLE} AND p.version > 0`

/** A dwelling must still stand, and nobody whom a new row could mean may have been registered in it meanwhile. */
const MOVED_ON = `
  SELECT EXISTS (
    SELECT ${PEOPLE} AND p.path NOT IN (SELECT a.path FROM register.area a WHERE a.street_id = $1 AND a.kind = 'dwelling')
  ) OR EXISTS (
    SELECT FROM register.import_person p JOIN register.resident r ON r.path = p.path AND r.name_key = p.name_key AND r.left_at IS NULL
    WHERE p.street_id = $1 AND p.import_id = $2 AND p.version = 0 AND (r.id_digest IS NULL OR p.id_digest IS NULL)
      AND coalesce(r.birth_date = p.birth_date, true) AND coalesce(r.sex = p.sex, true)
  ) AS "movedOn"`

/** Applies the accepted rows. Throws MovedOn, which rolls everything back. */
export async function applyRows(context: Context, list: ListImport): Promise<{ added: number; changed: number }> {
  const key = [list.streetId, list.id]
  const { new: due = 0, changed: dueChanged = 0 } = list.counts
  // Behind row policies the planner always expects one staged row; for a long list its nested loops would take hours.
  await context.query(`SET LOCAL enable_${due + dueChanged > LONG ? 'nestloop' : 'seqscan'} = off`)
  const { rows } = await context.query<{ movedOn: boolean }>(MOVED_ON, key)
  if (rows[0]?.movedOn) throw new MovedOn()

  const updated = await context.query(
    `UPDATE register.resident r SET (${RESIDENT_COLUMNS}) = ROW (${columns('p')}), version = r.version + 1, updated_at = now()
     ${CHANGED} AND r.street_id = p.street_id AND r.id = p.resident_id AND r.version = p.version AND r.left_at IS NULL`,
    key,
  )
  const changed = updated.rowCount ?? 0
  if (changed !== dueChanged) throw new MovedOn()

  const inserted = await context.query(
    `INSERT INTO register.resident (street_id, id, ${RESIDENT_COLUMNS}) SELECT p.street_id, p.resident_id, ${columns('p')} ${ADDED} ORDER BY p.row_no`,
    key,
  )
  const added = inserted.rowCount ?? 0
  await context.query(
    `INSERT INTO register.resident_secret (street_id, id, path, id_number, phone)
     SELECT p.street_id, p.resident_id, p.path, p.id_number, p.phone ${ADDED} ORDER BY p.row_no`,
    key,
  )
  if (changed > 0) await updateSecrets(context, key)
  await recordPeople(context, list)
  if (added + changed > LONG) await context.query('SELECT register.take_statistics()')
  return { added, changed }
}

/** The app may write whole numbers but never read them, so what the list does not say is simply not named. */
async function updateSecrets(context: Context, key: string[]): Promise<void> {
  const update = (set: string, where = ''): Promise<unknown> =>
    context.query(
      `UPDATE register.resident_secret t SET ${set} ${CHANGED} AND t.street_id = p.street_id AND t.id = p.resident_id ${where}`,
      key,
    )
  await update('path = p.path')
  await update('id_number = p.id_number', 'AND p.id_number IS NOT NULL')
  await update('phone = p.phone', 'AND p.phone IS NOT NULL')
}

/** Who came in and who was changed, by building, for the audit: ids and names of fields only. */
async function recordPeople(context: Context, list: ListImport): Promise<void> {
  await context.query(
    `INSERT INTO platform.ledger (street_id, path, type, account_id, role, data)
     SELECT $1, b.path, $3, $4, $5, jsonb_build_object('importId', $2::uuid, 'added', b.added, 'changed', b.changed)
     FROM (
       SELECT array_to_string((string_to_array(p.path, '.'))[1:7], '.') || '.' AS path,
         coalesce(jsonb_agg(p.resident_id) FILTER (WHERE p.version = 0), '[]') AS added,
         coalesce(jsonb_agg(jsonb_build_object('residentId', p.resident_id, 'fields', (
           SELECT jsonb_agg(c -> 'field') FROM register.import_row r, jsonb_array_elements(r.draft -> 'changes') c
           WHERE r.street_id = p.street_id AND r.import_id = p.import_id AND r.row_no = p.row_no))) FILTER (WHERE p.version > 0), '[]') AS changed
       ${PEOPLE} GROUP BY 1
     ) b`,
    [list.streetId, list.id, register.events.peopleImported.type, context.actor.accountId, context.actor.role],
  )
}
