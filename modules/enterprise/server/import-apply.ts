/** Writes a judged list: one transaction, plain SQL over the staged records, all or nothing. */
import type { Context } from '../../../platform/server/database/database.ts'
import { type ListImport, MovedOn } from '../../../platform/server/lists/list-kind.ts'
import { enterprises } from '../contract.ts'
import { RECORD_COLUMNS } from '../enterprise-record.ts'
import type { ImportField } from '../list-fields.ts'

const COLUMNS = [...RECORD_COLUMNS, 'state', 'state_reason'].join(', ')
const of = (columns: string, row: string): string =>
  columns
    .split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ')

/** The accepted rows with their records unpacked as `p`; whole phones are `s`. */
const accepted = (verdict: 'new' | 'changed'): string => `
  FROM enterprise.import_row r, jsonb_populate_record(NULL::enterprise.enterprise, r.draft -> 'record') p,
    jsonb_populate_record(NULL::enterprise.enterprise_secret, r.draft -> 'record') s
  WHERE r.street_id = $1 AND r.import_id = $2 AND r.verdict = '${verdict}'`

/** Premises must still stand, and nothing that a new row could mean may have been registered there meanwhile. */
const MOVED_ON = `
  SELECT EXISTS (
    SELECT ${accepted('new')} AND NOT EXISTS (SELECT FROM register.area a WHERE a.street_id = $1 AND a.path = p.path)
  ) OR EXISTS (
    SELECT ${accepted('new')} AND EXISTS (SELECT FROM enterprise.enterprise e
      WHERE e.street_id = $1 AND e.name_key = p.name_key AND e.path = p.path AND e.state <> 'closed' AND (e.code IS NULL OR p.code IS NULL))
  ) AS "movedOn"`

export async function applyRows(
  context: Context,
  list: ListImport<ImportField>,
): Promise<{ added: number; changed: number }> {
  const key = [list.streetId, list.id]
  const { rows } = await context.query<{ movedOn: boolean }>(MOVED_ON, key)
  if (rows[0]?.movedOn) throw new MovedOn()

  const updated = await context.query(
    `UPDATE enterprise.enterprise e SET (${COLUMNS}) = ROW (${of(COLUMNS, 'c')}), version = e.version + 1, updated_at = now(),
       state_since = CASE WHEN e.state = c.state THEN e.state_since ELSE now() END
     FROM (SELECT r.enterprise_id, p.* ${accepted('changed')}) c
     WHERE e.street_id = $1 AND e.id = c.enterprise_id AND e.version = c.version AND e.state <> 'closed'`,
    key,
  )
  const changed = updated.rowCount ?? 0
  if (changed !== (list.counts.changed ?? 0)) throw new MovedOn()
  const inserted = await context.query(
    `INSERT INTO enterprise.enterprise (street_id, id, ${COLUMNS}) SELECT r.street_id, r.enterprise_id, ${of(COLUMNS, 'p')} ${accepted('new')} ORDER BY r.row_no`,
    key,
  )
  await context.query(
    `INSERT INTO enterprise.enterprise_secret (street_id, id, path, legal_phone, contact_phone)
     SELECT r.street_id, r.enterprise_id, p.path, s.legal_phone, s.contact_phone ${accepted('new')} ORDER BY r.row_no`,
    key,
  )
  if (changed > 0) await updateSecrets(context, key)
  await recordEnterprises(context, list)
  return { added: inserted.rowCount ?? 0, changed }
}

/** The app may write whole phones but never read them, so what the list does not say is simply not named. */
async function updateSecrets(context: Context, key: string[]): Promise<void> {
  for (const [set, said] of [
    ['path = c.path', 'true'],
    ['legal_phone = c.legal_phone', 'c.legal_phone IS NOT NULL'],
    ['contact_phone = c.contact_phone', 'c.contact_phone IS NOT NULL'],
  ])
    await context.query(
      `UPDATE enterprise.enterprise_secret t SET ${set}
       FROM (SELECT r.enterprise_id, p.path, s.legal_phone, s.contact_phone ${accepted('changed')}) c
       WHERE t.street_id = $1 AND t.id = c.enterprise_id AND ${said}`,
      key,
    )
}

/** Which came in and which were changed, by community, for the audit: ids and names of fields only. */
async function recordEnterprises(context: Context, list: ListImport<ImportField>): Promise<void> {
  await context.query(
    `INSERT INTO platform.ledger (street_id, path, type, account_id, role, data)
     SELECT $1, b.path, $3, $4, $5, jsonb_build_object('importId', $2::uuid, 'added', b.added, 'changed', b.changed)
     FROM (
       SELECT array_to_string((string_to_array(r.draft -> 'record' ->> 'path', '.'))[1:3], '.') || '.' AS path,
         coalesce(jsonb_agg(r.enterprise_id) FILTER (WHERE r.verdict = 'new'), '[]') AS added,
         coalesce(jsonb_agg(jsonb_build_object('enterpriseId', r.enterprise_id, 'fields',
           (SELECT jsonb_agg(c -> 'field') FROM jsonb_array_elements(r.draft -> 'changes') c))) FILTER (WHERE r.verdict = 'changed'), '[]') AS changed
       FROM enterprise.import_row r WHERE r.street_id = $1 AND r.import_id = $2 AND r.verdict IN ('new', 'changed') GROUP BY 1
     ) b`,
    [list.streetId, list.id, enterprises.events.enterprisesImported.type, context.actor.accountId, context.actor.role],
  )
}
