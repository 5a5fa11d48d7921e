/**
 * Writes a judged list into the register: one transaction, plain SQL over the staged records, all or nothing.
 * Whatever changed in the register since the list was judged (a version, a number taken) undoes the whole of it.
 */
import type { Context } from '../../../platform/server/database/database.ts'
import { register } from '../contract.ts'
import { type ListImport, setImport } from './import-store.ts'

/** The register has moved on since the list was judged. */
export class RegisterMovedOn extends Error {}

const COLUMNS =
  `path, name, name_key, pinyin, initials, sex, birth_date, id_type, id_masked, id_digest, phone_masked, phone_tail, phone_digest,
  residence, tenancy, relation, work, groups, note`.replace(/\s+/g, ' ')
const columns = (of: string): string =>
  COLUMNS.split(', ')
    .map((column) => `${of}.${column}`)
    .join(', ')

const ROWS = `FROM register.import_row s CROSS JOIN LATERAL jsonb_populate_record(NULL::register.resident, s.draft -> 'record') d
  WHERE s.street_id = $1 AND s.import_id = $2 AND s.verdict`
const SECRETS = `FROM register.import_row s WHERE s.street_id = $1 AND s.import_id = $2 AND s.verdict`

const said = (field: string): string => `s.draft -> 'record' ->> '${field}'`

/** A dwelling must still stand, and nobody whom a new row could mean may have been registered in it meanwhile. */
const MOVED_ON = `
  SELECT EXISTS (
    SELECT ${SECRETS} IN ('new', 'changed')
      AND NOT EXISTS (SELECT FROM register.area a WHERE a.street_id = $1 AND a.path = ${said('path')} AND a.kind = 'dwelling')
  ) OR EXISTS (
    SELECT FROM register.import_row s JOIN register.resident r ON r.path = ${said('path')} AND r.name_key = ${said('name_key')} AND r.left_at IS NULL
    WHERE s.street_id = $1 AND s.import_id = $2 AND s.verdict = 'new' AND (r.id_digest IS NULL OR ${said('id_digest')} IS NULL)
      AND coalesce(r.birth_date = (${said('birth_date')})::date, true) AND coalesce(r.sex = ${said('sex')}, true)
  ) AS "movedOn"`

/**
 * Applies the accepted rows and closes the list; wrong rows stay staged, to be downloaded and corrected.
 * Throws RegisterMovedOn, which rolls everything back.
 */
export async function applyRows(context: Context, list: ListImport): Promise<{ added: number; changed: number }> {
  const key = [list.streetId, list.id]
  const { rows } = await context.query<{ movedOn: boolean }>(MOVED_ON, key)
  if (rows[0]?.movedOn) throw new RegisterMovedOn()

  const updated = await context.query(
    `UPDATE register.resident r SET (${COLUMNS}) = ROW (${columns('d')}), version = r.version + 1, updated_at = now()
     ${ROWS} = 'changed' AND r.street_id = s.street_id AND r.id = s.resident_id AND r.version = d.version AND r.left_at IS NULL`,
    key,
  )
  const changed = updated.rowCount ?? 0
  const { rows: due } = await context.query<{ n: number }>(`SELECT count(*)::integer AS n ${SECRETS} = 'changed'`, key)
  if (due[0]?.n !== changed) throw new RegisterMovedOn()

  const inserted = await context.query(
    `INSERT INTO register.resident (street_id, id, ${COLUMNS}) SELECT s.street_id, s.resident_id, ${columns('d')} ${ROWS} = 'new' ORDER BY s.row_no`,
    key,
  )
  const added = inserted.rowCount ?? 0
  await context.query(
    `INSERT INTO register.resident_secret (street_id, id, path, id_number, phone)
     SELECT s.street_id, s.resident_id, ${said('path')}, ${said('id_number')}, ${said('phone')}
     ${SECRETS} = 'new' ORDER BY s.row_no`,
    key,
  )
  if (changed > 0) await updateSecrets(context, key)
  await recordPeople(context, list)
  await context.query(
    `DELETE FROM register.import_row WHERE street_id = $1 AND import_id = $2 AND verdict NOT IN ('bad', 'conflict')`,
    key,
  )
  await setImport(context, list, { state: 'applied', progress: 1, appliedAt: new Date() })
  await context.record(register.events.listApplied, {
    path: list.path,
    streetId: list.streetId,
    data: { importId: list.id, added, changed },
  })
  return { added, changed }
}

/** The app may write whole numbers but never read them, so what the list does not say is simply not named. */
async function updateSecrets(context: Context, key: readonly string[]): Promise<void> {
  const update = (set: string, where: string): Promise<unknown> =>
    context.query(
      `UPDATE register.resident_secret t SET ${set} ${SECRETS} = 'changed' AND t.street_id = s.street_id AND t.id = s.resident_id ${where}`,
      [...key],
    )
  await update(`path = ${said('path')}`, '')
  await update(`id_number = ${said('id_number')}`, `AND s.draft -> 'record' ? 'id_number'`)
  await update(`phone = ${said('phone')}`, `AND s.draft -> 'record' ? 'phone'`)
}

/** Who came in and who was changed, by building, for the audit: ids and names of fields only. */
async function recordPeople(context: Context, list: ListImport): Promise<void> {
  await context.query(
    `INSERT INTO platform.ledger (street_id, path, type, account_id, role, data)
     SELECT $1, p.building, $3, $4, $5, jsonb_build_object('importId', $2::uuid, 'added', p.added, 'changed', p.changed)
     FROM (
       SELECT array_to_string((string_to_array(${said('path')}, '.'))[1:7], '.') || '.' AS building,
         coalesce(jsonb_agg(s.resident_id) FILTER (WHERE s.verdict = 'new'), '[]') AS added,
         coalesce(jsonb_agg(jsonb_build_object('residentId', s.resident_id, 'fields', (SELECT jsonb_agg(c -> 'field') FROM jsonb_array_elements(s.draft -> 'changes') c)))
           FILTER (WHERE s.verdict = 'changed'), '[]') AS changed
       ${SECRETS} IN ('new', 'changed') GROUP BY 1
     ) p`,
    [list.streetId, list.id, register.events.peopleImported.type, context.actor.accountId, context.actor.role],
  )
}
