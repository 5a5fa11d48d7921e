/** Taohua's firms and property managers into their room's tables. Search keys, masks and digests come from the room's own functions. */
import type { ClientBase } from 'pg'
import { type Digest, RECORD_COLUMNS, recordOf } from '../../modules/enterprise/enterprise-record.ts'
import { type CopyValue, copyIn } from './copy-in.ts'
import { map } from './load-register.ts'
import type { World, WorldFirm } from './world.ts'

const firmRow = ({ id, streetId, state, stateReason, ...draft }: WorldFirm, digest: Digest): CopyValue[] => {
  const record = recordOf({ ...draft, note: null }, digest)
  return [streetId, id, ...RECORD_COLUMNS.map((column) => record[column]), state, stateReason]
}

export async function loadFirms(client: ClientBase, world: World, digest: Digest): Promise<void> {
  const copy = (table: string, columns: readonly string[], rows: Iterable<CopyValue[]>) =>
    copyIn(client, `enterprise.${table}`, columns, rows)
  await copy(
    'enterprise',
    ['street_id', 'id', ...RECORD_COLUMNS, 'state', 'state_reason'],
    map(world.firms(), (firm) => firmRow(firm, digest)),
  )
  await copy(
    'enterprise_secret',
    ['street_id', 'id', 'path', 'legal_phone', 'contact_phone'],
    map(world.firms(), (f) => [f.streetId, f.id, f.path, f.legalPhone, f.contactPhone]),
  )
  await copy(
    'property_manager',
    ['street_id', 'id', 'path', 'name', 'contact_name', 'phone'],
    map(world.propertyManagers(), (m) => [m.streetId, m.id, m.path, m.name, m.contactName, m.phone]),
  )
  await copy(
    'looked_after',
    ['street_id', 'path', 'manager_id'],
    map(world.propertyManagers(), (m) => [m.streetId, m.path, m.id]),
  )
  await client.query('ANALYZE enterprise.enterprise, enterprise.property_manager, enterprise.looked_after')
}
